// Half a block silences nothing, and is told.
//
// RUN: %exits 1 %audit %s -- %libs 2>&1 | FileCheck %s

#include <libpq-fe.h>

void setting(PGconn *conn) {
  // NOLINTBEGIN(pooling-session-setting)
  PQclear(PQexec(conn, "SET search_path TO a"));
}
// CHECK: pooltidy: warning: {{.*}}nolint-unmatched.c:8:6: unmatched 'NOLINTBEGIN'
// CHECK: nolint-unmatched.c:9:{{[0-9]+}}: error:
