// RUN: %pooltidy-verify %s -- -std=c++20
//
// Statements of tables and columns are plain; text is read, prepared statements carry names.
#include "Inputs/sqlpp.hpp"

#include <memory>
#include <string>
#include <unistd.h>

namespace sql = sqlpp::postgresql;
constexpr sqlpp::statement_t<sqlpp::select_t, int> every;
constexpr sqlpp::statement_t<sqlpp::insert_t, int> insert;
constexpr sqlpp::statement_t<sqlpp::select_t, sqlpp::for_update_t> locking;

void built(sql::connection &db) {
  db(every);
  db(insert);
}

void locked(const std::shared_ptr<sql::connection_config> &config) {
  sql::connection db(config);
  db(locking); // HAZARD: pooling-outside-transaction
  auto tx = sqlpp::start_transaction(db);
  db(locking);
  tx.commit();
}

void text(sql::connection &db) {
  db.execute("SET search_path TO shop"); // HAZARD: pooling-session-setting
  db.execute("SET LOCAL work_mem = '1MB'; SELECT 1");
  db.set_default_isolation_level(sqlpp::isolation_level::serializable); // HAZARD: pooling-session-setting
}

void in_a_transaction(sql::connection &db) {
  auto tx = sqlpp::start_transaction(db);
  db.execute("SET LOCAL work_mem = '1MB'");
  db.execute("CREATE TEMP TABLE t (i int) ON COMMIT DROP");
  db.execute("CREATE TEMP TABLE u (i int)"); // HAZARD: pooling-temp-table
  db(insert);
  sleep(3); // HAZARD: pooling-long-transaction
  tx.commit();
  sleep(3);
}

void rolled_back(sql::connection &db) {
  auto tx = sqlpp::start_transaction(db);
  db.execute("SET work_mem = '1MB'");
  tx.rollback();
}

void ids(sql::connection &db) {
  db(insert);
  db.last_insert_id("item", "id"); // HAZARD: pooling-session-function
  auto tx = sqlpp::start_transaction(db);
  db(insert);
  db.last_insert_id("item", "id");
  tx.commit();
}

void prepared(sql::connection &db) {
  auto p = db.prepare(every); // HAZARD: pooling-prepared-statement
  db(p);
}

void prepared_inside(sql::connection &db) {
  auto tx = sqlpp::start_transaction(db);
  {
    auto p = db.prepare(insert);
    db(p);
  }
  tx.commit();
}

void pooled(const std::shared_ptr<sql::connection_config> &config) {
  sql::connection_pool pool(config, 8); // HAZARD: pooling-oversized-pool
  sql::connection_pool one(config, 1);
  auto db = pool.get();
  db.execute("CREATE TEMP TABLE t (i int)"); // HAZARD: pooling-temp-table
}

void elsewhere(const std::shared_ptr<sqlpp::sqlite3::connection_config> &config) {
  sqlpp::sqlite3::connection db(config);
  db.execute("CREATE TEMP TABLE t (i int)");
  auto tx = sqlpp::start_transaction(db);
  sleep(3);
  tx.commit();
}
