// pooling-outside-transaction: the same mistake with and without a pooler. Each case opens
// a connection of its own, so that the reader of the source knows that no transaction is open.
#include "../harness/live_libpq.h"
#include <libpq/libpq-fs.h>
#include <stdio.h>

CASE(local_autocommit, "outside 25P01", "outside-transaction") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "SET LOCAL work_mem = '77MB'"));
  note(PQexec(c, "SHOW work_mem"));
  PQfinish(c);
}

CASE(local_in_transaction, "same", "") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "BEGIN"));
  note(PQexec(c, "SET LOCAL work_mem = '77MB'"));
  note(PQexec(c, "SHOW work_mem"));
  note(PQexec(c, "COMMIT"));
  PQfinish(c);
}

CASE(local_after_commit, "outside 25P01", "outside-transaction") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "SELECT 1"));
  note(PQexec(c, "SET LOCAL work_mem = '77MB'"));
  note(PQexec(c, "SHOW work_mem"));
  PQfinish(c);
}

CASE(local_set_config, "outside", "outside-transaction") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "SELECT set_config('work_mem', '77MB', true)"));
  note(PQexec(c, "SHOW work_mem"));
  PQfinish(c);
}

CASE(local_role, "outside 25P01", "outside-transaction") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "SET LOCAL ROLE lowpriv"));
  note(PQexec(c, "SELECT v FROM secret"));
  PQfinish(c);
}

CASE(transaction_modes, "outside 25P01", "outside-transaction") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"));
  note(PQexec(c, "SHOW transaction_isolation"));
  PQfinish(c);
}

CASE(constraints_deferred, "outside 25P01", "outside-transaction") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "SET CONSTRAINTS ALL DEFERRED"));
  note(PQexec(c, "UPDATE deferred SET id = 2 WHERE id = 1"));
  PQfinish(c);
}

CASE(declare_autocommit, "outside 25P01", "outside-transaction") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "DECLARE c CURSOR FOR SELECT 1"));
  PQfinish(c);
}

CASE(lock_table_autocommit, "outside 25P01", "outside-transaction") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "LOCK TABLE orders IN EXCLUSIVE MODE"));
  PQfinish(c);
}

CASE(lock_table_in_one_string, "same", "") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "LOCK TABLE orders IN EXCLUSIVE MODE; UPDATE orders SET v = 'x'"));
  PQfinish(c);
}

CASE(savepoint_autocommit, "outside 25P01", "outside-transaction") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "SAVEPOINT s"));
  PQfinish(c);
}

CASE(savepoint_in_one_string, "outside 25P01", "outside-transaction") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "SAVEPOINT s; SELECT 1; RELEASE s"));
  PQfinish(c);
}

CASE(rollback_to_autocommit, "outside 25P01", "outside-transaction") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "ROLLBACK TO SAVEPOINT s"));
  PQfinish(c);
}

CASE(on_commit_drop_autocommit, "outside 42P01", "outside-transaction") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "CREATE TEMP TABLE tt (v text) ON COMMIT DROP"));
  note(PQexec(c, "SELECT * FROM tt"));
  PQfinish(c);
}

CASE(xact_lock_autocommit, "outside", "outside-transaction") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "SELECT pg_advisory_xact_lock(5)"));
  note(PQexec(c, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"));
  PQfinish(c);
}

CASE(try_xact_lock_autocommit, "outside", "outside-transaction") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "SELECT pg_try_advisory_xact_lock(5)"));
  note(PQexec(c, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"));
  PQfinish(c);
}

CASE(for_update_autocommit, "outside", "outside-transaction") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "SELECT id FROM orders FOR UPDATE"));
  note(PQexec(c, "SELECT count(*) FROM pg_locks WHERE relation = 'orders'::regclass AND mode = "
                 "'RowShareLock'"));
  PQfinish(c);
}

CASE(for_update_in_subquery, "same", "") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(
      c, "UPDATE orders SET v = 'x' WHERE id IN (SELECT id FROM orders FOR UPDATE SKIP LOCKED)"));
  PQfinish(c);
}

CASE(local_by_parameters, "outside 25P01", "outside-transaction") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexecParams(c, "SET LOCAL work_mem = '77MB'", 0, NULL, NULL, NULL, NULL, 0));
  note(PQexec(c, "SHOW work_mem"));
  PQfinish(c);
}

CASE(local_in_one_string, "same", "") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "SET LOCAL work_mem = '77MB'; SELECT current_setting('work_mem')"));
  PQfinish(c);
}

CASE(local_in_do, "same", "") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  note(PQexec(c, "DO $$ BEGIN SET LOCAL work_mem = '77MB'; END $$"));
  PQfinish(c);
}

CASE(local_in_pipeline, "same", "") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  PQenterPipelineMode(c);
  PQsendQueryParams(c, "SELECT set_config('work_mem', '77MB', true)", 0, NULL, NULL, NULL, NULL, 0);
  PQsendQueryParams(c, "SHOW work_mem", 0, NULL, NULL, NULL, NULL, 0);
  PQpipelineSync(c);
  for (int i = 0; i < 3; ++i)
    for (PGresult *r; (r = PQgetResult(c));) {
      int end = PQresultStatus(r) == PGRES_PIPELINE_SYNC;
      note(r);
      if (end)
        break;
    }
  PQfinish(c);
}

CASE(large_object_autocommit, "outside", "outside-transaction") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  char text[4] = "";
  Oid id = lo_create(c, 0);
  int fd = lo_open(c, id, INV_READ | INV_WRITE);
  note_number(lo_write(c, fd, "abc", 3));
  lo_unlink(c, id);
  PQfinish(c);
}

CASE(snapshot_autocommit, "outside 22023", "outside-transaction") {
  PGconn *c = PQconnectdb("connect_timeout=5");
  PGconn *d = PQconnectdb("connect_timeout=5");
  char import[100];
  PGresult *r = PQexec(c, "SELECT pg_export_snapshot()");
  snprintf(import, sizeof import, "SET TRANSACTION SNAPSHOT '%s'", PQgetvalue(r, 0, 0));
  PQclear(r);
  note(PQexec(d, "BEGIN ISOLATION LEVEL REPEATABLE READ"));
  note(PQexec(d, import));
  note(PQexec(d, "ROLLBACK"));
  PQfinish(c);
  PQfinish(d);
}
