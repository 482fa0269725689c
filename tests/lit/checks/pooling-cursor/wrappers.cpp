// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Open in one helper, fetch in another: where the transaction ends decides.
#include <libpq-fe.h>

#include <functional>
#include <string>

static int run(PGconn *c, const std::string &sql) {
  PGresult *r = PQexec(c, sql.c_str());
  const int n = PQntuples(r);
  PQclear(r);
  return n;
}

static void open(PGconn *c, const std::string &name) { run(c, "DECLARE " + name + " CURSOR FOR SELECT * FROM t"); }
static int next(PGconn *c) { return run(c, "FETCH 10 FROM good"); }

void together(PGconn *c) {
  run(c, "BEGIN");
  open(c, "good");
  while (next(c) > 0)
    ;
  run(c, "COMMIT");
}

static int nextLate(PGconn *c) {
  return run(c, "FETCH 10 FROM late"); // HAZARD: pooling-cursor #late
}

void apart(PGconn *c) {
  run(c, "BEGIN");
  open(c, "late");
  run(c, "COMMIT");
  nextLate(c); // ALT: pooling-cursor #late
}

template <typename Fn> void transaction(PGconn *c, Fn fn) {
  run(c, "BEGIN");
  fn(c);
  run(c, "COMMIT");
}

void callbacks(PGconn *c) {
  transaction(c, [](PGconn *in) {
    run(in, "DECLARE cb CURSOR FOR SELECT 1");
    run(in, "FETCH ALL FROM cb");
  });
  transaction(c, [](PGconn *in) {
    run(in, "DECLARE hold CURSOR WITH HOLD FOR SELECT 1"); // HAZARD: pooling-cursor
  });
  transaction(c, [](PGconn *in) {
    run(in, "FETCH ALL FROM cb"); // HAZARD: pooling-cursor
  });
}

void perBatch(PGconn *c, int batches) {
  run(c, "BEGIN");
  run(c, "DECLARE pb CURSOR FOR SELECT * FROM t");
  for (int i = 0; i < batches; ++i) {
    run(c, "FETCH 10 FROM pb"); // HAZARD: pooling-cursor
    run(c, "COMMIT");
    run(c, "BEGIN");
  }
  run(c, "COMMIT");
}
