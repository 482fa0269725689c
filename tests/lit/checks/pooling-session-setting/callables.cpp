// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Lambdas and std::function.
#include <libpq-fe.h>

#include <functional>
#include <string>
#include <vector>

static void run(PGconn *c, const std::string &sql) { PQclear(PQexec(c, sql.c_str())); }

void lambda(PGconn *c) {
  const auto set = [c](const std::string &name, const std::string &value) {
    run(c, "SET " + name + " = " + value); // HAZARD: pooling-session-setting #lambda
  };
  set("work_mem", "'1MB'"); // ALT: pooling-session-setting #lambda
  const auto show = [](const std::string &what) { return "SET " + what; };
  show("nothing");
}

static void withTransaction(PGconn *c, const std::function<void(PGconn *)> &work) {
  run(c, "BEGIN");
  work(c);
  run(c, "COMMIT");
}

void callback(PGconn *c) {
  withTransaction(c, [](PGconn *in) {
    run(in, "SET LOCAL statement_timeout = '1s'");
    run(in, "SET work_mem = '1GB'"); // HAZARD: pooling-session-setting
    run(in, "SELECT work()");
  });
}

template <typename Fn> auto inTransaction(PGconn *c, Fn &&fn) {
  run(c, "BEGIN");
  auto r = fn();
  run(c, r ? "COMMIT" : "ROLLBACK");
  return r;
}

bool templated(PGconn *c) {
  return inTransaction(c, [&] {
    run(c, "SELECT set_config('app.user', '1', true)");
    run(c, "SELECT set_config('app.tenant', '1', false)"); // HAZARD: pooling-session-setting
    return true;
  });
}

class OnOpen {
public:
  void add(std::function<void(PGconn *)> hook) { hooks_.push_back(std::move(hook)); }
  PGconn *open(const char *conninfo) {
    PGconn *c = PQconnectdb(conninfo);
    for (const auto &hook : hooks_)
      hook(c);
    return c;
  }

private:
  std::vector<std::function<void(PGconn *)>> hooks_;
};

void hooks(OnOpen &o) {
  o.add([](PGconn *c) { run(c, "SET bytea_output = 'escape'"); }); // HAZARD: pooling-session-setting
}
