// RUN: %pooltidy-verify %s -- -std=c++17 -I%S/Inputs
//
// A database has a pool without a limit unless it is given a factory. The stand-in header
// follows ODB 2.4.0; checked with the real one of 2.4.0, too.
#include <odb/database.hxx>
#include <odb/pgsql/connection-factory.hxx>
#include <odb/pgsql/database.hxx>
#include <odb/sqlite/database.hxx>
#include <odb/transaction.hxx>

#include <memory>
#include <string>

namespace pg = odb::pgsql;

void without_a_limit(const std::string &user, const std::string &password) {
  pg::database db(user, password, "shop", "db", 5432, "connect_timeout=5"); // HAZARD: pooling-oversized-pool
}

void by_conninfo() {
  pg::database db("host=db dbname=shop connect_timeout=5"); // HAZARD: pooling-oversized-pool
}

std::unique_ptr<odb::database> by_arguments(int argc, char **argv) {
  return std::unique_ptr<odb::database>(new pg::database(argc, argv)); // HAZARD: pooling-oversized-pool, pooling-missing-timeout
}

void of_one() {
  pg::database db("host=db connect_timeout=5", std::make_unique<pg::connection_pool_factory>(1));
}

void of_twenty() {
  pg::database db("user", "password", "shop", "db", 5432, "connect_timeout=5",
                  std::make_unique<pg::connection_pool_factory>(20, 5)); // HAZARD: pooling-oversized-pool
}

void factory_first(const std::string &conninfo) {
  std::unique_ptr<pg::connection_factory> f(new pg::connection_pool_factory(8)); // HAZARD: pooling-oversized-pool
  pg::database db(conninfo, std::move(f));
}

void factory_without_a_limit() {
  pg::database db("host=db connect_timeout=5",
                  std::make_unique<pg::connection_pool_factory>()); // HAZARD: pooling-oversized-pool
}

void one_for_each_transaction() { pg::database db("host=db connect_timeout=5", std::make_unique<pg::new_connection_factory>()); }

void unbounded() {
  pg::database db("host=db", std::make_unique<pg::connection_pool_factory>(1)); // HAZARD: pooling-missing-timeout
}

void no_extras() {
  pg::database db("user", "password", "shop", "db", 5432, "", std::make_unique<pg::connection_pool_factory>(1)); // HAZARD: pooling-missing-timeout
}

void startup() {
  pg::database db("user", "password", "shop", "db", 5432,
                  "connect_timeout=5 options='-c search_path=x'", // HAZARD: pooling-startup-parameter
                  std::make_unique<pg::connection_pool_factory>(1));
}

void of_sqlite() {
  odb::sqlite::database db("shop.db", 2);
  odb::transaction t(db.begin());
  db.execute("CREATE TEMP TABLE t (i int)");
  t.commit();
}

static pg::database shared("host=db connect_timeout=5", std::make_unique<pg::connection_pool_factory>(1)); // a pool may stay

void uses() {
  odb::transaction t(shared.begin());
  shared.execute("DELETE FROM item");
  t.commit();
}
