/* The main() of several programs, in a library. Each program has a start() of its own. */
#include <libpq-fe.h>

extern void start(PGconn *c);

int main(void) {
  PGconn *c = PQconnectdb("connect_timeout=5");
  start(c);
  PQfinish(c);
  return 0;
}
