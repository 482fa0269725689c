// REQUIRES: poco
// RUN: %pooltidy-verify --checks='*,-pooling-prepared-statement,-pooling-missing-timeout' %s -- -std=c++20
//
// Sessions, stream statements, transactions.
#include <Poco/Data/PostgreSQL/Connector.h>
#include <Poco/Data/RecordSet.h>
#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/Session.h>
#include <Poco/Data/SessionFactory.h>
#include <Poco/Data/SessionPool.h>
#include <Poco/Data/Statement.h>
#include <Poco/Data/Transaction.h>

#include <string>
#include <vector>

using namespace Poco::Data::Keywords;
using Poco::Data::RecordSet;
using Poco::Data::Session;
using Poco::Data::Statement;

void streamed(Session &s, std::string user, int id) {
  s << "SET search_path TO x", now; // HAZARD: pooling-session-setting
  s << "SELECT pg_advisory_lock(" << id << ")", now; // HAZARD: pooling-advisory-lock
  s << "SELECT set_config('app.user', $1, false)", use(user), now; // HAZARD: pooling-session-setting
  s << "CREATE TEMP TABLE %s (i int)", std::string("t"), now; // HAZARD: pooling-temp-table
  s << "INSERT INTO log (t) VALUES ($1)", use(user), now;
  std::vector<int> ids;
  s << "SELECT id FROM item", into(ids), now;
  s << "SELECT currval('item_id_seq')", into(id), now; // HAZARD: pooling-session-function
}

void never_sent(Session &s) {
  s << "SET ROLE clerk"; // no `now`
  Statement built(s);
  built << "SET ROLE clerk";
}

void by_execute(Session &s) {
  Statement st = (s << "SET ROLE clerk"); // HAZARD: pooling-session-setting #role
  st.execute(); // ALT: pooling-session-setting #role
  Statement other(s);
  other << "LISTEN " << "jobs"; // HAZARD: pooling-listen #jobs
  other.execute(); // ALT: pooling-listen #jobs
}

void rows(Session &s) {
  RecordSet r(s, "SELECT set_config('a.b', 'c', false)"); // HAZARD: pooling-session-setting
  RecordSet t(s, "SELECT 1");
}

void confined(Session &s) {
  s.begin();
  s << "SET LOCAL work_mem = '1MB'", now;
  s << "LOCK TABLE item", now;
  s << "CREATE TEMP TABLE t (i int) ON COMMIT DROP", now;
  s.commit();
}

void undone(Session &s) {
  Poco::Data::Transaction t(s);
  s << "SET ROLE clerk", now;
}

void kept(Session &s) {
  Poco::Data::Transaction t(s);
  s << "SET ROLE clerk", now; // HAZARD: pooling-session-setting
  t.commit();
}

void isolation(Session &s) {
  s.setTransactionIsolation(Session::TRANSACTION_SERIALIZABLE); // HAZARD: pooling-session-setting
}

void manual(Session &s) {
  s.setFeature("autoCommit", false);
  s << "SET LOCAL work_mem = '1MB'", now;
  s << "SELECT pg_advisory_lock(4)", now;
  s << "SELECT pg_advisory_unlock(4)", now;
  s.commit();
  s.setFeature("autoCommit", true);
}

void own(const std::string &where) {
  Session s("PostgreSQL", where);
  s << "SET LOCAL work_mem = '1MB'", now; // HAZARD: pooling-outside-transaction
  Session t(Poco::Data::PostgreSQL::Connector::KEY, where);
  t << "SAVEPOINT a", now; // HAZARD: pooling-outside-transaction
  Session u = Poco::Data::SessionFactory::instance().create("postgresql", where);
  u << "SET LOCAL work_mem = '1MB'", now; // HAZARD: pooling-outside-transaction
}

void copies(Session s) {
  Session same = s;
  s.begin();
  same << "SET LOCAL work_mem = '1MB'", now;
  same << "SELECT pg_advisory_lock(5)", now;
  s << "SELECT pg_advisory_unlock(5)", now;
  s.commit();
}

void local(const std::string &file) {
  Session s("SQLite", file);
  s << "CREATE TEMP TABLE t (i int)", now;
  Session t(Poco::Data::SQLite::Connector::KEY, file);
  t << "CREATE TEMP TABLE t (i int)", now;
  Session u("sqlite:///" + file);
  u << "CREATE TEMP TABLE t (i int)", now;
  Session v("MySQL", file);
  v << "SET SESSION wait_timeout = 1", now;
  v.setTransactionIsolation(Session::TRANSACTION_SERIALIZABLE);
}
