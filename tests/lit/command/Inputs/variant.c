#include <libpq-fe.h>

static void run(PGconn *c) { PQclear(PQexec(c, SQL)); }

static void twice(PGconn *c) { run(c); }

void NAME(void) {
  PGconn *c = PQconnectdb("connect_timeout=5");
  twice(c);
  PQfinish(c);
}
