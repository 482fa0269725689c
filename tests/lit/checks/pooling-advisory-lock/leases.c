// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// Lock and unlock in one lease are fine, on every path.
#include <libpq-fe.h>

static int run(PGconn *c, const char *sql) {
  PGresult *r = PQexec(c, sql);
  int ok = PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK;
  PQclear(r);
  return ok;
}

void autocommit(PGconn *c) {
  run(c, "SELECT pg_advisory_lock(1)"); // HAZARD: pooling-advisory-lock
  run(c, "UPDATE t SET a = 1");
  run(c, "SELECT pg_advisory_unlock(1)"); // HAZARD: pooling-advisory-lock
}

void one_transaction(PGconn *c) {
  run(c, "BEGIN");
  run(c, "SELECT pg_advisory_lock(2)");
  run(c, "UPDATE t SET a = 1");
  run(c, "SELECT pg_advisory_unlock(2)");
  run(c, "COMMIT");
}

void one_string(PGconn *c) {
  run(c, "SELECT pg_advisory_lock(3); UPDATE t SET a = 1; SELECT pg_advisory_unlock(3)");
  run(c, "SELECT pg_advisory_lock(4); UPDATE t SET a = 1"); // HAZARD: pooling-advisory-lock
}

void around_a_transaction(PGconn *c) {
  run(c, "SELECT pg_advisory_lock(5)"); // HAZARD: pooling-advisory-lock
  run(c, "BEGIN");
  run(c, "UPDATE t SET a = 1");
  run(c, "COMMIT");
  run(c, "SELECT pg_advisory_unlock(5)"); // HAZARD: pooling-advisory-lock
}

void released_late(PGconn *c) {
  run(c, "BEGIN");
  run(c, "SELECT pg_advisory_lock(6)"); // HAZARD: pooling-advisory-lock
  run(c, "COMMIT");
  run(c, "BEGIN");
  run(c, "SELECT pg_advisory_unlock(6)"); // HAZARD: pooling-advisory-lock
  run(c, "COMMIT");
}

void rollback_keeps_it(PGconn *c) {
  run(c, "BEGIN");
  run(c, "SELECT pg_advisory_lock(7)"); // HAZARD: pooling-advisory-lock
  run(c, "UPDATE t SET a = 1");
  run(c, "ROLLBACK");
}

int early_return(PGconn *c, int batch) {
  run(c, "BEGIN");
  run(c, "SELECT pg_advisory_lock(8)"); // HAZARD: pooling-advisory-lock #return
  if (batch < 0)
    return -1; // ALT: pooling-advisory-lock #return
  run(c, "UPDATE t SET a = 1");
  run(c, "SELECT pg_advisory_unlock(8)"); // NEUTRAL: pooling-advisory-lock
  run(c, "COMMIT");
  return 0;
}

int goto_cleanup(PGconn *c) {
  int rc = -1;
  run(c, "BEGIN");
  run(c, "SELECT pg_advisory_lock(9)"); // HAZARD: pooling-advisory-lock #goto
  if (!run(c, "UPDATE t SET a = 1"))
    goto cleanup; // ALT: pooling-advisory-lock #goto
  run(c, "SELECT pg_advisory_unlock(9)"); // NEUTRAL: pooling-advisory-lock
  rc = 0;
cleanup:
  run(c, rc ? "ROLLBACK" : "COMMIT");
  return rc;
}

void both_branches(PGconn *c, int full) {
  run(c, "BEGIN");
  run(c, "SELECT pg_advisory_lock(10)");
  if (full) {
    run(c, "TRUNCATE t");
    run(c, "SELECT pg_advisory_unlock(10)");
  } else {
    run(c, "SELECT pg_advisory_unlock(10)");
  }
  run(c, "COMMIT");
}
