// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// The same helper inside and outside a transaction: the caller decides.
#include "Inputs/tx_sql.h"

#include <fmt/format.h>
#include <pqxx/pqxx>

#include <functional>
#include <string>

static void limit(pqxx::transaction_base &tx) { tx.exec(tx_sql::Timeout); } // ALT: pooling-outside-transaction ##bare

void inside(pqxx::connection &c) {
  pqxx::work tx(c);
  limit(tx);
  tx.exec("SELECT slow()");
  tx.commit();
}

void outside(pqxx::connection &c) {
  pqxx::nontransaction n(c);
  limit(n); // HAZARD: pooling-outside-transaction ##bare
  n.exec("SELECT slow()");
}

void constant(pqxx::connection &c) {
  pqxx::nontransaction n(c);
  n.exec(std::string(tx_sql::Lock));
}

static void lockRow(pqxx::work &tx, long id) {
  tx.exec(fmt::format("SELECT 1 FROM t WHERE id = {} FOR UPDATE", id));
}

void rows(pqxx::connection &c) {
  pqxx::work tx(c);
  lockRow(tx, 1);
  tx.commit();
}

template <typename Fn> static void transact(pqxx::connection &c, Fn &&fn) {
  pqxx::work tx(c);
  fn(tx);
  tx.commit();
}

static void autocommit(pqxx::connection &c, const std::function<void(pqxx::nontransaction &)> &fn) {
  pqxx::nontransaction n(c);
  fn(n);
}

void callbacks(pqxx::connection &c, int ms) {
  transact(c, [ms](auto &tx) { tx.exec(fmt::format("SET LOCAL lock_timeout = {}", ms)); });
  autocommit(c, [ms](auto &n) {
    n.exec(fmt::format("SET LOCAL lock_timeout = {}", ms)); // HAZARD: pooling-outside-transaction
  });
}
