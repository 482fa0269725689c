// RUN: %pooltidy-verify --checks='*,-pooling-missing-timeout' %s -- -std=gnu17 %libs
//
// The number that ends a loop is how often it goes round only where the loop counts.
#include <libpq-fe.h>

enum state { NEW, RUNNING, WAITING, DONE };
enum state next(PGconn *c, enum state s);

// SAFE: pooling-oversized-pool: three is the name of a state
int one_after_the_other(const char *dsn) {
  enum state s = NEW;
  PGconn *c = 0;
  while (s != DONE) {
    switch (s) {
    case NEW:
      c = PQconnectdb(dsn);
      s = RUNNING;
      break;
    default:
      s = next(c, s);
    }
  }
  PQfinish(c);
  return 0;
}

void eight(const char *dsn, PGconn **all) {
  int i = 0;
  while (i < 8) { // HAZARD: pooling-oversized-pool
    all[i] = PQconnectdb(dsn);
    i++;
  }
}
