// RUN: %pooltidy-verify %s -- -std=gnu17 -D_GNU_SOURCE %libs
// What libpq reads from the environment, set by one text or by two.
#include <libpq-fe.h>
#include <stdlib.h>

PGconn *one_text(void) {
  putenv("PGOPTIONS=-c geqo=off"); // HAZARD: pooling-startup-parameter
  return PQconnectdb("host=db connect_timeout=4");
}

PGconn *buffer(void) {
  static char setting[] = "PGOPTIONS=-c work_mem=1GB";
  putenv(setting); // HAZARD: pooling-startup-parameter
  return PQconnectdb("host=db connect_timeout=4");
}

PGconn *two_texts(void) {
  setenv("PGOPTIONS", "-c jit=off", 1); // HAZARD: pooling-startup-parameter
  return PQconnectdb("host=db connect_timeout=4");
}

PGconn *harmless(void) {
  putenv("PGAPPNAME=tool");
  putenv("EDITOR=vi -c PGOPTIONS=x");
  putenv("PGOPTIONS=");
  return PQconnectdb("host=db connect_timeout=4");
}
