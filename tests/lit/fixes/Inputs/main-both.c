#include <libpq-fe.h>
void inside(PGconn *c);
void work(PGconn *c);
int main(void) {
  PGconn *c = PQconnectdb("connect_timeout=5");
  inside(c);
  work(c);
  PQfinish(c);
  return 0;
}
