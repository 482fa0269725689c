// REQUIRES: poco
// RUN: %pooltidy-verify --checks='*,-pooling-prepared-statement,-pooling-missing-timeout' %s -- -std=c++20
#include <Poco/Data/Session.h>
#include <Poco/Data/SessionPool.h>
#include <Poco/Data/SessionPoolContainer.h>
#include <Poco/Util/AbstractConfiguration.h>

#include <algorithm>
#include <memory>
#include <string>
#include <thread>

using namespace Poco::Data::Keywords;
using Poco::Data::SessionPool;

void sizes(const std::string &where, const Poco::Util::AbstractConfiguration &config) {
  SessionPool all("PostgreSQL", where); // HAZARD: pooling-oversized-pool
  SessionPool one("PostgreSQL", where, 1, 1);
  SessionPool eight("postgresql", where, 1, 8); // HAZARD: pooling-oversized-pool
  SessionPool cores("PostgreSQL", where, 1, std::thread::hardware_concurrency()); // HAZARD: pooling-oversized-pool
  SessionPool set("PostgreSQL", where, 1, config.getInt("pool", 10)); // HAZARD: pooling-oversized-pool
  SessionPool sparing("PostgreSQL", where, 1, config.getInt("pool", 1));
  SessionPool unknown("PostgreSQL", where, 1, config.getInt("pool"));
  SessionPool capped("PostgreSQL", where, 1, std::min(config.getInt("pool", 10), 1));
  SessionPool lite("SQLite", where, 1, 16);
  SessionPool other("ODBC", where);
  Poco::Data::SessionPoolContainer several;
  several.add("PostgreSQL", where); // HAZARD: pooling-oversized-pool
  several.add("SQLite", where);
}

void taken(SessionPool &pool) {
  Poco::Data::Session s(pool.get());
  s << "SET ROLE clerk", now; // HAZARD: pooling-session-setting
  s << "SET LOCAL work_mem = '1MB'", now; // HAZARD: pooling-outside-transaction
  s.begin();
  s << "SET LOCAL work_mem = '1MB'", now;
  s.commit();
}

void taken_from_sqlite(const std::string &file) {
  SessionPool pool("SQLite", file);
  Poco::Data::Session s = pool.get();
  s << "CREATE TEMP TABLE t (i int)", now;
}
