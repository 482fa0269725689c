// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// Gone at the end of the lease, or not.
#include <libpq-fe.h>

static int run(PGconn *c, const char *sql) {
  PGresult *r = PQexec(c, sql);
  int ok = PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK;
  PQclear(r);
  return ok;
}

void on_commit_drop(PGconn *c) {
  run(c, "BEGIN");
  run(c, "CREATE TEMP TABLE a (i int) ON COMMIT DROP");
  run(c, "CREATE TEMP TABLE b ON COMMIT DROP AS SELECT * FROM orders");
  run(c, "INSERT INTO a SELECT id FROM b");
  run(c, "COMMIT");
}

void dropped(PGconn *c) {
  run(c, "BEGIN");
  run(c, "CREATE TEMP TABLE d (i int)");
  run(c, "CREATE TEMP VIEW v AS SELECT * FROM orders");
  run(c, "INSERT INTO d SELECT id FROM v");
  run(c, "DROP VIEW v");
  run(c, "DROP TABLE IF EXISTS d");
  run(c, "COMMIT");
}

void rolled_back(PGconn *c) {
  run(c, "BEGIN");
  run(c, "CREATE TEMP TABLE r (i int)");
  run(c, "ROLLBACK");
}

void committed(PGconn *c) {
  run(c, "BEGIN");
  run(c, "CREATE TEMP TABLE k (i int)"); // HAZARD: pooling-temp-table
  run(c, "COMMIT");
  run(c, "INSERT INTO k VALUES (1)");
}

void dropped_too_late(PGconn *c) {
  run(c, "CREATE TEMP TABLE l (i int)"); // HAZARD: pooling-temp-table
  run(c, "INSERT INTO l VALUES (1)");
  run(c, "DROP TABLE l");
}

void one_string(PGconn *c) {
  run(c, "CREATE TEMP TABLE s (i int); INSERT INTO s VALUES (1); SELECT * FROM s; DROP TABLE s");
  run(c, "CREATE TEMP TABLE t (i int) ON COMMIT DROP; INSERT INTO t VALUES (1); SELECT * FROM t");
  run(c, "CREATE TEMP TABLE u (i int); INSERT INTO u VALUES (1)"); // HAZARD: pooling-temp-table
  run(c, "DROP TABLE IF EXISTS w; CREATE TEMP TABLE w (i int)"); // HAZARD: pooling-temp-table
}

int dropped_unless_empty(PGconn *c, int rows) {
  run(c, "BEGIN");
  run(c, "CREATE TEMP TABLE x (i int)"); // HAZARD: pooling-temp-table
  if (rows > 0) {
    run(c, "INSERT INTO orders SELECT i FROM x");
    run(c, "DROP TABLE x");
  }
  return run(c, "COMMIT");
}

int cleanup(PGconn *c) {
  int ok = 0;
  if (!run(c, "BEGIN"))
    return 0;
  if (!run(c, "CREATE TEMP TABLE y (i int)"))
    goto out;
  if (!run(c, "INSERT INTO y SELECT id FROM orders"))
    goto out;
  ok = run(c, "DROP TABLE y");
out:
  run(c, ok ? "COMMIT" : "ROLLBACK");
  return ok;
}
