// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Formats, constants, tables, members, variadic helpers.
#include <fmt/format.h>
#include <libpq-fe.h>

#include <cstdio>
#include <initializer_list>
#include <string>
#include <string_view>

static void run(PGconn *c, std::string_view sql) { PQclear(PQexec(c, std::string(sql).c_str())); }

static constexpr std::string_view LastId = "SELECT lastval()"; // HAZARD: pooling-session-function
static const char *const NextId = "SELECT nextval('t_id_seq')";

void constants(PGconn *c) {
  run(c, "INSERT INTO t (a) VALUES (1)");
  run(c, LastId);
  run(c, NextId);
}

void formats(PGconn *c, const std::string &table) {
  run(c, fmt::format("INSERT INTO {} (a) VALUES (1)", table));
  run(c, fmt::format("SELECT currval('{}_id_seq')", table)); // HAZARD: pooling-session-function
  run(c, fmt::format("SELECT nextval('{}_id_seq')", table));
  char sql[100];
  snprintf(sql, sizeof sql, "SELECT currval('%s_id_seq')", table.c_str()); // HAZARD: pooling-session-function
  run(c, sql);
  fmt::print("SELECT currval('{}_id_seq')\n", table);
}

class Dao {
public:
  explicit Dao(const std::string &table) : last_("SELECT currval('" + table + "_id_seq')") {} // HAZARD: pooling-session-function
  void add(PGconn *c) {
    run(c, add_);
    run(c, last_);
  }

private:
  std::string add_ = "INSERT INTO t (a) VALUES (1)";
  std::string last_;
};

void members(PGconn *c) { Dao("t").add(c); }

static void all(PGconn *c, std::initializer_list<const char *> statements) {
  for (const char *sql : statements)
    run(c, sql);
}

void lists(PGconn *c) {
  all(c, {"INSERT INTO t (a) VALUES (1)",
          "SELECT lastval()"}); // HAZARD: pooling-session-function
  all(c, {"BEGIN", "INSERT INTO t (a) VALUES (1)", "SELECT lastval()", "COMMIT"});
}
