// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Tables of statements and variadic helpers, in and out of a transaction.
#include <libpq-fe.h>

#include <cstdarg>
#include <cstdio>

static void execf(PGconn *c, const char *format, ...) {
  char sql[200];
  va_list args;
  va_start(args, format);
  vsnprintf(sql, sizeof sql, format, args);
  va_end(args);
  PQclear(PQexec(c, sql));
}

void printfStyle(const char *conninfo, int ms) {
  PGconn *c = PQconnectdb(conninfo);
  execf(c, "SET LOCAL statement_timeout = %d", ms); // HAZARD: pooling-outside-transaction
  execf(c, "%s", "BEGIN");
  execf(c, "SET LOCAL statement_timeout = %d", ms);
  execf(c, "%s", "COMMIT");
  execf(c, "SELECT 'SET LOCAL statement_timeout = %d'", ms);
  PQfinish(c);
}

template <typename... Sql> static void all(PGconn *c, Sql... sql) { (PQclear(PQexec(c, sql)), ...); }

void folded(const char *conninfo) {
  PGconn *c = PQconnectdb(conninfo);
  all(c, "BEGIN", "LOCK TABLE t", "UPDATE t SET a = 1", "COMMIT");
  all(c, "SELECT 1",
      "LOCK TABLE t"); // HAZARD: pooling-outside-transaction
  PQfinish(c);
}

void table(const char *conninfo) {
  static const char *const steps[] = {
      "SELECT 1",
      "SELECT id FROM t FOR SHARE", // HAZARD: pooling-outside-transaction
  };
  PGconn *c = PQconnectdb(conninfo);
  for (const char *sql : steps)
    PQclear(PQexec(c, sql));
  PQfinish(c);
}

void tableInTransaction(const char *conninfo) {
  static const char *const steps[] = {"SELECT id FROM t FOR SHARE", "LOCK TABLE t"};
  PGconn *c = PQconnectdb(conninfo);
  PQclear(PQexec(c, "BEGIN"));
  for (const char *sql : steps)
    PQclear(PQexec(c, sql));
  PQclear(PQexec(c, "COMMIT"));
  PQfinish(c);
}
