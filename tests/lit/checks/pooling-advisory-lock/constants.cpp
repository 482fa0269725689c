// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Constants from a header, reached through string_view and std::string.
#include "Inputs/lock_sql.h"

#include <pqxx/pqxx>

#include <cstdint>

void alone(pqxx::connection &c, std::int64_t key) {
  pqxx::nontransaction n(c);
  n.exec_params(std::string(lock_sql::Take), key);
  n.exec("CALL nightly()");
  n.exec_params(lock_sql::Give, key);
}

void inTransaction(pqxx::connection &c, std::int64_t key) {
  pqxx::work tx(c);
  tx.exec_params(lock_sql::TakeForTransaction, key);
  tx.exec_params(std::string(lock_sql::Row), "nightly");
  tx.exec("CALL nightly()");
  tx.commit();
}
