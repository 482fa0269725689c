// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// Macros as text, as functions, as wrappers.
#include <libpq-fe.h>
#include <stdio.h>

#define SCHEMA "app"
#define SET_PATH "SET search_path TO " SCHEMA // HAZARD: pooling-session-setting #path
#define SETTING(name, value) "SET " name " = " value // ALT: pooling-session-setting #call
#define COLUMN(name) "UPDATE t SET " name " = 1"
#define RUN(c, sql) PQclear(PQexec((c), (sql)))
#define RUN_LOCAL(c, name, value) RUN(c, "BEGIN; SET LOCAL " name " = " value "; SELECT work(); COMMIT")

void text(PGconn *c) {
  RUN(c, SET_PATH); // ALT: pooling-session-setting #path
  RUN(c, SETTING("work_mem", "'1MB'")); // HAZARD: pooling-session-setting #call
  RUN(c, COLUMN("search_path"));
  RUN_LOCAL(c, "work_mem", "'1MB'");
}

#define CHECKED(c, sql)                                                                            \
  do {                                                                                             \
    PGresult *r = PQexec(c, sql);                                                                  \
    if (PQresultStatus(r) != PGRES_COMMAND_OK)                                                     \
      fprintf(stderr, "failed: %s\n", sql);                                                        \
    PQclear(r);                                                                                    \
  } while (0)

void wrapper(PGconn *c) {
  CHECKED(c, "SET ROLE reader"); // HAZARD: pooling-session-setting
  CHECKED(c, "ALTER ROLE reader SET work_mem = '1MB'");
}

#define LOG(sql) fprintf(stderr, "sql: %s\n", sql)

void logged(void) { LOG("SET ROLE reader"); }
