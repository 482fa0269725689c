// REQUIRES: soci
// RUN: %pooltidy-verify --checks='-*,pooling-prepared-statement' --pooler pgbouncer-1.25 %s -- -std=c++20 %libs
// RUN: %audit --fail-on=never --pooler pgbouncer-1.25 %s -- -std=c++20 %libs | FileCheck %s
//
// A pooler that follows Parse messages does not know the names in SQL DEALLOCATE, which
// the destructor sends: inside a transaction that aborts it, and commit() does not tell.
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <optional>
#include <vector>

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
// CHECK: tracked.cpp:{{[0-9]+}}:{{.*}}error: '~statement()': the pooler keeps prepared statements under names of its own, {{.*}}aborts the transaction, so nothing of it is stored, and COMMIT then answers ROLLBACK without an error

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

// Both are destroyed before the transaction, but it has ended by then.
void declared_after(soci::session &sql) {
  soci::transaction tr(sql);
  soci::statement st = (sql.prepare << "DELETE FROM item");
  st.execute();
  tr.commit();
}

// Destroyed before the transaction object, which rolls back anyway.
void never_committed(soci::session &sql) {
  soci::transaction tr(sql);
  soci::statement st = (sql.prepare << "DELETE FROM item");
  st.execute();
}

void rolled_back(soci::session &sql) {
  sql.begin();
  {
    soci::statement st = (sql.prepare << "DELETE FROM item");
    st.execute();
  }
  sql.rollback();
}

void left_to_the_caller(soci::session &sql) {
  sql.begin();
  soci::statement st = (sql.prepare << "DELETE FROM item"); // HAZARD: pooling-prepared-statement
  st.execute();
}

void rows(soci::session &sql, std::vector<int> &ids) {
  soci::transaction tr(sql);
  {
    soci::rowset<int> rs = (sql.prepare << "SELECT id FROM item"); // HAZARD: pooling-prepared-statement
    for (int id : rs)
      ids.push_back(id);
  }
  sql << "DELETE FROM item";
  tr.commit();
}

// A home-made wrapper and its helper.
class Store {
public:
  explicit Store(soci::session &s) : sql_(s) {}
  void add(int id) {
    soci::statement st = (sql_.prepare << "INSERT INTO item VALUES (:i)", soci::use(id)); // HAZARD: pooling-prepared-statement
    st.execute(true);
  }

private:
  soci::session &sql_;
};

void wrapped(soci::session &sql) {
  soci::transaction tr(sql);
  Store store(sql);
  store.add(1);
  tr.commit();
}

void held(soci::session &sql) {
  std::optional<soci::statement> st;
  soci::transaction tr(sql);
  st.emplace((sql.prepare << "DELETE FROM item"));
  st->execute(true);
  tr.commit();
  st.reset();
}
