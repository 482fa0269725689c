// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// A transaction object of the program's own, and a guard that sets and resets.
#include <libpq-fe.h>

#include <stdexcept>
#include <string>

static void run(PGconn *c, const std::string &sql) {
  PGresult *r = PQexec(c, sql.c_str());
  const bool bad = PQresultStatus(r) == PGRES_FATAL_ERROR;
  PQclear(r);
  if (bad)
    throw std::runtime_error(sql);
}

class Tx {
public:
  explicit Tx(PGconn *c) : c_(c) { run(c_, "BEGIN"); }
  ~Tx() {
    if (!done_)
      PQclear(PQexec(c_, "ROLLBACK"));
  }
  void commit() {
    run(c_, "COMMIT");
    done_ = true;
  }

private:
  PGconn *c_;
  bool done_ = false;
};

void good(PGconn *c) {
  Tx tx(c);
  run(c, "SET LOCAL search_path TO app");
  run(c, "SELECT work()");
  tx.commit();
}

void leaky(PGconn *c) {
  Tx tx(c);
  run(c, "SET search_path TO app"); // HAZARD: pooling-session-setting
  run(c, "SELECT work()");
  tx.commit();
}

void neverCommitted(PGconn *c) {
  Tx tx(c);
  run(c, "SET search_path TO app");
  run(c, "SELECT dry_run()");
}

class RoleGuard {
public:
  RoleGuard(PGconn *c, const std::string &role) : c_(c) { run(c_, "SET ROLE " + role); } // HAZARD: pooling-session-setting #set
  ~RoleGuard() { PQclear(PQexec(c_, "RESET ROLE")); } // HAZARD: pooling-session-setting #reset

private:
  PGconn *c_;
};

void guarded(PGconn *c) {
  RoleGuard g(c, "reader"); // ALT: pooling-session-setting #set #reset
  run(c, "SELECT * FROM secrets");
}
