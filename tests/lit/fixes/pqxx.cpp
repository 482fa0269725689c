// RAII transactions, formats, functions that are given a transaction.
//
// RUN: %check_fix %s -- -std=c++20 %libs | FileCheck %s
// RUN: %check_fix %s --tidy %clang_tidy %plugin -- -std=c++20 %libs | FileCheck %s
// CHECK: fixed 4 lines
#include <pqxx/pqxx>
#include <string>

void plain(pqxx::connection &c) {
  pqxx::work tx(c);
  tx.exec("SET app.tenant = '7'"); // FIX: "SET LOCAL app.tenant = '7'"
  tx.exec("SELECT * FROM orders");
  tx.commit();
}

void withValue(pqxx::connection &c, const std::string &tenant) {
  pqxx::work tx(c);
  tx.exec("SET app.tenant = " + tx.quote(tenant)); // FIX: "SET LOCAL app.tenant = " + tx.quote(tenant)
  tx.exec("SELECT * FROM orders");
  tx.commit();
}

void lock(pqxx::connection &c, int id) {
  pqxx::work tx(c);
  tx.exec("SELECT pg_advisory_lock(" + std::to_string(id) + ")"); // FIX: "SELECT pg_advisory_xact_lock(" + std
  tx.exec("UPDATE orders SET done = true");
  tx.commit();
}

// Whoever calls this has a transaction.
void given(pqxx::work &tx) {
  tx.exec("SET ROLE auditor"); // FIX: "SET LOCAL ROLE auditor"
  tx.exec("SELECT * FROM orders");
}

// Who calls this one needs the setting afterwards, or nobody does.
void setTenant(pqxx::work &tx) { tx.exec("SET app.tenant = '8'"); }

void autocommit(pqxx::connection &c) {
  pqxx::nontransaction tx(c);
  tx.exec("SET app.tenant = '9'");
  tx.exec("SELECT * FROM orders");
}
