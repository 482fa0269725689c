// A header that is missing is a fatal error to Clang. It is named, and ends in status 3.
//
// RUN: %exits 3 %audit %s -- %libs 2>&1 | FileCheck %s

#include <libpq-fe.h>

#include <no-such-header.h>

// CHECK: pooltidy: {{.*}}missing-header.c: {{.*}}'no-such-header.h' file not found
