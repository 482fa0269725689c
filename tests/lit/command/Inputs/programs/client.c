#include "wrap.h"

const char *start_sql(void) { return "SELECT 1"; }

int main(void) {
  PGconn *c = PQconnectdb("connect_timeout=5");
  start(c);
  PQfinish(c);
  return 0;
}
