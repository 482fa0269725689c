// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// The transaction is over, or over on one path.
#include <libpq-fe.h>

static int run(PGconn *c, const char *sql) {
  PGresult *r = PQexec(c, sql);
  int ok = PQresultStatus(r) == PGRES_COMMAND_OK;
  PQclear(r);
  return ok;
}

void after_commit(const char *conninfo) {
  PGconn *c = PQconnectdb(conninfo);
  run(c, "BEGIN");
  run(c, "SET LOCAL lock_timeout = '1s'");
  run(c, "COMMIT");
  run(c, "SET LOCAL lock_timeout = '1s'"); // HAZARD: pooling-outside-transaction
  PQfinish(c);
}

void after_rollback(const char *conninfo) {
  PGconn *c = PQconnectdb(conninfo);
  run(c, "START TRANSACTION");
  if (!run(c, "UPDATE t SET a = 1")) {
    run(c, "ABORT");
    run(c, "SELECT pg_advisory_xact_lock(2)"); // HAZARD: pooling-outside-transaction
  } else {
    run(c, "SELECT pg_advisory_xact_lock(3)");
    run(c, "END");
  }
  PQfinish(c);
}

void chained(const char *conninfo) {
  PGconn *c = PQconnectdb(conninfo);
  run(c, "BEGIN");
  run(c, "UPDATE t SET a = 1");
  run(c, "COMMIT AND CHAIN");
  run(c, "SET LOCAL lock_timeout = '1s'");
  run(c, "UPDATE t SET a = 2");
  run(c, "COMMIT");
  PQfinish(c);
}

void every_round(const char *conninfo, int n) {
  PGconn *c = PQconnectdb(conninfo);
  for (int i = 0; i < n; i++) {
    run(c, "BEGIN");
    run(c, "LOCK TABLE t IN EXCLUSIVE MODE");
    run(c, "UPDATE t SET a = a + 1");
    run(c, "COMMIT");
  }
  run(c, "LOCK TABLE t IN EXCLUSIVE MODE"); // HAZARD: pooling-outside-transaction
  PQfinish(c);
}

/* Nobody knows how this one is entered. */
void unknown_caller(PGconn *c) {
  run(c, "SET LOCAL lock_timeout = '1s'");
  run(c, "SELECT id FROM t FOR UPDATE");
  run(c, "SELECT pg_advisory_xact_lock(4)");
}

void goto_cleanup(const char *conninfo) {
  PGconn *c = PQconnectdb(conninfo);
  if (!run(c, "BEGIN"))
    goto out;
  run(c, "LOCK TABLE t");
  run(c, "COMMIT");
out:
  PQfinish(c);
}
