// The headers that come with the compiler are found without any help.
//
// RUN: %exits 1 %audit %s -- %libs | FileCheck %s

#include <float.h>
#include <libpq-fe.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

void setting(PGconn *conn) { PQclear(PQexec(conn, "SET search_path TO tenant")); }

// CHECK: compiler-headers.c:17:{{[0-9]+}}: error: {{.*}}[pooling-session-setting]
// CHECK: 1 analysed, 0 skipped because they cannot reach a database, 0 failed{{$}}
