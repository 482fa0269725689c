// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// Session locks wherever SQL allows a function call; and what only mentions them.
#include <libpq-fe.h>
#include <stdio.h>

static void run(PGconn *c, const char *sql) { PQclear(PQexec(c, sql)); }

void functions(PGconn *c) {
  run(c, "SELECT pg_advisory_lock(1)"); // HAZARD: pooling-advisory-lock
  run(c, "SELECT pg_try_advisory_lock(1, 2)"); // HAZARD: pooling-advisory-lock
  run(c, "SELECT pg_advisory_lock_shared(3)"); // HAZARD: pooling-advisory-lock
  run(c, "SELECT pg_try_advisory_lock_shared(4)"); // HAZARD: pooling-advisory-lock
  run(c, "SELECT pg_advisory_unlock_shared(3)"); // HAZARD: pooling-advisory-lock
  run(c, "SELECT pg_advisory_unlock(1)"); // HAZARD: pooling-advisory-lock
  run(c, "SELECT pg_advisory_unlock_all()"); // HAZARD: pooling-advisory-lock
}

void places(PGconn *c) {
  run(c, "SELECT id FROM jobs WHERE pg_try_advisory_lock(id) LIMIT 1"); // HAZARD: pooling-advisory-lock
  run(c, "SELECT 1 FROM pg_advisory_lock(5)"); // HAZARD: pooling-advisory-lock
  run(c, "WITH l AS (SELECT pg_advisory_lock(6)) SELECT * FROM l"); // HAZARD: pooling-advisory-lock
  run(c, "DO $$ BEGIN PERFORM pg_catalog.pg_advisory_lock(7); END $$"); // HAZARD: pooling-advisory-lock
  run(c, "SELECT CASE WHEN busy THEN PG_ADVISORY_LOCK(8) END FROM gate"); // HAZARD: pooling-advisory-lock
  run(c, "INSERT INTO got SELECT pg_try_advisory_lock(9)"); // HAZARD: pooling-advisory-lock
}

void mentions(PGconn *c) {
  run(c, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'");
  run(c, "SELECT 'pg_advisory_lock(1)'");
  run(c, "SELECT pg_advisory_lock FROM metrics");
  run(c, "SELECT 1 -- pg_advisory_lock(1)");
  run(c, "COMMENT ON TABLE jobs IS 'guarded by pg_advisory_lock(1)'");
  fprintf(stderr, "SELECT pg_advisory_lock(1)\n");
}

void of_the_transaction(PGconn *c) {
  run(c, "BEGIN");
  run(c, "SELECT pg_advisory_xact_lock(1)");
  run(c, "SELECT pg_try_advisory_xact_lock(1, 2), pg_advisory_xact_lock_shared(3)");
  run(c, "UPDATE t SET a = 1");
  run(c, "COMMIT");
}
