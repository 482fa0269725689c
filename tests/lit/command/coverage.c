// Each statement that is sent is known, partly known (which hole), unknown (why) or not
// reached. RUN lines stand at the end so that line numbers stay.
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

extern const char *load(const char *name);

static void run(PGconn *c, const char *sql) { PQclear(PQexec(c, sql)); } // line 10

static void runf(PGconn *c, const char *format, ...) {
  char text[200];
  va_list list;
  va_start(list, format);
  vsnprintf(text, sizeof text, format, list);
  va_end(list);
  run(c, text);
}

void exported(PGconn *c, const char *query) { PQclear(PQexec(c, query)); } // line 21

void callers(PGconn *c, const char *name, int n) {
  run(c, "SELECT 1"); // line 24
  run(c, load("report"));
  runf(c, "DELETE FROM %s", name);
  runf(c, load("format"), n);
  run(c, getenv("START_SQL"));
  PQclear(PQprepare(c, "s", "SELECT $1", 1, NULL));
  run(c, "what is this");
  if (0)
    PQclear(PQexec(c, "SELECT 2")); // line 32
}

// RUN: %exits 0 %audit --show-sites %s -- %libs | FileCheck %s
// CHECK:      statements   8 statements sent to the database, text recovered for 37% (2 known, 1 partly known, 5 unknown), and 1 call that nothing was seen to lead to
// CHECK-NEXT: coverage.c:21:55: unknown: sent by PQexec in exported: the parameter 'query' of 'exported', which nothing in the program calls
// CHECK-NEXT: coverage.c:24:11: known: SELECT, sent by PQexec in run, {{.*}}coverage.c:10:55
// CHECK-NEXT: coverage.c:25:3: unknown: sent by PQexec in callers, {{.*}}coverage.c:10:55: what 'load' returns, which is neither in the program nor modelled
// CHECK-NEXT: coverage.c:26:12: partly: DELETE, sent by PQexec in run, {{.*}}coverage.c:10:55: the parameter 'name' of 'callers', which nothing in the program calls
// CHECK-NEXT: coverage.c:27:3: unknown: sent by PQexec in callers, {{.*}}coverage.c:10:55: what 'load' returns
// CHECK-NEXT: coverage.c:28:3: unknown: sent by PQexec in callers, {{.*}}coverage.c:10:55: what 'getenv' returns
// CHECK-NEXT: coverage.c:29:30: known: SELECT, sent by PQprepare in callers
// CHECK-NEXT: coverage.c:30:11: unknown: {{.*}}: the text is not SQL that is understood
// CHECK-NEXT: coverage.c:32:13: unreached: sent by PQexec in callers: no path of the program was found to lead here
// CHECK-NEXT: findings
// CHECK:      No verdict {{.*}} (5 statements whose text is unknown, 1 statement that nothing was seen to lead to)

// Without the option what is known is only counted.
// RUN: %exits 0 %audit %s -- %libs | FileCheck --check-prefix=SHORT --implicit-check-not=': known:' --implicit-check-not=': partly:' %s
// SHORT: coverage.c:25:3: unknown:
// SHORT: coverage.c:32:13: unreached:

// RUN: %exits 3 %audit --fail-on-unknown %s -- %libs 2>&1 | FileCheck --check-prefix=STRICT %s
// STRICT: pooltidy: incomplete: 6 blind spots and --fail-on-unknown
// RUN: %exits 0 %audit --fail-on-unknown %S/Inputs/clean.c -- %libs
// RUN: %exits 1 %audit --fail-on-unknown %S/Inputs/hazard.c -- %libs
// RUN: %fails 2 %audit --quiet --show-sites %s -- %libs | FileCheck --check-prefix=BOTH %s
// BOTH: pooltidy: error: --quiet and --show-sites exclude each other

// RUN: %exits 0 %audit --report=json %s -- %libs | FileCheck --check-prefix=JSON %s
// JSON:      "statements": {
// JSON-NEXT:   "known": 2,
// JSON-NEXT:   "partly": 1,
// JSON-NEXT:   "unknown": 5,
// JSON-NEXT:   "unreached": 1,
// JSON-NEXT:   "recoveredPercent": 37
// JSON:      "sites": [
// JSON:        "state": "partly",
// JSON-NEXT:   "file": "{{.*}}coverage.c",
// JSON-NEXT:   "line": 26,
// JSON-NEXT:   "column": 12,
// JSON-NEXT:   "function": "run",
// JSON-NEXT:   "operation": "PQexec",
// JSON-NEXT:   "kinds": [
// JSON-NEXT:     "DELETE"
// JSON-NEXT:   ],
// JSON-NEXT:   "reason": "the parameter 'name' of 'callers', which nothing in the program calls",
// JSON-NEXT:   "call": {
// JSON-NEXT:     "file": "{{.*}}coverage.c",
// JSON-NEXT:     "line": 10,
