// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Members of the object that a method nobody is seen to call works on: they are kept from
// one statement to the next, however much else there is, and told apart on each way.
#include <libpq-fe.h>
#include <string>

struct Catalog {
  PGconn *conn;
  std::string statement;
  void refresh(int turns);
  void either(bool locally);
  void send(const std::string &sql) { PQclear(PQexec(conn, sql.c_str())); }
};

void Catalog::refresh(int turns) {
  const char *names[] = {"a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "b0", "b1", "b2", "b3", "b4",
                         "b5", "b6", "b7", "b8", "b9", "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9",
                         "d0", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9", "e0", "e1", "e2", "e3", "e4",
                         "e5", "e6", "e7", "e8", "e9", "f0", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9",
                         "g0", "g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8", "g9"};
  statement = "SET search_path = catalog"; // HAZARD: pooling-session-setting
  if (turns < 0)
    return;
  const char *first = names[0];
  statement += first ? ", public" : "";
  send(statement);
}

void Catalog::either(bool locally) {
  if (locally)
    statement = "SELECT pg_advisory_xact_lock(1)";
  else
    statement = "SELECT pg_advisory_lock(1)"; // HAZARD: pooling-advisory-lock
  send(statement);
}

// A kind that every constructor sets to the same.
enum { Other, Postgres, Third };
static const char *const make[] = {
    "CREATE TEMPORARY TABLE seen (name BLOB)",
    "CREATE TEMP TABLE seen (name text)", // HAZARD: pooling-temp-table
    "CREATE TEMP TABLE seen (name)",
};
struct Backend {
  PGconn *conn;
  int type;
  explicit Backend(PGconn *given);
  void begin();
};
Backend::Backend(PGconn *given) {
  Backend *self = this;
  self->conn = given;
  self->type = Postgres;
}
void Backend::begin() { PQclear(PQexec(conn, make[type])); }
