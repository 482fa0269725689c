// REQUIRES: zdb
// RUN: %pooltidy-verify %s -- -I/usr/include/zdb
//
// Texts in the manner of printf, transactions by calls, exceptions by macros.
#include <zdb.h>

#include <stdio.h>
#include <unistd.h>

void settings(ConnectionPool_T pool, const char *schema) {
  Connection_T con = ConnectionPool_getConnection(pool);
  Connection_execute(con, "SET search_path TO %s", schema); // HAZARD: pooling-session-setting
  Connection_execute(con, "%s", "SET ROLE clerk");          // HAZARD: pooling-session-setting
  Connection_setQueryTimeout(con, 3000);                    // HAZARD: pooling-session-setting
  Connection_execute(con, "SET LOCAL work_mem = '1MB'");    // HAZARD: pooling-outside-transaction
  Connection_setMaxRows(con, 10);
  ResultSet_T rows = Connection_executeQuery(con, "SELECT n FROM item WHERE id = %d", 4);
  while (ResultSet_next(rows))
    printf("%d\n", ResultSet_getInt(rows, 1));
  Connection_close(con);
}

void confined(Connection_T con) {
  Connection_beginTransaction(con);
  Connection_execute(con, "SET LOCAL lock_timeout = '1s'");
  Connection_execute(con, "SELECT pg_advisory_xact_lock(%d)", 4);
  Connection_execute(con, "LOCK TABLE item");
  Connection_execute(con, "CREATE TEMP TABLE t (i int) ON COMMIT DROP");
  Connection_execute(con, "INSERT INTO item DEFAULT VALUES");
  Connection_executeQuery(con, "SELECT lastval()");
  Connection_commit(con);
}

void leaks(Connection_T con) {
  Connection_beginTransaction(con);
  Connection_executeQuery(con, "SELECT pg_advisory_lock(5)"); // HAZARD: pooling-advisory-lock
  Connection_execute(con, "CREATE TEMP TABLE stage (i int)");  // HAZARD: pooling-temp-table
  Connection_execute(con, "DECLARE c CURSOR WITH HOLD FOR SELECT 1"); // HAZARD: pooling-cursor
  Connection_execute(con, "LISTEN jobs");                      // HAZARD: pooling-listen
  Connection_commit(con);
}

void undone(Connection_T con) {
  Connection_beginTransaction(con);
  Connection_execute(con, "SET ROLE clerk");
  Connection_execute(con, "CREATE TEMP TABLE stage (i int)");
  Connection_rollback(con);
}

// What is not committed when the connection goes back is rolled back.
void given_back(ConnectionPool_T pool) {
  Connection_T con = ConnectionPool_getConnection(pool);
  Connection_beginTransaction(con);
  Connection_execute(con, "SET ROLE clerk");
  ConnectionPool_returnConnection(pool, con);
}

void alone(ConnectionPool_T pool) {
  Connection_T con = ConnectionPool_getConnection(pool);
  Connection_executeQuery(con, "SELECT * FROM item FOR UPDATE"); // HAZARD: pooling-outside-transaction
  Connection_execute(con, "SAVEPOINT a");                        // HAZARD: pooling-outside-transaction
  Connection_execute(con, "INSERT INTO item DEFAULT VALUES");
  Connection_executeQuery(con, "SELECT currval('item_id_seq')"); // HAZARD: pooling-session-function
  Connection_execute(con, "SET jit = off; SELECT 1; RESET jit"); // one implicit transaction
  Connection_close(con);
}

void waits(Connection_T con) {
  Connection_beginTransaction(con);
  Connection_execute(con, "UPDATE item SET n = 1");
  sleep(5); // HAZARD: pooling-long-transaction
  Connection_commit(con);
  sleep(5);
}

void caught(ConnectionPool_T pool) {
  Connection_T con = ConnectionPool_getConnection(pool);
  TRY {
    Connection_beginTransaction(con);
    Connection_execute(con, "SET LOCAL lock_timeout = '1s'");
    Connection_execute(con, "UPDATE item SET n = 1");
    Connection_commit(con);
  }
  CATCH(SQLException) { Connection_rollback(con); }
  FINALLY { Connection_close(con); }
  END_TRY;
}
