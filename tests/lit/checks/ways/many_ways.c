// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
//
// There are more ways to fail than are kept apart, and only one on which there is a connection.
#include <libpq-fe.h>
#include <stddef.h>

static int why;

static PGconn *failed(int reason) {
  why = reason;
  return NULL;
}

static PGconn *open_one(const int *may) {
  if (!may[0])
    return failed(1);
  if (!may[1])
    return failed(2);
  if (!may[2])
    return failed(3);
  if (!may[3])
    return failed(4);
  if (!may[4])
    return failed(5);
  if (!may[5])
    return failed(6);
  PGconn *c = PQconnectdb("host=db connect_timeout=5");
  if (PQstatus(c) != CONNECTION_OK) {
    PQfinish(c);
    return failed(7);
  }
  return c;
}

void listen_on_it(const int *may) {
  PGconn *c = open_one(may);
  if (c) {
    PQclear(PQexec(c, "LISTEN changes")); // HAZARD: pooling-listen
    PQfinish(c);
  }
}

static int open_into(const int *may, PGconn **to) {
  if (!may[0])
    return why = -1;
  if (!may[1])
    return why = -2;
  if (!may[2])
    return why = -3;
  if (!may[3])
    return why = -4;
  if (!may[4])
    return why = -5;
  if (!may[5])
    return why = -6;
  *to = PQconnectdb("host=db connect_timeout=5");
  return why = 0;
}

void notify_on_it(const int *may) {
  PGconn *c = NULL;
  int rc = open_into(may, &c);
  if (rc == 0) {
    PQclear(PQexec(c, "LISTEN others")); // HAZARD: pooling-listen
    PQfinish(c);
  }
}
