#include "cache.h"

#include "sql.h"

#include <memory>

namespace orders {

namespace {

class PriceListener : public pqxx::notification_receiver { // ALT: pooling-listen #receiver
public:
  PriceListener(pqxx::connection &Conn, PriceCache &Cache)
      : pqxx::notification_receiver(Conn, "price_dropped"), Cache(Cache) {} // ALT: pooling-listen #receiver

  void operator()(const std::string &Sku, int /*Backend*/) override { Cache.drop(Sku); }

private:
  PriceCache &Cache;
};

std::unique_ptr<pqxx::connection> AuditConnection; // HAZARD: pooling-long-lived-session #audit

pqxx::connection &auditConnection(const std::string &Url) {
  if (!AuditConnection)
    AuditConnection = std::make_unique<pqxx::connection>(Url); // ALT: pooling-long-lived-session #audit
  return *AuditConnection;
}

} // namespace

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

void followPrices(const std::string &Url, PriceCache &Cache) {
  pqxx::connection Conn(Url); // HAZARD: pooling-long-lived-session #follow
  PriceListener Listener(Conn, Cache); // HAZARD: pooling-listen #receiver
  {
    pqxx::nontransaction N(Conn);
    N.exec(sql::ListenPrices);
  }
  for (;;)
    if (Conn.await_notification(60, 0) == 0) // ALT: pooling-long-lived-session #follow // NEUTRAL: pooling-listen
      Cache.clear();
}

void announcePrice(Pool &Connections, const std::string &Sku) {
  auto Conn = Connections.acquire();
  pqxx::work Tx(*Conn);
  Tx.exec_params("SELECT pg_notify('price_dropped', $1)", Sku);
  Tx.exec0(sql::AnnouncePrices);
  Tx.commit();
}

void audit(const std::string &Url, const std::string &What) {
  pqxx::work Tx(auditConnection(Url));
  Tx.exec_params0("INSERT INTO audit_log (what) VALUES ($1)", What);
  Tx.commit();
}

} // namespace orders
