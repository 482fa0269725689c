// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// Where the lease begins and ends decides.
#include <libpq-fe.h>

static int run(PGconn *c, const char *sql) {
  PGresult *r = PQexec(c, sql);
  int ok = PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK;
  PQclear(r);
  return ok;
}

void committed(PGconn *c) {
  run(c, "BEGIN");
  run(c, "SET work_mem = '1GB'"); // HAZARD: pooling-session-setting
  run(c, "SELECT build()");
  run(c, "COMMIT");
}

void rolled_back(PGconn *c) {
  run(c, "BEGIN");
  run(c, "SET work_mem = '1GB'");
  run(c, "EXPLAIN ANALYZE SELECT build()");
  run(c, "ROLLBACK");
}

void set_and_reset(PGconn *c) {
  run(c, "START TRANSACTION");
  run(c, "SET work_mem = '1GB'");
  run(c, "SELECT build()");
  run(c, "RESET work_mem");
  run(c, "END");
}

void reset_of_another(PGconn *c) {
  run(c, "BEGIN");
  run(c, "SET work_mem = '1GB'"); // HAZARD: pooling-session-setting
  run(c, "SELECT build()");
  run(c, "RESET jit"); // NEUTRAL: pooling-session-setting
  run(c, "COMMIT");
}

void reset_too_late(PGconn *c) {
  run(c, "SET work_mem = '1GB'"); // HAZARD: pooling-session-setting
  run(c, "SELECT build()");
  run(c, "RESET work_mem"); // HAZARD: pooling-session-setting
}

void reset_on_one_path(PGconn *c, int quick) {
  run(c, "BEGIN");
  run(c, "SET work_mem = '1GB'"); // HAZARD: pooling-session-setting
  run(c, "SELECT build()");
  if (!quick)
    run(c, "RESET work_mem");
  run(c, "COMMIT");
}

int conditional_end(PGconn *c) {
  run(c, "BEGIN");
  run(c, "SET LOCAL work_mem = '1GB'");
  int ok = run(c, "SELECT build()");
  run(c, ok ? "COMMIT" : "ROLLBACK");
  return ok;
}

void several_statements(PGconn *c) {
  run(c, "SET work_mem = '1GB'; SELECT build(); RESET work_mem");
  run(c, "SET LOCAL work_mem = '1GB'; SELECT build()");
  run(c, "BEGIN; SET LOCAL work_mem = '1GB'; SELECT build(); COMMIT");
  run(c, "SET work_mem = '1GB'; SELECT build()"); // HAZARD: pooling-session-setting
}

void loop(PGconn *c, int n) {
  for (int i = 0; i < n; i++) {
    run(c, "BEGIN");
    run(c, "SET LOCAL lock_timeout = '1s'");
    if (!run(c, "UPDATE t SET a = 1")) {
      run(c, "ROLLBACK");
      continue;
    }
    run(c, "COMMIT");
  }
}
