// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// A connection lent by the program's own pool: what is set on it goes back with it.
#include <pqxx/pqxx>

#include <memory>
#include <mutex>
#include <string>

class Pool {
public:
  explicit Pool(const std::string &url) : conn_(std::make_unique<pqxx::connection>(url)) {}

  class Guard {
  public:
    explicit Guard(Pool &p) : lock_(p.mutex_), conn_(p.conn_.get()) {}
    pqxx::connection &operator*() { return *conn_; }
    pqxx::connection *operator->() { return conn_; }

  private:
    std::unique_lock<std::mutex> lock_;
    pqxx::connection *conn_;
  };

  Guard take() { return Guard(*this); }

private:
  std::mutex mutex_;
  std::unique_ptr<pqxx::connection> conn_;
};

void variable(Pool &pool) {
  auto c = pool.take();
  c->set_variable("search_path", "app"); // HAZARD: pooling-session-setting
  c->set_client_encoding("UTF8");
  pqxx::work tx(*c);
  tx.exec0("SELECT 1");
  tx.commit();
}

void local(Pool &pool) {
  auto c = pool.take();
  pqxx::work tx(*c);
  tx.exec0("SET LOCAL search_path TO app");
  tx.exec("SELECT 1");
  tx.commit();
}

void autocommit(Pool &pool, const std::string &role) {
  auto c = pool.take();
  pqxx::nontransaction n(*c);
  n.exec("SET ROLE " + n.quote_name(role)); // HAZARD: pooling-session-setting
  n.exec("SELECT 1");
  n.exec_params("UPDATE staff SET role = $1", role);
}
