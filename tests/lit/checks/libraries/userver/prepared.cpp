// RUN: %pooltidy-verify --checks='-*,pooling-prepared-statement' %s -- -std=c++20
//
// The driver keeps what it has prepared, so a pooler that does not follow names loses it.
#include "Inputs/userver.hpp"

namespace pg = userver::storages::postgres;

void alone(pg::Cluster &db) {
  db.Execute(pg::ClusterHostType::kMaster, "SELECT 1"); // HAZARD: pooling-prepared-statement
}

void together(pg::Cluster &db) {
  auto trx = db.Begin(pg::Transaction::RW);
  trx.Execute("UPDATE item SET n = $1", 1); // HAZARD: pooling-prepared-statement
  trx.Execute("UPDATE item SET m = $1", 1); // HAZARD: pooling-prepared-statement
  trx.Commit();
}
