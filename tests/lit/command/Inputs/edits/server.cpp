#include "store.h"
int main() {
  PGconn *C = PQconnectdb("host=localhost connect_timeout=3");
  if (hooks.Opened)
    hooks.Opened(C);
  run(C, prelude);
  if (mode)
    run(C, "LISTEN news");
  Store S;
  use(S, C);
  PQfinish(C);
}
