#include "repository.h"

#include "sql.h"

#include <fmt/format.h>

#include <iostream>

namespace orders {

namespace {

struct Statement {
  const char *Name;
  const char *Sql;
};

constexpr Statement Statements[] = {
    {"order_by_id", "SELECT id, customer, cents FROM orders WHERE id = $1"}, // ALT: pooling-prepared-statement #prepare
    {"orders_of", "SELECT id, customer, cents FROM orders WHERE customer = $1 ORDER BY id"}, // ALT: pooling-prepared-statement #prepare
};

Order toOrder(const pqxx::row &R) {
  return {R[0].as<std::int64_t>(), R[1].c_str(), R[2].as<std::int64_t>()};
}

// All work of the repository that must be atomic goes through here.
template <typename Fn> auto transact(Pool &Connections, Fn &&Work) {
  auto Conn = Connections.acquire();
  pqxx::work Tx(*Conn);
  auto R = Work(Tx);
  Tx.commit();
  return R;
}

// Single statements need no transaction.
pqxx::result single(Pool &Connections, const std::string &Sql) {
  auto Conn = Connections.acquire(); // ALT: pooling-nested-acquire #left
  pqxx::nontransaction N(*Conn);
  return N.exec(Sql);
}

} // namespace

void OrderRepository::prepareStatements(pqxx::connection &Conn) {
  for (const Statement &S : Statements)
    Conn.prepare(S.Name, S.Sql); // HAZARD: pooling-prepared-statement #prepare
}

std::optional<Order> OrderRepository::find(std::int64_t Id) {
  auto Conn = Connections.acquire();
  pqxx::work Tx(*Conn);
  const auto Rows = Tx.exec_prepared("order_by_id", Id); // NEUTRAL: pooling-prepared-statement
  if (Rows.empty())
    return std::nullopt;
  return toOrder(Rows[0]);
}

std::vector<Order> OrderRepository::ofCustomer(const std::string &Customer) {
  return transact(Connections, [&](pqxx::work &Tx) {
    std::vector<Order> Found;
    for (const auto &R : Tx.exec_prepared("orders_of", Customer)) // NEUTRAL: pooling-prepared-statement
      Found.push_back(toOrder(R));
    return Found;
  });
}

// Insert and read the new id back, as two statements of their own.
std::int64_t OrderRepository::add(const Order &O) {
  auto Conn = Connections.acquire();
  pqxx::nontransaction N(*Conn);
  N.exec_params("INSERT INTO orders (customer, cents) VALUES ($1, $2)", O.Customer, O.Cents);
  return N.exec1("SELECT lastval()")[0].as<std::int64_t>(); // HAZARD: pooling-session-function
}

// The same inside one transaction: currval() answers for our own insert.
std::int64_t OrderRepository::addWithLines(const Order &O, const std::vector<StockLine> &Lines) {
  return transact(Connections, [&](pqxx::work &Tx) {
    Tx.exec_params0("INSERT INTO orders (customer, cents) VALUES ($1, $2)", O.Customer, O.Cents);
    const auto Id = Tx.exec1("SELECT currval('orders_id_seq')")[0].as<std::int64_t>();
    for (const StockLine &L : Lines)
      Tx.exec_params0("INSERT INTO order_lines (order_id, sku, quantity) VALUES ($1, $2, $3)", Id,
                      L.Sku, L.Quantity);
    return Id;
  });
}

std::optional<std::int64_t> OrderRepository::reserve(const std::string &Customer) {
  auto Conn = Connections.acquire();
  pqxx::nontransaction N(*Conn);
  const auto Rows = N.exec("SELECT id FROM orders WHERE state = 'open' AND customer = " +
                           N.quote(Customer) +
                           " ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED"); // HAZARD: pooling-outside-transaction
  if (Rows.empty())
    return std::nullopt;
  const auto Id = Rows[0][0].as<std::int64_t>();
  N.exec_params("UPDATE orders SET state = 'packing' WHERE id = $1", Id);
  return Id;
}

void OrderRepository::importStock(const std::vector<StockLine> &Lines) {
  single(Connections, sql::StageTable);
  single(Connections, "TRUNCATE stock_stage");
  std::string Insert = "INSERT INTO stock_stage (sku, quantity) VALUES ";
  for (std::size_t I = 0; I < Lines.size(); ++I) {
    if (I)
      Insert += ", ";
    Insert += fmt::format("('{}', {})", Lines[I].Sku, Lines[I].Quantity);
  }
  single(Connections, Insert);
  single(Connections, std::string(sql::MergeStage));
}

void OrderRepository::importPrices(const std::vector<std::pair<std::string, std::int64_t>> &Prices) {
  transact(Connections, [&](pqxx::work &Tx) {
    Tx.exec0(sql::StageTableForOneTransaction);
    for (const auto &[Sku, Cents] : Prices)
      Tx.exec_params0("INSERT INTO price_stage VALUES ($1, $2)", Sku, Cents);
    return Tx.exec("UPDATE products SET cents = s.cents FROM price_stage s "
                   "WHERE s.sku = products.sku");
  });
}

void OrderRepository::purge(int Days, bool Strict) {
  std::clog << "purge: SET synchronous_commit = " << (Strict ? "on" : "off") << '\n';
  auto Conn = Connections.acquire();
  pqxx::work Tx(*Conn);
  Tx.exec0(Strict ? "SET LOCAL synchronous_commit = on"
                  : "SET synchronous_commit = off"); // HAZARD: pooling-session-setting
  Tx.exec0(fmt::format("DELETE FROM orders WHERE placed < now() - interval '{} days'", Days));
  const auto Left = single(Connections, "SELECT count(*) FROM orders"); // HAZARD: pooling-nested-acquire #left
  std::clog << "purge: of " << Left[0][0].c_str() << " orders\n";
  Tx.commit();
}

} // namespace orders
