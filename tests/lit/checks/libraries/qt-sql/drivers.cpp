// REQUIRES: qt5
// RUN: %pooltidy-verify %s -- -std=c++20 -fPIC %qt5
//
// addDatabase names the driver; the name leads to the connection from everywhere.
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

namespace {
const QString Cache = QStringLiteral("cache");
constexpr char Lite[] = "QSQLITE";
} // namespace

void open_cache(const QString &file) {
  QSqlDatabase db = QSqlDatabase::addDatabase(Lite, Cache);
  db.setDatabaseName(file);
  db.open();
  QSqlQuery q(db);
  q.exec("CREATE TEMP TABLE seen (k text)");
  q.prepare("INSERT INTO seen VALUES (?)");
  q.exec();
}

// Opened in another function.
void use_cache() {
  QSqlQuery q(QSqlDatabase::database(Cache));
  q.prepare("SELECT k FROM seen");
  q.exec();
  q.exec("CREATE TEMP TABLE more (k text)");
}

void open_archive() {
  QSqlDatabase my = QSqlDatabase::addDatabase("QMYSQL", "archive");
  my.open();
  QSqlQuery q(my);
  q.exec("SET SESSION wait_timeout = 60");
  my.transaction();
  q.exec("CREATE TEMPORARY TABLE t (i int)");
  my.commit();
}

void open_desk() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QPSQL"); // the default connection
  db.open(); // HAZARD: pooling-session-setting
  QSqlQuery q;
  q.exec("SET LOCAL work_mem = '1MB'"); // HAZARD: pooling-outside-transaction
}

void use_desk() {
  QSqlQuery q;
  q.exec("CREATE TEMP TABLE t (i int)"); // HAZARD: pooling-temp-table
  QSqlDatabase::database().transaction();
  q.exec("CREATE TEMP TABLE u (i int) ON COMMIT DROP");
  QSqlDatabase::database().commit();
}

void not_opened_here() {
  QSqlQuery q(QSqlDatabase::database("elsewhere"));
  q.exec("SET ROLE clerk"); // HAZARD: pooling-session-setting
}

void configured(const QString &driver) {
  QSqlDatabase db = QSqlDatabase::addDatabase(driver, "configured");
  db.open(); // HAZARD: pooling-session-setting
  QSqlQuery q(db);
  q.exec("SET ROLE clerk"); // HAZARD: pooling-session-setting
}

static QSqlDatabase kept; // HAZARD: pooling-long-lived-session

void keep() {
  kept = QSqlDatabase::addDatabase("QPSQL", "kept");
  kept.open(); // HAZARD: pooling-session-setting
}

static QSqlDatabase local;

void keep_local() {
  local = QSqlDatabase::addDatabase("QSQLITE", "local");
  local.open();
}
