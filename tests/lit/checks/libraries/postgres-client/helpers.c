// RUN: %pooltidy-verify %s -- -std=gnu17 -I%S/Inputs %libs
//
// PostgreSQL's own helpers for client programs: the printf family under other names, string buffers, quoting.
#include <libpq-fe.h>
#include <postgres_fe.h>

void renamed(PGconn *c, int kb) {
  char sql[256];
  snprintf(sql, sizeof(sql), "SET work_mem = %d", kb); // HAZARD: pooling-session-setting #r
  PQclear(PQexec(c, sql));                             // ALT: pooling-session-setting #r
}

void in_one_go(PGconn *c, const char *schema) {
  char *sql = psprintf("SET search_path = %s", fmtId(schema)); // HAZARD: pooling-session-setting #p
  PQclear(PQexec(c, sql));                                     // ALT: pooling-session-setting #p
  pg_free(sql);
  char *copy = pg_strdup("LISTEN jobs"); // HAZARD: pooling-listen #s
  PQclear(PQexec(c, copy));              // ALT: pooling-listen #s
}

void buffered(PGconn *c, const char *table) {
  PQExpBufferData b;
  initPQExpBuffer(&b);
  appendPQExpBufferStr(&b, "CREATE TEMP TABLE "); // HAZARD: pooling-temp-table #t
  appendPQExpBuffer(&b, "%s_copy", table);
  appendPQExpBufferChar(&b, ' ');
  appendPQExpBufferStr(&b, "AS TABLE t");
  PQclear(PQexec(c, b.data)); // ALT: pooling-temp-table #t
  resetPQExpBuffer(&b);
  printfPQExpBuffer(&b, "SELECT %d", 1);
  PQclear(PQexec(c, b.data));
  termPQExpBuffer(&b);
}

void on_the_heap(PGconn *c) {
  PQExpBuffer b = createPQExpBuffer();
  appendPQExpBufferStr(b, "LISTEN jobs"); // HAZARD: pooling-listen #x
  PQclear(PQexec(c, b->data));              // ALT: pooling-listen #x
  destroyPQExpBuffer(b);
}

void sleeps(const char *dsn) {
  PGconn *c = PQconnectdb("host=db connect_timeout=5");
  PQclear(PQexec(c, "BEGIN"));
  PQclear(PQexec(c, "SELECT 1"));
  pg_usleep(1000000); // HAZARD: pooling-long-transaction
  PQclear(PQexec(c, "COMMIT"));
  PQfinish(c);
}
