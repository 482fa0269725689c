// orders-api: answers "ORDER id" and "ADD customer cents" on standard input.
#include <pqxx/pqxx>

#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>

namespace {

std::string databaseUrl() {
  const char *Url = std::getenv("DATABASE_URL");
  return Url ? Url : "";
}

// Connected for as long as the request takes: nobody waits for somebody else's idle
// connection.
void answer(std::istringstream In) {
  std::string Verb;
  In >> Verb;
  pqxx::connection Conn(databaseUrl());
  pqxx::work Tx(Conn);
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
  for (std::string Line; std::getline(std::cin, Line);)
    answer(std::istringstream(Line));
  return 0;
}
