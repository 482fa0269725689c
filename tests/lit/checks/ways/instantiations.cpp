// RUN: %pooltidy-verify %s -- -std=c++17 %libs
// One template, instantiated in one function with several lambdas: each is an instance of its own.
#include <libpq-fe.h>

#include <utility>

static int run(PGconn *c, const char *sql) {
  PGresult *r = PQexec(c, sql);
  int rows = PQntuples(r);
  PQclear(r);
  return rows;
}

template <typename Fn> void inTransaction(PGconn *c, Fn &&fn) {
  run(c, "BEGIN");
  fn(c);
  run(c, "COMMIT");
}

template <typename Fn> void plain(PGconn *c, Fn fn) { fn(c); }

void functions() {
  PGconn *c = PQconnectdb("dbname=shop connect_timeout=3");
  plain(c, [](PGconn *in) { run(in, "SET LOCAL work_mem = 1"); }); // HAZARD: pooling-outside-transaction
  plain(c, [](PGconn *in) { run(in, "SELECT 1"); });
  inTransaction(c, [](PGconn *in) { run(in, "SELECT 1"); });
  inTransaction(c, [](PGconn *in) { run(in, "SET LOCAL work_mem = 1"); }); // SAFE: pooling-outside-transaction
  inTransaction(c, [](PGconn *in) { run(in, "SET work_mem = 1"); });       // HAZARD: pooling-session-setting
  PQfinish(c);
}

// A class that keeps the lambda, and deduces its type.
template <typename Fn> class Later {
public:
  explicit Later(Fn f) : F(std::move(f)) {}
  void now(PGconn *c) {
    run(c, "BEGIN");
    F(c);
    run(c, "COMMIT");
  }

private:
  Fn F;
};

void classes() {
  PGconn *c = PQconnectdb("dbname=shop connect_timeout=3");
  Later first([](PGconn *in) { run(in, "SELECT 2"); });
  Later second([](PGconn *in) { run(in, "SET LOCAL lock_timeout = 1"); }); // SAFE: pooling-outside-transaction
  Later third([](PGconn *in) { run(in, "SET lock_timeout = 1"); });        // HAZARD: pooling-session-setting
  first.now(c);
  second.now(c);
  third.now(c);
  PQfinish(c);
}
