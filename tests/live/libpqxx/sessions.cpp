// State of the session through libpqxx: settings, locks, temporary tables, cursors,
// sequences.
#include "../harness/live_libpqxx.h"

CASE(set_nontransaction, "differs", "session-setting") {
  pqxx::nontransaction n(a);
  n.exec("SET work_mem = '77MB'");
  note(n.exec("SHOW work_mem"));
}

CASE(set_work, "differs", "session-setting") {
  {
    pqxx::work tx(a);
    tx.exec("SET work_mem = '77MB'");
    tx.commit();
  }
  pqxx::work tx(a);
  note(tx.exec("SHOW work_mem"));
  tx.commit();
}

CASE(set_local_work, "same", "") {
  pqxx::work tx(a);
  tx.exec("SET LOCAL work_mem = '77MB'");
  note(tx.exec("SHOW work_mem"));
  tx.commit();
}

CASE(set_aborted, "same", "") {
  {
    pqxx::work tx(a);
    tx.exec("SET work_mem = '77MB'");
    note(tx.exec("SHOW work_mem"));
  } // neither committed nor aborted: rolled back
  pqxx::work tx(a);
  note(tx.exec("SHOW work_mem"));
}

CASE(set_read_transaction, "differs", "session-setting") {
  {
    pqxx::read_transaction tx(a);
    tx.exec("SET search_path TO s1");
    tx.commit();
  }
  pqxx::read_transaction tx(a);
  note(tx.exec("SELECT v FROM cfg"));
}

CASE(set_config_param, "differs", "session-setting") {
  pqxx::nontransaction n(a);
  n.exec_params("SELECT set_config('app.tenant', $1, false)", "42");
  note(n.exec("SELECT current_setting('app.tenant', true)"));
}

CASE(set_config_param_local, "same", "") {
  pqxx::work tx(a);
  tx.exec_params("SELECT set_config('app.tenant', $1, true)", "42");
  note(tx.exec("SELECT current_setting('app.tenant', true)"));
  tx.commit();
}

CASE(set_variable_of_connection, "differs", "session-setting") {
  a.set_variable("work_mem", "'77MB'");
  pqxx::nontransaction n(a);
  note(n.exec("SHOW work_mem"));
}

CASE(client_encoding_of_connection, "same", "") {
  a.set_client_encoding("LATIN1");
  pqxx::nontransaction n(a);
  note(n.exec("SHOW client_encoding"));
}

CASE(subtransaction_rolled_back, "same", "") {
  pqxx::work tx(a);
  {
    pqxx::subtransaction sub(tx);
    sub.exec("SET work_mem = '77MB'");
  }
  note(tx.exec("SHOW work_mem"));
  tx.commit();
}

CASE(lock_nontransaction, "differs 01000", "advisory-lock") {
  pqxx::nontransaction n(a);
  n.exec("SELECT pg_advisory_lock(1)");
  note(n.exec("SELECT pg_advisory_unlock(1)"));
}

CASE(lock_work, "differs", "advisory-lock") {
  pqxx::work tx(a);
  tx.exec("SELECT pg_advisory_lock(1)");
  tx.commit();
}

CASE(xact_lock_work, "same", "") {
  pqxx::work tx(a);
  tx.exec("SELECT pg_advisory_xact_lock(1)");
  note(tx.exec("UPDATE orders SET v = 'x' RETURNING id"));
  tx.commit();
}

CASE(lock_left_by_exception, "differs", "advisory-lock") {
  pqxx::work tx(a);
  tx.exec("SELECT pg_advisory_lock(1)");
  if (tx.exec("SELECT v FROM items").empty())
    throw std::runtime_error("nothing to do");
  tx.exec("SELECT pg_advisory_unlock(1)");
  tx.commit();
}

CASE(temp_nontransaction, "differs 42P01", "temp-table") {
  pqxx::nontransaction n(a);
  n.exec("CREATE TEMP TABLE stage_rows (v text)");
  n.exec("INSERT INTO stage_rows VALUES ('x')");
}

CASE(temp_work, "same", "") {
  pqxx::work tx(a);
  tx.exec("CREATE TEMP TABLE stage_rows (v text) ON COMMIT DROP");
  tx.exec("INSERT INTO stage_rows VALUES ('x')");
  note(tx.exec("SELECT * FROM stage_rows"));
  tx.commit();
}

CASE(temp_never_committed, "same", "") {
  pqxx::work tx(a);
  tx.exec("CREATE TEMP TABLE stage_rows (v text)");
  note(tx.exec("SELECT * FROM stage_rows"));
}

CASE(temp_aborted_by_exception, "same", "") {
  pqxx::work tx(a);
  tx.exec("CREATE TEMP TABLE stage_rows (v text) ON COMMIT DROP");
  tx.exec("SELECT 1/0");
  tx.commit();
}

CASE(held_nontransaction, "differs 34000", "cursor") {
  pqxx::nontransaction n(a);
  n.exec("DECLARE c CURSOR WITH HOLD FOR SELECT generate_series(1, 4)");
  note(n.exec("FETCH 2 FROM c"));
}

CASE(cursor_work, "same", "") {
  pqxx::work tx(a);
  tx.exec("DECLARE c CURSOR FOR SELECT generate_series(1, 4)");
  note(tx.exec("FETCH 2 FROM c"));
  note(tx.exec("FETCH 2 FROM c"));
  tx.commit();
}

CASE(cursor_stream, "same", "") {
  pqxx::work tx(a);
  pqxx::icursorstream rows(tx, "SELECT generate_series(1, 4)", "rows", 2);
  pqxx::result page;
  while (rows >> page)
    note(page);
  tx.commit();
}

CASE(lastval_nontransaction, "differs 55000", "session-function") {
  pqxx::nontransaction n(a);
  n.exec("INSERT INTO orders (v) VALUES ('x')");
  note(n.exec("SELECT lastval()"));
}

CASE(lastval_work, "same", "") {
  pqxx::work tx(a);
  tx.exec("INSERT INTO orders (v) VALUES ('x')");
  note(tx.exec("SELECT lastval()"));
  tx.commit();
}

CASE(returning_nontransaction, "same", "") {
  pqxx::nontransaction n(a);
  note(n.exec("INSERT INTO orders (v) VALUES ('x') RETURNING id"));
}
