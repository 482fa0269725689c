// REQUIRES: qt5
// RUN: %pooltidy-verify --checks='*,-pooling-session-setting,-pooling-missing-timeout' %s -- -std=c++20 -fPIC %qt5
//
// Models over a table prepare what they write with SQL PREPARE and keep the last statement.
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QSqlRelationalTableModel>
#include <QSqlTableModel>
#include <QString>

void reads(QSqlDatabase &db) {
  QSqlTableModel m(nullptr, db);
  m.setTable("item");
  m.select();
}

void writes(QSqlDatabase &db) {
  QSqlTableModel m(nullptr, db);
  m.setTable("item");
  m.setEditStrategy(QSqlTableModel::OnManualSubmit);
  m.setData(m.index(0, 0), 3);
  m.submitAll(); // HAZARD: pooling-prepared-statement
}

void writes_relations(QSqlDatabase &db) {
  QSqlRelationalTableModel m(nullptr, db);
  m.setTable("item");
  m.submitAll(); // HAZARD: pooling-prepared-statement
}

void confined(QSqlDatabase &db) {
  db.transaction();
  {
    QSqlTableModel m(nullptr, db);
    m.setTable("item");
    m.submitAll();
  }
  db.commit();
}

void outlives(QSqlDatabase &db) {
  QSqlTableModel m(nullptr, db);
  m.setTable("item");
  db.transaction();
  m.submitAll(); // HAZARD: pooling-prepared-statement
  db.commit();
}

void on_the_default_connection() {
  QSqlDatabase::addDatabase("QPSQL");
  QSqlTableModel m;
  m.setTable("item");
  m.submitAll(); // HAZARD: pooling-prepared-statement
}

void elsewhere() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QSQLITE", "cache");
  QSqlTableModel m(nullptr, db);
  m.setTable("item");
  m.submitAll();
}
