#include <libpq-fe.h>

void setting(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  PQclear(PQexec(conn, "SET search_path TO tenant"));
  PQfinish(conn);
}
