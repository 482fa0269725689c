// REQUIRES: qt5
// Wide literals, which QStringLiteral makes, are edited as well.
//
// RUN: %check_fix %s -- -std=c++17 -fPIC %qt5 %libs | FileCheck %s
// CHECK: fixed 2 lines
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

void plain(QSqlDatabase db) {
  db.transaction();
  QSqlQuery query(db);
  query.exec(QStringLiteral("SET app.tenant = '7'")); // FIX: QStringLiteral("SET LOCAL app.tenant = '7'")
  query.exec("SELECT * FROM orders");
  db.commit();
}

void characters(QSqlDatabase db) {
  db.transaction();
  QSqlQuery query(db);
  query.exec(QStringLiteral("/* é€𝄞 \u00e9\n */ SET jit = off")); // FIX: */ SET LOCAL jit = off"
  query.exec("SELECT * FROM orders");
  db.commit();
}
