// RUN: %pooltidy-verify --checks='*,-pooling-missing-timeout' %s -- -std=c++20
//
// execute() sends text and values together, prepare() keeps the statement.
#include "Inputs/pgfe.hpp"

#include <string>
#include <unistd.h>

namespace pgfe = dmitigr::pgfe;

void settings(pgfe::Connection &c, const std::string &tenant) {
  c.execute("SET search_path TO shop");                       // HAZARD: pooling-session-setting
  c.execute("SELECT set_config('app.t', $1, false)", tenant); // HAZARD: pooling-session-setting
  c.execute([](auto &&) {}, "SELECT * FROM item WHERE n = $1", 3);
  c.execute([](auto &&) {}, "SET work_mem = '1MB'"); // HAZARD: pooling-session-setting
}

void opened() {
  pgfe::Connection c(pgfe::Connection_options{}.set_hostname("db"));
  c.connect();
  c.execute("SELECT 1 FROM item FOR UPDATE"); // HAZARD: pooling-outside-transaction
  pgfe::Transaction_guard t(c);
  c.execute("SELECT 1 FROM item FOR UPDATE");
  t.commit();
}

void in_a_transaction(pgfe::Connection &c) {
  pgfe::Transaction_guard t(c);
  c.execute("SET LOCAL work_mem = '1MB'");
  c.execute("CREATE TEMP TABLE t (i int)"); // HAZARD: pooling-temp-table
  sleep(3); // HAZARD: pooling-long-transaction
  t.commit();
  sleep(3);
}

void rolled_back(pgfe::Connection &c) {
  pgfe::Transaction_guard t(c);
  c.execute("SET work_mem = '1MB'");
}

void begun_later(pgfe::Connection &c) {
  pgfe::Transaction_guard t(c, false);
  sleep(3);
  t.begin();
  c.execute("LOCK TABLE item");
  t.commit();
}

void prepared(pgfe::Connection &c) {
  auto p = c.prepare("SELECT 1 FROM item WHERE n = $1", "get"); // HAZARD: pooling-prepared-statement
  p.bind_many(3).execute();
  c.unprepare("get"); // HAZARD: pooling-prepared-statement
}

void unnamed(pgfe::Connection &c) {
  auto p = c.prepare("SELECT 1 FROM item WHERE n = $1"); // HAZARD: pooling-prepared-statement
  p.bind_many(3).execute();
}

void locks(pgfe::Connection &c) {
  c.execute("SELECT pg_try_advisory_lock(1)"); // HAZARD: pooling-advisory-lock
  c.execute("LISTEN ch");                      // HAZARD: pooling-listen
}

void pools() {
  pgfe::Connection_pool pool(8); // HAZARD: pooling-oversized-pool
  pgfe::Connection_pool one(1);
  pool.connect();
  auto c = pool.connection();
  c->execute("SET work_mem = '1MB'"); // HAZARD: pooling-session-setting
}
