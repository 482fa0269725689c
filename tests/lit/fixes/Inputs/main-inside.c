#include <libpq-fe.h>
void inside(PGconn *c);
int main(void) {
  PGconn *c = PQconnectdb("connect_timeout=5");
  inside(c);
  PQfinish(c);
  return 0;
}
