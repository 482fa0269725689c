// What is silenced or known is not fixed; the edits are in the reports for programs, too.
//
// RUN: rm -rf %t && mkdir -p %t && cp %s %t/a.c
// RUN: %exits 1 %audit --quiet --report=text=%t/text --report=json=%t/json --report=sarif=%t/sarif %t/a.c -- %libs
// RUN: FileCheck --check-prefix=TEXT %s < %t/text
// RUN: %json %t/json | FileCheck --check-prefix=JSON %s
// RUN: %json %t/sarif | FileCheck --check-prefix=SARIF %s
// TEXT: a.c:39:11: --fix writes: SET LOCAL for SET
// JSON: "edits": [
// JSON: "line": 39
// JSON: "column": 11
// JSON: "endColumn": 14
// JSON: "old": "SET"
// JSON-NEXT: "new": "SET LOCAL"
// SARIF: "fixes": [
// SARIF: "artifactChanges": [
// SARIF: "uriBaseId": "ROOT"
// SARIF: "deletedRegion": {
// SARIF: "startLine": 39
// SARIF: "startColumn": 11
// SARIF: "endColumn": 14
// SARIF: "insertedContent": {
// SARIF-NEXT: "text": "SET LOCAL"
// RUN: %exits 0 %audit --write-baseline=%t/known %t/a.c -- %libs > /dev/null
// RUN: %exits 0 %audit --baseline=%t/known --fix %t/a.c -- %libs > /dev/null 2> %t/err
// RUN: FileCheck --check-prefix=NONE %s < %t/err
// NONE: pooltidy: fixed 0 places in 0 files
// RUN: diff %s %t/a.c
// RUN: %exits 0 %audit --fix %t/a.c -- %libs 2> %t/err | FileCheck --check-prefix=LEFT %s
// LEFT: 0 errors, 0 warnings, 0 notes, 1 silenced by NOLINT
// RUN: FileCheck --check-prefix=ONE %s < %t/err
// ONE: pooltidy: fixed 1 place in 1 file
// RUN: grep -c 'SET LOCAL [j]it' %t/a.c | FileCheck --check-prefix=COUNT %s
// COUNT: 1
#include <libpq-fe.h>
static void run(PGconn *c, const char *sql) { PQclear(PQexec(c, sql)); }
void f(PGconn *c) {
  run(c, "BEGIN");
  run(c, "SET jit = off");
  run(c, "SET geqo = off"); // NOLINT: for a reason
  run(c, "SELECT * FROM orders");
  run(c, "COMMIT");
}
