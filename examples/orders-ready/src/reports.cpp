#include "reports.h"

#include <fmt/format.h>

#include <ostream>

namespace orders {

namespace {

constexpr std::size_t PageRows = 500;

} // namespace

std::string pageStatement(ReportKind Kind) {
  switch (Kind) {
  case ReportKind::Daily:
    return fmt::format("SELECT id::text, cents FROM orders.sales WHERE day = current_date "
                       "AND id::text > $1 ORDER BY id::text LIMIT {}",
                       PageRows);
  case ReportKind::Customers:
    break;
  }
  return fmt::format("SELECT customer, sum(cents) FROM orders.orders WHERE customer > $1 "
                     "GROUP BY customer ORDER BY customer LIMIT {}",
                     PageRows);
}

std::size_t ReportReader::run(ReportKind Kind, const RowHandler &Handle) {
  const std::string Sql = pageStatement(Kind);
  std::size_t Rows = 0;
  for (std::string Last;;) {
    pqxx::result Page;
    {
      auto Conn = Connections.acquire();
      pqxx::nontransaction N(*Conn);
      Page = N.exec_params(Sql, Last);
    }
    for (const auto &R : Page) {
      Handle(R);
      Last = R[0].c_str();
    }
    Rows += Page.size();
    if (Page.size() < PageRows)
      return Rows;
  }
}

// A cursor is fine as long as all of its life is one transaction.
std::size_t ReportReader::month(const std::string &Month, const RowHandler &Handle) {
  auto Conn = Connections.acquire();
  pqxx::work Tx(*Conn);
  Tx.exec0("DECLARE bookings CURSOR FOR SELECT * FROM orders.bookings WHERE month = " +
           Tx.quote(Month));
  std::size_t Rows = 0;
  for (bool More = true; More;) {
    const auto Page = Tx.exec("FETCH 500 FROM bookings");
    for (const auto &R : Page)
      Handle(R);
    Rows += Page.size();
    More = !Page.empty();
  }
  Tx.exec0("CLOSE bookings");
  Tx.commit();
  return Rows;
}

pqxx::result ReportReader::productPage(const std::string &LastSku) {
  auto Conn = Connections.acquire();
  pqxx::nontransaction N(*Conn);
  return N.exec_params("SELECT sku, title FROM orders.products WHERE sku > $1 ORDER BY sku LIMIT $2",
                       LastSku, PageRows);
}

// The seed goes into the order itself and not into the session's random().
void ReportReader::sample(std::ostream &Out, double Seed) {
  auto Conn = Connections.acquire();
  pqxx::nontransaction N(*Conn);
  for (const auto &R : N.exec_params(
           "SELECT id FROM orders.orders ORDER BY md5(id::text || $1::text) LIMIT 100", Seed))
    Out << R[0].c_str() << '\n';
}

void ReportReader::salesByProduct(std::ostream &Out, const std::string &Category) {
  auto Conn = Connections.acquire();
  pqxx::nontransaction N(*Conn);
  for (const auto &R : N.exec_params(
           "SELECT sku, sum(cents) FROM orders.sales WHERE category = $1 GROUP BY sku", Category))
    Out << R[0].c_str() << ';' << R[1].c_str() << '\n';
}

} // namespace orders
