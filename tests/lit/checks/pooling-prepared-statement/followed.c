// RUN: %pooltidy-verify --pooler pgbouncer-1.24 %s -- -std=gnu17 %libs
// A pooler that follows named statements keeps them for each client under names of its own,
// which three habits do not survive. Each was seen with PgBouncer 1.24.1.
#include <libpq-fe.h>

void named(PGconn *c) {
  PQclear(PQprepare(c, "p", "SELECT 1", 0, NULL));
  PQclear(PQexecPrepared(c, "p", 0, NULL, NULL, NULL, 0));
}

void prepared_twice(PGconn *c) {
  PQclear(PQprepare(c, "p", "SELECT 1", 0, NULL));
  PQclear(PQprepare(c, "q", "SELECT 2", 0, NULL));
  PQclear(PQprepare(c, "p", "SELECT 1", 0, NULL)); // HAZARD: pooling-prepared-statement
}

void prepared_again_after_logging_in(PGconn *c) {
  PQclear(PQprepare(c, "p", "SELECT 1", 0, NULL));
  PQreset(c);
  PQclear(PQprepare(c, "p", "SELECT 1", 0, NULL));
}

void prepared_on_either_way(PGconn *c, int fast) {
  if (fast)
    PQclear(PQprepare(c, "p", "SELECT 1", 0, NULL));
  else
    PQclear(PQprepare(c, "p", "SELECT 2", 0, NULL));
  PQclear(PQexecPrepared(c, "p", 0, NULL, NULL, NULL, 0));
}

static void prepare_once(PGconn *c) {
  static int done;
  if (!done++)
    PQclear(PQprepare(c, "once", "SELECT 1", 0, NULL));
}

void prepared_on_demand(PGconn *c) {
  prepare_once(c);
  prepare_once(c);
}

void two_connections(PGconn *c, PGconn *d) {
  PQclear(PQprepare(c, "p", "SELECT 1", 0, NULL));
  PQclear(PQprepare(d, "p", "SELECT 1", 0, NULL));
}

void freed_by_sql(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  PQclear(PQprepare(c, "p", "INSERT INTO t VALUES (1)", 0, NULL));
  PQclear(PQexecPrepared(c, "p", 0, NULL, NULL, NULL, 0));
  PQclear(PQexec(c, "DEALLOCATE p")); // HAZARD: pooling-prepared-statement
  PQclear(PQexec(c, "COMMIT"));
}

void prepared_and_freed_by_sql(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  PQclear(PQexec(c, "PREPARE p AS SELECT 1"));
  PQclear(PQexec(c, "EXECUTE p"));
  PQclear(PQexec(c, "DEALLOCATE p"));
  PQclear(PQexec(c, "COMMIT"));
}

void prepared_by_sql_executed_by_protocol(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  PQclear(PQexec(c, "PREPARE p AS SELECT 1"));
  PQclear(PQexecPrepared(c, "p", 0, NULL, NULL, NULL, 0)); // HAZARD: pooling-prepared-statement
  PQclear(PQexec(c, "DEALLOCATE p"));
  PQclear(PQexec(c, "COMMIT"));
}
