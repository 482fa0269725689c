// pooling-session-setting: what stays on the server connection, and what does not.
#include "../harness/live_libpq.h"

CASE(set_autocommit, "differs", "session-setting") {
  note(PQexec(a, "SET work_mem = '77MB'"));
  note(PQexec(a, "SHOW work_mem"));
}

CASE(set_session_keyword, "differs", "session-setting") {
  note(PQexec(a, "SET SESSION lock_timeout TO '123ms'"));
  note(PQexec(a, "SHOW lock_timeout"));
}

CASE(set_committed, "differs", "session-setting") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SET work_mem = '77MB'"));
  note(PQexec(a, "COMMIT"));
  note(PQexec(a, "SHOW work_mem"));
}

CASE(set_rolled_back, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SET work_mem = '77MB'"));
  note(PQexec(a, "SHOW work_mem"));
  note(PQexec(a, "ROLLBACK"));
  note(PQexec(a, "SHOW work_mem"));
}

CASE(set_and_reset_in_transaction, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SET work_mem = '77MB'"));
  note(PQexec(a, "SHOW work_mem"));
  note(PQexec(a, "RESET work_mem"));
  note(PQexec(a, "COMMIT"));
  note(PQexec(a, "SHOW work_mem"));
}

CASE(set_and_reset_apart, "differs", "session-setting") {
  note(PQexec(a, "SET work_mem = '77MB'"));
  note(PQexec(a, "SHOW work_mem"));
  note(PQexec(a, "RESET work_mem"));
}

CASE(set_local, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SET LOCAL work_mem = '77MB'"));
  note(PQexec(a, "SHOW work_mem"));
  note(PQexec(a, "COMMIT"));
  note(PQexec(a, "SHOW work_mem"));
}

CASE(set_and_reset_in_one_string, "same", "") {
  note(PQexec(a, "SET work_mem = '77MB'; SELECT current_setting('work_mem'); RESET work_mem"));
  note(PQexec(a, "SHOW work_mem"));
}

CASE(set_and_query_in_one_string, "differs", "session-setting") {
  note(PQexec(a, "SET work_mem = '77MB'; SELECT current_setting('work_mem')"));
}

CASE(set_local_in_one_string, "same", "") {
  note(PQexec(a, "SET LOCAL work_mem = '77MB'; SELECT current_setting('work_mem')"));
  note(PQexec(a, "SHOW work_mem"));
}

CASE(whole_transaction_in_one_string, "same", "") {
  note(PQexec(a, "BEGIN; SET LOCAL work_mem = '77MB'; SELECT 1; COMMIT"));
  note(PQexec(a, "SHOW work_mem"));
}

CASE(set_with_params, "differs", "session-setting") {
  note(PQexecParams(a, "SET work_mem = '77MB'", 0, NULL, NULL, NULL, NULL, 0));
  note(PQexec(a, "SHOW work_mem"));
}

CASE(set_config_for_session, "differs", "session-setting") {
  note(PQexec(a, "SELECT set_config('app.tenant', '42', false)"));
  note(PQexec(a, "SELECT current_setting('app.tenant', true)"));
}

CASE(set_config_by_parameter, "differs", "session-setting") {
  const char *values[] = {"42"};
  note(PQexecParams(a, "SELECT set_config('app.tenant', $1, false)", 1, NULL, values, NULL, NULL,
                    0));
  note(PQexec(a, "SELECT current_setting('app.tenant', true)"));
}

CASE(set_config_for_transaction, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SELECT set_config('app.tenant', '42', true)"));
  note(PQexec(a, "SELECT current_setting('app.tenant', true)"));
  note(PQexec(a, "COMMIT"));
}

CASE(custom_setting, "differs", "session-setting") {
  note(PQexec(a, "SET app.tenant = '42'"));
  note(PQexec(a, "SHOW app.tenant"));
}

CASE(search_path, "differs", "session-setting") {
  note(PQexec(a, "SET search_path TO s1, public"));
  note(PQexec(a, "SELECT v FROM cfg"));
}

CASE(set_schema, "differs", "session-setting") {
  note(PQexec(a, "SET SCHEMA 's1'"));
  note(PQexec(a, "SELECT v FROM cfg"));
}

CASE(qualified_name, "same", "") { note(PQexec(a, "SELECT v FROM s1.cfg")); }

CASE(statement_timeout, "differs", "session-setting") {
  note(PQexec(a, "SET statement_timeout = 10"));
  note(PQexec(a, "SELECT pg_sleep(0.03)"));
}

CASE(set_role, "differs", "session-setting") {
  note(PQexec(a, "SET ROLE lowpriv"));
  note(PQexec(a, "SELECT current_user"));
  note(PQexec(a, "SELECT v FROM secret"));
}

CASE(set_local_role, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SET LOCAL ROLE lowpriv"));
  note(PQexec(a, "SELECT current_user"));
  note(PQexec(a, "SELECT v FROM secret"));
  note(PQexec(a, "ROLLBACK"));
  note(PQexec(a, "SELECT current_user"));
}

CASE(session_authorization, "differs", "session-setting") {
  note(PQexec(a, "SET SESSION AUTHORIZATION lowpriv"));
  note(PQexec(a, "SELECT session_user"));
}

CASE(session_characteristics, "differs", "session-setting") {
  note(PQexec(a, "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"));
  note(PQexec(a, "INSERT INTO orders (v) VALUES ('x')"));
}

CASE(set_transaction, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"));
  note(PQexec(a, "SHOW transaction_isolation"));
  note(PQexec(a, "COMMIT"));
  note(PQexec(a, "SHOW transaction_isolation"));
}

CASE(begin_with_modes, "same", "") {
  note(PQexec(a, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
  note(PQexec(a, "SELECT count(*) FROM orders"));
  note(PQexec(a, "COMMIT"));
}

CASE(set_constraints, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SET CONSTRAINTS ALL DEFERRED"));
  note(PQexec(a, "UPDATE deferred SET id = 2 WHERE id = 1"));
  note(PQexec(a, "UPDATE deferred SET id = 1 WHERE ctid = '(0,2)'"));
  note(PQexec(a, "ROLLBACK"));
}

CASE(time_zone, "same", "") {
  note(PQexec(a, "SET TIME ZONE 'Asia/Tokyo'"));
  note(PQexec(a, "SHOW timezone"));
}

CASE(date_style, "same", "") {
  note(PQexec(a, "SET datestyle TO 'SQL, DMY'"));
  note(PQexec(a, "SELECT date '2024-02-01'"));
}

CASE(set_names, "same", "") {
  note(PQexec(a, "SET NAMES 'LATIN1'"));
  note(PQexec(a, "SHOW client_encoding"));
}

CASE(client_encoding_by_call, "same", "") {
  note_number(PQsetClientEncoding(a, "LATIN1"));
  note(PQexec(a, "SHOW client_encoding"));
}

CASE(conforming_strings, "same", "") {
  note(PQexec(a, "SET standard_conforming_strings = off"));
  note(PQexec(a, "SHOW standard_conforming_strings"));
}

CASE(interval_style, "1.20: same; differs", "session-setting") {
  note(PQexec(a, "SET IntervalStyle = 'iso_8601'"));
  note(PQexec(a, "SELECT interval '1 day'"));
}

CASE(time_zone_by_set_config, "same", "") {
  note(PQexec(a, "SELECT set_config('TimeZone', 'Asia/Tokyo', false)"));
  note(PQexec(a, "SHOW timezone"));
}

CASE(float_digits, "differs", "session-setting") {
  note(PQexec(a, "SET extra_float_digits = 0"));
  note(PQexec(a, "SELECT 0.1::float8 + 0.2"));
}

CASE(bytea_output, "differs", "session-setting") {
  note(PQexec(a, "SET bytea_output = 'escape'"));
  note(PQexec(a, "SELECT 'a'::bytea"));
}

CASE(read_only_default, "differs", "session-setting") {
  note(PQexec(a, "SET default_transaction_read_only = on"));
  note(PQexec(a, "DELETE FROM orders"));
}

CASE(update_pg_settings, "differs", "session-setting") {
  note(PQexec(a, "UPDATE pg_settings SET setting = '77MB' WHERE name = 'work_mem'"));
  note(PQexec(a, "SHOW work_mem"));
}

CASE(update_column_called_setting, "same", "") {
  note(PQexec(a, "UPDATE orders SET v = 'SET work_mem' WHERE id = 1000"));
  note(PQexec(a, "SELECT v FROM orders"));
}

CASE(set_config_in_do, "differs", "session-setting") {
  note(PQexec(a, "DO $$ BEGIN PERFORM set_config('work_mem', '77MB', false); END $$"));
  note(PQexec(a, "SHOW work_mem"));
}

CASE(set_local_in_do, "same", "") {
  note(PQexec(a, "DO $$ BEGIN SET LOCAL work_mem = '77MB'; END $$"));
  note(PQexec(a, "SHOW work_mem"));
}

CASE(function_with_setting, "same", "") {
  note(PQexec(a, "SELECT with_setting()"));
  note(PQexec(a, "SHOW work_mem"));
}

CASE(default_of_role, "same", "") {
  note(PQexec(a, "ALTER ROLE lowpriv SET work_mem = '77MB'"));
  note(PQexec(a, "ALTER ROLE lowpriv RESET work_mem"));
}

CASE(alter_table_set, "same", "") {
  note(PQexec(a, "ALTER TABLE stage SET (fillfactor = 70)"));
  note(PQexec(a, "ALTER TABLE stage RESET (fillfactor)"));
}

CASE(show_only, "same", "") {
  note(PQexec(a, "SHOW work_mem"));
  note(PQexec(a, "SELECT current_setting('search_path')"));
}

CASE(pipeline_set_and_reset, "same", "") {
  PQenterPipelineMode(a);
  PQsendQueryParams(a, "SET work_mem = '77MB'", 0, NULL, NULL, NULL, NULL, 0);
  PQsendQueryParams(a, "SHOW work_mem", 0, NULL, NULL, NULL, NULL, 0);
  PQsendQueryParams(a, "RESET work_mem", 0, NULL, NULL, NULL, NULL, 0);
  PQpipelineSync(a);
  for (int i = 0; i < 4; ++i)
    for (PGresult *r; (r = PQgetResult(a));) {
      int end = PQresultStatus(r) == PGRES_PIPELINE_SYNC;
      note(r);
      if (end)
        break;
    }
  PQexitPipelineMode(a);
}

CASE(pipeline_set, "differs", "session-setting") {
  PQenterPipelineMode(a);
  PQsendQueryParams(a, "SET work_mem = '77MB'", 0, NULL, NULL, NULL, NULL, 0);
  PQsendQueryParams(a, "SHOW work_mem", 0, NULL, NULL, NULL, NULL, 0);
  PQpipelineSync(a);
  for (int i = 0; i < 3; ++i)
    for (PGresult *r; (r = PQgetResult(a));) {
      int end = PQresultStatus(r) == PGRES_PIPELINE_SYNC;
      note(r);
      if (end)
        break;
    }
  PQexitPipelineMode(a);
}

CASE(savepoint_rolled_back, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SAVEPOINT s"));
  note(PQexec(a, "SET work_mem = '77MB'"));
  note(PQexec(a, "ROLLBACK TO SAVEPOINT s"));
  note(PQexec(a, "SHOW work_mem"));
  note(PQexec(a, "COMMIT"));
}

CASE(reset_to_default, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SET search_path = s1"));
  note(PQexec(a, "SELECT v FROM cfg"));
  note(PQexec(a, "SET search_path TO DEFAULT"));
  note(PQexec(a, "COMMIT"));
  note(PQexec(a, "SELECT v FROM cfg"));
}

CASE(reset_of_another_setting, "differs", "session-setting") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SET work_mem = '77MB'"));
  note(PQexec(a, "RESET lock_timeout"));
  note(PQexec(a, "COMMIT"));
  note(PQexec(a, "SHOW work_mem"));
}

CASE(commit_and_chain, "differs", "session-setting") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SET work_mem = '77MB'"));
  note(PQexec(a, "COMMIT AND CHAIN"));
  note(PQexec(a, "SHOW work_mem"));
  note(PQexec(a, "COMMIT"));
  note(PQexec(a, "SHOW work_mem"));
}

CASE_IN(reset_all, "differs", "session-setting", "victims") { note(PQexec(a, "RESET ALL")); }

CASE_IN(discard_all, "differs", "session-setting", "victims") { note(PQexec(a, "DISCARD ALL")); }

CASE_IN(discard_temp, "differs", "session-setting", "victims") { note(PQexec(a, "DISCARD TEMP")); }

CASE_IN(discard_plans, "same", "", "victims") { note(PQexec(a, "SELECT 'DISCARD ALL'")); }
