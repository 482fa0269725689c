#include <libpq-fe.h>
#include <stdio.h>
#include <unistd.h>

static void run(PGconn *c, const char *sql) { PQclear(PQexec(c, sql)); }

void many(PGconn *c, const char *text) {
  run(c, "BEGIN");
  run(c, "SET search_path TO app");
  run(c, "SELECT pg_advisory_lock(1)");
  sleep(1);
  run(c, "COMMIT");
  run(c, "LISTEN news");
  run(c, text);
}

int main(void) {
  PGconn *c = PQconnectdb("host=db");
  many(c, getenv("SQL"));
  PQfinish(c);
  return 0;
}
