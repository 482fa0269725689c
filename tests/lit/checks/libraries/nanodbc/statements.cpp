// RUN: %pooltidy-verify %s -- -std=c++20
//
// execute() on a connection sends the text; a statement prepares, unless the connection string says not to.
#include "Inputs/nanodbc.h"

#include <unistd.h>

void direct(nanodbc::connection &c) {
  nanodbc::just_execute(c, "SET search_path TO shop"); // HAZARD: pooling-session-setting
  nanodbc::execute(c, "SELECT count(*) FROM item");
  nanodbc::execute(c, "SET LOCAL work_mem = '1MB'; SELECT 1");
}

void opened() {
  nanodbc::connection c("Driver={PostgreSQL Unicode};Server=db;ConnSettings=SET search_path TO shop"); // HAZARD: pooling-session-setting
  nanodbc::execute(c, "SELECT 1 FROM item FOR UPDATE"); // HAZARD: pooling-outside-transaction
  nanodbc::connection same(c);
  nanodbc::transaction t(same);
  nanodbc::execute(c, "SELECT 1 FROM item FOR UPDATE");
  t.commit();
}

void in_a_transaction(nanodbc::connection &c) {
  nanodbc::transaction t(c);
  sleep(3); // nothing has been sent yet
  nanodbc::execute(c, "CREATE TEMP TABLE t (i int)"); // HAZARD: pooling-temp-table
  sleep(3); // HAZARD: pooling-long-transaction
  t.commit();
}

void rolled_back(nanodbc::connection &c) {
  nanodbc::transaction t(c);
  nanodbc::execute(c, "SET work_mem = '1MB'");
}

void prepared(nanodbc::connection &c, int id) {
  nanodbc::statement s(c, "SELECT n FROM item WHERE id = ?"); // HAZARD: pooling-prepared-statement
  s.bind(0, &id);
  s.execute();
}

void prepared_apart(nanodbc::connection &c, int id) {
  nanodbc::statement s(c);
  nanodbc::prepare(s, "SELECT n FROM item WHERE id = ?"); // HAZARD: pooling-prepared-statement
  s.bind(0, &id);
  nanodbc::execute(s);
}

void prepared_inside(nanodbc::connection &c, int id) {
  nanodbc::transaction t(c);
  {
    nanodbc::statement s(c, "DELETE FROM item WHERE id = ?");
    s.bind(0, &id);
    s.just_execute();
  }
  t.commit();
}

void not_prepared(int id) {
  nanodbc::connection c("Driver={PostgreSQL Unicode};Server=db;UseServerSidePrepare=0");
  nanodbc::statement s(c, "SELECT n FROM item WHERE id = ?");
  s.bind(0, &id);
  s.execute();
}

void bounded(nanodbc::connection &c) {
  nanodbc::statement s(c);
  s.timeout(5); // HAZARD: pooling-session-setting
  s.timeout(0);
}

void elsewhere() {
  nanodbc::connection c("Driver={SQLite3};Database=x.db");
  nanodbc::execute(c, "CREATE TEMP TABLE t (i int)");
  nanodbc::statement s(c, "SELECT 1 WHERE 1 = ?");
  s.execute();
}
