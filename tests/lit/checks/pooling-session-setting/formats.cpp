// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// fmt::format and friends, snprintf into a buffer.
#include <fmt/format.h>
#include <libpq-fe.h>

#include <cstdio>
#include <iterator>
#include <string>

static void run(PGconn *c, const std::string &sql) { PQclear(PQexec(c, sql.c_str())); }

void braces(PGconn *c, const std::string &schema, int ms) {
  run(c, fmt::format("SET search_path TO {}, public", schema)); // HAZARD: pooling-session-setting
  run(c, fmt::format("{1} statement_timeout = {0}", ms, "SET")); // HAZARD: pooling-session-setting
  run(c, fmt::format("{} search_path = {}", "ALTER DATABASE app SET", schema));
  run(c, fmt::format("UPDATE {0} SET note = '{{SET x = {1}}}'", schema, ms));
}

void toBuffer(PGconn *c, int mb) {
  std::string sql;
  fmt::format_to(std::back_inserter(sql), "SET work_mem = '{}MB'", mb); // HAZARD: pooling-session-setting
  run(c, sql);
}

void printfBuffer(PGconn *c, const char *role, int mb) {
  char sql[128];
  snprintf(sql, sizeof sql, "SET ROLE \"%s\"", role); // HAZARD: pooling-session-setting
  PQclear(PQexec(c, sql));
  snprintf(sql, sizeof sql, "%s work_mem = '%dMB'", "SET", mb); // HAZARD: pooling-session-setting
  PQclear(PQexec(c, sql));
  snprintf(sql, sizeof sql, "ALTER ROLE \"%s\" SET work_mem = '%dMB'", role, mb);
  PQclear(PQexec(c, sql));
  snprintf(sql, sizeof sql, "SET LOCAL work_mem = '%dMB'; SELECT build()", mb);
  PQclear(PQexec(c, sql));
}

void printed(const char *role) {
  char line[64];
  snprintf(line, sizeof line, "SET ROLE %s", role);
  fmt::print(stderr, "would run: {}\n", line);
}
