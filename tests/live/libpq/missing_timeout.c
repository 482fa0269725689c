// pooling-missing-timeout: a server that accepts and then says nothing.
#include "../harness/live_libpq.h"

CASE_IN(no_time_limit, "hangs", "missing-timeout", "deaf") {
  PGconn *c = PQconnectdb("");
  note_connection(c);
  PQfinish(c);
}

CASE_IN(time_limit, "limited", "", "deaf") {
  PGconn *c = PQconnectdb("connect_timeout=2");
  note_connection(c);
  PQfinish(c);
}
