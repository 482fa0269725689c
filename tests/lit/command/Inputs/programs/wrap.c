/* A static library that both programs link. */
#include "wrap.h"

void start(PGconn *c) { PQclear(PQexec(c, start_sql())); }

void lock(PGconn *c) { PQclear(PQexec(c, "SELECT pg_advisory_lock(1)")); }

void unlock(PGconn *c) { PQclear(PQexec(c, "SELECT pg_advisory_unlock(1)")); }
