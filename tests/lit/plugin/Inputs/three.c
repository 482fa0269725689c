#include <libpq-fe.h>
void three(PGconn *c) {
  PQexec(c, "SET jit = off");
  PQexec(c, "LISTEN ch");
  PQexec(c, "SELECT lastval()");
}
