// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Text put together with +, +=, append, streams.
#include <libpq-fe.h>

#include <sstream>
#include <string>

static void run(PGconn *c, const std::string &sql) { PQclear(PQexec(c, sql.c_str())); }

void plus(PGconn *c, const std::string &schema) {
  run(c, "SET search_path TO " + schema); // HAZARD: pooling-session-setting
  run(c, std::string("SET ") + "ROLE " + schema); // HAZARD: pooling-session-setting
  run(c, "UPDATE " + schema + ".tenant SET role = 'SET ROLE x'");
  run(c, "ALTER ROLE " + schema + " SET search_path TO " + schema);
}

void plusAssign(PGconn *c, int mb) {
  std::string sql = "SET"; // HAZARD: pooling-session-setting
  sql += " work_mem = '";
  sql += std::to_string(mb);
  sql += "MB'";
  run(c, sql);

  std::string column = "UPDATE limits";
  column += " SET work_mem = ";
  column += std::to_string(mb);
  run(c, column);
}

void append(PGconn *c, const std::string &role) {
  std::string sql;
  sql.append("SET ROLE ").append(role); // HAZARD: pooling-session-setting
  run(c, sql);
  sql.clear();
  sql.append("ALTER ROLE ").append(role).append(" SET work_mem = '1MB'");
  run(c, sql);
}

void stream(PGconn *c, int ms) {
  std::ostringstream os;
  os << "SET statement_timeout = " << ms; // HAZARD: pooling-session-setting
  run(c, os.str());

  std::ostringstream local;
  local << "BEGIN; SET LOCAL statement_timeout = " << ms << "; SELECT work(); COMMIT";
  run(c, local.str());
}

void loop(PGconn *c, const std::string *names, int n) {
  std::string sql = "UPDATE t SET ";
  for (int i = 0; i < n; ++i)
    sql += (i ? ", " : "") + names[i] + " = 1";
  run(c, sql);
  std::string all;
  for (int i = 0; i < n; ++i)
    all += "SET app." + names[i] + " = 'on';"; // HAZARD: pooling-session-setting
  run(c, all);
}
