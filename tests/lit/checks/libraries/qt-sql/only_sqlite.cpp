// REQUIRES: qt5
// RUN: %pooltidy-verify %s -- -std=c++20 -fPIC %qt5
//
// A whole program that opens nothing but SQLite: every connection is SQLite.
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

bool open(const QString &file) {
  QSqlDatabase db = QSqlDatabase::addDatabase("QSQLITE");
  db.setDatabaseName(file);
  return db.open();
}

void on_the_default_connection() {
  QSqlQuery q;
  q.exec("CREATE TEMP TABLE t (i int)");
  q.prepare("INSERT INTO t VALUES (?)");
  q.exec();
  q.lastInsertId();
}

void given(QSqlDatabase &db) {
  QSqlQuery q(db);
  q.prepare("SELECT 1");
  q.exec();
}

int main() {}
