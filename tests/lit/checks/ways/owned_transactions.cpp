// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Transactions of the program's own on the heap, which end where their owner lets go of them.
#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <thread>
#include <utility>

struct Db {
  PGconn *raw;
  void operator()(const char *s) { PQclear(PQexec(raw, s)); }
};

class Scope {
public:
  explicit Scope(Db &d) : d_(&d) { d("BEGIN"); }
  Scope(Scope &&o) noexcept : d_(std::exchange(o.d_, nullptr)) {}
  ~Scope() {
    if (d_) // the database was handed over by reference: it is there
      (*d_)("COMMIT");
  }

private:
  Db *d_;
};

static void wait() { std::this_thread::sleep_for(std::chrono::seconds(1)); } // ALT: pooling-long-transaction #held

void reset(Db &d) {
  auto tx = std::make_unique<Scope>(d);
  d("CREATE TEMP TABLE h (i int) ON COMMIT DROP");
  tx.reset();
  wait();
}

void deleted(Db &d) {
  Scope *tx = new Scope(d);
  d("UPDATE a SET n = 1");
  delete tx;
  wait();
}

void block(Db &d) {
  {
    Scope tx(d);
    d("UPDATE a SET n = 1");
  }
  wait();
}

void held(Db &d) {
  auto tx = std::make_unique<Scope>(d);
  d("UPDATE a SET n = 1");
  wait(); // HAZARD: pooling-long-transaction #held
}
