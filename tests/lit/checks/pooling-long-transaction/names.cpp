// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Functions of the program whose names are also the C library's.
#include <pqxx/pqxx>

namespace {

struct Session {};

int system(Session &s, int n) { return n + 1; }
void wait(Session &) {}
int select(Session &, const char *) { return 1; }

} // namespace

static void pause(int &n) { ++n; }

void calls(pqxx::connection &c, Session &s) {
  pqxx::work tx(c);
  int n = system(s, 1);
  wait(s);
  n += select(s, "SELECT 1");
  pause(n);
  tx.exec_params("INSERT INTO t VALUES ($1)", n);
  tx.commit();
}
