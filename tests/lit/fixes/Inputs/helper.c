#include <libpq-fe.h>

void run(PGconn *c, const char *sql) { PQclear(PQexec(c, sql)); }

void work(PGconn *c) {
  run(c, "SET jit = off");
  run(c, "SELECT * FROM orders");
}

void inside(PGconn *c) {
  run(c, "BEGIN");
  work(c);
  run(c, "COMMIT");
}
