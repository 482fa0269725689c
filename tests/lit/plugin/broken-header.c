// Without the library's own header its functions are still known by name.
// RUN: not %tidy %s -- > %t 2>&1
// RUN: FileCheck %s < %t
#include <libpq-fe-is-not-installed.h>

void f(void) {
  // CHECK: broken-header.c:4:10: error: 'libpq-fe-is-not-installed.h' file not found
  void *c = PQconnectdb("");
  // CHECK: broken-header.c:[[@LINE+1]]:14: warning: 'SET jit' outside a transaction
  PQexec(c, "SET jit = off");
}
