// Reports over many rows, read in pages.
#ifndef ORDERS_REPORTS_H
#define ORDERS_REPORTS_H

#include "pool.h"

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>

namespace orders {

enum class ReportKind { Daily, Customers };

/// One page of a report: the rows after the key $1, in the order of the key, which is
/// the first column.
std::string pageStatement(ReportKind Kind);

class ReportReader {
public:
  using RowHandler = std::function<void(const pqxx::row &)>;

  explicit ReportReader(Pool &Connections) : Connections(Connections) {}

  /// Pages through a report; each page is a statement of its own.
  std::size_t run(ReportKind Kind, const RowHandler &Handle);

  /// All bookings of one month, read page by page in one transaction.
  std::size_t month(const std::string &Month, const RowHandler &Handle);

  /// The page of the product list that follows \p LastSku.
  pqxx::result productPage(const std::string &LastSku);

  /// A repeatable sample of orders.
  void sample(std::ostream &Out, double Seed);

  /// Sales by product.
  void salesByProduct(std::ostream &Out, const std::string &Category);

private:
  Pool &Connections;
};

} // namespace orders

#endif // ORDERS_REPORTS_H
