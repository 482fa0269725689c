// pooling-session-function: functions that answer for the server connection of the moment.
#include "../harness/live_libpq.h"
#include <libpq/libpq-fs.h>
#include <poll.h>
#include <stdio.h>

CASE(currval_later, "differs 55000", "session-function") {
  note(PQexec(a, "SELECT nextval('numbers')"));
  note(PQexec(a, "SELECT currval('numbers')"));
}

CASE(lastval_later, "differs 55000", "session-function") {
  note(PQexec(a, "INSERT INTO orders (v) VALUES ('x')"));
  note(PQexec(a, "SELECT lastval()"));
}

CASE(currval_in_insert, "differs 55000", "session-function") {
  note(PQexec(a, "INSERT INTO orders (v) VALUES ('x')"));
  note(PQexec(a, "INSERT INTO items VALUES (currval('orders_id_seq'), 'x')"));
}

CASE(currval_of_serial, "differs 55000", "session-function") {
  note(PQexec(a, "INSERT INTO orders (v) VALUES ('x')"));
  note(PQexec(a, "SELECT currval(pg_get_serial_sequence('orders', 'id'))"));
}

CASE(currval_in_transaction, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "INSERT INTO orders (v) VALUES ('x')"));
  note(PQexec(a, "SELECT currval('orders_id_seq')"));
  note(PQexec(a, "COMMIT"));
}

CASE(lastval_after_commit, "differs 55000", "session-function") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "INSERT INTO orders (v) VALUES ('x')"));
  note(PQexec(a, "COMMIT"));
  note(PQexec(a, "SELECT lastval()"));
}

CASE(lastval_in_one_string, "same", "") {
  note(PQexec(a, "INSERT INTO orders (v) VALUES ('x'); SELECT lastval()"));
}

CASE(returning, "same", "") { note(PQexec(a, "INSERT INTO orders (v) VALUES ('x') RETURNING id")); }

CASE(currval_in_one_statement, "same", "") {
  note(PQexec(a, "WITH n AS (SELECT nextval('numbers') AS id) SELECT id FROM n"));
}

CASE(nextval_only, "same", "") {
  note(PQexec(a, "SELECT nextval('numbers')"));
  note(PQexec(a, "SELECT nextval('numbers')"));
}

CASE(setval_then_nextval, "same", "") {
  note(PQexec(a, "SELECT setval('numbers', 50)"));
  note(PQexec(a, "SELECT nextval('numbers')"));
}

CASE(setval_then_currval, "differs 55000", "session-function") {
  note(PQexec(a, "SELECT setval('numbers', 50)"));
  note(PQexec(a, "SELECT currval('numbers')"));
}

CASE(backend_pid_kept, "differs", "session-function") {
  char *pid;
  PGresult *r = PQexec(a, "SELECT pg_backend_pid()");
  const char *values[] = {PQgetvalue(r, 0, 0)};
  note(PQexecParams(a, "SELECT $1::int = pg_backend_pid()", 1, NULL, values, NULL, NULL, 0));
  PQclear(r);
}

CASE(backend_pid_of_libpq, "differs", "session-function") {
  char pid[20];
  const char *values[] = {pid};
  snprintf(pid, sizeof pid, "%d", PQbackendPID(a));
  note(PQexecParams(a, "SELECT count(*) FROM pg_stat_activity WHERE pid = $1::int", 1, NULL, values,
                    NULL, NULL, 0));
}

CASE(setseed_then_random, "differs", "session-function") {
  note(PQexec(a, "SELECT setseed(0.5)"));
  note(PQexec(a, "SELECT random()"));
}

CASE(load, "differs", "session-function") {
  note(PQexec(a, "LOAD 'auto_explain'"));
  note(PQexec(a, "SELECT count(*) > 0 FROM pg_settings WHERE name LIKE 'auto\\_explain.%'"));
}

CASE(cancel, "same", "") {
  char error[256];
  struct pollfd socket = {PQsocket(a), POLLIN, 0};
  PQsendQuery(a, "SELECT pg_sleep(20)");
  PGcancel *c = PQgetCancel(a);
  do { /* the statement may not have begun yet, then there is nothing to cancel */
    PQcancel(c, error, sizeof error);
    PQconsumeInput(a);
  } while (PQisBusy(a) && poll(&socket, 1, 10) >= 0);
  PQfreeCancel(c);
  note(PQgetResult(a));
  while (PQgetResult(a))
    ;
}

CASE(now_and_version, "same", "") {
  note(PQexec(a, "SELECT now() IS NOT NULL, current_database(), session_user"));
}

CASE(column_called_lastval, "same", "") { note(PQexec(a, "SELECT v AS lastval FROM orders")); }

CASE(large_object_in_transaction, "same", "") {
  char text[4] = "";
  note(PQexec(a, "BEGIN"));
  Oid id = lo_create(a, 0);
  int fd = lo_open(a, id, INV_READ | INV_WRITE);
  note_number(lo_write(a, fd, "abc", 3));
  note_number(lo_lseek(a, fd, 0, 0));
  note_number(lo_read(a, fd, text, 3));
  note_text(text);
  lo_close(a, fd);
  lo_unlink(a, id);
  note(PQexec(a, "COMMIT"));
}
