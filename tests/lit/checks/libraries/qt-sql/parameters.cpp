// REQUIRES: qt5
// RUN: %pooltidy-verify --checks='*,-pooling-session-setting' %s -- -std=c++20 -fPIC %qt5
//
// open() hands the parts and the connect options to libpq; a clone takes them over.
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

void bounded() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QPSQL", "a");
  db.setHostName("db");
  db.setConnectOptions("connect_timeout=5;application_name=shop");
  db.open();
}

void unbounded() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QPSQL", "b");
  db.setHostName("db");
  db.setPort(6432);
  db.open(); // HAZARD: pooling-missing-timeout
}

void asks() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QPSQL", "c");
  db.setConnectOptions(QStringLiteral("connect_timeout=5;options=-csearch_path=shop")); // HAZARD: pooling-startup-parameter
  db.open();
}

void cloned(const QString &name) {
  QSqlDatabase db = QSqlDatabase::addDatabase("QPSQL", "d");
  db.setConnectOptions("connect_timeout=5;replication=database"); // HAZARD: pooling-startup-parameter
  QSqlDatabase other = QSqlDatabase::cloneDatabase(db, name);
  other.open();
  QSqlQuery q(other);
  q.exec("SET LOCAL work_mem = '1MB'"); // HAZARD: pooling-outside-transaction
}

void cloned_elsewhere() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QSQLITE", "e");
  db.setDatabaseName("x.db");
  QSqlDatabase other = QSqlDatabase::cloneDatabase(db, "f");
  other.open();
  QSqlQuery q(other);
  q.exec("CREATE TEMP TABLE t (i int)");
}

// Nothing that the run fills in may bring further parameters along.
void from_a_form(const QString &host, const QString &name, int port) {
  QSqlDatabase db = QSqlDatabase::addDatabase("QPSQL", "form");
  db.setHostName(host);
  db.setDatabaseName(name);
  if (port != -1)
    db.setPort(port);
  db.open(); // HAZARD: pooling-missing-timeout
}
