// RUN: %pooltidy-verify %s -- -std=c++20 -I%S/Inputs
//
// The C++ classes. A connection goes back, and is rolled back, when it goes out of scope. The
// stand-in header follows libzdb 3.4.0; checked with the real one of 3.4.0, too.
#include <zdbpp.h>

#include <string>
#include <unistd.h>

using namespace zdb;

void default_size() {
  ConnectionPool pool("postgresql://localhost:5432/shop?user=u&password=p"); // HAZARD: pooling-oversized-pool
  pool.start();
}

void of_one(const std::string &text) {
  ConnectionPool pool(text);
  pool.setInitialConnections(1);
  pool.setMaxConnections(1);
  pool.start();
}

void of_eight() {
  ConnectionPool pool(URL("postgresql://localhost:5432/shop?user=u&password=p"));
  pool.setMaxConnections(8); // HAZARD: pooling-oversized-pool
  pool.start();
}

void of_sqlite() {
  ConnectionPool pool("sqlite:///var/shop.db");
  pool.start();
  Connection con = pool.getConnection();
  con.execute("CREATE TEMP TABLE t (i int)");
}

void settings(ConnectionPool &pool) {
  Connection con = pool.getConnection();
  con.execute("SET search_path TO shop");      // HAZARD: pooling-session-setting
  con.setQueryTimeout(3000);                   // HAZARD: pooling-session-setting
  con.execute("SET LOCAL work_mem = '1MB'");   // HAZARD: pooling-outside-transaction
  ResultSet r = con.executeQuery("SELECT 1");
  while (r.next())
    (void)r.getInt(1);
}

void confined(ConnectionPool &pool) {
  Connection con = pool.getConnection();
  con.beginTransaction();
  con.execute("SET LOCAL lock_timeout = '1s'");
  con.execute("SET ROLE clerk"); // HAZARD: pooling-session-setting
  con.commit();
}

void never_committed(ConnectionPool &pool) {
  Connection con = pool.getConnection();
  con.beginTransaction();
  con.execute("SET ROLE clerk");
}

void undone(ConnectionPool &pool) {
  Connection con = pool.getConnection();
  con.beginTransaction();
  con.execute("SET ROLE clerk");
  con.rollback();
}

// With values the statement is prepared.
void prepared(ConnectionPool &pool, int id) {
  Connection con = pool.getConnection();
  con.execute("UPDATE item SET n = 1 WHERE id = ?", id); // HAZARD: pooling-prepared-statement
  PreparedStatement p = con.prepareStatement("DELETE FROM item WHERE id = ?"); // HAZARD: pooling-prepared-statement
  p.bind(1, id);
  p.execute();
}

void waits(ConnectionPool &pool) {
  Connection con = pool.getConnection();
  con.beginTransaction();
  con.execute("UPDATE item SET n = 1");
  sleep(3); // HAZARD: pooling-long-transaction
  con.commit();
}
