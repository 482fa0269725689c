// pooling-prepared-statement: statements that stay prepared on one server connection.
#include "../harness/live_libpq.h"

CASE(sql_prepare, "differs 26000", "prepared-statement") {
  note(PQexec(a, "PREPARE p AS SELECT 1"));
  note(PQexec(a, "EXECUTE p"));
}

CASE(sql_prepare_and_deallocate_apart, "differs 26000", "prepared-statement") {
  note(PQexec(a, "PREPARE p (int) AS SELECT $1"));
  note(PQexec(a, "EXECUTE p (7)"));
  note(PQexec(a, "DEALLOCATE p"));
}

CASE(sql_prepare_in_transaction, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "PREPARE p AS SELECT 1"));
  note(PQexec(a, "EXECUTE p"));
  note(PQexec(a, "DEALLOCATE p"));
  note(PQexec(a, "COMMIT"));
}

CASE(sql_prepare_left_by_transaction, "differs", "prepared-statement") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "PREPARE p AS SELECT 1"));
  note(PQexec(a, "EXECUTE p"));
  note(PQexec(a, "COMMIT"));
}

CASE(sql_prepare_rolled_back, "differs", "prepared-statement") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "PREPARE p AS SELECT 1"));
  note(PQexec(a, "EXECUTE p"));
  note(PQexec(a, "ROLLBACK"));
}

CASE(sql_prepare_in_one_string, "same", "") {
  note(PQexec(a, "PREPARE p AS SELECT 1; EXECUTE p; DEALLOCATE p"));
}

CASE(sql_prepare_left_by_one_string, "differs", "prepared-statement") {
  note(PQexec(a, "PREPARE p AS SELECT 1; EXECUTE p"));
}

CASE(explain_execute, "differs 26000", "prepared-statement") {
  note(PQexec(a, "PREPARE p AS SELECT 1"));
  note(PQexec(a, "EXPLAIN (COSTS off) EXECUTE p"));
}

CASE(named_prepare, "1.24: same; differs 26000", "prepared-statement") {
  note(PQprepare(a, "p", "SELECT 1", 0, NULL));
  note(PQexecPrepared(a, "p", 0, NULL, NULL, NULL, 0));
}

CASE(named_prepare_with_parameter, "1.24: same; differs 26000", "prepared-statement") {
  const char *values[] = {"7"};
  note(PQprepare(a, "by_id", "SELECT $1::int", 1, NULL));
  note(PQexecPrepared(a, "by_id", 1, values, NULL, NULL, 0));
  note(PQexecPrepared(a, "by_id", 1, values, NULL, NULL, 0));
}

CASE(named_prepare_used_after_commit, "1.24: same; differs 26000", "prepared-statement") {
  note(PQexec(a, "BEGIN"));
  note(PQprepare(a, "p", "SELECT 1", 0, NULL));
  note(PQexecPrepared(a, "p", 0, NULL, NULL, NULL, 0));
  note(PQexec(a, "COMMIT"));
  note(PQexecPrepared(a, "p", 0, NULL, NULL, NULL, 0));
}

CASE(named_prepare_left_behind, "1.24: same; differs", "prepared-statement") {
  note(PQexec(a, "BEGIN"));
  note(PQprepare(a, "p", "SELECT 1", 0, NULL));
  note(PQexecPrepared(a, "p", 0, NULL, NULL, NULL, 0));
  note(PQexec(a, "COMMIT"));
}

CASE(describe_prepared, "1.24: same; differs 26000", "prepared-statement") {
  note(PQprepare(a, "p", "SELECT 1", 0, NULL));
  note(PQdescribePrepared(a, "p"));
}

CASE(prepared_twice, "differs", "prepared-statement") {
  note(PQprepare(a, "p", "SELECT 1", 0, NULL));
  note(PQprepare(a, "p", "SELECT 1", 0, NULL));
}

CASE(deallocate_of_named, "differs 26000", "prepared-statement") {
  note(PQexec(a, "BEGIN"));
  note(PQprepare(a, "p", "SELECT 1", 0, NULL));
  note(PQexecPrepared(a, "p", 0, NULL, NULL, NULL, 0));
  note(PQexec(a, "COMMIT"));
  note(PQexec(a, "DEALLOCATE p"));
}

CASE(deallocate_of_named_in_transaction, "1.24: differs 26000; same", "prepared-statement") {
  note(PQexec(a, "BEGIN"));
  note(PQprepare(a, "p", "SELECT 1", 0, NULL));
  note(PQexecPrepared(a, "p", 0, NULL, NULL, NULL, 0));
  note(PQexec(a, "DEALLOCATE p"));
  note(PQexec(a, "COMMIT"));
}

CASE(sql_prepare_executed_by_protocol, "1.24: differs; same", "prepared-statement") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "PREPARE p AS SELECT 1"));
  note(PQexecPrepared(a, "p", 0, NULL, NULL, NULL, 0));
  note(PQexec(a, "DEALLOCATE p"));
  note(PQexec(a, "COMMIT"));
}

CASE(unnamed_prepare, "differs 26000", "prepared-statement") {
  note(PQprepare(a, "", "SELECT 1", 0, NULL));
  note(PQexecPrepared(a, "", 0, NULL, NULL, NULL, 0));
}

CASE(unnamed_prepare_in_transaction, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQprepare(a, "", "SELECT 1", 0, NULL));
  note(PQexecPrepared(a, "", 0, NULL, NULL, NULL, 0));
  note(PQexec(a, "COMMIT"));
}

CASE(params, "same", "") {
  const char *values[] = {"7"};
  note(PQexecParams(a, "SELECT $1::int + 1", 1, NULL, values, NULL, NULL, 0));
  note(PQexecParams(a, "SELECT $1::int + 1", 1, NULL, values, NULL, NULL, 0));
}

CASE(prepare_transaction, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "INSERT INTO items VALUES (1, 'x')"));
  note(PQexec(a, "PREPARE TRANSACTION 'live'"));
  note(PQexec(a, "COMMIT PREPARED 'live'"));
}

CASE_IN(deallocate_all, "differs", "prepared-statement", "victims") {
  note(PQexec(a, "BEGIN"));
  note(PQexec(a, "DEALLOCATE ALL"));
  note(PQexec(a, "COMMIT"));
}

CASE(execute_in_function, "same", "") {
  note(PQexec(a, "DO $$ BEGIN EXECUTE 'SELECT 1'; END $$"));
  note(PQexec(a, "GRANT EXECUTE ON FUNCTION with_setting() TO lowpriv"));
}

CASE(named_prepare_in_pipeline, "1.24: same; differs", "prepared-statement") {
  PQenterPipelineMode(a);
  PQsendPrepare(a, "pp", "SELECT 1", 0, NULL);
  PQsendQueryPrepared(a, "pp", 0, NULL, NULL, NULL, 0);
  PQpipelineSync(a);
  for (int i = 0; i < 3; ++i)
    for (PGresult *r; (r = PQgetResult(a));) {
      int end = PQresultStatus(r) == PGRES_PIPELINE_SYNC;
      note(r);
      if (end)
        break;
    }
  PQexitPipelineMode(a);
}

CASE(unnamed_prepare_in_pipeline, "same", "") {
  PQenterPipelineMode(a);
  PQsendPrepare(a, "", "SELECT 1", 0, NULL);
  PQsendQueryPrepared(a, "", 0, NULL, NULL, NULL, 0);
  PQpipelineSync(a);
  for (int i = 0; i < 3; ++i)
    for (PGresult *r; (r = PQgetResult(a));) {
      int end = PQresultStatus(r) == PGRES_PIPELINE_SYNC;
      note(r);
      if (end)
        break;
    }
  PQexitPipelineMode(a);
}

CASE(prepared_again_after_reset, "1.24: same; differs", "prepared-statement") {
  note(PQprepare(a, "p", "SELECT 1", 0, NULL));
  PQreset(a);
  note(PQprepare(a, "p", "SELECT 1", 0, NULL));
  note(PQexecPrepared(a, "p", 0, NULL, NULL, NULL, 0));
}

CASE(prepared_under_two_names, "1.24: same; differs", "prepared-statement") {
  note(PQprepare(a, "p", "SELECT 1", 0, NULL));
  note(PQprepare(a, "q", "SELECT 2", 0, NULL));
  note(PQexecPrepared(a, "p", 0, NULL, NULL, NULL, 0));
  note(PQexecPrepared(a, "q", 0, NULL, NULL, NULL, 0));
}

CASE(unnamed_prepared_twice, "same", "") {
  note(PQexec(a, "BEGIN"));
  note(PQprepare(a, "", "SELECT 1", 0, NULL));
  note(PQexecPrepared(a, "", 0, NULL, NULL, NULL, 0));
  note(PQprepare(a, "", "SELECT 2", 0, NULL));
  note(PQexecPrepared(a, "", 0, NULL, NULL, NULL, 0));
  note(PQexec(a, "COMMIT"));
}

static void prepare_once(PGconn *c) {
  static int done;
  if (!done++)
    note(PQprepare(c, "once", "SELECT 1", 0, NULL));
}

CASE(prepared_once, "1.24: same; differs 26000", "prepared-statement") {
  for (int i = 0; i < 2; ++i) {
    prepare_once(a);
    note(PQexecPrepared(a, "once", 0, NULL, NULL, NULL, 0));
  }
}

static void insert_item(PGconn *c, const char *item) {
  const char *values[] = {item};
  note(PQprepare(c, "insert", "INSERT INTO items VALUES (1, $1)", 1, NULL));
  note(PQexecPrepared(c, "insert", 1, values, NULL, NULL, 0));
}

CASE(prepared_by_helper, "1.24: same; differs 26000", "prepared-statement") {
  insert_item(a, "x");
}
