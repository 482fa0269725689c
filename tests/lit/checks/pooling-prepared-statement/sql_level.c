// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// SQL PREPARE, EXECUTE and DEALLOCATE, by lease.
#include <libpq-fe.h>
#include <stdio.h>

static int run(PGconn *c, const char *sql) {
  PGresult *r = PQexec(c, sql);
  int ok = PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK;
  PQclear(r);
  return ok;
}

void across_leases(PGconn *c) {
  run(c, "PREPARE a (int) AS SELECT * FROM t WHERE id = $1"); // HAZARD: pooling-prepared-statement
  run(c, "EXECUTE a (1)"); // HAZARD: pooling-prepared-statement
  run(c, "EXPLAIN EXECUTE a (1)"); // HAZARD: pooling-prepared-statement
  run(c, "DEALLOCATE a"); // HAZARD: pooling-prepared-statement
  run(c, "DEALLOCATE PREPARE ALL"); // HAZARD: pooling-prepared-statement
}

void one_transaction(PGconn *c) {
  run(c, "BEGIN");
  run(c, "PREPARE b AS SELECT 1");
  run(c, "EXECUTE b");
  run(c, "DEALLOCATE b");
  run(c, "COMMIT");
}

void one_string(PGconn *c) {
  run(c, "PREPARE d AS SELECT 1; EXECUTE d; DEALLOCATE d");
  run(c, "PREPARE e AS SELECT 1; EXECUTE e"); // HAZARD: pooling-prepared-statement
}

void not_deallocated(PGconn *c) {
  run(c, "BEGIN");
  run(c, "PREPARE f AS SELECT 1"); // HAZARD: pooling-prepared-statement #f
  run(c, "EXECUTE f"); // ALT: pooling-prepared-statement #f // NEUTRAL: pooling-prepared-statement
  run(c, "COMMIT");
}

void rollback_keeps_it(PGconn *c) {
  run(c, "BEGIN");
  run(c, "PREPARE g AS SELECT 1"); // HAZARD: pooling-prepared-statement
  run(c, "ROLLBACK");
}

void two_phase(PGconn *c) {
  run(c, "BEGIN");
  run(c, "UPDATE t SET a = 1");
  run(c, "PREPARE TRANSACTION 'gid'");
  run(c, "COMMIT PREPARED 'gid'");
  run(c, "ROLLBACK PREPARED 'other'");
}

void look_alikes(PGconn *c) {
  run(c, "SELECT prepare, execute FROM plans");
  run(c, "GRANT EXECUTE ON FUNCTION f() TO app");
  run(c, "CREATE TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f()");
  run(c, "DO $$ BEGIN EXECUTE 'SELECT 1'; END $$");
  run(c, "INSERT INTO help VALUES ('PREPARE p AS SELECT 1')");
  run(c, "SELECT count(*) FROM t -- EXECUTE a");
  fprintf(stderr, "PREPARE a AS SELECT 1\n");
}
