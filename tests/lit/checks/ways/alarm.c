// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
//
// A program that is told by an alarm does not wait for ever.
#include <libpq-fe.h>
#include <signal.h>
#include <unistd.h>

static void ask(PGconn *c) {
  PQclear(PQexec(c, "SELECT 1"));
  PQfinish(c);
}

// SAFE: pooling-missing-timeout
void check(unsigned seconds) {
  alarm(seconds);
  ask(PQconnectdb("host=db"));
  alarm(0);
}

// SAFE: pooling-missing-timeout
void check_ten(void) {
  alarm(10);
  ask(PQconnectdb("host=db"));
}

void too_late(void) {
  alarm(10);
  alarm(0);
  ask(PQconnectdb("host=db")); // HAZARD: pooling-missing-timeout
}

void one_way(int bounded) {
  if (bounded)
    alarm(10);
  ask(PQconnectdb("host=db")); // HAZARD: pooling-missing-timeout
}
