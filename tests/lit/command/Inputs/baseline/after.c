// The same after a formatter, an editor and a colleague went over it.
#include <libpq-fe.h>

void second(PGconn *c) { // moved up
  PQexec(
      c, // the same connection
      "LIS"
      "TEN news");
}

void first(PGconn *c) { PQexec(c, "SET search_path TO app"); }

void fourth(PGconn *c) {
  PQexec(c, "SET search_path TO app"); // a copy is new
}
