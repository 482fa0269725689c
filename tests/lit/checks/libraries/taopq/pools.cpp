// RUN: %pooltidy-verify %s -- -std=c++20
//
// A pool has no limit; a connection string is one of libpq.
#include "Inputs/pq.hpp"

void pools() {
  auto pool = tao::pq::connection_pool::create("host=db connect_timeout=3"); // HAZARD: pooling-oversized-pool
  pool->execute("SET work_mem = '1MB'");                                     // HAZARD: pooling-session-setting
  pool->execute("SELECT 1 FROM item FOR UPDATE");                            // HAZARD: pooling-outside-transaction
  auto c = pool->connection();
  auto tr = c->transaction();
  tr->execute("SELECT 1 FROM item FOR UPDATE");
  tr->commit();
}

void connects() {
  auto a = tao::pq::connection::create("host=db connect_timeout=3 options='-c work_mem=1MB'"); // HAZARD: pooling-startup-parameter
  auto b = tao::pq::connection::create("host=db"); // HAZARD: pooling-missing-timeout
}
