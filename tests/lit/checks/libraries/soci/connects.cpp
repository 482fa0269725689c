// REQUIRES: soci
// RUN: %pooltidy-verify --checks='-*,pooling-session-setting' --pooler rds-proxy %s -- -std=c++20 %libs
// RUN: %audit --fail-on=never --checks='-*,pooling-session-setting' --pooler rds-proxy %s -- -std=c++20 %libs | FileCheck %s
// RUN: %audit --fail-on=never --checks='-*,pooling-session-setting' --pooler pgbouncer-1.18 %s -- -std=c++20 %libs \
// RUN:   | FileCheck --check-prefix=QUIET %s
//
// Every connect sends SET extra_float_digits = 3. Nobody notices that, except a pooler
// that gives each session with a SET a server connection of its own.
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

void opens() {
  soci::session a(soci::postgresql, "host=db dbname=shop"); // HAZARD: pooling-session-setting
  soci::session b;
  b.open("postgresql://host=db dbname=shop"); // HAZARD: pooling-session-setting
  b.reconnect();                              // HAZARD: pooling-session-setting
  soci::session c(soci::sqlite3, "shop.db");
}
// CHECK: connects.cpp:{{[0-9]+}}:{{.*}}warning: 'SET extra_float_digits', which the library sends of its own accord: the pooler keeps the server connection for this client alone
// CHECK: fix: Use a release or an option of the library that does not send it
// QUIET: findings     0 errors, 0 warnings, 0 notes

int pooled(soci::connection_pool &pool) {
  soci::session sql(pool);
  int n = 0;
  sql << "SELECT count(*) FROM item", soci::into(n);
  return n;
}
