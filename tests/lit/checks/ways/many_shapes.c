// RUN: %pooltidy-verify %s -- %libs
//
// Many things that may or may not have been done in one transaction: each way leaves other
// session state behind, and they cannot all be kept apart.
#include <libpq-fe.h>

int wants(int what);
static void run(PGconn *c, const char *sql) { PQclear(PQexec(c, sql)); }

void report(PGconn *c) {
  run(c, "BEGIN");
  if (wants(1)) run(c, "CREATE TEMP TABLE a (i int)"); // HAZARD: pooling-temp-table
  if (wants(2)) run(c, "CREATE TEMP TABLE b (i int)"); // HAZARD: pooling-temp-table
  if (wants(3)) run(c, "CREATE TEMP TABLE d (i int)"); // HAZARD: pooling-temp-table
  if (wants(4)) run(c, "CREATE TEMP TABLE e (i int)"); // HAZARD: pooling-temp-table
  if (wants(5)) run(c, "CREATE TEMP TABLE f (i int)"); // HAZARD: pooling-temp-table
  if (wants(6)) run(c, "CREATE TEMP TABLE g (i int)"); // HAZARD: pooling-temp-table
  if (wants(7)) run(c, "CREATE TEMP TABLE h (i int)"); // HAZARD: pooling-temp-table
  run(c, "COMMIT");
  run(c, "LISTEN reports"); // HAZARD: pooling-listen
}

// What is undone on every way is undone where they join, too.
void tidy(PGconn *c) {
  run(c, "BEGIN");
  if (wants(1)) run(c, "CREATE TEMP TABLE a (i int) ON COMMIT DROP");
  if (wants(2)) run(c, "CREATE TEMP TABLE b (i int)");
  if (wants(3)) run(c, "SELECT pg_advisory_xact_lock(1)");
  if (wants(4)) run(c, "SET LOCAL work_mem = '1GB'");
  if (wants(5)) run(c, "CREATE TEMP TABLE f (i int)");
  if (wants(6)) run(c, "DECLARE p CURSOR FOR SELECT 1");
  if (wants(7)) run(c, "CREATE TEMP TABLE h (i int)");
  if (wants(8)) run(c, "CREATE TEMP TABLE k (i int)");
  if (wants(9)) run(c, "CREATE TEMP TABLE l (i int)");
  run(c, "DROP TABLE IF EXISTS b, f, h, k, l");
  run(c, "COMMIT");
}
