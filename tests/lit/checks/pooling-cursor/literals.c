// RUN: %pooltidy-verify %s -- -std=gnu17 %libs
// Held cursors, and reads after the end of the declaring transaction.
#include <libpq-fe.h>

static int run(PGconn *c, const char *sql) {
  PGresult *r = PQexec(c, sql);
  int rows = PQntuples(r);
  PQclear(r);
  return rows;
}

int held(PGconn *c) {
  run(c, "DECLARE h CURSOR WITH HOLD FOR SELECT * FROM t"); // HAZARD: pooling-cursor
  int n = 0;
  while (run(c, "FETCH 100 FROM h") > 0)
    n += 100;
  run(c, "CLOSE h");
  return n;
}

void held_in_transaction(PGconn *c) {
  run(c, "BEGIN");
  run(c, "DECLARE k NO SCROLL CURSOR WITH HOLD FOR SELECT * FROM t"); // HAZARD: pooling-cursor
  run(c, "COMMIT");
  run(c, "FETCH ALL FROM k");
}

void held_for_one_transaction(PGconn *c) {
  run(c, "BEGIN");
  run(c, "DECLARE o CURSOR WITH HOLD FOR SELECT * FROM t");
  run(c, "FETCH ALL FROM o");
  run(c, "CLOSE o");
  run(c, "COMMIT");
}

void held_and_rolled_back(PGconn *c) {
  run(c, "BEGIN");
  run(c, "DECLARE q CURSOR WITH HOLD FOR SELECT * FROM t");
  run(c, "FETCH ALL FROM q");
  run(c, "ROLLBACK");
}

void whole_life_in_one(PGconn *c) {
  run(c, "BEGIN");
  run(c, "DECLARE w SCROLL CURSOR WITHOUT HOLD FOR SELECT * FROM t FOR UPDATE");
  run(c, "MOVE 10 IN w");
  run(c, "FETCH NEXT FROM w");
  run(c, "UPDATE t SET seen = true WHERE CURRENT OF w");
  run(c, "CLOSE w");
  run(c, "COMMIT");
}

void after_commit(PGconn *c) {
  run(c, "BEGIN");
  run(c, "DECLARE a CURSOR FOR SELECT * FROM t");
  run(c, "FETCH 1 FROM a");
  run(c, "COMMIT");
  run(c, "FETCH 1 FROM a"); // HAZARD: pooling-cursor
  run(c, "MOVE 1 IN a"); // HAZARD: pooling-cursor
  run(c, "CLOSE a"); // HAZARD: pooling-cursor
}

void in_the_next_transaction(PGconn *c) {
  run(c, "BEGIN");
  run(c, "DECLARE b CURSOR FOR SELECT * FROM t FOR UPDATE");
  run(c, "COMMIT");
  run(c, "BEGIN");
  run(c, "DELETE FROM t WHERE CURRENT OF b"); // HAZARD: pooling-cursor
  run(c, "COMMIT");
}

void one_string(PGconn *c) {
  run(c, "DECLARE s CURSOR FOR SELECT * FROM t; FETCH ALL FROM s; CLOSE s");
  run(c, "DECLARE u CURSOR WITH HOLD FOR SELECT * FROM t; FETCH 10 FROM u"); // HAZARD: pooling-cursor
}

void not_cursors(PGconn *c) {
  run(c, "SELECT * FROM t FETCH FIRST 10 ROWS ONLY");
  run(c, "SELECT move, declare, forward FROM verbs");
  run(c, "DO $$ DECLARE r CURSOR FOR SELECT 1; BEGIN OPEN r; CLOSE r; END $$");
  run(c, "INSERT INTO help VALUES ('DECLARE c CURSOR WITH HOLD FOR ...')");
}

void close_all(void) {
  PGconn *own = PQconnectdb("connect_timeout=5");
  run(own, "CLOSE ALL"); // HAZARD: pooling-cursor
  run(own, "BEGIN");
  run(own, "DECLARE a CURSOR FOR SELECT * FROM t");
  run(own, "CLOSE ALL");
  run(own, "COMMIT");
  PQfinish(own);
}
