// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Ternaries, if/else chains, enum -> text functions.
#include <libpq-fe.h>

#include <string>

static void run(PGconn *c, const std::string &sql) { PQclear(PQexec(c, sql.c_str())); }

void ternary(PGconn *c, bool slow) {
  run(c, slow ? "SET statement_timeout = 0" // HAZARD: pooling-session-setting
              : "SHOW statement_timeout");
  run(c, slow ? "ALTER ROLE r SET statement_timeout = 0" : "ALTER ROLE r RESET statement_timeout");
}

void chosen(PGconn *c, int kind) {
  const char *sql = "SELECT 1";
  if (kind == 1)
    sql = "SET enable_hashjoin = off"; // HAZARD: pooling-session-setting
  else if (kind == 2)
    sql = "UPDATE plan SET enable_hashjoin = false";
  run(c, sql);
}

enum class Mode { Reader, Writer, Quiet };

static const char *setUp(Mode m) {
  switch (m) {
  case Mode::Reader:
    return "SET default_transaction_read_only = on"; // HAZARD: pooling-session-setting
  case Mode::Writer:
    return "SET synchronous_commit = off"; // HAZARD: pooling-session-setting
  case Mode::Quiet:
    break;
  }
  return "SELECT 1";
}

void enter(PGconn *c, Mode m) { run(c, setUp(m)); }

static std::string tearDown(Mode m) {
  if (m == Mode::Quiet)
    return "SELECT 2";
  return "UPDATE modes SET active = false";
}

void leave(PGconn *c, Mode m) { run(c, tearDown(m)); }

static std::string forHumans(Mode m) { return m == Mode::Quiet ? "" : "SET of rules"; }

std::string describe(Mode m) { return forHumans(m); }
