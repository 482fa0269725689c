// A wrapper that prepares many statements is one place to change: the first are named, the
// others counted. A few are told one by one.
//
// RUN: %exits 1 %audit --pooler=pgbouncer-1.18 %s -- -std=c++20 %libs | FileCheck --implicit-check-not=error: %s

#include <libpq-fe.h>

struct Store {
  PGconn *conn;
  void prepare(const char *name, const char *sql) {
    PQclear(PQprepare(conn, name, sql, 0, nullptr));
  }
  void prepareFew(const char *name, const char *sql) {
    PQclear(PQprepare(conn, name, sql, 0, nullptr));
  }
};

void begin(Store &s) {
  s.prepare("add_block", "SELECT 1");
  s.prepare("add_player", "SELECT 2");
  s.prepare("list_blocks", "SELECT 3");
  s.prepare("list_players", "SELECT 4");
  s.prepare("read_block", "SELECT 5");
  s.prepareFew("one", "SELECT 6");
  s.prepareFew("two", "SELECT 7");
}

// CHECK: error: 'PQprepare("add_block")', 'PQprepare("add_player")', 'PQprepare("list_blocks")' and 2 more outside a transaction: the statement stays
// CHECK: error: 'PQprepare("one")' outside a transaction
// CHECK: error: 'PQprepare("two")' outside a transaction
// CHECK: findings 3 errors
