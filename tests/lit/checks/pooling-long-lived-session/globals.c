// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// C programs: statics, tables, locals with a clean end.
#include <libpq-fe.h>
#include <stdlib.h>
#include <unistd.h>

static PGconn *main_conn; // HAZARD: pooling-long-lived-session #main

static PGconn *get_main(void) {
  if (main_conn == NULL || PQstatus(main_conn) != CONNECTION_OK)
    main_conn = PQconnectdb(getenv("DB")); // ALT: pooling-long-lived-session #main
  return main_conn;
}

int use_main(void) {
  PGresult *r = PQexec(get_main(), "SELECT 1");
  int n = PQntuples(r);
  PQclear(r);
  return n;
}

static const char *conninfo = "dbname=app";

int local(void) {
  PGconn *c = PQconnectdb(conninfo);
  int ok = PQstatus(c) == CONNECTION_OK;
  PQfinish(c);
  return ok;
}

int with_goto(void) {
  int rc = 1;
  PGconn *c = PQconnectdb(conninfo);
  if (PQstatus(c) != CONNECTION_OK)
    goto out;
  PQclear(PQexec(c, "SELECT 1"));
  rc = 0;
out:
  PQfinish(c);
  return rc;
}

void daemon_loop(void) {
  PGconn *c = PQconnectdb(conninfo); // HAZARD: pooling-long-lived-session #daemon
  for (;;) {
    PQclear(PQexec(c, "SELECT tick()"));
    sleep(10); // ALT: pooling-long-lived-session #daemon
  }
}

void polite_loop(void) {
  for (;;) {
    PGconn *c = PQconnectdb(conninfo);
    PQclear(PQexec(c, "SELECT tick()"));
    PQfinish(c);
    sleep(10);
  }
}
