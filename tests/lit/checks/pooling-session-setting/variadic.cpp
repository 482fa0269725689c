// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Variadic helpers: printf-style, fold expressions, fmt forwarding.
#include <fmt/format.h>
#include <libpq-fe.h>

#include <cstdarg>
#include <cstdio>
#include <sstream>
#include <string>
#include <utility>

static void execf(PGconn *c, const char *format, ...) {
  char sql[256];
  va_list args;
  va_start(args, format);
  vsnprintf(sql, sizeof sql, format, args);
  va_end(args);
  PQclear(PQexec(c, sql));
}

static void logf(const char *format, ...) {
  va_list args;
  va_start(args, format);
  vfprintf(stderr, format, args);
  va_end(args);
}

void printfStyle(PGconn *c, const char *role) {
  execf(c, "SET ROLE %s", role); // HAZARD: pooling-session-setting
  execf(c, "%s %s", "RESET", "ROLE"); // HAZARD: pooling-session-setting
  execf(c, "ALTER ROLE %s SET work_mem = '%dMB'", role, 4);
  logf("SET ROLE %s\n", role);
}

template <typename... Parts> std::string cat(const Parts &...parts) {
  std::ostringstream os;
  (os << ... << parts);
  return os.str();
}

template <typename... Parts> void send(PGconn *c, const Parts &...parts) {
  PQclear(PQexec(c, cat(parts...).c_str()));
}

void fold(PGconn *c, int shard) {
  send(c, "SET search_path TO shard_", shard); // HAZARD: pooling-session-setting
  send(c, "UPDATE shard_", shard, " SET path = ", 1);
  cat("SET search_path TO shard_", shard);
}

struct Session {
  PGconn *c;
  template <typename... Args> void exec(fmt::format_string<Args...> f, Args &&...args) {
    PQclear(PQexec(c, fmt::format(f, std::forward<Args>(args)...).c_str()));
  }
};

void forwarded(Session &s, int ms) {
  s.exec("SET lock_timeout = {}", ms); // HAZARD: pooling-session-setting
  s.exec("ALTER ROLE app SET lock_timeout = {}", ms);
}
