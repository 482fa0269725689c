// RUN: %pooltidy-verify --checks='-*,pooling-prepared-statement' %s -- -std=c++20 -I%S/Inputs
//
// prepare() sends at once. The stand-in header follows libpqxx 7.10.0; checked with the
// real one of 7.10.0, too.
#include <pqxx/pqxx>

void each(pqxx::connection &c, int id) {
  c.prepare("get", "SELECT n FROM item WHERE id = $1"); // HAZARD: pooling-prepared-statement
  pqxx::work tx(c);
  tx.exec(pqxx::prepped{"get"}, pqxx::params{id});
  tx.query_value<int>(pqxx::prepped{"get"}, pqxx::params{id});
  tx.commit();
}

void unnamed(pqxx::connection &c) {
  c.prepare("SELECT 1"); // HAZARD: pooling-prepared-statement
}

void freed(pqxx::connection &c) {
  pqxx::work tx(c);
  c.prepare("once", "SELECT 1");
  tx.exec(pqxx::prepped{"once"});
  c.unprepare("once");
  tx.commit();
}

void elsewhere(pqxx::connection &c) {
  pqxx::work tx(c);
  tx.exec(pqxx::prepped{"made by nobody"}); // HAZARD: pooling-prepared-statement
  tx.commit();
}

void one_round_trip(pqxx::connection &c, int id) {
  pqxx::work tx(c);
  tx.exec("SELECT n FROM item WHERE id = $1", pqxx::params{id});
  tx.query_value<int>("SELECT n FROM item WHERE id = $1", pqxx::params{id});
  tx.commit();
}
