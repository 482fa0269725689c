// Code that does not compile is analysed as far as it can be understood, and this is said.
//
// RUN: %exits 3 %audit %s -- %libs > %t.out 2> %t.err
// RUN: FileCheck --check-prefix=ERR %s < %t.err
// RUN: FileCheck --check-prefix=OUT %s < %t.out
// RUN: %exits 3 %audit %s --fail-on=never --report=sarif=%t.sarif -- %libs
// RUN: %json %t.sarif | FileCheck --check-prefix=SARIF %s

#include <libpq-fe.h>

void setting(PGconn *conn) {
  PQclear(PQexec(conn, "SET search_path TO tenant"));
}

void broken(void) { undeclared_type x = ; }

// ERR: pooltidy: {{.*}}broken.c: only partly analysed: {{.*}}undeclared_type
// OUT: broken.c:12:{{[0-9]+}}: error: {{.*}}[pooling-session-setting]
// OUT: 1 only partly
// OUT: broken.c: only partly analysed:
// OUT: 1 file only partly analysed
// SARIF: "toolExecutionNotifications"
// SARIF: "id": "not-analysed"
