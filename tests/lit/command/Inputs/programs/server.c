#include "wrap.h"

const char *start_sql(void) { return "SET search_path TO app"; }

int main(void) {
  PGconn *c = PQconnectdb("connect_timeout=5");
  start(c);
  PQclear(PQexec(c, "BEGIN"));
  lock(c);
  unlock(c);
  PQclear(PQexec(c, "COMMIT"));
  PQfinish(c);
  return 0;
}
