// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Pools that programs write themselves, and how connections leave and come back.
#include <libpq-fe.h>
#include <pqxx/pqxx>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <queue>
#include <string>
#include <vector>

class Pool {
public:
  Pool(const std::string &url) { idle_.push_back(std::make_unique<pqxx::connection>(url)); }

  std::unique_ptr<pqxx::connection> take() {
    std::unique_lock<std::mutex> lock(mutex_);
    ready_.wait(lock, [this] { return !idle_.empty(); });
    auto c = std::move(idle_.back());
    idle_.pop_back();
    return c;
  }
  void give(std::unique_ptr<pqxx::connection> c) {
    std::lock_guard<std::mutex> lock(mutex_);
    idle_.push_back(std::move(c));
    ready_.notify_one();
  }

  class Guard {
  public:
    explicit Guard(Pool &p) : pool_(p), c_(p.take()) {}
    ~Guard() {
      if (c_)
        pool_.give(std::move(c_));
    }
    Guard(const Guard &) = delete;
    pqxx::connection &operator*() { return *c_; }
    void reset() { pool_.give(std::move(c_)); }

  private:
    Pool &pool_;
    std::unique_ptr<pqxx::connection> c_;
  };

private:
  std::mutex mutex_;
  std::condition_variable ready_;
  std::vector<std::unique_ptr<pqxx::connection>> idle_;
};

class Orders {
public:
  explicit Orders(Pool &pool) : pool_(pool) {}

  long next() {
    Pool::Guard g(pool_); // HAZARD: pooling-nested-acquire #next
    pqxx::nontransaction tx(*g);
    return tx.exec1("SELECT nextval('orders_seq')")[0].as<long>();
  }

  void insert() {
    Pool::Guard g(pool_);
    pqxx::work tx(*g);
    tx.exec_params("INSERT INTO orders VALUES ($1)", next()); // ALT: pooling-nested-acquire #next
    tx.commit();
  }

  void insertFirst() {
    const long id = peek();
    Pool::Guard g(pool_);
    pqxx::work tx(*g);
    tx.exec_params("INSERT INTO orders VALUES ($1)", id);
    tx.commit();
  }

  long peek() {
    Pool::Guard g(pool_);
    pqxx::nontransaction tx(*g);
    return tx.exec1("SELECT last_value FROM orders_seq")[0].as<long>();
  }

private:
  Pool &pool_;
};

// Held without a transaction is held all the same.
void held(Pool &pool) {
  auto a = pool.take();
  pqxx::nontransaction(*a).exec("SELECT 1");
  auto b = pool.take(); // HAZARD: pooling-nested-acquire
  pqxx::nontransaction(*b).exec("SELECT 1");
  pool.give(std::move(b));
  pool.give(std::move(a));
}

void oneAfterTheOther(Pool &pool) {
  auto a = pool.take();
  pqxx::nontransaction(*a).exec("SELECT 1");
  pool.give(std::move(a));
  auto b = pool.take();
  pqxx::nontransaction(*b).exec("SELECT 1");
  pool.give(std::move(b));
}

void blocks(Pool &pool) {
  {
    Pool::Guard a(pool);
    pqxx::work tx(*a);
    tx.exec("UPDATE orders SET state = 1");
    tx.commit();
  }
  Pool::Guard b(pool);
  pqxx::work tx(*b);
  tx.exec("UPDATE orders SET state = 2");
  tx.commit();
}

void early(Pool &pool) {
  Pool::Guard a(pool);
  pqxx::nontransaction(*a).exec("SELECT 1");
  a.reset();
  Pool::Guard b(pool);
  pqxx::nontransaction(*b).exec("SELECT 1");
}

void loop(Pool &pool) {
  for (int i = 0; i < 3; ++i) {
    Pool::Guard g(pool);
    pqxx::work tx(*g);
    tx.exec("UPDATE orders SET state = 1");
    tx.commit();
  }
}

void twoPools(Pool &reads, Pool &writes) {
  Pool::Guard r(reads);
  Pool::Guard w(writes);
  pqxx::nontransaction(*r).exec("SELECT 1");
  pqxx::nontransaction(*w).exec("SELECT 1");
}

// Plain pointers in a queue.
struct RawPool {
  std::queue<PGconn *> idle;
  PGconn *take() {
    PGconn *c = idle.front();
    idle.pop();
    return c;
  }
  void give(PGconn *c) { idle.push(c); }
};

void rawNested(RawPool &pool) {
  PGconn *a = pool.take();
  PQclear(PQexec(a, "BEGIN"));
  PGconn *b = pool.take(); // HAZARD: pooling-nested-acquire
  PQclear(PQexec(b, "INSERT INTO log VALUES (1)"));
  pool.give(b);
  PQclear(PQexec(a, "COMMIT"));
  pool.give(a);
}

void rawOnce(RawPool &pool) {
  PGconn *a = pool.take();
  PQclear(PQexec(a, "BEGIN"));
  PQclear(PQexec(a, "COMMIT"));
  pool.give(a);
  PGconn *b = pool.take();
  PQclear(PQexec(b, "INSERT INTO log VALUES (1)"));
  pool.give(b);
}

void closeAll(RawPool &pool) {
  while (!pool.idle.empty()) {
    PQfinish(pool.idle.front());
    pool.idle.pop();
  }
}

// Shared pointers whose deleter gives back.
class Shared {
public:
  std::shared_ptr<pqxx::connection> take() {
    std::shared_ptr<pqxx::connection> c = free_.front();
    free_.pop_front();
    return c;
  }
  void give(const std::shared_ptr<pqxx::connection> &c) { free_.push_back(c); }

  void with(const std::function<void(pqxx::connection &)> &f) {
    auto c = take(); // HAZARD: pooling-nested-acquire #with
    f(*c);
    give(c);
  }

private:
  std::deque<std::shared_ptr<pqxx::connection>> free_;
};

void callbacks(Shared &pool) {
  pool.with([&](pqxx::connection &c) {
    pqxx::work tx(c);
    tx.exec("UPDATE orders SET state = 1");
    pool.with([](pqxx::connection &d) { // ALT: pooling-nested-acquire #with
      pqxx::work log(d);
      log.exec("INSERT INTO log VALUES (1)");
      log.commit();
    });
    tx.commit();
  });
}

void callbacksInARow(Shared &pool) {
  pool.with([&](pqxx::connection &c) { pqxx::nontransaction(c).exec("UPDATE orders SET state = 1"); });
  pool.with([&](pqxx::connection &c) { pqxx::nontransaction(c).exec("UPDATE orders SET state = 2"); });
}
