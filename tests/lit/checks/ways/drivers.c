// RUN: %pooltidy-verify %s -- -std=gnu17 -D_GNU_SOURCE %libs
// What drivers written in C do around libpq: connecting again, buffers, logs.
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

extern void note(const char *format, ...);
extern PGconn *lookup(void);
extern char *host, *name, *build(int);

// An attempt that failed is no connection: at most one of the six is alive.
PGconn *try_again(void) {
  const char *keywords[] = {"host", "dbname", NULL};
  const char *values[] = {host, name, NULL};
  PGconn *c = NULL;
  for (int retry = 0; retry < 6; retry++) {
    c = PQconnectdbParams(keywords, values, 0); // HAZARD: pooling-missing-timeout
    if (PQstatus(c) == CONNECTION_OK)
      break;
    sleep(5);
  }
  return c;
}

// Each of these stays.
void several(PGconn **to) {
  const char *keywords[] = {"host", "connect_timeout", NULL};
  const char *values[] = {host, "3", NULL};
  for (int i = 0; i < 6; i++) { // HAZARD: pooling-oversized-pool #n
    to[i] = PQconnectdbParams(keywords, values, 0); // ALT: pooling-oversized-pool #n
    if (PQstatus(to[i]) != CONNECTION_OK)
      return;
  }
}

// The name may be a whole connection string, with a limit of its own.
PGconn *expanded(void) {
  const char *keywords[] = {"dbname", "application_name", NULL};
  const char *values[] = {name, "reports", NULL};
  return PQconnectdbParams(keywords, values, 1); // SAFE: pooling-missing-timeout only the run knows
}

// The caller may have begun a transaction and declared the cursor in it.
void walk(PGconn *c, int kind) {
  PQclear(PQexec(c, build(kind)));
  PQclear(PQexec(c, "FETCH 100 FROM rows")); // SAFE: pooling-cursor
  PQclear(PQexec(c, "CLOSE rows"));          // SAFE: pooling-cursor
}

// Written to a log the number does no harm; kept it does.
int who(PGconn *c) {
  note("connected, process %d", PQbackendPID(c)); // SAFE: pooling-session-function
  fprintf(stderr, "process %d\n", PQbackendPID(c)); // SAFE: pooling-session-function
  char buffer[64];
  snprintf(buffer, sizeof buffer, "%d", PQbackendPID(c)); // HAZARD: pooling-session-function
  return PQbackendPID(c); // HAZARD: pooling-session-function
}

#define COPY(to, from)                                                                                                 \
  do {                                                                                                                 \
    if ((const char *)(to) != (const char *)(from)) {                                                                  \
      strncpy((to), (from), sizeof(to));                                                                               \
      (to)[sizeof(to) - 1] = 0;                                                                                        \
    }                                                                                                                  \
  } while (0)

void buffers(void) {
  char s[200];
  PGconn *c = lookup();
  if (c)
    COPY(s, "SET work_mem = 1"); // HAZARD: pooling-session-setting
  PQclear(PQexec(c, s));
}
