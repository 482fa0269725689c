// RUN: %pooltidy-verify %s -- -std=c++17 %libs
// Pools of libraries.
#include <Poco/Data/Session.h>
#include <Poco/Data/SessionPool.h>
#include <Poco/Data/Transaction.h>
#include <soci/soci.h>

using namespace Poco::Data::Keywords;
using Poco::Data::Session;
using Poco::Data::SessionPool;

static void note(SessionPool &pool) {
  Session s(pool.get()); // HAZARD: pooling-nested-acquire #note
  s << "INSERT INTO log VALUES (1)", now;
}

void nested(SessionPool &pool) {
  Session s = pool.get();
  Poco::Data::Transaction tx(s);
  s << "UPDATE orders SET state = 1", now;
  note(pool); // ALT: pooling-nested-acquire #note
  tx.commit();
}

void after(SessionPool &pool) {
  {
    Session s = pool.get();
    s << "UPDATE orders SET state = 1", now;
  }
  Session s = pool.get();
  s << "INSERT INTO log VALUES (1)", now;
}

void sociNested(soci::connection_pool &pool) {
  soci::session a(pool);
  soci::transaction tx(a);
  a << "UPDATE orders SET state = 1";
  soci::session b(pool); // HAZARD: pooling-nested-acquire
  b << "INSERT INTO log VALUES (1)";
  tx.commit();
}

void sociInARow(soci::connection_pool &pool) {
  for (int i = 0; i < 3; ++i) {
    soci::session a(pool);
    a << "UPDATE orders SET state = 1";
  }
  soci::session b(pool);
  b << "INSERT INTO log VALUES (1)";
}

void sociFill(soci::connection_pool &pool) {
  for (int i = 0; i < 2; ++i) {
    soci::session &s = pool.at(i);
    s.open("postgresql", "dbname=orders connect_timeout=5");
  }
}
