// REQUIRES: soci
// RUN: %pooltidy-verify --checks='-*,pooling-prepared-statement' --pooler pgbouncer-1.18 %s -- -std=c++20 %libs
// RUN: %audit --fail-on=never --pooler pgbouncer-1.18 %s -- -std=c++20 %libs | FileCheck %s
//
// Also where names are not followed: a statement that is freed inside a later transaction
// sends DEALLOCATE to a server connection that may not have it, and that transaction is lost.
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <memory>

void freed_in_a_later_one(soci::session &sql) {
  auto st = std::make_unique<soci::statement>((sql.prepare << "DELETE FROM item")); // HAZARD: pooling-prepared-statement
  st->execute(true);
  soci::transaction tr(sql);
  sql << "INSERT INTO item VALUES (1)";
  st.reset();
  tr.commit();
}
// CHECK: freed_later.cpp:{{[0-9]+}}:{{.*}}error: '~statement()': the statement was prepared in another transaction, {{.*}}aborts the transaction, so nothing of it is stored, and COMMIT then answers ROLLBACK without an error

void cleaned_up_in_a_later_one(soci::session &sql) {
  soci::statement st(sql);
  st.prepare("DELETE FROM item"); // HAZARD: pooling-prepared-statement
  st.execute(true);
  sql.begin();
  st.clean_up();
  sql << "INSERT INTO item VALUES (1)";
  sql.commit();
}
// CHECK: freed_later.cpp:{{[0-9]+}}:{{.*}}error: 'clean_up()': the statement was prepared in another transaction

// Prepared, executed and freed in one transaction: nothing is lost.
void in_the_same_one(soci::session &sql) {
  soci::transaction tr(sql);
  {
    soci::statement st = (sql.prepare << "DELETE FROM item");
    st.execute(true);
  }
  tr.commit();
}

// Freed when nothing is open: there is nothing to abort, and preparing is the finding.
void freed_outside(soci::session &sql) {
  {
    soci::statement st = (sql.prepare << "DELETE FROM item"); // HAZARD: pooling-prepared-statement
    st.execute(true);
  }
  sql.begin();
  sql << "INSERT INTO item VALUES (1)";
  sql.commit();
}
// CHECK-NOT: '~statement()'
