// Reports over many rows, read in pages.
#ifndef ORDERS_REPORTS_H
#define ORDERS_REPORTS_H

#include "pool.h"

#include <functional>
#include <iosfwd>
#include <string>

namespace orders {

enum class ReportKind { Daily, Customers };

/// The statement that opens the cursor of a report.
std::string openingStatement(ReportKind Kind);

class ReportReader {
public:
  using RowHandler = std::function<void(const pqxx::row &)>;

  explicit ReportReader(Pool &Connections) : Connections(Connections) {}

  /// Pages through a report; each page is a transaction of its own.
  std::size_t run(ReportKind Kind, const RowHandler &Handle);

  /// All bookings of one month, in one transaction.
  std::size_t month(const std::string &Month, const RowHandler &Handle);

  /// Page \p Number of the product list, from a cursor that stays open.
  pqxx::result productPage(std::size_t Number);

  /// A repeatable sample of orders.
  void sample(std::ostream &Out, double Seed);

  /// Sales by product through a statement the server keeps.
  void salesByProduct(std::ostream &Out, const std::string &Category);

private:
  Pool &Connections;
};

} // namespace orders

#endif // ORDERS_REPORTS_H
