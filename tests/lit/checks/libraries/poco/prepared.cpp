// REQUIRES: poco
// RUN: %pooltidy-verify --checks='-*,pooling-prepared-statement' %s -- -std=c++20
//
// The connector prepares every statement, with parameters or without.
#include <Poco/Data/RecordSet.h>
#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>

#include <string>

using namespace Poco::Data::Keywords;
using Poco::Data::Session;
using Poco::Data::Statement;

void each_its_own(Session &s, int id) {
  s << "SELECT 1", now;                               // HAZARD: pooling-prepared-statement
  s << "DELETE FROM item WHERE id = $1", use(id), now; // HAZARD: pooling-prepared-statement
  Poco::Data::RecordSet r(s, "SELECT 2");             // HAZARD: pooling-prepared-statement
  Statement st(s);
  st << "SELECT 3";
  st.execute(); // HAZARD: pooling-prepared-statement
}

void in_a_transaction(Session &s, int id) {
  s.begin();
  s << "SELECT 1", now;
  Statement st = (s << "DELETE FROM item WHERE id = $1", use(id));
  st.execute();
  st.execute();
  s.commit();
}

void local(const std::string &file) {
  Session s("SQLite", file);
  s << "SELECT 1", now;
}
