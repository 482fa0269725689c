// What is executed without a connection is no statement, and a buffer is never a literal: both statements are known.
// RUN: %pooltidy audit --fail-on never %s -- -std=gnu17 %libs | FileCheck %s
// CHECK: 2 statements sent to the database, text recovered for 100%
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

extern PGconn *lookup(void);

void known_where_connected(int n) {
  char s[200];
  PGconn *c = lookup();
  if (c)
    snprintf(s, sizeof s, "SELECT a FROM t WHERE b = %d", n);
  PQclear(PQexec(c, s));
}

#define COPY(to, from)                                                                                                 \
  do {                                                                                                                 \
    if ((const char *)(to) != (const char *)(from))                                                                    \
      strncpy((to), (from), sizeof(to));                                                                               \
  } while (0)

void copied(PGconn *c) {
  char s[200];
  COPY(s, "SELECT a FROM t");
  PQclear(PQexec(c, s));
}
