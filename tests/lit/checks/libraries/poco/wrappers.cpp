// REQUIRES: poco
// RUN: %pooltidy-verify --checks='*,-pooling-prepared-statement' %s -- -std=c++20
//
// Wrappers, guards and built texts over Poco::Data.
#include <Poco/Data/PostgreSQL/Connector.h>
#include <Poco/Data/Session.h>
#include <Poco/Data/SessionPool.h>
#include <Poco/Data/Statement.h>
#include <Poco/Data/RecordSet.h>
#include <Poco/Data/Transaction.h>
#include <Poco/Format.h>
#include <Poco/AutoPtr.h>
#include <Poco/SharedPtr.h>
#include <memory>
#include <string>
using namespace Poco::Data::Keywords;
using namespace Poco::Data;

class Repo {
public:
  explicit Repo(SessionPool &p) : pool_(p) {}
  void a(const std::string &tenant) {
    Session s(pool_.get());
    s << "SET app.tenant = '" << tenant << "'", now; // HAZARD: pooling-session-setting
    s << Poco::format("SET search_path TO %s", tenant), now; // HAZARD: pooling-session-setting
    Transaction t(s, true);
    s << "SET LOCAL a.b = 1", now;
    s << "SELECT pg_advisory_xact_lock(1)", now;
    t.commit();
    s << "LOCK TABLE a", now; // HAZARD: pooling-outside-transaction
  }
  void exec(const std::string &q) { Session s = pool_.get(); s << q, now; }
  void b() {
    exec("CREATE TEMP TABLE t (i int)"); // HAZARD: pooling-temp-table
    exec("SELECT 1");
  }
private:
  SessionPool &pool_;
};
class Svc {
public:
  Svc() : s_("PostgreSQL", "host=db") {}
  void go() {
    s_ << "LISTEN x", now; // HAZARD: pooling-listen
    s_.begin();
    try {
      s_ << "SET LOCAL a.b = 1", now;
      s_ << "SET ROLE c", now; // HAZARD: pooling-session-setting
      s_.commit();
    } catch (...) {
      s_.rollback();
      throw;
    }
  }
  Session s_;
};
void ptr(Poco::SharedPtr<Session> s, std::unique_ptr<Session> &u, Session *p) {
  *s << "SET ROLE a", now; // HAZARD: pooling-session-setting
  *u << "SET ROLE b", now; // HAZARD: pooling-session-setting
  (*p) << "SET ROLE c", now; // HAZARD: pooling-session-setting
}
void stmt(Session &s, int id) {
  Statement st(s);
  st << "SELECT pg_advisory_lock($1)", use(id), now; // HAZARD: pooling-advisory-lock
  Statement sel(s);
  sel << "SELECT a FROM t WHERE id = $1",
      use(id);
  while (!sel.done())
    sel.execute();
}
void pools(const std::string &cs) {
  static SessionPool shared("PostgreSQL", cs, 1, 4); // HAZARD: pooling-oversized-pool
  Poco::SharedPtr<SessionPool> sp(new SessionPool("PostgreSQL", cs)); // HAZARD: pooling-oversized-pool
  auto mk = std::make_shared<SessionPool>("SQLite", cs);
  Poco::AutoPtr<SessionPool> ap(new SessionPool("PostgreSQL", cs, 1, 1));
}
