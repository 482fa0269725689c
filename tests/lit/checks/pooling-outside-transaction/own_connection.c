// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// The function opens the connection, so autocommit is in plain sight.
#include <libpq-fe.h>

static void run(PGconn *c, const char *sql) { PQclear(PQexec(c, sql)); }

void hazards(const char *conninfo) {
  PGconn *c = PQconnectdb(conninfo);
  run(c, "SET LOCAL work_mem = '1MB'"); // HAZARD: pooling-outside-transaction
  run(c, "SET LOCAL ROLE reader"); // HAZARD: pooling-outside-transaction
  run(c, "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"); // HAZARD: pooling-outside-transaction
  run(c, "SET CONSTRAINTS ALL DEFERRED"); // HAZARD: pooling-outside-transaction
  run(c, "SELECT set_config('app.user', '1', true)"); // HAZARD: pooling-outside-transaction
  run(c, "SELECT pg_advisory_xact_lock(1)"); // HAZARD: pooling-outside-transaction
  run(c, "SELECT pg_try_advisory_xact_lock(1)"); // HAZARD: pooling-outside-transaction
  run(c, "LOCK TABLE t IN SHARE MODE"); // HAZARD: pooling-outside-transaction
  run(c, "DECLARE d CURSOR FOR SELECT 1"); // HAZARD: pooling-outside-transaction
  run(c, "SAVEPOINT s"); // HAZARD: pooling-outside-transaction
  run(c, "SELECT id FROM t LIMIT 1 FOR UPDATE"); // HAZARD: pooling-outside-transaction
  run(c, "SELECT id FROM t LIMIT 1 FOR KEY SHARE SKIP LOCKED"); // HAZARD: pooling-outside-transaction
  PQfinish(c);
}

void in_a_transaction(const char *conninfo) {
  PGconn *c = PQconnectdb(conninfo);
  run(c, "BEGIN");
  run(c, "SET LOCAL work_mem = '1MB'");
  run(c, "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
  run(c, "SET CONSTRAINTS ALL DEFERRED");
  run(c, "SELECT set_config('app.user', '1', true)");
  run(c, "SELECT pg_advisory_xact_lock(1)");
  run(c, "LOCK TABLE t IN SHARE MODE");
  run(c, "SAVEPOINT s");
  run(c, "SELECT id FROM t LIMIT 1 FOR UPDATE");
  run(c, "ROLLBACK TO SAVEPOINT s");
  run(c, "COMMIT");
  PQfinish(c);
}

void one_string(const char *conninfo) {
  PGconn *c = PQconnectdb(conninfo);
  run(c, "SET LOCAL work_mem = '1MB'; SELECT build()");
  run(c, "LOCK TABLE t IN SHARE MODE; UPDATE t SET a = 1");
  run(c, "SELECT pg_advisory_xact_lock(1); UPDATE t SET a = 1");
  run(c, "DECLARE d CURSOR FOR SELECT 1; FETCH ALL FROM d; CLOSE d");
  run(c, "DO $$ BEGIN SET LOCAL work_mem = '1MB'; PERFORM build(); END $$");
  run(c, "SAVEPOINT s; SELECT 1; RELEASE s"); // HAZARD: pooling-outside-transaction
  PQfinish(c);
}

void not_locks(const char *conninfo) {
  PGconn *c = PQconnectdb(conninfo);
  run(c, "UPDATE t SET a = 1 WHERE id = (SELECT id FROM t LIMIT 1 FOR UPDATE SKIP LOCKED)");
  run(c, "INSERT INTO help VALUES ('SET LOCAL x = 1; LOCK TABLE t')");
  run(c, "DECLARE h CURSOR WITH HOLD FOR SELECT 1"); // another check's business
  run(c, "CREATE POLICY p ON t FOR UPDATE USING (true)");
  PQfinish(c);
}
