// Prices kept in memory and dropped when another process changes one.
#ifndef ORDERS_CACHE_H
#define ORDERS_CACHE_H

#include "pool.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace orders {

class PriceCache {
public:
  std::optional<std::int64_t> get(const std::string &Sku) const;
  void put(const std::string &Sku, std::int64_t Cents);
  void drop(const std::string &Sku);
  void clear();

private:
  mutable std::mutex Mutex;
  std::map<std::string, std::int64_t> Prices;
};

/// Asks for price changes every other second, for ever.
[[noreturn]] void followPrices(const std::string &Url, PriceCache &Cache);

/// Tells all processes that the price of \p Sku has changed.
void announcePrice(Pool &Connections, const std::string &Sku);

/// Adds a line to the audit trail, on a connection of its own.
void audit(const std::string &Url, const std::string &What);

} // namespace orders

#endif // ORDERS_CACHE_H
