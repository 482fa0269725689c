// A fixed set of libpqxx connections, lent one at a time.
#ifndef ORDERS_POOL_H
#define ORDERS_POOL_H

#include <pqxx/pqxx>

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace orders {

class Pool {
public:
  Pool(const std::string &Url, std::size_t Size);

  /// Gives its connection back at the end of the scope.
  class Lease {
  public:
    Lease(Pool &Owner, std::unique_ptr<pqxx::connection> Conn)
        : Owner(&Owner), Conn(std::move(Conn)) {}
    Lease(Lease &&) = default;
    ~Lease() {
      if (Conn)
        Owner->giveBack(std::move(Conn));
    }
    pqxx::connection &operator*() { return *Conn; }
    pqxx::connection *operator->() { return Conn.get(); }

  private:
    Pool *Owner;
    std::unique_ptr<pqxx::connection> Conn;
  };

  Lease acquire();

private:
  static std::unique_ptr<pqxx::connection> open(const std::string &Url);
  void giveBack(std::unique_ptr<pqxx::connection> Conn);

  std::mutex Mutex;
  std::condition_variable Returned;
  std::vector<std::unique_ptr<pqxx::connection>> Idle;
};

} // namespace orders

#endif // ORDERS_POOL_H
