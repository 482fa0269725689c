// RUN: %pooltidy-verify %s -- -std=c++17 -I%S/Inputs
//
// odb::transaction, native statements, connections. The stand-in header follows ODB
// 2.4.0; checked with the real one of 2.4.0, too.
#include <odb/connection.hxx>
#include <odb/pgsql/database.hxx>
#include <odb/transaction.hxx>

#include <string>
#include <unistd.h>

void confined(odb::database &db, const std::string &wait) {
  odb::transaction t(db.begin());
  db.execute("SET LOCAL lock_timeout = '1s'");
  db.execute("SELECT pg_advisory_xact_lock(4)");
  db.execute("LOCK TABLE item");
  db.execute("CREATE TEMP TABLE t (i int) ON COMMIT DROP");
  db.execute("SET LOCAL work_mem = " + wait);
  t.commit();
}

void leaks(odb::database &db) {
  odb::transaction t(db.begin());
  db.execute("SET search_path TO shop");           // HAZARD: pooling-session-setting
  db.execute("SELECT pg_advisory_lock(5)");        // HAZARD: pooling-advisory-lock
  db.execute("CREATE TEMP TABLE stage (i int)");   // HAZARD: pooling-temp-table
  db.execute("LISTEN jobs");                       // HAZARD: pooling-listen
  db.execute("DECLARE c CURSOR WITH HOLD FOR SELECT 1"); // HAZARD: pooling-cursor
  t.commit();
}

void undone(odb::database &db) {
  odb::transaction t(db.begin());
  db.execute("SET ROLE clerk"); // rolled back by the destructor
  db.execute("CREATE TEMP TABLE stage (i int)");
}

void reset(odb::database &db) {
  odb::transaction t;
  t.reset(db.begin());
  db.execute("SET ROLE clerk");
  t.rollback();
  t.reset(db.begin());
  db.execute("SET ROLE clerk"); // HAZARD: pooling-session-setting
  t.commit();
}

// The library refuses a native statement outside a transaction, so a caller has one.
static void helper(odb::database &db) {
  db.execute("SELECT pg_advisory_lock(6)");
  db.execute("UPDATE item SET n = 1");
  db.execute("SELECT pg_advisory_unlock(6)");
}
void calls_helper(odb::database &db) {
  odb::transaction t(db.begin());
  helper(db);
  t.commit();
}
void somebodys(odb::database &db) {
  db.execute("SET jit = off");
  db.execute("UPDATE item SET n = 1");
  db.execute("RESET jit");
}

// A connection of one's own may do without.
void autocommit(odb::database &db) {
  odb::connection_ptr c(db.connection());
  c->execute("SET work_mem = '1GB'");       // HAZARD: pooling-session-setting
  c->execute("SET LOCAL work_mem = '1MB'"); // HAZARD: pooling-outside-transaction
  c->execute("UPDATE item SET n = 1");
  odb::transaction t(c->begin());
  c->execute("SET LOCAL work_mem = '1MB'");
  t.connection().execute("LOCK TABLE item");
  t.commit();
  c->execute("LOCK TABLE item"); // HAZARD: pooling-outside-transaction
}

void current(odb::database &db) {
  odb::transaction t(db.begin());
  t.database().execute("SET LOCAL lock_timeout = 0");
  t.database().execute("SET ROLE clerk"); // HAZARD: pooling-session-setting
  t.commit();
}

void waits(odb::database &db) {
  odb::transaction t(db.begin());
  db.execute("UPDATE item SET n = 1");
  sleep(3); // HAZARD: pooling-long-transaction
  t.commit();
  sleep(3);
}
