// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// One helper in the lease of its caller: the caller decides.
#include <libpq-fe.h>

#include <functional>
#include <string>

static bool run(PGconn *c, const std::string &sql) {
  PGresult *r = PQexec(c, sql.c_str());
  const bool ok = PQresultStatus(r) != PGRES_FATAL_ERROR;
  PQclear(r);
  return ok;
}

static void lockInside(PGconn *c, int key) { run(c, "SELECT pg_advisory_lock(" + std::to_string(key) + ")"); }
static void unlockInside(PGconn *c, int key) { run(c, "SELECT pg_advisory_unlock(" + std::to_string(key) + ")"); }

void confined(PGconn *c) {
  run(c, "BEGIN");
  lockInside(c, 1);
  run(c, "CALL rotate()");
  unlockInside(c, 1);
  run(c, "COMMIT");
}

static void lockOutside(PGconn *c, int key) {
  run(c, "SELECT pg_advisory_lock(" + std::to_string(key) + ")"); // HAZARD: pooling-advisory-lock #take
}
static void unlockOutside(PGconn *c, int key) {
  run(c, "SELECT pg_advisory_unlock(" + std::to_string(key) + ")"); // HAZARD: pooling-advisory-lock #give
}

void spread(PGconn *c) {
  lockOutside(c, 2); // ALT: pooling-advisory-lock #take
  run(c, "CALL rotate()");
  unlockOutside(c, 2); // ALT: pooling-advisory-lock #give
}

static bool exclusively(PGconn *c, int key, const std::function<bool()> &fn) {
  run(c, "BEGIN");
  run(c, "SELECT pg_advisory_xact_lock(" + std::to_string(key) + ")");
  const bool ok = fn();
  run(c, ok ? "COMMIT" : "ROLLBACK");
  return ok;
}

bool callback(PGconn *c) {
  return exclusively(c, 3, [c] {
    return run(c, "SELECT pg_advisory_lock(4)") // HAZARD: pooling-advisory-lock
           && run(c, "CALL rotate()");
  });
}

struct Logger {
  std::string text;
  bool run(const std::string &s) {
    text += s;
    return true;
  }
};

bool logged(Logger &l) { return l.run("SELECT pg_advisory_lock(5)"); }
