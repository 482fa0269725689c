// REQUIRES: qt5
// RUN: %pooltidy-verify --checks='-*,pooling-prepared-statement' --pooler pgbouncer-1.18 %s -- -std=c++20 -fPIC %qt5
// RUN: %pooltidy-verify --checks='-*,pooling-prepared-statement' --pooler pgbouncer-1.25 %s -- -std=c++20 -fPIC %qt5
// RUN: %audit --fail-on=never --pooler pgbouncer-1.25 %s -- -std=c++20 -fPIC %qt5 | FileCheck %s
//
// SQL PREPARE is followed by neither kind of pooler. A query that is freed inside a later
// transaction takes that transaction with it.
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

void freed_later(QSqlDatabase &db) {
  QSqlQuery q(db);
  q.prepare("SELECT n FROM item WHERE id = ?"); // HAZARD: pooling-prepared-statement
  q.exec();
  db.transaction();
  QSqlQuery(db).exec("INSERT INTO item VALUES (1)");
  q.clear();
  db.commit();
}
// CHECK: freed_later.cpp:{{[0-9]+}}:{{.*}}error: 'clear()': the statement was prepared in another transaction, {{.*}}nothing of it is stored
// CHECK-NOT: 'clear()'

void prepared_anew(QSqlDatabase &db) {
  db.transaction();
  {
    QSqlQuery q(db);
    q.prepare("UPDATE item SET n = 1 WHERE id = ?");
    q.exec();
    q.prepare("DELETE FROM item WHERE id = ?");
    q.exec();
  }
  db.commit();
}
