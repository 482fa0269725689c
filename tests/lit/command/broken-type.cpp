// A variable of a type that cannot have one leaves an initializer without a type. The rest of
// the file is analysed all the same.
//
// RUN: %exits 3 %audit %s -- %libs > %t.out 2> %t.err
// RUN: FileCheck --check-prefix=ERR %s < %t.err
// RUN: FileCheck --check-prefix=OUT %s < %t.out

#include <libpq-fe.h>

struct base {
  virtual ~base();
  virtual int f() = 0;
};
struct incomplete : base {
  incomplete(const char *, int);
};

void broken() { incomplete i("x", 2); }

void setting(PGconn *conn) { PQclear(PQexec(conn, "SET search_path TO tenant")); }

// ERR: pooltidy: {{.*}}broken-type.cpp: only partly analysed: {{.*}}abstract class
// OUT: broken-type.cpp:20:{{[0-9]+}}: error: {{.*}}[pooling-session-setting]
