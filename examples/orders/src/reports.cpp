#include "reports.h"

#include <fmt/format.h>

#include <ostream>
#include <sstream>

namespace orders {

namespace {

constexpr std::size_t PageRows = 500;

const char *name(ReportKind Kind) {
  switch (Kind) {
  case ReportKind::Daily:
    return "daily";
  case ReportKind::Customers:
    break;
  }
  return "customers";
}

} // namespace

std::string openingStatement(ReportKind Kind) {
  switch (Kind) {
  case ReportKind::Daily:
    return "DECLARE daily CURSOR WITH HOLD FOR SELECT * FROM sales WHERE day = current_date"; // HAZARD: pooling-cursor
  case ReportKind::Customers:
    break;
  }
  return "DECLARE customers CURSOR WITH HOLD FOR " // HAZARD: pooling-cursor
         "SELECT customer, sum(cents) FROM orders GROUP BY customer";
}

std::size_t ReportReader::run(ReportKind Kind, const RowHandler &Handle) {
  auto Conn = Connections.acquire();
  {
    pqxx::work Tx(*Conn);
    Tx.exec0(openingStatement(Kind));
    Tx.commit();
  }
  std::size_t Rows = 0;
  for (;;) {
    pqxx::work Tx(*Conn);
    std::ostringstream Fetch;
    Fetch << "FETCH " << PageRows << " FROM " << name(Kind);
    const auto Page = Tx.exec(Fetch.str());
    Tx.commit();
    for (const auto &R : Page)
      Handle(R);
    Rows += Page.size();
    if (Page.size() < PageRows)
      break;
  }
  pqxx::work Tx(*Conn);
  Tx.exec0(fmt::format("CLOSE {}", name(Kind)));
  Tx.commit();
  return Rows;
}

std::size_t ReportReader::month(const std::string &Month, const RowHandler &Handle) {
  auto Conn = Connections.acquire();
  pqxx::work Tx(*Conn);
  Tx.exec0("DECLARE bookings CURSOR FOR SELECT * FROM bookings WHERE month = " + Tx.quote(Month));
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

pqxx::result ReportReader::productPage(std::size_t Number) {
  using Cursor = pqxx::stateless_cursor<pqxx::cursor_base::read_only, pqxx::cursor_base::owned>;
  auto Conn = Connections.acquire();
  pqxx::nontransaction N(*Conn);
  Cursor Products(N, "SELECT sku, title FROM products ORDER BY sku", "products", true); // HAZARD: pooling-cursor
  const auto First = static_cast<Cursor::difference_type>(Number * PageRows);
  return Products.retrieve(First, First + static_cast<Cursor::difference_type>(PageRows));
}

void ReportReader::sample(std::ostream &Out, double Seed) {
  auto Conn = Connections.acquire();
  pqxx::nontransaction N(*Conn);
  N.exec(fmt::format("SELECT setseed({})", Seed)); // HAZARD: pooling-session-function
  for (const auto &R : N.exec("SELECT id FROM orders ORDER BY random() LIMIT 100"))
    Out << R[0].c_str() << '\n';
}

void ReportReader::salesByProduct(std::ostream &Out, const std::string &Category) {
  auto Conn = Connections.acquire();
  pqxx::nontransaction N(*Conn);
  N.exec("PREPARE sales_by_product (text) AS " // HAZARD: pooling-prepared-statement
         "SELECT sku, sum(cents) FROM sales WHERE category = $1 GROUP BY sku");
  const std::string Execute = "EXECUTE sales_by_product("; // HAZARD: pooling-prepared-statement
  for (const auto &R : N.exec(Execute + N.quote(Category) + ")"))
    Out << R[0].c_str() << ';' << R[1].c_str() << '\n';
  N.exec("DEALLOCATE sales_by_product"); // HAZARD: pooling-prepared-statement
}

} // namespace orders
