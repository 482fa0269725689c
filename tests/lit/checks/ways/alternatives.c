// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
//
// More texts than are kept apart: what they have in common is still known.
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

int has(int feature);

void columns(PGconn *c) {
  char sql[1024];
  snprintf(sql, sizeof(sql), "CREATE TEMP TABLE stats AS SELECT a%s%s%s%s%s FROM t", // HAZARD: pooling-temp-table #a
           has(1) ? ", b" : "", has(2) ? ", c" : "", has(3) ? ", d" : "", has(4) ? ", e" : "", has(5) ? ", f" : "");
  PQclear(PQexec(c, sql)); // ALT: pooling-temp-table #a
}

void names(PGconn *c) {
  char sql[1024];
  snprintf(sql, sizeof(sql), "SET app.%s_%s = '%s/%s'", // HAZARD: pooling-session-setting #n
           has(1) ? "dead_tuple_bytes" : "dead_tuples", has(2) ? "x" : "y", has(3) ? "one" : "two", has(4) ? "p" : "q");
  PQclear(PQexec(c, sql)); // ALT: pooling-session-setting #n
}

void grows(PGconn *c, int n, const char **columns) {
  char sql[4096] = "CREATE TEMP TABLE wide (id int"; // HAZARD: pooling-temp-table #g
  for (int i = 0; i < n; i++) {
    strcat(sql, has(i) ? ", " : " , ");
    strcat(sql, columns[i]);
    strcat(sql, has(i + n) ? " text" : " int");
  }
  strcat(sql, ")");
  PQclear(PQexec(c, sql)); // ALT: pooling-temp-table #g
}

void either(PGconn *c, int n) {
  const char *sql = "SELECT 1";
  for (int i = 1; i < 6; i++)
    if (has(i))
      sql = n == i ? "NOTIFY a" : "NOTIFY b";
  PQclear(PQexec(c, sql));
}
