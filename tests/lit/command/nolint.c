// NOLINT comments silence findings as in clang-tidy, and the summary counts them.
//
// RUN: %exits 1 %audit %s -- %libs | FileCheck --implicit-check-not=error: %s
// RUN: %tidy %s -- %libs | FileCheck --check-prefix=TIDY --implicit-check-not=warning: %s

#include <libpq-fe.h>

void settings(PGconn *conn) {
  PQclear(PQexec(conn, "SET search_path TO a")); // NOLINT
  PQclear(PQexec(conn, "SET search_path TO b")); // NOLINT(pooling-session-setting)
  PQclear(PQexec(conn, "SET search_path TO c")); // NOLINT(pooling-*)
  // NOLINTNEXTLINE(pooling-session-setting)
  PQclear(PQexec(conn, "SET search_path TO d"));
  // NOLINTBEGIN(pooling-session-setting)
  PQclear(PQexec(conn, "SET search_path TO e"));
  // NOLINTEND(pooling-session-setting)
  PQclear(PQexec(conn, "SET search_path TO f")); // NOLINT(bugprone-*)
  // TIDY: nolint.c:[[@LINE-1]]:{{[0-9]+}}: {{error|warning}}: {{.*}}[pooling-session-setting
  // CHECK: nolint.c:[[@LINE-2]]:{{[0-9]+}}: error: {{.*}}[pooling-session-setting]
}
// CHECK: 1 error, 0 warnings, 0 notes, 5 silenced by NOLINT
