// RUN: %pooltidy-verify %s -- -std=c++17 -I%S/Inputs %libs
//
// Boost's threads: a connection for each that a loop starts.
#include <boost/thread.hpp>
#include <libpq-fe.h>

class Job {
public:
  explicit Job(int number) : number(number) {}
  void operator()() {
    PGconn *c = PQconnectdb("host=db connect_timeout=5");
    PQclear(PQexec(c, "SELECT 1"));
    PQfinish(c);
  }

private:
  int number;
};

void start() {
  for (int i = 0; i < 8; i++) {
    boost::thread one = boost::thread(Job(i)); // HAZARD: pooling-oversized-pool
    one.detach();
  }
}

static void work() {
  PGconn *c = PQconnectdb("host=db connect_timeout=5");
  PQclear(PQexec(c, "SELECT 1"));
  PQfinish(c);
}

void group() {
  boost::thread_group all;
  for (unsigned i = 0; i < boost::thread::hardware_concurrency(); i++) // HAZARD: pooling-oversized-pool #cores
    all.create_thread(work); // ALT: pooling-oversized-pool #cores
  all.join_all();
}

static void single(const char *what) {
  PGconn *c = PQconnectdb("host=db connect_timeout=5");
  PQclear(PQexec(c, what));
  PQfinish(c);
}

void beside() {
  boost::thread t(single, "SET jit = off"); // HAZARD: pooling-session-setting
  t.join();
}
