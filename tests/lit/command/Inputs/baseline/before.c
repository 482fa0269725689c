#include <libpq-fe.h>

void first(PGconn *c) {
  PQexec(c, "SET search_path TO app");
}

void second(PGconn *c) {
  PQexec(c, "LISTEN news");
}

void third(PGconn *c) {
  PQexec(c, "SET jit = off");
}
