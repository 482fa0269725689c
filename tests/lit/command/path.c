// A finding carries its path: where the transaction began, through which wrappers, where
// the text was put together and sent, where the transaction ended.
#include <libpq-fe.h>
#include <stdio.h>

static void run(PGconn *c, const char *sql) { PQclear(PQexec(c, sql)); }
static void begin(PGconn *c) { run(c, "BEGIN"); }
static void commit(PGconn *c) { run(c, "COMMIT"); }

static void set(PGconn *c, const char *name) {
  char text[100];
  snprintf(text, sizeof text, "SET %s = off", name);
  run(c, text);
}

void both(PGconn *c) {
  begin(c);
  set(c, "jit");
  commit(c);
}

void fetch(PGconn *c) {
  begin(c);
  run(c, "DECLARE rows CURSOR FOR SELECT 1"); // line 24
  commit(c);
  run(c, "FETCH rows"); // line 26
}

// RUN: %exits 1 %audit --quiet %s -- %libs | grep -v ' | ' | FileCheck %s
// CHECK:      path.c:12:32: error: 'SET jit' in a transaction that commits
// CHECK-NEXT: path.c:17:3: note: through the call of begin here
// CHECK-NEXT: path.c:7:32: note: through the call of run here
// CHECK-NEXT: path.c:7:{{[0-9]+}}: note: the transaction begins here
// CHECK-NEXT: path.c:18:3: note: through the call of set here
// CHECK-NEXT: path.c:13:3: note: through the call of run here
// CHECK-NEXT: path.c:18:11: note: the text of the statement goes on here
// CHECK-NEXT: path.c:6:55: note: the statement is sent here
// CHECK-NEXT: path.c:19:3: note: through the call of commit here
// CHECK-NEXT: path.c:8:33: note: through the call of run here
// CHECK-NEXT: path.c:6:55: note: the transaction is committed here, and the server connection may go to another client
// CHECK-NEXT: fix:
// CHECK:      path.c:26:11: error:
// CHECK-NEXT: path.c:24:{{[0-9]+}}: note: what it relies on is made here; since then the transaction has ended

// RUN: %exits 1 %audit --quiet --report=sarif %s -- %libs | FileCheck --check-prefix=SARIF %s
// SARIF: "relatedLocations": [
// SARIF: "codeFlows": [
// SARIF: "threadFlows": [
// SARIF: "text": "the transaction begins here"
