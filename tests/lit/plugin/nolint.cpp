// RUN: %tidy %s -- %libs | FileCheck %s
// CHECK-NOT: warning:
#include <libpq-fe.h>

void f(PGconn *c) {
  PQexec(c, "SET a.b = 1"); // NOLINT
  PQexec(c, "SET a.b = 2"); // NOLINT(pooling-session-setting)
  PQexec(c, "SET a.b = 3"); // NOLINT(pooling-*)
  // NOLINTNEXTLINE(pooling-session-setting)
  PQexec(c, "SET a.b = 4");
  // NOLINTBEGIN(pooling-session-setting)
  PQexec(c, "SET a.b = 5");
  PQexec(c, "SET a.b = 6");
  // NOLINTEND(pooling-session-setting)

  // CHECK: nolint.cpp:[[@LINE+1]]:14: warning: 'SET a.b'
  PQexec(c, "SET a.b = 7"); // NOLINT(pooling-cursor)
  // CHECK: nolint.cpp:[[@LINE+1]]:14: warning: 'SET a.b'
  PQexec(c, "SET a.b = 8");
  // CHECK-NOT: warning:
}
