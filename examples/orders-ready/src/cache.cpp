#include "cache.h"

#include "sql.h"

#include <chrono>
#include <thread>

namespace orders {

std::optional<std::int64_t> PriceCache::get(const std::string &Sku) const {
  std::lock_guard Lock(Mutex);
  const auto It = Prices.find(Sku);
  return It == Prices.end() ? std::nullopt : std::optional(It->second);
}

void PriceCache::put(const std::string &Sku, std::int64_t Cents) {
  std::lock_guard Lock(Mutex);
  Prices[Sku] = Cents;
}

void PriceCache::drop(const std::string &Sku) {
  std::lock_guard Lock(Mutex);
  Prices.erase(Sku);
}

void PriceCache::clear() {
  std::lock_guard Lock(Mutex);
  Prices.clear();
}

// A listener would miss what arrives while it has no server; a table misses nothing.
static std::int64_t dropChanged(const std::string &Url, PriceCache &Cache, std::int64_t Seen) {
  pqxx::connection Conn(Url);
  pqxx::nontransaction N(Conn);
  for (const auto &R : N.exec_params(sql::PriceChangesSince, Seen)) {
    Seen = R[0].as<std::int64_t>();
    Cache.drop(R[1].c_str());
  }
  return Seen;
}

void followPrices(const std::string &Url, PriceCache &Cache) {
  for (std::int64_t Seen = 0;;) {
    Seen = dropChanged(Url, Cache, Seen);
    std::this_thread::sleep_for(std::chrono::seconds(2));
  }
}

void announcePrice(Pool &Connections, const std::string &Sku) {
  auto Conn = Connections.acquire();
  pqxx::work Tx(*Conn);
  Tx.exec_params0(sql::RecordPriceChange, Sku);
  // For those who listen on a direct connection.
  Tx.exec_params("SELECT pg_notify('price_dropped', $1)", Sku);
  Tx.exec0(sql::AnnouncePrices);
  Tx.commit();
}

void audit(const std::string &Url, const std::string &What) {
  pqxx::connection Conn(Url);
  pqxx::work Tx(Conn);
  Tx.exec_params0("INSERT INTO orders.audit_log (what) VALUES ($1)", What);
  Tx.commit();
}

} // namespace orders
