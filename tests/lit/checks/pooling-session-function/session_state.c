// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// Everything else that answers for one session.
#include <libpq-fe.h>
#include <stdio.h>

static void run(PGconn *c, const char *sql) { PQclear(PQexec(c, sql)); }

void hazards(PGconn *c) {
  run(c, "SELECT setseed(0.5)"); // HAZARD: pooling-session-function
  run(c, "LOAD 'auto_explain'"); // HAZARD: pooling-session-function
  run(c, "SELECT inet_client_addr()"); // HAZARD: pooling-session-function
  run(c, "SELECT pg_my_temp_schema()"); // HAZARD: pooling-session-function
}

int remembered_pid(PGconn *c, PGconn *admin) {
  char sql[80];
  int pid = PQbackendPID(c); // HAZARD: pooling-session-function
  run(c, "CALL long_report()");
  snprintf(sql, sizeof sql, "SELECT pg_cancel_backend(%d)", pid);
  run(admin, sql);
  return pid;
}

void cancel_key(PGconn *c) {
  char why[256];
  PGcancel *k = PQgetCancel(c);
  PQcancel(k, why, sizeof why);
  PQfreeCancel(k);
}

void server_side(PGconn *c) {
  run(c, "SELECT now(), version(), current_database(), session_user");
  run(c, "SELECT random()");
  run(c, "SELECT count(*) FROM pg_stat_activity");
  run(c, "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE state = 'idle'");
}

void look_alikes(PGconn *c) {
  run(c, "SELECT load FROM hosts");
  run(c, "INSERT INTO verbs VALUES ('LOAD ''x''')");
  run(c, "COMMENT ON TABLE t IS 'setseed(0.5)'");
}
