// A finding in a header belongs to whoever asks for the header's findings; one that
// the main file leads to is shown in any case.
// RUN: %tidy %s -- %libs -I%S/Inputs | FileCheck --check-prefixes=MAIN,QUIET %s
// RUN: %tidy --header-filter='.*' %s -- %libs -I%S/Inputs | FileCheck --check-prefixes=MAIN,HEADER %s
// RUN: %tidy --header-filter='nothing' %s -- %libs -I%S/Inputs | FileCheck --check-prefixes=MAIN,QUIET %s
#include "statements.h"

void f(PGconn *C) { PQexec(C, statements::Lock); }
void g(PGconn *C) { PQexec(C, "LISTEN ch"); }

// QUIET-NOT:  statements.h:6
// HEADER-DAG: statements.h:6:{{[0-9]+}}: warning: 'SET jit'
// MAIN-DAG:   statements.h:4:{{[0-9]+}}: warning: 'pg_advisory_lock()'
// MAIN-DAG:   headers.cpp:8:21: note: the statement is sent here
// MAIN-DAG:   headers.cpp:9:32: warning: 'LISTEN ch'
// QUIET-NOT:  statements.h:6
