// Where an edit would not be surely right there is none, and the advice says what to do.
//
// RUN: %check_fix %s -- -std=c++20 %libs | FileCheck --check-prefix=FIXED %s
// RUN: %exits 1 %audit %s -- -std=c++20 %libs > %t
// RUN: FileCheck --implicit-check-not="--fix writes" %s < %t
// FIXED: fixed 0 lines
#include <libpq-fe.h>
#include <string>

static void run(PGconn *c, const char *sql) { PQclear(PQexec(c, sql)); }
static void run(PGconn *c, const std::string &sql) { run(c, sql.c_str()); }

void autocommit(PGconn *c) {
  run(c, "SET jit = off");
  run(c, "SELECT * FROM orders");
}
// CHECK: near-misses.cpp:14:11: error: 'SET jit' outside a transaction
// CHECK: fix: Open a transaction and use SET LOCAL in it

// Both later statements run with the setting, too, or without it.
void forLater(PGconn *c) {
  run(c, "BEGIN");
  run(c, "SET search_path TO app");
  run(c, "SELECT * FROM orders");
  run(c, "COMMIT");
  run(c, "SELECT * FROM lines");
}
// CHECK: near-misses.cpp:23:11: error: 'SET search_path' in a transaction that commits
// CHECK: fix: Write SET LOCAL, which ends with the transaction, again in each transaction that needs it: what follows this one relies on it

// Only callers that have no transaction open need another line.
static void helper(PGconn *c) {
  run(c, "SET work_mem = '1GB'");
  run(c, "SELECT * FROM orders ORDER BY 1");
}
void with(PGconn *c) {
  run(c, "BEGIN");
  helper(c);
  run(c, "COMMIT");
}
void without(PGconn *c) { helper(c); }
// CHECK: near-misses.cpp:33:11: error: 'SET work_mem'

// Nothing in the transaction needs it: it is made for what comes later, out of sight.
void setup(PGconn *c) {
  run(c, "BEGIN");
  run(c, "SET enable_hashjoin = off");
  run(c, "SET enable_mergejoin = off");
  run(c, "COMMIT");
}
// CHECK: near-misses.cpp:47:11: error: 'SET enable_hashjoin'
// CHECK: fix: Write SET LOCAL, which ends with the transaction, and do so in the transaction that needs it: nothing in this one was seen to.
// CHECK: near-misses.cpp:48:11: error: 'SET enable_mergejoin'

#define SLOW "SET statement_timeout = 0"
void macro(PGconn *c) {
  run(c, "BEGIN");
  run(c, SLOW);
  run(c, "SELECT * FROM orders");
  run(c, "COMMIT");
}
// CHECK: near-misses.cpp:58:10: error: 'SET statement_timeout' in a transaction that commits
// CHECK: fix: Write SET LOCAL, which ends with the transaction.

void escape(PGconn *c) {
  run(c, "BEGIN");
  run(c, "SE\x54 lock_timeout = 0");
  run(c, "SELECT * FROM orders");
  run(c, "COMMIT");
}
// CHECK: near-misses.cpp:67:11: error: 'SET lock_timeout'

void characteristics(PGconn *c) {
  run(c, "BEGIN");
  run(c, "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
  run(c, "SELECT * FROM orders");
  run(c, "COMMIT");
}
// CHECK: near-misses.cpp:75:11: error: 'SET SESSION CHARACTERISTICS'
// CHECK: fix: Say it in the transaction itself

// On one way the setting is undone, and RESET would be left behind.
void undone(PGconn *c, bool again) {
  run(c, "BEGIN");
  run(c, "SET random_page_cost = 1");
  run(c, "SELECT * FROM orders");
  if (again)
    run(c, "RESET random_page_cost");
  run(c, "COMMIT");
}
// CHECK: near-misses.cpp:85:11: error: 'SET random_page_cost'

// The first would be found once the second is gone.
void twice(PGconn *c) {
  run(c, "BEGIN");
  run(c, "SET app.step = '1'");
  run(c, "SELECT * FROM orders");
  run(c, "SET app.step = '2'");
  run(c, "SELECT * FROM orders");
  run(c, "COMMIT");
}
// CHECK: near-misses.cpp:98:11: error: 'SET app.step'
// CHECK: fix: Write SET LOCAL, which ends with the transaction, here and in the other place of this transaction that does the same.

void flag(PGconn *c, const char *const *values) {
  run(c, "BEGIN");
  PQclear(PQexecParams(c, "SELECT set_config('app.tenant', $1, $2)", 2, nullptr, values, nullptr, nullptr, 0));
  run(c, "SELECT * FROM orders");
  run(c, "COMMIT");
}
// CHECK: near-misses.cpp:107:35: error: 'set_config('app.tenant', ..., …)'
// CHECK: fix: Pass true as the third argument of set_config

void unknownName(PGconn *c, const std::string &name) {
  run(c, "BEGIN");
  run(c, "SET " + name + " = off");
  run(c, "SELECT * FROM orders");
  run(c, "COMMIT");
}
// CHECK: near-misses.cpp:116:11: error: 'SET …'

void body(PGconn *c) {
  run(c, "BEGIN");
  run(c, "DO $$ BEGIN SET geqo = off; END $$");
  run(c, "SELECT * FROM orders");
  run(c, "COMMIT");
}
// CHECK: near-misses.cpp:124:23: error: 'SET geqo'

// The unlock would be left behind.
void unlocked(PGconn *c) {
  run(c, "BEGIN");
  run(c, "SELECT pg_advisory_lock(1)");
  run(c, "UPDATE orders SET done = true");
  run(c, "COMMIT");
  run(c, "SELECT pg_advisory_unlock(1)");
}
// CHECK: near-misses.cpp:133:18: error: 'pg_advisory_lock()' in a transaction that commits
// CHECK: fix: Use pg_advisory_xact_lock in the transaction that does the protected work, without an unlock
// CHECK: near-misses.cpp:136:18: error: 'pg_advisory_unlock()'

void unlockedOnOneWay(PGconn *c, bool early) {
  run(c, "BEGIN");
  run(c, "SELECT pg_advisory_lock(2)");
  run(c, "UPDATE orders SET done = true");
  if (early)
    run(c, "SELECT pg_advisory_unlock(2)");
  run(c, "COMMIT");
}
// CHECK: near-misses.cpp:144:18: error: 'pg_advisory_lock()'

// The protected work goes on after the transaction.
void leader(PGconn *c) {
  run(c, "BEGIN");
  run(c, "SELECT pg_advisory_lock(3)");
  run(c, "UPDATE leaders SET name = 'me'");
  run(c, "COMMIT");
  for (;;)
    run(c, "UPDATE orders SET done = true");
}
// CHECK: near-misses.cpp:155:18: error: 'pg_advisory_lock()'

void usedLater(PGconn *c) {
  run(c, "BEGIN");
  run(c, "CREATE TEMP TABLE staging (id int)");
  run(c, "INSERT INTO staging VALUES (1)");
  run(c, "COMMIT");
  run(c, "SELECT * FROM staging");
}
// CHECK: near-misses.cpp:165:18: error: 'CREATE TEMP TABLE staging'
// CHECK: fix: Create it with ON COMMIT DROP in the one transaction that uses it

void droppedLater(PGconn *c) {
  run(c, "BEGIN");
  run(c, "CREATE TEMP TABLE staging2 (id int)");
  run(c, "INSERT INTO staging2 VALUES (1)");
  run(c, "COMMIT");
  run(c, "DROP TABLE staging2");
}
// CHECK: near-misses.cpp:175:18: error: 'CREATE TEMP TABLE staging2'

void otherObjects(PGconn *c) {
  run(c, "BEGIN");
  run(c, "CREATE TEMP VIEW v AS SELECT 1");
  run(c, "SELECT * FROM v");
  run(c, "SELECT 1 AS id INTO TEMP staging3");
  run(c, "SELECT * FROM staging3");
  run(c, "COMMIT");
}
// CHECK: near-misses.cpp:184:18: error: 'CREATE TEMP VIEW v'
// CHECK: near-misses.cpp:186:31: error: 'SELECT INTO TEMP staging3'

void fetchedLater(PGconn *c) {
  run(c, "BEGIN");
  run(c, "DECLARE rows CURSOR WITH HOLD FOR SELECT 1");
  run(c, "FETCH 1 FROM rows");
  run(c, "COMMIT");
  run(c, "FETCH 1 FROM rows");
}
// CHECK: near-misses.cpp:195:31: error: 'DECLARE rows CURSOR WITH HOLD'
// CHECK: fix: Fetch within one transaction without WITH HOLD

void fetchedOutOfSight(PGconn *c) {
  run(c, "BEGIN");
  run(c, "DECLARE rows2 CURSOR WITH HOLD FOR SELECT 1");
  run(c, "COMMIT");
}
// CHECK: near-misses.cpp:205:32: error: 'DECLARE rows2 CURSOR WITH HOLD'
