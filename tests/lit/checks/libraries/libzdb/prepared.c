// REQUIRES: zdb
// RUN: %pooltidy-verify --checks='-*,pooling-prepared-statement' %s -- -I/usr/include/zdb
//
// Statements are prepared under numbers that every process counts from 0.
#include <zdb.h>

void each(ConnectionPool_T pool, int id) {
  Connection_T con = ConnectionPool_getConnection(pool);
  PreparedStatement_T p = Connection_prepareStatement(con, "UPDATE item SET n = 1 WHERE id = ?"); // HAZARD: pooling-prepared-statement
  PreparedStatement_setInt(p, 1, id);
  PreparedStatement_execute(p);
  Connection_close(con);
}

void committed(Connection_T con, const char *table) {
  Connection_beginTransaction(con);
  PreparedStatement_T p = Connection_prepareStatement(con, "DELETE FROM %s WHERE id = ?", table); // HAZARD: pooling-prepared-statement
  PreparedStatement_setInt(p, 1, 4);
  PreparedStatement_execute(p);
  Connection_commit(con);
}

// Freed where the transaction that prepared it still holds the server.
void freed_inside(Connection_T con) {
  Connection_beginTransaction(con);
  PreparedStatement_T p = Connection_prepareStatement(con, "SELECT 1 WHERE 1 = ?");
  PreparedStatement_setInt(p, 1, 4);
  PreparedStatement_executeQuery(p);
  Connection_clear(con);
  Connection_commit(con);
}

// A roll-back frees first.
void rolled_back(Connection_T con) {
  Connection_beginTransaction(con);
  PreparedStatement_T p = Connection_prepareStatement(con, "SELECT 1 WHERE 1 = ?");
  PreparedStatement_executeQuery(p);
  Connection_rollback(con);
}

void not_prepared(Connection_T con, int id) {
  Connection_execute(con, "UPDATE item SET n = 1 WHERE id = %d", id);
  Connection_executeQuery(con, "SELECT 1");
}
