#include "repository.h"

#include "sql.h"

#include <fmt/format.h>

#include <iostream>

namespace orders {

namespace {

constexpr const char *OrderById = "SELECT id, customer, cents FROM orders.orders WHERE id = $1";
constexpr const char *OrdersOf =
    "SELECT id, customer, cents FROM orders.orders WHERE customer = $1 ORDER BY id";

Order toOrder(const pqxx::row &R) {
  return {R[0].as<std::int64_t>(), R[1].c_str(), R[2].as<std::int64_t>()};
}

// All work of the repository that needs more than one statement goes through here.
template <typename Fn> auto transact(Pool &Connections, Fn &&Work) {
  auto Conn = Connections.acquire();
  pqxx::work Tx(*Conn);
  auto R = Work(Tx);
  Tx.commit();
  return R;
}

} // namespace

// Parameters travel with the statement, nothing stays behind on the server.
std::optional<Order> OrderRepository::find(std::int64_t Id) {
  auto Conn = Connections.acquire();
  pqxx::nontransaction N(*Conn);
  const auto Rows = N.exec_params(OrderById, Id);
  if (Rows.empty())
    return std::nullopt;
  return toOrder(Rows[0]);
}

std::vector<Order> OrderRepository::ofCustomer(const std::string &Customer) {
  return transact(Connections, [&](pqxx::work &Tx) {
    std::vector<Order> Found;
    for (const auto &R : Tx.exec_params(OrdersOf, Customer))
      Found.push_back(toOrder(R));
    return Found;
  });
}

std::int64_t OrderRepository::add(const Order &O) {
  auto Conn = Connections.acquire();
  pqxx::nontransaction N(*Conn);
  return N
      .exec_params1("INSERT INTO orders.orders (customer, cents) VALUES ($1, $2) RETURNING id",
                    O.Customer, O.Cents)[0]
      .as<std::int64_t>();
}

// currval() answers for our own insert as long as both share a transaction.
std::int64_t OrderRepository::addWithLines(const Order &O, const std::vector<StockLine> &Lines) {
  return transact(Connections, [&](pqxx::work &Tx) {
    Tx.exec_params0("INSERT INTO orders.orders (customer, cents) VALUES ($1, $2)", O.Customer,
                    O.Cents);
    const auto Id = Tx.exec1("SELECT currval('orders.orders_id_seq')")[0].as<std::int64_t>();
    for (const StockLine &L : Lines)
      Tx.exec_params0("INSERT INTO orders.order_lines (order_id, sku, quantity) VALUES ($1, $2, $3)",
                      Id, L.Sku, L.Quantity);
    return Id;
  });
}

std::optional<std::int64_t> OrderRepository::reserve(const std::string &Customer) {
  auto Conn = Connections.acquire();
  pqxx::work Tx(*Conn);
  const auto Rows = Tx.exec("SELECT id FROM orders.orders WHERE state = 'open' AND customer = " +
                            Tx.quote(Customer) + " ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED");
  if (Rows.empty())
    return std::nullopt;
  const auto Id = Rows[0][0].as<std::int64_t>();
  Tx.exec_params0("UPDATE orders.orders SET state = 'packing' WHERE id = $1", Id);
  Tx.commit();
  return Id;
}

// The stage lives and dies with one transaction.
void OrderRepository::importStock(const std::vector<StockLine> &Lines) {
  transact(Connections, [&](pqxx::work &Tx) {
    Tx.exec0(sql::StageTable);
    std::string Insert = "INSERT INTO stock_stage (sku, quantity) VALUES ";
    for (std::size_t I = 0; I < Lines.size(); ++I) {
      if (I)
        Insert += ", ";
      Insert += fmt::format("({}, {})", Tx.quote(Lines[I].Sku), Lines[I].Quantity);
    }
    Tx.exec0(Insert);
    return Tx.exec(std::string(sql::MergeStage));
  });
}

void OrderRepository::importPrices(const std::vector<std::pair<std::string, std::int64_t>> &Prices) {
  transact(Connections, [&](pqxx::work &Tx) {
    Tx.exec0(sql::PriceStageTable);
    for (const auto &[Sku, Cents] : Prices)
      Tx.exec_params0("INSERT INTO price_stage VALUES ($1, $2)", Sku, Cents);
    return Tx.exec("UPDATE orders.products SET cents = s.cents FROM price_stage s "
                   "WHERE s.sku = products.sku");
  });
}

void OrderRepository::purge(int Days, bool Strict) {
  std::clog << "purge: SET synchronous_commit = " << (Strict ? "on" : "off") << '\n';
  auto Conn = Connections.acquire();
  pqxx::work Tx(*Conn);
  Tx.exec0(Strict ? "SET LOCAL synchronous_commit = on" : "SET LOCAL synchronous_commit = off");
  Tx.exec0(
      fmt::format("DELETE FROM orders.orders WHERE placed < now() - interval '{} days'", Days));
  const auto Left = Tx.exec("SELECT count(*) FROM orders.orders");
  std::clog << "purge: " << Left[0][0].c_str() << " orders left\n";
  Tx.commit();
}

} // namespace orders
