// No report shows a password, wherever it stands.
//
// RUN: %exits 1 %audit --report=text=%t.txt --report=json=%t.json --report=sarif=%t.sarif %s -- %libs
// RUN: cat %t.txt %t.json %t.sarif | FileCheck --implicit-check-not=hunter2 %s

#include <libpq-fe.h>

void setting(void) {
  PGconn *conn = PQconnectdb("host=db password=hunter2"); PQclear(PQexec(conn, "SET search_path TO a")); PQfinish(conn);
}
// CHECK: secrets.c:9:
// CHECK-NEXT: password=***"); PQclear
