// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// Every spelling of a temporary object, and permanent ones that look like it.
#include <libpq-fe.h>
#include <stdio.h>

static void run(PGconn *c, const char *sql) { PQclear(PQexec(c, sql)); }

void hazards(PGconn *c) {
  run(c, "CREATE TEMP TABLE a (i int)"); // HAZARD: pooling-temp-table
  run(c, "CREATE TEMPORARY TABLE IF NOT EXISTS b (i int)"); // HAZARD: pooling-temp-table
  run(c, "CREATE LOCAL TEMP TABLE c (i int)"); // HAZARD: pooling-temp-table
  run(c, "CREATE GLOBAL TEMPORARY TABLE d (i int)"); // HAZARD: pooling-temp-table
  run(c, "CREATE TEMP TABLE e AS SELECT 1 AS i"); // HAZARD: pooling-temp-table
  run(c, "CREATE TEMP TABLE f (i int) ON COMMIT PRESERVE ROWS"); // HAZARD: pooling-temp-table
  run(c, "CREATE TEMP TABLE g (i int) ON COMMIT DELETE ROWS"); // HAZARD: pooling-temp-table
  run(c, "CREATE TEMP VIEW h AS SELECT 1"); // HAZARD: pooling-temp-table
  run(c, "CREATE OR REPLACE TEMPORARY VIEW i AS SELECT 1"); // HAZARD: pooling-temp-table
  run(c, "CREATE TEMP SEQUENCE j"); // HAZARD: pooling-temp-table
  run(c, "SELECT 1 AS i INTO TEMP k"); // HAZARD: pooling-temp-table
  run(c, "SELECT 1 AS i INTO TEMPORARY TABLE l"); // HAZARD: pooling-temp-table
  run(c, "CREATE TABLE pg_temp.m (i int)"); // HAZARD: pooling-temp-table
  run(c, "CREATE TABLE pg_temp.n AS SELECT 1"); // HAZARD: pooling-temp-table
  run(c, "CREATE FUNCTION pg_temp.o() RETURNS int LANGUAGE sql AS 'SELECT 1'"); // HAZARD: pooling-temp-table
  run(c, "CREATE TYPE pg_temp.p AS ENUM ('a')"); // HAZARD: pooling-temp-table
}

void permanent(PGconn *c) {
  run(c, "CREATE TABLE temp (i int)");
  run(c, "CREATE TABLE temp_orders (temporary boolean)");
  run(c, "CREATE UNLOGGED TABLE stage (i int)");
  run(c, "SELECT * INTO temp_backup FROM orders");
  run(c, "CREATE TABLE templates (name text DEFAULT 'CREATE TEMP TABLE x')");
  run(c, "COMMENT ON TABLE orders IS 'once CREATE TEMP TABLE orders'");
  run(c, "INSERT INTO temp VALUES (1)");
  run(c, "SELECT 1 -- CREATE TEMP TABLE x (i int)");
  run(c, "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS "
         "$$ BEGIN CREATE TEMP TABLE x (i int) ON COMMIT DROP; END $$");
  fprintf(stderr, "CREATE TEMP TABLE x (i int)\n");
}

void functions_in_a_transaction(PGconn *c) {
  run(c, "BEGIN");
  run(c, "CREATE FUNCTION pg_temp.one(int) RETURNS int LANGUAGE sql AS 'SELECT 1'");
  run(c, "SELECT pg_temp.one(1)");
  run(c, "DROP FUNCTION pg_temp.one(int)");
  run(c, "COMMIT");
  run(c, "BEGIN");
  run(c, "CREATE FUNCTION pg_temp.two() RETURNS int LANGUAGE sql AS 'SELECT 1'"); // HAZARD: pooling-temp-table
  run(c, "DROP TABLE IF EXISTS two");
  run(c, "DROP FUNCTION IF EXISTS two()");
  run(c, "COMMIT");
}
