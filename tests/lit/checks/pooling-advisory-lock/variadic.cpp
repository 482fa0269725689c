// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// printf-style and fold-expression helpers, a macro around both.
#include <libpq-fe.h>

#include <cstdarg>
#include <cstdio>
#include <string>

__attribute__((format(printf, 2, 3))) static bool execf(PGconn *c, const char *format, ...) {
  char *sql = nullptr;
  va_list args;
  va_start(args, format);
  const int n = vasprintf(&sql, format, args);
  va_end(args);
  if (n < 0)
    return false;
  PGresult *r = PQexec(c, sql);
  const bool ok = PQresultStatus(r) == PGRES_TUPLES_OK;
  PQclear(r);
  free(sql);
  return ok;
}

#define LOCK(c, key) execf(c, "SELECT pg_advisory_lock(%d)", key) // ALT: pooling-advisory-lock #macro

void printfStyle(PGconn *c, int key) {
  execf(c, "SELECT pg_try_advisory_lock(%d)", key); // HAZARD: pooling-advisory-lock
  execf(c, "SELECT %s(%d)", "pg_advisory_unlock", key); // HAZARD: pooling-advisory-lock
  LOCK(c, 7); // HAZARD: pooling-advisory-lock #macro
  execf(c, "SELECT count(*) FROM pg_locks WHERE objid = %d", key);
}

template <typename... A> bool all(PGconn *c, const A &...sql) {
  return (execf(c, "%s", sql) && ...);
}

void folded(PGconn *c) {
  all(c, "BEGIN", "SELECT pg_advisory_xact_lock(8)", "CALL rotate()", "COMMIT");
  all(c, "SELECT 1",
      "SELECT pg_advisory_lock(9)"); // HAZARD: pooling-advisory-lock
}

template <typename... A> std::string joined(const A &...parts) {
  std::string s;
  ((s += parts), ...);
  return s;
}

void joinedText(PGconn *c) {
  PQclear(PQexec(c, joined("SELECT ", "pg_advisory_lock", "(10)").c_str())); // HAZARD: pooling-advisory-lock
  std::puts(joined("SELECT ", "pg_advisory_lock", "(11)").c_str());
}
