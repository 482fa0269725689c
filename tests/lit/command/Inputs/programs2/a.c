#include <libpq-fe.h>

void start(PGconn *c) { PQclear(PQexec(c, "SELECT 1")); }
