// RUN: %pooltidy-verify %s -- -std=c++17 -I%S/Inputs %libs
//
// A library whose headers lie among the program's own is still that library.
#include <fmt/format.h>
#include <libpq-fe.h>

#include <string>
#include <utility>

class Connection {
public:
  explicit Connection(PGconn *c) : c(c) {}
  void exec(const char *sql) const { PQclear(PQexec(c, sql)); }
  void exec(const std::string &sql) const { exec(sql.c_str()); }
  template <typename... Args> void exec(const char *sql, Args... arguments) const {
    exec(fmt::format(sql, std::forward<Args>(arguments)...));
  }

private:
  PGconn *c;
};

void import(Connection &c, const std::string &schema) {
  c.exec("SET search_path TO {}", schema);                      // HAZARD: pooling-session-setting
  c.exec(fmt::format("PREPARE get AS SELECT * FROM {}", schema)); // HAZARD: pooling-prepared-statement
}
