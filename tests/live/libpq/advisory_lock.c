// pooling-advisory-lock: locks of the session and locks of the transaction.
#include "../harness/live_libpq.h"

CASE(lock_and_unlock_apart, "differs 01000", "advisory-lock") {
  note(PQexec(a, "SELECT pg_advisory_lock(1)"));
  note(PQexec(a, "SELECT pg_advisory_unlock(1)"));
}

CASE(try_lock_twice, "differs", "advisory-lock") {
  note(PQexec(a, "SELECT pg_try_advisory_lock(1)"));
  note(PQexec(a, "SELECT pg_try_advisory_lock(1)"));
}

CASE(lock_shared, "differs 01000", "advisory-lock") {
  note(PQexec(a, "SELECT pg_advisory_lock_shared(1)"));
  note(PQexec(a, "SELECT pg_advisory_unlock_shared(1)"));
}

CASE(lock_two_keys, "differs", "advisory-lock") {
  note(PQexec(a, "SELECT pg_advisory_lock(1, 2)"));
}

CASE(lock_by_parameter, "differs", "advisory-lock") {
  const char *values[] = {"7"};
  note(PQexecParams(a, "SELECT pg_advisory_lock($1)", 1, NULL, values, NULL, NULL, 0));
}

CASE(lock_in_from, "differs", "advisory-lock") {
  note(PQexec(a, "SELECT 1 FROM pg_advisory_lock(3)"));
}

CASE(xact_lock, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SELECT pg_advisory_xact_lock(1)"));
  note(PQexec(a, "UPDATE orders SET v = 'x'"));
  note(PQexec(a, "COMMIT"));
}

CASE(try_xact_lock, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SELECT pg_try_advisory_xact_lock(1)"));
  note(PQexec(a, "COMMIT"));
}

CASE(xact_lock_in_one_string, "same", "") {
  note(PQexec(a, "SELECT pg_advisory_xact_lock(1); UPDATE orders SET v = 'x'"));
}

CASE(lock_in_transaction_not_unlocked, "differs", "advisory-lock") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SELECT pg_advisory_lock(1)"));
  note(PQexec(a, "COMMIT"));
}

CASE(lock_in_transaction_rolled_back, "differs", "advisory-lock") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SELECT pg_advisory_lock(1)"));
  note(PQexec(a, "ROLLBACK"));
}

CASE(lock_and_unlock_in_transaction, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SELECT pg_advisory_lock(1)"));
  note(PQexec(a, "UPDATE orders SET v = 'x'"));
  note(PQexec(a, "SELECT pg_advisory_unlock(1)"));
  note(PQexec(a, "COMMIT"));
}

CASE(lock_and_unlock_in_one_string, "same", "") {
  note(PQexec(
      a, "SELECT pg_advisory_lock(1); UPDATE orders SET v = 'x'; SELECT pg_advisory_unlock(1)"));
}

CASE(unlock_of_another_key, "differs", "advisory-lock") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SELECT pg_advisory_lock(1)"));
  note(PQexec(a, "SELECT pg_advisory_unlock(2)"));
  note(PQexec(a, "COMMIT"));
}

CASE(unlock_all_of_ones_own, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SELECT pg_advisory_lock(1)"));
  note(PQexec(a, "SELECT pg_advisory_unlock_all()"));
  note(PQexec(a, "COMMIT"));
}

CASE(unlock_skipped_by_return, "differs", "advisory-lock") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SELECT pg_advisory_lock(1)"));
  PGresult *r = PQexec(a, "SELECT v FROM items");
  if (PQntuples(r) == 0) {
    note(r);
    note(PQexec(a, "COMMIT"));
    return;
  }
  note(r);
  note(PQexec(a, "SELECT pg_advisory_unlock(1)"));
  note(PQexec(a, "COMMIT"));
}

CASE(locked_twice_unlocked_once, "differs", "advisory-lock") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SELECT pg_advisory_lock(1)"));
  note(PQexec(a, "SELECT pg_advisory_lock(1)"));
  note(PQexec(a, "SELECT pg_advisory_unlock(1)"));
  note(PQexec(a, "COMMIT"));
}

CASE(lock_in_do, "differs", "advisory-lock") {
  note(PQexec(a, "DO $$ BEGIN PERFORM pg_advisory_lock(1); END $$"));
}

CASE(lock_and_unlock_in_do, "same", "") {
  note(PQexec(a, "DO $$ BEGIN PERFORM pg_advisory_lock(1); PERFORM pg_advisory_unlock(1); END $$"));
}

CASE(row_lock, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "SELECT id FROM orders FOR UPDATE"));
  note(PQexec(a, "UPDATE orders SET v = 'x'"));
  note(PQexec(a, "COMMIT"));
}

CASE(looking_at_locks, "same", "") {
  note(PQexec(a, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"));
  note(PQexec(a, "SELECT 'pg_advisory_lock(1)'"));
}

CASE_IN(unlock_all, "differs", "advisory-lock", "victims") {
  note(PQexec(a, "SELECT pg_advisory_unlock_all()"));
}

CASE_IN(unlock_of_a_stranger, "differs", "advisory-lock", "victims") {
  note(PQexec(a, "SELECT pg_advisory_unlock_shared(4242)"));
}
