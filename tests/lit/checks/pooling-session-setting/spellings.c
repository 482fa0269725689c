// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// Every spelling of a session setting, and what only looks like one.
#include <libpq-fe.h>

static void run(PGconn *c, const char *sql) { PQclear(PQexec(c, sql)); }

void hazards(PGconn *c) {
  run(c, "SET ROLE reporter"); // HAZARD: pooling-session-setting
  run(c, "SET SESSION AUTHORIZATION reporter"); // HAZARD: pooling-session-setting
  run(c, "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"); // HAZARD: pooling-session-setting
  run(c, "SET SCHEMA 'archive'"); // HAZARD: pooling-session-setting
  run(c, "SET XML OPTION DOCUMENT"); // HAZARD: pooling-session-setting
  run(c, "SET app.tenant = '7'"); // HAZARD: pooling-session-setting
  run(c, "SET IntervalStyle = iso_8601"); // HAZARD: pooling-session-setting
  run(c, "SET work_mem TO DEFAULT"); // HAZARD: pooling-session-setting
  run(c, "RESET work_mem"); // HAZARD: pooling-session-setting
  run(c, "RESET ALL"); // HAZARD: pooling-session-setting
  run(c, "RESET ROLE"); // HAZARD: pooling-session-setting
  run(c, "SELECT set_config('app.tenant', '7', false)"); // HAZARD: pooling-session-setting
  run(c, "SELECT 1 FROM pg_catalog.set_config('work_mem', '1MB', 'f')"); // HAZARD: pooling-session-setting
  run(c, "UPDATE pg_settings SET setting = '65536' WHERE name = 'work_mem'"); // HAZARD: pooling-session-setting
  run(c, "DO $$ BEGIN PERFORM set_config('work_mem', '1MB', false); END $$"); // HAZARD: pooling-session-setting
}

void not_of_the_session(PGconn *c) {
  run(c, "ALTER ROLE app SET work_mem = '64MB'");
  run(c, "ALTER DATABASE app SET search_path = app, public");
  run(c, "ALTER SYSTEM SET work_mem = '64MB'");
  run(c, "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET work_mem = '1MB' AS 'SELECT 1'");
  run(c, "DO $$ BEGIN SET LOCAL work_mem = '64MB'; PERFORM build(); END $$");
  run(c, "SHOW work_mem");
  run(c, "SELECT current_setting('work_mem')");
  run(c, "SELECT set_config FROM features");
}

// PgBouncer replays these five for each client.
void tracked(PGconn *c) {
  run(c, "SET TIME ZONE 'UTC'");
  run(c, "SET timezone TO 'Europe/Vienna'");
  run(c, "SET NAMES 'UTF8'");
  run(c, "SET client_encoding = 'UTF8'");
  run(c, "SET DateStyle = ISO");
  run(c, "SET standard_conforming_strings = on");
  run(c, "SET application_name = 'nightly'");
  run(c, "SELECT set_config('TimeZone', 'UTC', false)");
  PQsetClientEncoding(c, "UTF8");
}
