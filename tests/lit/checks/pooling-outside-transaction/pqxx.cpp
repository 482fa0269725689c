// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// nontransaction is autocommit whoever made the connection.
#include <pqxx/pqxx>

#include <string>

void autocommit(pqxx::connection &c, const std::string &user) {
  pqxx::nontransaction n(c);
  n.exec("SET LOCAL statement_timeout = '1s'"); // HAZARD: pooling-outside-transaction
  n.exec_params("SELECT set_config('app.user', $1, true)", user); // HAZARD: pooling-outside-transaction
  n.exec("SELECT * FROM t WHERE id = 1 FOR UPDATE"); // HAZARD: pooling-outside-transaction
  n.exec("SET LOCAL statement_timeout = '1s'; SELECT slow()");
  n.exec("SELECT 'FOR UPDATE'");
}

void transactions(pqxx::connection &c, const std::string &user) {
  pqxx::work tx(c);
  tx.exec0("SET LOCAL statement_timeout = '1s'");
  tx.exec_params("SELECT set_config('app.user', $1, true)", user);
  tx.exec("SELECT * FROM t WHERE id = 1 FOR UPDATE");
  {
    pqxx::subtransaction sub(tx);
    sub.exec0("LOCK TABLE t");
    sub.commit();
  }
  tx.commit();
}

void readOnly(pqxx::connection &c) {
  pqxx::read_transaction tx(c);
  tx.exec("SELECT pg_advisory_xact_lock_shared(1)");
}

void explicitInAutocommit(pqxx::connection &c) {
  pqxx::nontransaction n(c);
  n.exec("BEGIN");
  n.exec("SET LOCAL statement_timeout = '1s'");
  n.exec("COMMIT");
}

void cursors(pqxx::connection &c) {
  pqxx::nontransaction n(c);
  pqxx::icursorstream in(n, "SELECT * FROM t", "c", 100); // HAZARD: pooling-outside-transaction
  pqxx::result r;
  in >> r;
}

void temp(pqxx::connection &c) {
  pqxx::nontransaction n(c);
  n.exec("CREATE TEMP TABLE x (i int) ON COMMIT DROP"); // HAZARD: pooling-outside-transaction #temp
  n.exec("INSERT INTO x VALUES (1)"); // ALT: pooling-outside-transaction #temp
}
