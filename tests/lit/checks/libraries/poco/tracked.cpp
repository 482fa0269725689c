// REQUIRES: poco
// RUN: %pooltidy-verify --checks='-*,pooling-prepared-statement' --pooler pgbouncer-1.25 %s -- -std=c++20
// RUN: %audit --fail-on=never --checks='-*,pooling-prepared-statement' --pooler pgbouncer-1.25 %s -- -std=c++20 | FileCheck %s
//
// In a transaction the connector keeps its DEALLOCATE back until COMMIT has gone out. A pooler
// that follows Parse messages does not know the name: commit() throws, and the data is stored.
#include <Poco/Data/RecordSet.h>
#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <Poco/Data/Transaction.h>

using namespace Poco::Data::Keywords;
using Poco::Data::Session;
using Poco::Data::Statement;

void outside(Session &s) {
  s << "INSERT INTO item VALUES (1)", now;
  Poco::Data::RecordSet r(s, "SELECT 2");
}

void in_a_transaction(Session &s, int id) {
  s.begin();
  s << "INSERT INTO item VALUES ($1)", use(id), now; // HAZARD: pooling-prepared-statement
  s.commit();
}
// CHECK: tracked.cpp:{{[0-9]+}}:{{.*}}error: 'now()': {{.*}} after COMMIT: that fails with 26000, so commit() reports an error for a transaction that is stored, and a program that tries again stores it twice

void with_an_object(Session &s, int id) {
  Poco::Data::Transaction t(s);
  Statement st(s);
  st << "INSERT INTO item VALUES ($1)", use(id);
  st.execute(); // HAZARD: pooling-prepared-statement
  t.commit();
}
