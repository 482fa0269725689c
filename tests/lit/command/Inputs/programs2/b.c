#include <libpq-fe.h>

void start(PGconn *c) { PQclear(PQexec(c, "SET search_path TO app")); }
