// REQUIRES: zdb
// RUN: %pooltidy-verify --checks='-*,pooling-prepared-statement' --pooler pgbouncer-1.25 %s -- -I/usr/include/zdb
//
// A pooler that follows Parse messages does not know the names in SQL DEALLOCATE, which
// Connection_clear sends: inside a transaction that aborts it, and Connection_commit does not tell.
#include <zdb.h>

void outside(ConnectionPool_T pool) {
  Connection_T con = ConnectionPool_getConnection(pool);
  PreparedStatement_T p = Connection_prepareStatement(con, "SELECT 1");
  PreparedStatement_executeQuery(p);
  Connection_close(con);
}

void lost(Connection_T con) {
  Connection_beginTransaction(con);
  PreparedStatement_T p = Connection_prepareStatement(con, "UPDATE item SET n = 1"); // HAZARD: pooling-prepared-statement
  PreparedStatement_execute(p);
  Connection_clear(con);
  Connection_commit(con);
}

void prepared_before(Connection_T con) {
  PreparedStatement_T p = Connection_prepareStatement(con, "UPDATE item SET n = 1"); // HAZARD: pooling-prepared-statement
  Connection_beginTransaction(con);
  PreparedStatement_execute(p);
  Connection_clear(con);
  Connection_commit(con);
}

void kept(Connection_T con) {
  Connection_beginTransaction(con);
  PreparedStatement_T p = Connection_prepareStatement(con, "UPDATE item SET n = 1");
  PreparedStatement_execute(p);
  Connection_commit(con);
  Connection_clear(con);
}

void rolled_back(Connection_T con) {
  Connection_beginTransaction(con);
  PreparedStatement_T p = Connection_prepareStatement(con, "UPDATE item SET n = 1");
  PreparedStatement_execute(p);
  Connection_clear(con);
  Connection_rollback(con);
}
