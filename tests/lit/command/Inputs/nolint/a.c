#include "a.h"

void settings(PGconn *conn) {
  PQclear(PQexec(conn, "SET search_path TO a")); // NOLINT(pooling-session-setting)
  PQclear(PQexec(conn, "SET search_path TO b")); // NOLINT(pooling-session-setting): past the pooler
  PQclear(PQexec(conn, "SELECT 1"));             // NOLINT(pooling-cursor): there was one
}
