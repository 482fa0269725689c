// RUN: %pooltidy-verify %s -- -std=gnu17 -D_GNU_SOURCE %libs
// Connections kept under a key of the thread, as C does where C++ has thread_local.
#include <libpq-fe.h>
#include <pthread.h>
#include <stdlib.h>

static pthread_key_t key;

PGconn *mine(void) {
  PGconn *c = (PGconn *)pthread_getspecific(key);
  if (!c) {
    c = PQconnectdb("dbname=shop connect_timeout=3");
    if (PQstatus(c) != CONNECTION_OK) {
      PQfinish(c);
      return NULL;
    }
    pthread_setspecific(key, c); // HAZARD: pooling-long-lived-session
  }
  return c;
}

struct worker {
  int number;
  PGconn *db;
};

void start(void) {
  struct worker *w = malloc(sizeof *w);
  w->db = PQconnectdb("dbname=shop connect_timeout=3");
  pthread_setspecific(key, w); // HAZARD: pooling-long-lived-session
}

void forget(PGconn *c) {
  PQfinish(c);
  pthread_setspecific(key, NULL); // SAFE: pooling-long-lived-session
}

void other(char *name) { pthread_setspecific(key, name); } // SAFE: pooling-long-lived-session
