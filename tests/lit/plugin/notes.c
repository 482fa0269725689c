// How a finding looks: the word is underlined, notes lead to it, the last one says
// what to do.
// RUN: %tidy %s -- %libs | FileCheck %s
#include <libpq-fe.h>

static void run(PGconn *c, const char *sql) { PQexec(c, sql); }

void setup(PGconn *c) {
  run(c, "SET search_path = app");
}

// CHECK:      notes.c:9:11: warning: 'SET search_path' outside a transaction: {{.*}} [pooling-session-setting]
// CHECK-NEXT:     9 |   run(c, "SET search_path = app");
// CHECK-NEXT:       |           ^~~
// CHECK-NEXT: notes.c:9:3: note: through the call of run here
// CHECK:      notes.c:6:47: note: the statement is sent here
// CHECK:      notes.c:9:11: note: Open a transaction and use SET LOCAL in it
