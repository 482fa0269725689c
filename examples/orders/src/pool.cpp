#include "pool.h"

#include "repository.h"

namespace orders {

// Everything a connection needs is set up once, when it is opened.
std::unique_ptr<pqxx::connection> Pool::open(const std::string &Url) {
  auto Conn = std::make_unique<pqxx::connection>(Url);
  Conn->set_variable("search_path", "orders, public"); // HAZARD: pooling-session-setting
  Conn->set_client_encoding("UTF8");
  {
    pqxx::nontransaction Setup(*Conn);
    Setup.exec("SET statement_timeout = '15s'"); // HAZARD: pooling-session-setting
  }
  OrderRepository::prepareStatements(*Conn);
  return Conn;
}

Pool::Pool(const std::string &Url, std::size_t Size) {
  Idle.reserve(Size);
  for (std::size_t I = 0; I < Size; ++I)
    Idle.push_back(open(Url)); // ALT: pooling-oversized-pool ##main-pool
}

Pool::Lease Pool::acquire() {
  std::unique_lock Lock(Mutex);
  Returned.wait(Lock, [this] { return !Idle.empty(); });
  auto Conn = std::move(Idle.back());
  Idle.pop_back();
  return Lease(*this, std::move(Conn));
}

void Pool::giveBack(std::unique_ptr<pqxx::connection> Conn) {
  {
    std::lock_guard Lock(Mutex);
    Idle.push_back(std::move(Conn));
  }
  Returned.notify_one();
}

} // namespace orders
