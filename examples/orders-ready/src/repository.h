// Orders, customers and stock.
#ifndef ORDERS_REPOSITORY_H
#define ORDERS_REPOSITORY_H

#include "pool.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace orders {

struct Order {
  std::int64_t Id = 0;
  std::string Customer;
  std::int64_t Cents = 0;
};

struct StockLine {
  std::string Sku;
  int Quantity = 0;
};

class OrderRepository {
public:
  explicit OrderRepository(Pool &Connections) : Connections(Connections) {}

  std::optional<Order> find(std::int64_t Id);
  std::vector<Order> ofCustomer(const std::string &Customer);

  std::int64_t add(const Order &O);
  std::int64_t addWithLines(const Order &O, const std::vector<StockLine> &Lines);

  /// Reserves the first open order of \p Customer for packing.
  std::optional<std::int64_t> reserve(const std::string &Customer);

  void importStock(const std::vector<StockLine> &Lines);
  void importPrices(const std::vector<std::pair<std::string, std::int64_t>> &Prices);

  /// Removes orders older than \p Days, in the order of \p Strict or fast.
  void purge(int Days, bool Strict);

private:
  Pool &Connections;
};

} // namespace orders

#endif // ORDERS_REPOSITORY_H
