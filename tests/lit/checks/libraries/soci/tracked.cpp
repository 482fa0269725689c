// REQUIRES: soci
// RUN: %pooltidy-verify --checks='-*,pooling-prepared-statement' --pooler pgbouncer-1.25 %s -- -std=c++20 %libs
//
// A pooler that follows Parse messages does not know the names in SQL DEALLOCATE, which
// the destructor sends: inside a transaction that aborts it, and commit() does not tell.
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

void outside(soci::session &sql) {
  soci::statement st = (sql.prepare << "DELETE FROM item");
  st.execute();
}

void freed_inside(soci::session &sql) {
  soci::transaction tr(sql);
  {
    soci::statement st = (sql.prepare << "DELETE FROM item"); // HAZARD: pooling-prepared-statement
    st.execute();
  }
  tr.commit();
}

void freed_after(soci::session &sql) {
  sql.begin();
  soci::statement st = (sql.prepare << "DELETE FROM item");
  st.execute();
  sql.commit();
}

void one_shot(soci::session &sql) {
  soci::transaction tr(sql);
  sql << "DELETE FROM item";
  tr.commit();
}
