// SET becomes SET LOCAL where it always runs in a transaction that needs it, and nothing
// after the transaction does: in literals of every kind.
//
// RUN: %check_fix %s -- -std=c++20 %libs | FileCheck %s
// RUN: %check_fix %s --tidy %clang_tidy %plugin -- -std=c++20 %libs | FileCheck %s
// CHECK: fixed 13 lines
#include <libpq-fe.h>
#include <string>

static void run(PGconn *c, const char *sql) { PQclear(PQexec(c, sql)); }
static void run(PGconn *c, const std::string &sql) { run(c, sql.c_str()); }
#define RUN(c, sql) run(c, sql)

void plain(PGconn *c) {
  run(c, "BEGIN");
  run(c, "SET search_path TO app"); // FIX: "SET LOCAL search_path TO app"
  run(c, "SELECT * FROM orders");
  run(c, "COMMIT");
}

void session(PGconn *c) {
  run(c, "BEGIN");
  run(c, "set session work_mem = '1MB'"); // FIX: "set local work_mem = '1MB'"
  run(c, "SELECT * FROM orders");
  run(c, "COMMIT");
}

void role(PGconn *c) {
  run(c, "BEGIN");
  run(c, "SET ROLE auditor"); // FIX: "SET LOCAL ROLE auditor"
  run(c, "SET SESSION AUTHORIZATION auditor"); // FIX: "SET LOCAL SESSION AUTHORIZATION auditor"
  run(c, "SELECT * FROM orders");
  run(c, "COMMIT");
}

void concatenated(PGconn *c) {
  run(c, "BEGIN");
  run(c, "/* \t\x41\u00e9 */ " // comment
         "SET " "statement_timeout" // FIX: "SET LOCAL " "statement_timeout"
         " = 1000");
  run(c, "SELECT * FROM orders");
  run(c, "COMMIT");
}

void raw(PGconn *c) {
  run(c, "BEGIN");
  run(c, R"sql(
      -- SET jit = on
      SET SESSION jit = off)sql"); // FIX: SET LOCAL jit = off)sql"
  run(c, "SELECT * FROM orders");
  run(c, "COMMIT");
}

void escaped(PGconn *c) {
  run(c, "BEGIN");
  run(c, "\n\tSET\n\tapp.tenant = '\"a\"'"); // FIX: "\n\tSET LOCAL\n\tapp.tenant = '\"a\"'"
  run(c, "SELECT * FROM orders");
  run(c, "COMMIT");
}

void argument(PGconn *c) {
  RUN(c, "BEGIN");
  RUN(c, "SET enable_seqscan = off"); // FIX: RUN(c, "SET LOCAL enable_seqscan = off");
  RUN(c, "SELECT * FROM orders");
  RUN(c, "COMMIT");
}

void computed(PGconn *c, const std::string &tenant) {
  run(c, "BEGIN");
  run(c, "SET app.tenant = '" + tenant + "'"); // FIX: "SET LOCAL app.tenant = '" + tenant + "'"
  run(c, "SELECT * FROM orders");
  run(c, "COMMIT");
}

void constant(PGconn *c) {
  static const char *const Sql = "SET extra_float_digits = 3"; // FIX: "SET LOCAL extra_float_digits = 3"
  run(c, "BEGIN");
  run(c, Sql);
  run(c, "SELECT * FROM orders");
  run(c, "COMMIT");
}

void flag(PGconn *c) {
  run(c, "BEGIN");
  run(c, "SELECT set_config('app.tenant', '7', false)"); // FIX: 'app.tenant', '7', true)"
  run(c, "SELECT * FROM orders");
  run(c, "COMMIT");
}

void oneString(PGconn *c) {
  run(c, "SET jit = off; SELECT * FROM orders"); // FIX: "SET LOCAL jit = off; SELECT
}

static void inCallersTransaction(PGconn *c) {
  run(c, "SET lock_timeout = 100"); // FIX: "SET LOCAL lock_timeout = 100"
  run(c, "UPDATE orders SET done = true");
}

void caller(PGconn *c) {
  run(c, "BEGIN");
  inCallersTransaction(c);
  run(c, "COMMIT");
}
