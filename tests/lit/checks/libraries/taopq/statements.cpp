// RUN: %pooltidy-verify %s -- -std=c++20
//
// Everything is sent by PQsendQueryParams; what is left is what the program says itself.
#include "Inputs/pq.hpp"

#include <string>
#include <unistd.h>

namespace pq = tao::pq;
using Connection = std::shared_ptr<pq::connection>;

void settings(const Connection &c, const std::string &tenant) {
  c->execute("SET search_path TO shop");                          // HAZARD: pooling-session-setting
  c->execute("SELECT set_config('app.t', $1, false)", tenant);    // HAZARD: pooling-session-setting
  c->execute("SELECT * FROM item WHERE n = $1", 3);
  auto d = c->direct();
  d->execute("SET LOCAL work_mem = '1MB'"); // HAZARD: pooling-outside-transaction
}

void in_a_transaction(const Connection &c) {
  const auto tr = c->transaction();
  tr->execute("SET LOCAL work_mem = '1MB'");
  tr->execute("LOCK TABLE item");
  tr->execute("CREATE TEMP TABLE t (i int) ON COMMIT DROP");
  tr->execute("CREATE TEMP TABLE u (i int)"); // HAZARD: pooling-temp-table
  const auto sub = tr->subtransaction();
  sub->execute("DELETE FROM item");
  sub->commit();
  tr->execute("SELECT pg_advisory_xact_lock(1)");
  tr->commit();
}

void rolled_back(const Connection &c) {
  const auto tr = c->transaction();
  tr->execute("SET work_mem = '1MB'");
}

void handed(const std::shared_ptr<pq::transaction> &tr) {
  tr->execute("SET LOCAL work_mem = '1MB'");
  tr->execute("SET work_mem = '1MB'"); // HAZARD: pooling-session-setting
}

void waits(const Connection &c) {
  const auto tr = c->transaction();
  tr->execute("UPDATE item SET n = 1");
  sleep(3); // HAZARD: pooling-long-transaction
  tr->commit();
  sleep(3);
}

void prepared(const Connection &c) {
  c->prepare("get", "SELECT 1 FROM item WHERE n = $1"); // HAZARD: pooling-prepared-statement
  c->execute("get", 3);
  c->deallocate("get"); // HAZARD: pooling-prepared-statement
}

void notifications(const Connection &c) {
  c->listen("ch"); // HAZARD: pooling-listen
  c->notify("ch");
  c->get_notifications(); // HAZARD: pooling-listen
}

void large(const Connection &c) {
  const auto tr = c->transaction();
  const auto oid = pq::large_object::import_file(tr, "file");
  pq::large_object lo(tr, oid, 1);
  tr->commit();
  const auto d = c->direct();
  pq::large_object::import_file(d, "file"); // HAZARD: pooling-outside-transaction
  pq::large_object::create(d);
}
