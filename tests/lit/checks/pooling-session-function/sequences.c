// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// currval and lastval, by lease.
#include <libpq-fe.h>

static void run(PGconn *c, const char *sql) { PQclear(PQexec(c, sql)); }

void across_leases(PGconn *c) {
  run(c, "INSERT INTO t (a) VALUES (1)");
  run(c, "SELECT currval('t_id_seq')"); // HAZARD: pooling-session-function
  run(c, "SELECT lastval()"); // HAZARD: pooling-session-function
  run(c, "INSERT INTO u (t_id) VALUES (currval('t_id_seq'))"); // HAZARD: pooling-session-function
  run(c, "UPDATE t SET b = 1 WHERE id = lastval()"); // HAZARD: pooling-session-function
}

void one_transaction(PGconn *c) {
  run(c, "BEGIN");
  run(c, "INSERT INTO t (a) VALUES (1)");
  run(c, "INSERT INTO u (t_id) VALUES (currval('t_id_seq'))");
  run(c, "SELECT lastval()");
  run(c, "COMMIT");
}

void one_string(PGconn *c) {
  run(c, "INSERT INTO t (a) VALUES (1); SELECT lastval()");
  run(c, "SELECT nextval('s'); SELECT currval('s')");
}

void next_transaction(PGconn *c) {
  run(c, "BEGIN");
  run(c, "INSERT INTO t (a) VALUES (1)");
  run(c, "COMMIT");
  run(c, "BEGIN");
  run(c, "INSERT INTO u (t_id) VALUES (lastval())"); // HAZARD: pooling-session-function
  run(c, "COMMIT");
}

void shared_state(PGconn *c) {
  run(c, "SELECT nextval('t_id_seq')");
  run(c, "SELECT setval('t_id_seq', 1)");
  run(c, "SELECT last_value FROM t_id_seq");
  run(c, "INSERT INTO t (a) VALUES (1) RETURNING id");
  run(c, "WITH n AS (INSERT INTO t (a) VALUES (1) RETURNING id) INSERT INTO u SELECT id FROM n");
}

void look_alikes(PGconn *c) {
  run(c, "SELECT lastval FROM readings");
  run(c, "SELECT 'currval(x)', $$lastval()$$");
  run(c, "SELECT stats.currval('x')");
}
