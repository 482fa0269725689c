#include <libpq-fe.h>

int main(void) {
  PGconn *Conn = PQconnectdb("host=h connect_timeout=3 options='-c statement_timeout=5s'");
  PQclear(PQprepare(Conn, "one", "SELECT 1", 0, NULL));
  PQclear(PQexecPrepared(Conn, "one", 0, NULL, NULL, NULL, 0));
  PQclear(PQexec(Conn, "SET search_path TO shop"));
  PQfinish(Conn);
  return 0;
}
