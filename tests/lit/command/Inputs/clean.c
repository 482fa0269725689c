#include <libpq-fe.h>

int answer(const char *conninfo) {
  PGconn *conn = PQconnectdb(conninfo);
  PGresult *result = PQexec(conn, "SELECT count(*) FROM orders");
  int ok = PQresultStatus(result) == PGRES_TUPLES_OK;
  PQclear(result);
  PQfinish(conn);
  return ok;
}
