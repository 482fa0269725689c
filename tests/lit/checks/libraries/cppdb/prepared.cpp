// REQUIRES: cppdb
// RUN: %pooltidy-verify --checks='-*,pooling-prepared-statement' %s -- -std=c++14
//
// Every statement is prepared under a counted name, and kept, unless one asks for another way.
#include <cppdb/frontend.h>

#include <string>

void each(cppdb::session &sql, int id) {
  sql << "UPDATE item SET n = ?" << id << cppdb::exec;                    // HAZARD: pooling-prepared-statement
  cppdb::result r = sql << "SELECT n FROM item WHERE id = ?" << id;       // HAZARD: pooling-prepared-statement
  cppdb::statement st = sql.create_prepared_statement("DELETE FROM item"); // HAZARD: pooling-prepared-statement
  st.exec();
  cppdb::statement own = sql.create_prepared_uncached_statement("DELETE FROM item"); // HAZARD: pooling-prepared-statement
  own.exec();
}

// Kept on the connection when the transaction is over.
void cached(cppdb::session &sql) {
  cppdb::transaction guard(sql);
  sql << "DELETE FROM item" << cppdb::exec; // HAZARD: pooling-prepared-statement
  guard.commit();
}

void freed_inside(cppdb::session &sql) {
  cppdb::transaction guard(sql);
  {
    cppdb::statement st = sql.create_prepared_uncached_statement("DELETE FROM item");
    st.exec();
  }
  guard.commit();
}

void one_round_trip(cppdb::session &sql, int id) {
  cppdb::statement st = sql.create_statement("UPDATE item SET n = ?");
  st.bind(id);
  st.exec();
}

void switched_off() {
  cppdb::session sql("postgresql:dbname=shop;connect_timeout=5;@use_prepared=off");
  sql << "DELETE FROM item" << cppdb::exec;
}

void switched_on() {
  cppdb::session sql("postgresql:dbname=shop;connect_timeout=5;@use_prepared=on");
  sql << "DELETE FROM item" << cppdb::exec; // HAZARD: pooling-prepared-statement
}

class Store {
public:
  explicit Store(cppdb::session &s) : sql_(s) {}
  void add(const std::string &t) { sql_ << "INSERT INTO log (t) VALUES (?)" << t << cppdb::exec; } // HAZARD: pooling-prepared-statement

private:
  cppdb::session sql_;
};

void store(cppdb::session &sql) { Store(sql).add("a"); }
