// REQUIRES: poco
// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Sessions and transactions of the program's own behind Poco's pointers.
#include <Poco/AutoPtr.h>
#include <Poco/Data/Session.h>
#include <Poco/SharedPtr.h>

#include <string>

using namespace Poco::Data::Keywords;
using Poco::Data::Session;

static Poco::SharedPtr<Session> Shared; // HAZARD: pooling-long-lived-session

Session &shared() {
  if (Shared.isNull())
    Shared = new Session("PostgreSQL", "host=db");
  return *Shared;
}

struct Scope {
  Session &s;
  explicit Scope(Session &to) : s(to) { s.begin(); }
  ~Scope() { s.commit(); }
};

void scoped() {
  auto s = Poco::makeShared<Session>("PostgreSQL", "host=db");
  {
    Poco::SharedPtr<Scope> tx = new Scope(*s);
    *s << "SET LOCAL ROLE clerk", now; // NEUTRAL: pooling-prepared-statement
  }
  *s << "SET LOCAL ROLE clerk", now; // HAZARD: pooling-outside-transaction // NEUTRAL: pooling-prepared-statement
}

void let_go(Session &s) {
  Poco::SharedPtr<Scope> tx(new Scope(s));
  s << "SET work_mem = '1GB'", now; // HAZARD: pooling-session-setting // NEUTRAL: pooling-prepared-statement
  tx.reset();
  s << "SELECT pg_advisory_lock(1)", now; // HAZARD: pooling-advisory-lock // NEUTRAL: pooling-prepared-statement
}
