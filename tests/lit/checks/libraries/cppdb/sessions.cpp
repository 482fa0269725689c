// REQUIRES: cppdb
// RUN: %pooltidy-verify %s -- -std=c++14
//
// Connection strings: driver, parameters for libpq, CppDB's own keys.
#include <cppdb/frontend.h>

#include <string>

void bounded() { cppdb::session sql("postgresql:host=db;dbname=shop;connect_timeout=5"); }

void unbounded() { cppdb::session sql("postgresql:host=db;dbname='the shop'"); } // HAZARD: pooling-missing-timeout

void startup() {
  cppdb::session sql("postgresql:host=db;connect_timeout=5;"
                     "options='-c search_path=x'"); // HAZARD: pooling-startup-parameter
}

void pooled() {
  cppdb::session sql("postgresql:host=db;connect_timeout=5;"
                     "@pool_size=8;" // HAZARD: pooling-oversized-pool
                     "@use_prepared=off");
  sql << "DELETE FROM item" << cppdb::exec;
}

void pool_of_one() { cppdb::session sql("postgresql:host=db;connect_timeout=5;@pool_size=1;@pool_max_idle=60"); }

void pool_of_sqlite() { cppdb::session sql("sqlite3:db=x.db;@pool_size=8"); }

void opened(const std::string &host) {
  cppdb::session sql;
  sql.open("postgresql:connect_timeout=5;@use_prepared=off;host=" + host);
  sql << "SET ROLE clerk" << cppdb::exec; // HAZARD: pooling-session-setting
}

// Once for each connection: another client's transactions run on it too.
void once() {
  cppdb::session sql("postgresql:host=db;connect_timeout=5;@use_prepared=off", [](cppdb::session &s) {
    s << "SET search_path TO shop" << cppdb::exec; // HAZARD: pooling-session-setting
  });
  sql << "DELETE FROM item" << cppdb::exec;
}

static void prepare_session(cppdb::session &s) {
  s.create_statement("SET work_mem = '1GB'").exec(); // HAZARD: pooling-session-setting
}
void once_by_function(cppdb::session &sql) { sql.once(prepare_session); }

static cppdb::session kept("postgresql:host=db;connect_timeout=5"); // HAZARD: pooling-long-lived-session
void use() { kept.create_statement("SELECT 1").exec(); }
