// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Classes that hold a connection live as long as their objects do.
#include <pqxx/pqxx>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

class Singleton {
public:
  static Singleton &instance() {
    static Singleton s; // HAZARD: pooling-long-lived-session #single
    return s;
  }
  pqxx::connection &conn() { return conn_; }

private:
  Singleton() : conn_("service=app") {} // ALT: pooling-long-lived-session #single
  pqxx::connection conn_; // ALT: pooling-long-lived-session #single
};

class Request {
public:
  Request() : conn_("service=app") {}
  long count() {
    pqxx::work tx(conn_);
    return tx.exec1("SELECT count(*) FROM t")[0].as<long>();
  }

private:
  pqxx::connection conn_;
};

long handle() {
  Request r;
  return r.count();
}

// A pool may live as long as it likes.
class Pool {
public:
  explicit Pool(const std::string &url) { idle_.push_back(std::make_unique<pqxx::connection>(url)); }
  std::unique_ptr<pqxx::connection> take() {
    std::lock_guard lock(mutex_);
    auto c = std::move(idle_.back());
    idle_.pop_back();
    return c;
  }
  void give(std::unique_ptr<pqxx::connection> c) {
    std::lock_guard lock(mutex_);
    idle_.push_back(std::move(c));
  }

private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<pqxx::connection>> idle_;
};

Pool &pool() {
  static Pool p("service=app");
  return p;
}

struct Connection {
  int fd = -1;
};

Connection globalSocket;
static std::vector<Connection> sockets;

std::size_t count() { return sockets.size() + static_cast<std::size_t>(globalSocket.fd); }
