#include "store.h"
struct Fast : Store {
  void save(PGconn *C) override { run(C, "SET synchronous_commit = off"); }
};
void fast(PGconn *C) {
  Fast F;
  use(F, C);
}
