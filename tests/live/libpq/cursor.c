// pooling-cursor: cursors that are to outlive their transaction.
#include "../harness/live_libpq.h"

CASE(held_cursor, "differs 34000", "cursor") {
  note(PQexec(a, "DECLARE c CURSOR WITH HOLD FOR SELECT generate_series(1, 4)"));
  note(PQexec(a, "FETCH 2 FROM c"));
  note(PQexec(a, "CLOSE c"));
}

CASE(held_past_commit, "differs 34000", "cursor") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "DECLARE c CURSOR WITH HOLD FOR SELECT generate_series(1, 4)"));
  note(PQexec(a, "FETCH 2 FROM c"));
  note(PQexec(a, "COMMIT"));
  note(PQexec(a, "FETCH 2 FROM c"));
}

CASE(held_and_never_closed, "differs", "cursor") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "DECLARE c CURSOR WITH HOLD FOR SELECT generate_series(1, 4)"));
  note(PQexec(a, "FETCH ALL FROM c"));
  note(PQexec(a, "COMMIT"));
}

CASE(cursor_in_transaction, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "DECLARE c CURSOR FOR SELECT generate_series(1, 4)"));
  note(PQexec(a, "FETCH 2 FROM c"));
  note(PQexec(a, "FETCH 2 FROM c"));
  note(PQexec(a, "CLOSE c"));
  note(PQexec(a, "COMMIT"));
}

CASE(cursor_never_closed, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "DECLARE c SCROLL CURSOR FOR SELECT generate_series(1, 4)"));
  note(PQexec(a, "MOVE LAST IN c"));
  note(PQexec(a, "FETCH PRIOR FROM c"));
  note(PQexec(a, "COMMIT"));
}

CASE(without_hold, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "DECLARE c CURSOR WITHOUT HOLD FOR SELECT generate_series(1, 4)"));
  note(PQexec(a, "FETCH ALL FROM c"));
  note(PQexec(a, "COMMIT"));
}

CASE(held_and_closed_in_transaction, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "DECLARE c CURSOR WITH HOLD FOR SELECT generate_series(1, 4)"));
  note(PQexec(a, "FETCH 2 FROM c"));
  note(PQexec(a, "CLOSE c"));
  note(PQexec(a, "COMMIT"));
}

CASE(held_and_rolled_back, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "DECLARE c CURSOR WITH HOLD FOR SELECT generate_series(1, 4)"));
  note(PQexec(a, "FETCH 2 FROM c"));
  note(PQexec(a, "ROLLBACK"));
}

CASE(cursor_in_one_string, "same", "") {
  note(PQexec(a, "DECLARE c CURSOR FOR SELECT generate_series(1, 3); FETCH ALL FROM c; CLOSE c"));
}

CASE(held_in_one_string, "same", "") {
  note(PQexec(a, "DECLARE c CURSOR WITH HOLD FOR SELECT 1; FETCH ALL FROM c; CLOSE c"));
}

CASE(held_by_one_string, "differs", "cursor") {
  note(PQexec(a, "DECLARE c CURSOR WITH HOLD FOR SELECT 1; FETCH ALL FROM c"));
}

CASE(cursor_of_function, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SELECT read_rows('rc')"));
  note(PQexec(a, "FETCH ALL FROM rc"));
  note(PQexec(a, "COMMIT"));
}

CASE(single_row_mode, "same", "") {
  PQsendQuery(a, "SELECT generate_series(1, 3)");
  PQsetSingleRowMode(a);
  for (PGresult *r; (r = PQgetResult(a));)
    note(r);
}

CASE(copy_out, "same", "") {
  char *row;
  note(PQexec(a, "COPY (SELECT generate_series(1, 3)) TO STDOUT"));
  while (PQgetCopyData(a, &row, 0) > 0) {
    note_text(row);
    PQfreemem(row);
  }
  note(PQgetResult(a));
  while (PQgetResult(a))
    ;
}

CASE(update_where_current, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "DECLARE c CURSOR FOR SELECT id FROM orders FOR UPDATE"));
  note(PQexec(a, "FETCH 1 FROM c"));
  note(PQexec(a, "UPDATE orders SET v = 'x' WHERE CURRENT OF c"));
  note(PQexec(a, "COMMIT"));
}

CASE(paging_by_key, "same", "") {
  const char *after[] = {"0"};
  note(PQexecParams(a, "SELECT id FROM orders WHERE id > $1 ORDER BY id LIMIT 2", 1, NULL, after,
                    NULL, NULL, 0));
}

CASE(fetch_from_server_loop, "differs 34000", "cursor") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "DECLARE pages CURSOR WITH HOLD FOR SELECT generate_series(1, 4)"));
  note(PQexec(a, "COMMIT"));
  for (int i = 0; i < 3; ++i)
    note(PQexec(a, "FETCH 2 FROM pages"));
  note(PQexec(a, "CLOSE pages"));
}

CASE_IN(close_all, "differs", "cursor", "victims") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "CLOSE ALL"));
  PQfinish(c);
}

CASE(close_all_of_ones_own, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "DECLARE c CURSOR FOR SELECT 1"));
  note(PQexec(a, "FETCH ALL FROM c"));
  note(PQexec(a, "CLOSE ALL"));
  note(PQexec(a, "COMMIT"));
}
