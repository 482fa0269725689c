#include "pool.h"

namespace orders {

// Nothing is set up on a connection: search_path and statement_timeout belong to the
// role (see migration 2), so they hold on whatever server the pooler picks.
std::unique_ptr<pqxx::connection> Pool::open(const std::string &Url) {
  return std::make_unique<pqxx::connection>(Url);
}

Pool::Pool(const std::string &Url, std::size_t Size) {
  Idle.reserve(Size);
  for (std::size_t I = 0; I < Size; ++I)
    Idle.push_back(open(Url));
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
