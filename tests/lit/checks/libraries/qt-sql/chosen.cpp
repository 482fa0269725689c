// REQUIRES: qt5
// RUN: %pooltidy-verify %s -- -std=c++20 -fPIC %qt5
//
// One program for several databases: its configuration names the driver, and the program
// asks for it wherever they differ.
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

struct Settings {
  QString driver, file, host;
};
extern Settings settings; // read from a file

struct Store {
  static QSqlDatabase *db;
  Store();
};
QSqlDatabase *Store::db = nullptr; // HAZARD: pooling-long-lived-session

Store::Store() {
  if (settings.driver != "QMYSQL" && settings.driver != QLatin1String("QSQLITE") && settings.driver != "QPSQL")
    qFatal("no such driver");
  db = new QSqlDatabase(QSqlDatabase::addDatabase(settings.driver));
  if (settings.driver == "QSQLITE") {
    db->setDatabaseName(settings.file);
    db->open(); // a file
    QSqlQuery q(*db);
    q.exec("SET x = 1");
  } else {
    db->setHostName(settings.host);
    db->open(); // HAZARD: pooling-session-setting, pooling-missing-timeout
    QSqlQuery q(*db);
    if (settings.driver == "QMYSQL")
      q.exec("SET SESSION sql_mode = 'ANSI'");
    else
      q.exec("SET search_path = shop"); // HAZARD: pooling-session-setting
  }
}

void serve() { Store store; }

// Not seen to open it.
int number_of(const QString &name) {
  QSqlQuery q(*Store::db);
  if (settings.driver == "QPSQL") {
    q.exec("INSERT INTO names (name) VALUES ('" + name + "') RETURNING id");
    return q.next() ? q.value(0).toInt() : 0;
  }
  q.exec("REPLACE INTO names (name) VALUES ('" + name + "')");
  return q.lastInsertId().toInt(); // of another database
}

int number_kept(const QString &name) {
  QSqlQuery q(*Store::db);
  bool lite = settings.driver == "QSQLITE";
  q.exec("INSERT INTO kept (name) VALUES ('" + name + "')");
  if (lite)
    return q.lastInsertId().toInt();
  return q.lastInsertId().toInt(); // HAZARD: pooling-session-function
}

// The program names PostgreSQL itself: what else it works on does not matter here.
void move_over() {
  QSqlDatabase to = QSqlDatabase::addDatabase("QPSQL", "new");
  to.open(); // HAZARD: pooling-session-setting
  QSqlDatabase from = QSqlDatabase::addDatabase(settings.driver, "old");
  if (settings.driver == "QMYSQL") {
    from.open();
    QSqlQuery(from).exec("SET SESSION sql_mode = 'ANSI'");
  }
  QSqlQuery q(to);
  q.exec("CREATE TEMP TABLE moved (id int)"); // HAZARD: pooling-temp-table
}
