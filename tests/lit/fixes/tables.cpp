// ON COMMIT DROP, where the grammar wants it, for tables that one transaction uses alone.
//
// RUN: %check_fix %s -- %libs | FileCheck %s
// RUN: %check_fix %s --tidy %clang_tidy %plugin -- %libs | FileCheck %s
// CHECK: fixed 5 lines
#include <libpq-fe.h>
#include <string>

static void run(PGconn *c, const char *sql) { PQclear(PQexec(c, sql)); }

void plain(PGconn *c) {
  run(c, "BEGIN");
  run(c, "CREATE TEMP TABLE staging (id int, name text)"); // FIX: name text) ON COMMIT DROP"
  run(c, "INSERT INTO staging SELECT id, name FROM orders");
  run(c, "COMMIT");
}

void as(PGconn *c) {
  run(c, "BEGIN");
  run(c, "create temporary table staging2 as " // FIX: staging2 on commit drop as "
         "select * from orders");
  run(c, "UPDATE orders SET done = true FROM staging2");
  run(c, "COMMIT");
}

void clause(PGconn *c) {
  run(c, "BEGIN");
  run(c, R"(CREATE TEMP TABLE IF NOT EXISTS staging3 (
              id int DEFAULT (1)
            ) WITH (fillfactor = 70)
            ON COMMIT PRESERVE ROWS)"); // FIX: ON COMMIT DROP)"
  run(c, "INSERT INTO staging3 VALUES (1)");
  run(c, "SELECT * FROM staging3");
  run(c, "DROP TABLE IF EXISTS staging3_old");
  run(c, "COMMIT");
}

void space(PGconn *c) {
  run(c, "BEGIN");
  run(c, "CREATE TEMP TABLE staging4 (id int) TABLESPACE fast"); // FIX: (id int) ON COMMIT DROP TABLESPACE fast"
  run(c, "INSERT INTO staging4 VALUES (1)");
  run(c, "COMMIT");
}

void dropped(PGconn *c, bool keep) {
  run(c, "BEGIN");
  run(c, "CREATE TEMP TABLE staging5 (id int)"); // FIX: (id int) ON COMMIT DROP"
  run(c, "INSERT INTO staging5 VALUES (1)");
  if (!keep)
    run(c, "DROP TABLE staging5");
  run(c, "COMMIT");
}
