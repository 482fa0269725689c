// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Keys and function names joined at run time.
#include <fmt/format.h>
#include <libpq-fe.h>

#include <cstdio>
#include <sstream>
#include <string>

static void run(PGconn *c, const std::string &sql) { PQclear(PQexec(c, sql.c_str())); }

static std::string call(const std::string &function, long key) {
  return "SELECT " + function + "(" + std::to_string(key) + ")";
}

void plus(PGconn *c, long key) {
  run(c, "SELECT pg_advisory_lock(" + std::to_string(key) + ")"); // HAZARD: pooling-advisory-lock
  run(c, call("pg_advisory_unlock", key)); // HAZARD: pooling-advisory-lock
  run(c, call("pg_notify_later", key));
}

void append(PGconn *c, const std::string &name) {
  std::string sql = "SELECT pg_try_advisory_lock(hashtext('"; // HAZARD: pooling-advisory-lock
  sql += name;
  sql.append("'))");
  run(c, sql);
}

void stream(PGconn *c, int space, int key) {
  std::ostringstream os;
  os << "SELECT pg_advisory_lock_shared(" << space << ", " << key << ")"; // HAZARD: pooling-advisory-lock
  run(c, os.str());
}

void formats(PGconn *c, long key) {
  run(c, fmt::format("SELECT pg_advisory_lock({})", key)); // HAZARD: pooling-advisory-lock
  run(c, fmt::format("SELECT {}({})", "pg_advisory_unlock", key)); // HAZARD: pooling-advisory-lock
  char sql[80];
  snprintf(sql, sizeof sql, "SELECT pg_try_advisory_lock(%ld)", key); // HAZARD: pooling-advisory-lock
  PQclear(PQexec(c, sql));
  run(c, fmt::format("BEGIN; SELECT pg_advisory_xact_lock({}); SELECT work(); COMMIT", key));
}

void messages(long key) {
  std::string text = "pg_advisory_lock(" + std::to_string(key) + ") is taken";
  fmt::print("{}\n", text);
  fmt::print("SELECT pg_advisory_lock({})\n", key);
}
