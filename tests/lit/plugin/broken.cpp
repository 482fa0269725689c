// Code with errors is analysed as far as it goes.
// RUN: not %tidy %s -- %libs -std=c++20 > %t 2>&1
// RUN: FileCheck %s < %t
#include <libpq-fe.h>

#include "this_file_is_gone.h"
// CHECK-DAG: broken.cpp:6:10: error: 'this_file_is_gone.h' file not found

void before(PGconn *C) { PQexec(C, "SET jit = off"); }
// CHECK-DAG: broken.cpp:9:37: warning: 'SET jit'

struct Half {
  UnknownType Member;
  void run(PGconn *C, Unknown &U) {
    if (U.ready())
      PQexec(C, "LISTEN ch");
  }
};

void inside(PGconn *C) {
  PQexec(C, "SELECT lastval()");
  // CHECK-DAG: broken.cpp:21:21: warning: 'lastval()'
  auto X = undeclared(C);
  PQexec(C, X.sql());
  PQexec(C "SET work_mem = 1");
  PQexec(C, "SELECT pg_advisory_lock(1)");
  // CHECK-DAG: broken.cpp:26:21: warning: 'pg_advisory_lock()'
}

template <class T> void templated(T &C) { C.run("SET jit = off"; }

void after(PGconn *C) { PQexec(C, "UNLISTEN *"); }
// CHECK-DAG: broken.cpp:32:36: warning: 'UNLISTEN *'

void unfinished(PGconn *C) {
  PQexec(C, "SET jit = off"
