// RUN: %pooltidy-verify --checks='-*,pooling-prepared-statement' --pooler pgbouncer %s -- -std=c++20
//
// The destructor sends SQL DEALLOCATE, which aborts the transaction it is in.
#include "Inputs/sqlpp.hpp"

namespace sql = sqlpp::postgresql;
constexpr sqlpp::statement_t<sqlpp::insert_t, int> insert;

void inside(sql::connection &db) {
  auto tx = sqlpp::start_transaction(db);
  {
    auto p = db.prepare(insert); // HAZARD: pooling-prepared-statement
    db(p);
  }
  tx.commit();
}

void outside(sql::connection &db) {
  auto p = db.prepare(insert);
  auto tx = sqlpp::start_transaction(db);
  db(p);
  tx.commit();
}
