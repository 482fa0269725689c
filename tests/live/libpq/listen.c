// pooling-listen: who is subscribed is a server connection.
#include "../harness/live_libpq.h"

/* Whatever has arrived up to now. */
#define NOTE_NOTIFICATIONS(connection)                                                             \
  do {                                                                                             \
    PGnotify *n;                                                                                   \
    PQconsumeInput(connection);                                                                    \
    while ((n = PQnotifies(connection))) {                                                         \
      note_text(n->extra);                                                                         \
      PQfreemem(n);                                                                                \
    }                                                                                              \
  } while (0)

CASE(listen_and_poll, "differs", "listen") {
  note(PQexec(a, "LISTEN ch"));
  note(PQexec(a, "NOTIFY ch, 'hello'"));
  note(PQexec(a, "SELECT 1"));
  NOTE_NOTIFICATIONS(a);
}

CASE(listen_committed, "differs", "listen") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "LISTEN ch"));
  note(PQexec(a, "COMMIT"));
}

CASE(listen_rolled_back, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "LISTEN ch"));
  note(PQexec(a, "ROLLBACK"));
}

CASE(listen_quoted, "differs", "listen") { note(PQexec(a, "LISTEN \"Orders Changed\"")); }

CASE(unlisten_later, "differs", "listen") {
  note(PQexec(a, "LISTEN ch"));
  note(PQexec(a, "UNLISTEN ch"));
  note(PQexec(a, "SELECT count(*) FROM pg_listening_channels()"));
}

CASE_IN(unlisten_all, "differs", "listen", "victims") { note(PQexec(a, "UNLISTEN *")); }

CASE(notify_only, "same", "") {
  note(PQexec(a, "NOTIFY ch, 'x'"));
  note(PQexec(a, "SELECT pg_notify('ch', 'x')"));
}

CASE(notify_in_transaction, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "INSERT INTO items VALUES (1, 'x')"));
  note(PQexec(a, "NOTIFY ch"));
  note(PQexec(a, "COMMIT"));
}

CASE(notify_with_parameters, "same", "") {
  const char *values[] = {"ch", "LISTEN ch"};
  note(PQexecParams(a, "SELECT pg_notify($1, $2)", 2, NULL, values, NULL, NULL, 0));
}
