// orders-api: answers "ORDER id" and "ADD customer cents" on standard input.
#include <pqxx/pqxx>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace {

constexpr int PoolSize = 4;

std::string databaseUrl() {
  const char *Url = std::getenv("DATABASE_URL");
  return Url ? Url : "";
}

// One connection for each request that may run at the same time.
class Connections {
public:
  explicit Connections(const std::string &Url) {
    for (int I = 0; I < PoolSize; ++I) // HAZARD: pooling-oversized-pool
      All.push_back(std::make_unique<pqxx::connection>(Url));
  }

  pqxx::connection &next() { return *All[Turn++ % All.size()]; }

private:
  std::vector<std::unique_ptr<pqxx::connection>> All;
  std::size_t Turn = 0;
};

void answer(Connections &Pool, std::istringstream In) {
  std::string Verb;
  In >> Verb;
  pqxx::work Tx(Pool.next());
  if (Verb == "ORDER") {
    long Id = 0;
    In >> Id;
    for (const auto &Row : Tx.exec_params("SELECT customer, cents FROM orders WHERE id = $1", Id))
      std::cout << Row[0].c_str() << ' ' << Row[1].c_str() << '\n';
  } else if (Verb == "ADD") {
    std::string Customer;
    long Cents = 0;
    In >> Customer >> Cents;
    Tx.exec_params("INSERT INTO orders (customer, cents) VALUES ($1, $2)", Customer, Cents);
  }
  Tx.commit();
}

} // namespace

int main() {
  Connections Pool(databaseUrl());
  for (std::string Line; std::getline(std::cin, Line);)
    answer(Pool, std::istringstream(Line));
  return 0;
}
