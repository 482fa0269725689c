// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Tables of statements and the loops that run them.
#include <libpq-fe.h>

#include <array>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

static const char *const SetUp[] = {
    "SET search_path TO app", // HAZARD: pooling-session-setting
    "CREATE SCHEMA IF NOT EXISTS app",
    "SET lock_timeout = '2s'", // HAZARD: pooling-session-setting
    "ALTER ROLE app SET lock_timeout = '2s'",
};

void rangeFor(PGconn *c) {
  for (const char *sql : SetUp)
    PQclear(PQexec(c, sql));
}

static constexpr std::array<std::pair<const char *, const char *>, 2> Named = {{
    {"first", "SET jit = off"}, // HAZARD: pooling-session-setting
    {"SET jit = on", "SELECT 1"},
}};

void structured(PGconn *c) {
  for (const auto &[name, sql] : Named) {
    std::puts(name);
    PQclear(PQexec(c, sql));
  }
}

void indexed(PGconn *c) {
  const std::vector<std::string> steps = {
      "BEGIN",
      "SET LOCAL work_mem = '1GB'",
      "SELECT rebuild()",
      "COMMIT",
  };
  for (std::size_t i = 0; i < steps.size(); ++i)
    PQclear(PQexec(c, steps[i].c_str()));
}

static const char *const Help[] = {"SET key value", "SET search_path TO x"};

void help() {
  for (const char *line : Help)
    std::puts(line);
}
