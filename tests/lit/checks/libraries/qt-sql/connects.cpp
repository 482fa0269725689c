// REQUIRES: qt5
// RUN: %pooltidy-verify --checks='-*,pooling-session-setting' %s -- -std=c++20 -fPIC %qt5
// RUN: %audit --fail-on=never --checks='-*,pooling-session-setting' --pooler pgbouncer %s -- -std=c++20 -fPIC %qt5 | FileCheck %s
// RUN: %audit --fail-on=never --checks='-*,pooling-session-setting' --pooler rds-proxy %s -- -std=c++20 -fPIC %qt5 \
// RUN:   | FileCheck --check-prefix=PINNED %s
// RUN: %audit --fail-on=never --checks='-*,pooling-session-setting' --pooler pgdog %s -- -std=c++20 -fPIC %qt5 \
// RUN:   | FileCheck --check-prefix=KEPT %s
//
// open() sends SET bytea_output TO escape, which stays for others: a note, as clients of
// libpq read both forms.
#include <QSqlDatabase>
#include <QString>

bool opens() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QPSQL", "shop");
  return db.open(); // HAZARD: pooling-session-setting
}
// CHECK: connects.cpp:{{[0-9]+}}:{{.*}}note: 'SET bytea_output', which the library sends of its own accord: it stays on the server connection, so other clients get it
// CHECK: findings     0 errors, 0 warnings, {{[0-9]}} note
// PINNED: connects.cpp:{{[0-9]+}}:{{.*}}warning: 'SET bytea_output'{{.*}}the pooler keeps the server connection for this client alone
// KEPT: findings     0 errors, 0 warnings, 0 notes

bool elsewhere() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QSQLITE", "cache");
  return db.open();
}
