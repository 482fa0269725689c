// pooling-nested-acquire, pooling-long-lived-session and pooling-oversized-pool: how many
// connections a program has, and for how long.
#include "../harness/live_libpq.h"
#include <unistd.h>

CASE_IN(audit_on_second_connection, "deadlocks", "nested-acquire", "one") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "BEGIN"));
  note(PQexec(c, "UPDATE orders SET v = 'x'"));
  PGconn *log = PQconnectdb("connect_timeout=5");
  note(PQexec(log, "INSERT INTO items VALUES (1, 'changed')"));
  PQfinish(log);
  note(PQexec(c, "COMMIT"));
  PQfinish(c);
}

CASE_IN(audit_after_commit, "same", "", "one") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "BEGIN"));
  note(PQexec(c, "UPDATE orders SET v = 'x'"));
  note(PQexec(c, "COMMIT"));
  PQfinish(c);
  PGconn *log = PQconnectdb("connect_timeout=5");
  note(PQexec(log, "INSERT INTO items VALUES (1, 'changed')"));
  PQfinish(log);
}

CASE_IN(audit_in_the_transaction, "same", "", "one") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "BEGIN"));
  note(PQexec(c, "UPDATE orders SET v = 'x'"));
  note(PQexec(c, "INSERT INTO items VALUES (1, 'changed')"));
  note(PQexec(c, "COMMIT"));
  PQfinish(c);
}

CASE_IN(kept_for_ever, "blocks", "long-lived-session", "session") {
  static PGconn *kept;
  if (!kept)
    kept = PQconnectdb("connect_timeout=5");
  note(PQexec(kept, "UPDATE orders SET v = 'x'"));
}

CASE_IN(given_back, "same", "", "session") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "UPDATE orders SET v = 'x'"));
  PQfinish(c);
}

CASE_IN(one_at_a_time, "same", "", "cap") {
  for (int i = 0; i < 3; ++i) {
    PGconn *c = PQconnectdb("connect_timeout=5");
    note_connection(c);
    note(PQexec(c, "UPDATE orders SET v = 'x'"));
    PQfinish(c);
  }
}

CASE_IN(many_at_a_time, "refused", "oversized-pool", "cap") {
  PGconn *pool[4];
  for (int i = 0; i < 4; ++i) {
    pool[i] = PQconnectdb("connect_timeout=5");
    note_connection(pool[i]);
  }
  for (int i = 0; i < 4; ++i)
    PQfinish(pool[i]);
}
