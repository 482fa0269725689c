// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// Protocol-level statements of libpq; this pooler does not track names.
#include <libpq-fe.h>

static const char *const values[1] = {"1"};

void named(PGconn *c) {
  PQclear(PQprepare(c, "by_id", "SELECT * FROM t WHERE id = $1", 1, NULL)); // HAZARD: pooling-prepared-statement
  PQclear(PQexecPrepared(c, "by_id", 1, values, NULL, NULL, 0)); // NEUTRAL: pooling-prepared-statement
}

void named_async(PGconn *c) {
  PQsendPrepare(c, "by_id_async", "SELECT * FROM t WHERE id = $1", 1, NULL); // HAZARD: pooling-prepared-statement
  PQclear(PQgetResult(c));
  PQsendQueryPrepared(c, "by_id_async", 1, values, NULL, NULL, 0); // NEUTRAL: pooling-prepared-statement
}

void unnamed(PGconn *c) {
  PQclear(PQprepare(c, "", "SELECT * FROM t WHERE id = $1", 1, NULL)); // HAZARD: pooling-prepared-statement #unnamed
  PQclear(PQexecPrepared(c, "", 1, values, NULL, NULL, 0)); // ALT: pooling-prepared-statement #unnamed // NEUTRAL: pooling-prepared-statement
}

void unnamed_in_transaction(PGconn *c) {
  PQclear(PQexec(c, "BEGIN"));
  PQclear(PQprepare(c, "", "UPDATE t SET a = 1 WHERE id = $1", 1, NULL));
  PQclear(PQexecPrepared(c, "", 1, values, NULL, NULL, 0));
  PQclear(PQexec(c, "COMMIT"));
}

void parameters(PGconn *c) {
  PQclear(PQexecParams(c, "SELECT * FROM t WHERE id = $1", 1, NULL, values, NULL, NULL, 0));
  PQsendQueryParams(c, "SELECT * FROM t WHERE id = $1", 1, NULL, values, NULL, NULL, 0);
}

#define NAME "list"
static const char List[] = "SELECT * FROM t";

void names_from_elsewhere(PGconn *c, const char *name, int again) {
  PQclear(PQprepare(c, NAME, List, 0, NULL)); // HAZARD: pooling-prepared-statement
  PQclear(PQprepare(c, name, List, 0, NULL)); // HAZARD: pooling-prepared-statement
  if (again)
    PQclear(PQexecPrepared(c, NAME, 0, NULL, NULL, NULL, 0)); // NEUTRAL: pooling-prepared-statement
}
