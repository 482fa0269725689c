// pooling-temp-table: what is temporary belongs to the server connection.
#include "../harness/live_libpq.h"

CASE(temp_autocommit, "differs 42P01", "temp-table") {
  note(PQexec(a, "CREATE TEMP TABLE tt (v text)"));
  note(PQexec(a, "INSERT INTO tt VALUES ('x')"));
}

CASE(temp_dropped_later, "differs 42P01", "temp-table") {
  note(PQexec(a, "CREATE TEMPORARY TABLE tt (v text)"));
  note(PQexec(a, "DROP TABLE tt"));
}

CASE(temp_on_commit_drop, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "CREATE TEMP TABLE tt (v text) ON COMMIT DROP"));
  note(PQexec(a, "INSERT INTO tt VALUES ('x')"));
  note(PQexec(a, "SELECT * FROM tt"));
  note(PQexec(a, "COMMIT"));
}

CASE(temp_on_commit_delete_rows, "differs 42P01", "temp-table") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "CREATE TEMP TABLE tt (v text) ON COMMIT DELETE ROWS"));
  note(PQexec(a, "COMMIT"));
  note(PQexec(a, "SELECT count(*) FROM tt"));
}

CASE(temp_on_commit_preserve_rows, "differs 42P01", "temp-table") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "CREATE TEMP TABLE tt (v text) ON COMMIT PRESERVE ROWS"));
  note(PQexec(a, "COMMIT"));
  note(PQexec(a, "SELECT count(*) FROM tt"));
}

CASE(temp_dropped_in_transaction, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "CREATE TEMP TABLE tt (v text)"));
  note(PQexec(a, "INSERT INTO tt VALUES ('x')"));
  note(PQexec(a, "DROP TABLE tt"));
  note(PQexec(a, "COMMIT"));
}

CASE(temp_rolled_back, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "CREATE TEMP TABLE tt (v text)"));
  note(PQexec(a, "SELECT * FROM tt"));
  note(PQexec(a, "ROLLBACK"));
}

CASE(temp_committed, "differs 42P01", "temp-table") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "CREATE TEMP TABLE tt (v text)"));
  note(PQexec(a, "COMMIT"));
  note(PQexec(a, "SELECT * FROM tt"));
}

CASE(temp_in_one_string, "same", "") {
  note(PQexec(a, "CREATE TEMP TABLE tt (v text); INSERT INTO tt VALUES ('x'); DROP TABLE tt"));
}

CASE(temp_on_commit_drop_in_one_string, "same", "") {
  note(PQexec(a, "CREATE TEMP TABLE tt (v text) ON COMMIT DROP; INSERT INTO tt VALUES ('x'); "
                 "SELECT * FROM tt"));
}

CASE(temp_left_by_one_string, "differs", "temp-table") {
  note(PQexec(a, "CREATE TEMP TABLE tt (v text); INSERT INTO tt VALUES ('x'); SELECT * FROM tt"));
}

CASE(temp_if_not_exists, "differs 42P01", "temp-table") {
  note(PQexec(a, "CREATE TEMP TABLE IF NOT EXISTS tt (v text)"));
  note(PQexec(a, "INSERT INTO tt VALUES ('x')"));
}

CASE(temp_view, "differs 42P01", "temp-table") {
  note(PQexec(a, "CREATE TEMP VIEW tv AS SELECT 1 AS one"));
  note(PQexec(a, "SELECT * FROM tv"));
}

CASE(temp_sequence, "differs 42P01", "temp-table") {
  note(PQexec(a, "CREATE TEMP SEQUENCE ts"));
  note(PQexec(a, "SELECT nextval('ts')"));
}

CASE(temp_select_into, "differs 42P01", "temp-table") {
  note(PQexec(a, "SELECT 1 AS one INTO TEMP ti"));
  note(PQexec(a, "SELECT * FROM ti"));
}

CASE(temp_as_select, "differs 42P01", "temp-table") {
  note(PQexec(a, "CREATE TEMP TABLE tc AS SELECT 1 AS one"));
  note(PQexec(a, "SELECT * FROM tc"));
}

CASE(temp_as_select_dropped_on_commit, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "CREATE TEMP TABLE tc ON COMMIT DROP AS SELECT 1 AS one"));
  note(PQexec(a, "SELECT * FROM tc"));
  note(PQexec(a, "COMMIT"));
}

CASE(temp_by_schema, "differs 42P01", "temp-table") {
  note(PQexec(a, "CREATE TABLE pg_temp.tx (v text)"));
  note(PQexec(a, "SELECT * FROM tx"));
}

CASE(temp_local_spelling, "differs 42P01", "temp-table") {
  note(PQexec(a, "CREATE LOCAL TEMPORARY TABLE tl (v text)"));
  note(PQexec(a, "SELECT * FROM tl"));
}

CASE(temp_with_params, "differs 42P01", "temp-table") {
  note(PQexecParams(a, "CREATE TEMP TABLE tp (v text)", 0, NULL, NULL, NULL, NULL, 0));
  note(PQexec(a, "SELECT * FROM tp"));
}

CASE(temp_function, "differs", "temp-table") {
  note(PQexec(a, "CREATE FUNCTION pg_temp.one() RETURNS int LANGUAGE sql AS 'SELECT 1'"));
  note(PQexec(a, "SELECT pg_temp.one()"));
}

CASE(unlogged_table, "same", "") {
  note(PQexec(a, "CREATE UNLOGGED TABLE ul (v text)"));
  note(PQexec(a, "INSERT INTO ul VALUES ('x')"));
  note(PQexec(a, "DROP TABLE ul"));
}

CASE(table_called_temp, "same", "") {
  note(PQexec(a, "CREATE TABLE temp_orders (v text)"));
  note(PQexec(a, "INSERT INTO temp_orders VALUES ('CREATE TEMP TABLE')"));
  note(PQexec(a, "DROP TABLE temp_orders"));
}

CASE(temp_copied_into, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "CREATE TEMP TABLE tt (n int) ON COMMIT DROP"));
  note(PQexec(a, "COPY tt FROM STDIN"));
  PQputCopyData(a, "1\n2\n", 4);
  PQputCopyEnd(a, NULL);
  note(PQgetResult(a));
  while (PQgetResult(a))
    ;
  note(PQexec(a, "SELECT sum(n) FROM tt"));
  note(PQexec(a, "COMMIT"));
}

CASE(temp_in_function_on_commit_drop, "same", "") {
  note(PQexec(a, "SELECT with_scratch()"));
  note(PQexec(a, "SELECT with_scratch()"));
}

CASE(temp_on_another_branch, "differs", "temp-table") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "CREATE TEMP TABLE tt (v text)"));
  PGresult *r = PQexec(a, "SELECT v FROM items");
  int rows = PQntuples(r);
  note(r);
  if (rows > 0)
    note(PQexec(a, "DROP TABLE tt"));
  note(PQexec(a, "COMMIT"));
}

CASE(temp_drop_of_another, "differs", "temp-table") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "CREATE TEMP TABLE t1 (v text)"));
  note(PQexec(a, "CREATE TEMP TABLE t2 (v text)"));
  note(PQexec(a, "DROP TABLE t2"));
  note(PQexec(a, "COMMIT"));
}
