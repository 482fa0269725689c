// Two connections at the same time, and later a third alone.
#include <libpq-fe.h>
#include <stdlib.h>

int main(void) {
  PGconn *One = PQconnectdb(getenv("DATABASE_URL"));
  PGconn *Two = PQconnectdb(getenv("DATABASE_URL"));
  PQclear(PQexec(One, "SELECT 1"));
  PQclear(PQexec(Two, "SELECT 1"));
  PQfinish(One);
  PQfinish(Two);
  One = PQconnectdb(getenv("DATABASE_URL"));
  PQclear(PQexec(One, "SELECT 1"));
  PQfinish(One);
  return 0;
}
