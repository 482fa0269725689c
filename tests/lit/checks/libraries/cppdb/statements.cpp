// REQUIRES: cppdb
// RUN: %pooltidy-verify %s -- -std=c++14
//
// What reaches the server through a session that prepares nothing.
#include <cppdb/frontend.h>

#include <string>
#include <unistd.h>

static const char *const Plain = "postgresql:host=db;dbname=shop;connect_timeout=5;@use_prepared=off";

void settings(const std::string &schema) {
  cppdb::session sql(Plain);
  sql << "SET search_path TO inventory" << cppdb::exec; // HAZARD: pooling-session-setting
  sql << "SET search_path TO " + schema << cppdb::exec; // HAZARD: pooling-session-setting
  cppdb::statement st = sql.prepare("SELECT set_config('app.user', ?, false)"); // HAZARD: pooling-session-setting
  st.bind(schema);
  cppdb::result r = st.query();
  cppdb::result one = sql << "SELECT pg_advisory_lock(?)" << 4 << cppdb::row; // HAZARD: pooling-advisory-lock
  sql << "SET LOCAL work_mem = '1MB'" << cppdb::exec; // HAZARD: pooling-outside-transaction
  sql << "LISTEN jobs" << cppdb::exec; // HAZARD: pooling-listen
  sql << "NOTIFY jobs" << cppdb::exec;
  sql << "UPDATE item SET n = ? WHERE id = ?" << 1 << schema << cppdb::exec;
}

// A statement that nobody executes is not sent.
void never_sent() {
  cppdb::session sql(Plain);
  cppdb::statement st = sql.prepare("SET ROLE clerk");
  st.bind(1);
}

void converted() {
  cppdb::session sql(Plain);
  cppdb::result r = sql << "SELECT pg_advisory_lock(?)" << 4; // HAZARD: pooling-advisory-lock
  while (r.next())
    ;
}

void confined() {
  cppdb::session sql(Plain);
  cppdb::transaction guard(sql);
  sql << "SET LOCAL lock_timeout = '1s'" << cppdb::exec;
  sql << "CREATE TEMP TABLE t (i int) ON COMMIT DROP" << cppdb::exec;
  cppdb::statement st = sql << "INSERT INTO item (n) VALUES (?)" << 4;
  st.exec();
  long long id = st.sequence_last("item_id_seq");
  (void)id;
  guard.commit();
}

long long another_clients_id() {
  cppdb::session sql(Plain);
  cppdb::statement st = sql << "INSERT INTO item (n) VALUES (?)" << 4;
  st.exec();
  return st.sequence_last("item_id_seq"); // HAZARD: pooling-session-function
}

void leaks() {
  cppdb::session sql(Plain);
  sql.begin();
  sql << "SET ROLE clerk" << cppdb::exec; // HAZARD: pooling-session-setting
  sql << "CREATE TEMP TABLE stage (i int)" << cppdb::exec; // HAZARD: pooling-temp-table
  sql.commit();
}

void undone() {
  cppdb::session sql(Plain);
  cppdb::transaction guard(sql);
  sql << "SET ROLE clerk" << cppdb::exec; // rolled back by the destructor
  sql << "CREATE TEMP TABLE stage (i int)" << cppdb::exec;
}

void waits() {
  cppdb::session sql(Plain);
  cppdb::transaction guard(sql);
  sql << "UPDATE item SET n = 1" << cppdb::exec;
  sleep(3); // HAZARD: pooling-long-transaction
  guard.commit();
}

// The same connection under another name.
void copies() {
  cppdb::session sql(Plain);
  cppdb::session same = sql;
  same.begin();
  sql << "SET LOCAL work_mem = '1MB'" << cppdb::exec;
  same.commit();
}

void others() {
  cppdb::session lite("sqlite3:db=shop.db"), my("mysql:database=shop;user=u");
  lite << "CREATE TEMP TABLE t (i int)" << cppdb::exec;
  my << "SET SESSION wait_timeout = 60" << cppdb::exec;
}
