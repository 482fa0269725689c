// REQUIRES: cppdb
// RUN: %pooltidy-verify --checks='-*,pooling-prepared-statement' --pooler pgbouncer-1.25 %s -- -std=c++14
//
// A pooler that follows Parse messages does not know the names in SQL DEALLOCATE: inside
// a transaction that aborts it, and commit() does not tell.
#include <cppdb/frontend.h>

void kept(cppdb::session &sql) {
  cppdb::transaction guard(sql);
  sql << "DELETE FROM item" << cppdb::exec;
  guard.commit();
}

void freed_inside(cppdb::session &sql) {
  cppdb::transaction guard(sql);
  {
    cppdb::statement st = sql.create_prepared_uncached_statement("DELETE FROM item"); // HAZARD: pooling-prepared-statement
    st.exec();
  }
  guard.commit();
}

void freed_after(cppdb::session &sql) {
  sql.begin();
  cppdb::statement st = sql.create_prepared_uncached_statement("DELETE FROM item");
  st.exec();
  sql.commit();
}

void freed_and_undone(cppdb::session &sql) {
  cppdb::transaction guard(sql);
  {
    cppdb::statement st = sql.create_prepared_uncached_statement("DELETE FROM item");
    st.exec();
  }
  guard.rollback();
}

void cache_emptied(cppdb::session &sql) {
  cppdb::transaction guard(sql);
  sql << "DELETE FROM item" << cppdb::exec; // HAZARD: pooling-prepared-statement
  sql.clear_cache();
  guard.commit();
}
