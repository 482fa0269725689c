// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// Arrays of connections filled in loops.
#include <libpq-fe.h>
#include <unistd.h>

#define SLOTS 6
static const char *conninfo = "dbname=app";

struct slots {
  PGconn *conn[SLOTS];
};

void fixed(struct slots *s) {
  for (int i = 0; i < SLOTS; i++) // ALT: pooling-oversized-pool #fixed
    s->conn[i] = PQconnectdb(conninfo); // HAZARD: pooling-oversized-pool #fixed
}

void per_core(PGconn **conn) {
  long n = sysconf(_SC_NPROCESSORS_ONLN); // ALT: pooling-oversized-pool #cores
  for (long i = 0; i < n; i++) // ALT: pooling-oversized-pool #cores
    conn[i] = PQconnectdb(conninfo); // HAZARD: pooling-oversized-pool #cores
}

void single(PGconn **conn) {
  for (int i = 0; i < 1; i++)
    conn[i] = PQconnectdb(conninfo);
}

PGconn *retry(void) {
  for (int i = 0; i < 5; i++) {
    PGconn *c = PQconnectdb(conninfo);
    if (PQstatus(c) == CONNECTION_OK)
      return c;
    PQfinish(c);
    sleep(1);
  }
  return NULL;
}

int one_after_the_other(const char *const *hosts, int n) {
  int ok = 0;
  for (int i = 0; i < n; i++) {
    PGconn *c = PQconnectdb(hosts[i]);
    ok += PQstatus(c) == CONNECTION_OK;
    PQfinish(c);
  }
  return ok;
}
