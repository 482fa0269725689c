// WITH HOLD goes where all of the fetching is done in the transaction.
//
// RUN: %check_fix %s -- %libs | FileCheck %s
// RUN: %check_fix %s --tidy %clang_tidy %plugin -- %libs | FileCheck %s
// CHECK: fixed 2 lines
#include <libpq-fe.h>

static void run(PGconn *c, const char *sql) { PQclear(PQexec(c, sql)); }

void plain(PGconn *c) {
  run(c, "BEGIN");
  run(c, "DECLARE rows CURSOR WITH HOLD FOR SELECT * FROM orders"); // FIX: "DECLARE rows CURSOR FOR SELECT
  run(c, "FETCH 100 FROM rows");
  run(c, "COMMIT");
}

void several(PGconn *c) {
  run(c, "BEGIN");
  run(c, "DECLARE rows2 NO SCROLL CURSOR "
         "WITH HOLD " // FIX: ""
         "FOR SELECT * FROM orders");
  while (PQntuples(PQexec(c, "FETCH 100 FROM rows2")) > 0) {
  }
  run(c, "COMMIT");
}
