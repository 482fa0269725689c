// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Helpers: variadic, template, macro, lambda, default argument, member.
#include <libpq-fe.h>

#include <initializer_list>
#include <sstream>
#include <string>
#include <utility>

static void run(PGconn *c, const std::string &sql) { PQclear(PQexec(c, sql.c_str())); }

template <typename... A> void send(PGconn *c, A &&...a) {
  std::ostringstream os;
  (os << ... << a);
  run(c, os.str());
}

void variadic(PGconn *c, int n) {
  send(c, "CREATE TEMP TABLE part", n, " (i int)"); // HAZARD: pooling-temp-table
  send(c, "CREATE TABLE temp_part", n, " (i int)");
}

void list(PGconn *c) {
  for (const char *sql : {"CREATE TEMP TABLE listed (i int)", // HAZARD: pooling-temp-table
                          "CREATE TABLE permanent (i int)"})
    run(c, sql);
}

#define TEMP_TABLE(name) "CREATE TEMP TABLE " #name " (i int)" // ALT: pooling-temp-table #macro
#define TX_TABLE(name) "CREATE TEMP TABLE " #name " (i int) ON COMMIT DROP"

void macros(PGconn *c) {
  run(c, TEMP_TABLE(mine)); // HAZARD: pooling-temp-table #macro
  run(c, "BEGIN");
  run(c, TX_TABLE(yours));
  run(c, "COMMIT");
}

class Import {
public:
  explicit Import(PGconn *c, std::string kind = "TEMP") : c_(c), kind_(std::move(kind)) {} // ALT: pooling-temp-table #kind
  void create() { run(c_, "CREATE " + kind_ + " TABLE import (i int)"); } // HAZARD: pooling-temp-table #kind

private:
  PGconn *c_;
  std::string kind_;
};

void member(PGconn *c) {
  Import import(c); // ALT: pooling-temp-table #kind
  import.create(); // ALT: pooling-temp-table #kind
}

void lambdas(PGconn *c) {
  auto create = [&](const char *how) { run(c, std::string("CREATE ") + how + " TABLE z (i int)"); }; // ALT: pooling-temp-table #how
  create("TEMPORARY"); // HAZARD: pooling-temp-table #how
  auto createOther = [&](const char *how) { run(c, std::string("CREATE ") + how + " TABLE z (i int)"); };
  createOther("UNLOGGED");
}
