// RUN: %pooltidy-verify --pooler pgbouncer %s -- -std=c++20
//
// A pooler that follows named statements: what is left is what the program's own SQL does.
#include "Inputs/userver.hpp"

#include <string>
#include <unistd.h>

namespace pg = userver::storages::postgres;

void settings(pg::Cluster &db, const std::string &tenant) {
  db.Execute(pg::ClusterHostType::kMaster, "SET search_path TO shop");                        // HAZARD: pooling-session-setting
  db.Execute(pg::ClusterHostType::kMaster, "SELECT set_config('app.tenant', $1, false)", tenant); // HAZARD: pooling-session-setting
  db.Execute(pg::ClusterHostType::kMaster, pg::CommandControl{}, "SET work_mem = '1MB'");     // HAZARD: pooling-session-setting
  db.Execute(pg::ClusterHostType::kMaster, "SET LOCAL work_mem = '1MB'");                     // HAZARD: pooling-outside-transaction
  db.Execute(pg::ClusterHostType::kSlave, "SELECT count(*) FROM item WHERE n > $1", 3);
}

void in_a_transaction(pg::Cluster &db, const std::string &tenant) {
  auto trx = db.Begin(pg::Transaction::RW);
  trx.Execute("SET LOCAL work_mem = '1MB'");
  trx.SetParameter("app.tenant", tenant);
  trx.Execute(pg::CommandControl{}, "SELECT set_config('app.tenant', $1, true)", tenant);
  trx.Execute("SELECT 1 FROM item FOR UPDATE");
  trx.Execute("SET work_mem = '1MB'"); // HAZARD: pooling-session-setting
  trx.Commit();
}

void rolled_back(pg::Cluster &db) {
  auto trx = db.Begin(pg::ClusterHostType::kMaster, pg::Transaction::RW);
  trx.Execute("SET work_mem = '1MB'");
  trx.Execute("CREATE TEMP TABLE t (i int)");
}

void handed(pg::Transaction &trx) {
  trx.Execute("LOCK TABLE item");
  trx.Execute("CREATE TEMP TABLE t (i int) ON COMMIT DROP");
  trx.Execute("CREATE TEMP TABLE u (i int)"); // HAZARD: pooling-temp-table
}

void locks(pg::Cluster &db) {
  db.Execute(pg::ClusterHostType::kMaster, "SELECT pg_advisory_lock(1)");   // HAZARD: pooling-advisory-lock
  db.Execute(pg::ClusterHostType::kMaster, "SELECT pg_advisory_unlock(1)"); // HAZARD: pooling-advisory-lock
  auto trx = db.Begin(pg::Transaction::RW);
  trx.Execute("SELECT pg_advisory_xact_lock(1)");
  trx.Commit();
}

void waits(pg::ClusterPtr db) {
  auto trx = db->Begin(pg::Transaction::RW);
  trx.Execute("UPDATE item SET n = 1");
  sleep(3); // HAZARD: pooling-long-transaction
  trx.Commit();
  sleep(3);
}

void listens(pg::Cluster &db) {
  auto scope = db.Listen("ch"); // HAZARD: pooling-listen
}

void cursors(pg::Cluster &db) {
  auto trx = db.Begin(pg::Transaction::RW);
  auto portal = trx.MakePortal("SELECT * FROM item WHERE n > $1", 3);
  while (!portal.Done())
    portal.Fetch(100);
  trx.Commit();
  db.Execute(pg::ClusterHostType::kMaster, "DECLARE c CURSOR FOR SELECT 1"); // HAZARD: pooling-outside-transaction
}

void sequences(pg::Cluster &db) {
  db.Execute(pg::ClusterHostType::kMaster, "INSERT INTO item VALUES (1)");
  db.Execute(pg::ClusterHostType::kMaster, "SELECT lastval()"); // HAZARD: pooling-session-function
}
