// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// SQL in members set by constructors, default arguments, default member initialisers.
#include <libpq-fe.h>

#include <string>
#include <utility>

class Command {
public:
  explicit Command(std::string sql) : sql_(std::move(sql)) {}
  void run(PGconn *c) const { PQclear(PQexec(c, sql_.c_str())); }

private:
  std::string sql_;
};

void members(PGconn *c) {
  const Command setting("SET work_mem = '8MB'"); // HAZARD: pooling-session-setting
  const Command update("UPDATE t SET work_mem = '8MB'");
  setting.run(c);
  update.run(c);
}

class Preset {
public:
  explicit Preset(const std::string &schema) { sql_ = "SET search_path TO " + schema; } // HAZARD: pooling-session-setting
  void apply(PGconn *c) {
    PQclear(PQexec(c, sql_.c_str()));
    PQclear(PQexec(c, check_));
  }

private:
  std::string sql_;
  const char *check_ = "SHOW search_path";
};

void preset(PGconn *c) { Preset("archive").apply(c); }

void withDefault(PGconn *c, const char *sql = "SET row_security = off") { // HAZARD: pooling-session-setting #default
  PQclear(PQexec(c, sql));
}

void callsDefault(PGconn *c) {
  withDefault(c); // ALT: pooling-session-setting #default
  withDefault(c, "SELECT 1");
}

void neverDefault(PGconn *c, const char *sql = "SELECT 1") { PQclear(PQexec(c, sql)); }

struct Options {
  std::string role = "SET ROLE none";
  std::string shown = "SET of options";
};

void initialiser(PGconn *c) {
  neverDefault(c);
  neverDefault(c, "SET geqo_effort = 9"); // HAZARD: pooling-session-setting
}
