// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// The current transaction of a thread, which its objects note and whoever needs it looks up.
#include <libpq-fe.h>

#include <stdexcept>
#include <string>

struct Connection {
  explicit Connection(const char *ci) : raw(PQconnectdb(ci)) {} // NEUTRAL: pooling-missing-timeout
  ~Connection() { PQfinish(raw); }
  void run(const std::string &s) { PQclear(PQexec(raw, s.c_str())); }
  PGconn *raw;
};

class Scope;
thread_local Scope *Current = nullptr;

class Scope {
public:
  explicit Scope(Connection &c) : c_(c), outer_(Current) {
    if (!outer_)
      c_.run("BEGIN");
    Current = this;
  }
  ~Scope() {
    Current = outer_;
    if (!outer_)
      c_.run(done_ ? "COMMIT" : "ROLLBACK");
  }
  void done() { done_ = true; }
  Connection &connection() { return c_; }

private:
  Connection &c_;
  Scope *outer_;
  bool done_ = false;
};

static Scope &current() {
  if (!Current)
    throw std::logic_error("no transaction");
  return *Current;
}

static void local_setting() { current().connection().run("SET LOCAL work_mem = '1MB'"); }

void outermost() {
  Connection c("service=a");
  Scope s(c);
  local_setting();
  c.run("SELECT pg_advisory_xact_lock(1)");
  s.done();
}

void inner() {
  Connection c("service=a");
  Scope outer(c);
  {
    Scope nested(c);
    nested.done();
  }
  c.run("SET LOCAL work_mem = '2MB'");
  c.run("SET work_mem = '2MB'"); // HAZARD: pooling-session-setting
  outer.done();
}

void afterwards() {
  Connection c("service=a");
  {
    Scope s(c);
    s.done();
  }
  c.run("SET LOCAL work_mem = '2MB'"); // HAZARD: pooling-outside-transaction
}

// Nobody in sight calls it: what it does inside of a transaction of somebody else is seen as well.
void called_from_elsewhere() { current().connection().run("SET jit = off"); } // HAZARD: pooling-session-setting
