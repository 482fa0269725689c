// A session lock becomes one of the transaction where that does all of the protected work
// and nothing unlocks it.
//
// RUN: %check_fix %s -- %libs | FileCheck %s
// RUN: %check_fix %s --tidy %clang_tidy %plugin -- %libs | FileCheck %s
// CHECK: fixed 3 lines
#include <libpq-fe.h>

static void run(PGconn *c, const char *sql) { PQclear(PQexec(c, sql)); }

void plain(PGconn *c) {
  run(c, "BEGIN");
  run(c, "SELECT pg_advisory_lock(42)"); // FIX: "SELECT pg_advisory_xact_lock(42)"
  run(c, "UPDATE orders SET done = true");
  run(c, "COMMIT");
}

void shared(PGconn *c) {
  run(c, "BEGIN");
  run(c, "select pg_try_advisory_lock_shared(1, 2)"); // FIX: pg_try_advisory_xact_lock_shared(1, 2)
  run(c, "UPDATE orders SET done = true");
  run(c, "COMMIT");
}

void again(PGconn *c) {
  for (;;) {
    run(c, "BEGIN");
    run(c, "SELECT 1 FROM pg_catalog.pg_advisory_lock(7)"); // FIX: pg_catalog.pg_advisory_xact_lock(7)
    run(c, "UPDATE orders SET done = true");
    run(c, "COMMIT");
  }
}
