// REQUIRES: qt5
// RUN: %pooltidy-verify %s -- -std=c++20 -fPIC %qt5
// RUN: %exits 1 %pooltidy audit --no-cache --color=never %s -- -std=c++20 -fPIC %qt5 | FileCheck %s
//
// A statement is asked for its text, to be sent again on another connection.
#include <QDebug>
#include <QMap>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

namespace {

QSqlDatabase connection() { return QSqlDatabase::database("main"); }

void again(QSqlQuery &query) {
  if (!query.exec() && !query.lastError().isValid()) {
    QSqlQuery other(connection());
    other.prepare(query.lastQuery()); // HAZARD: pooling-prepared-statement
    other.exec();
    QSqlQuery plain(connection());
    plain.exec(query.executedQuery());
    query = other;
  }
}

void state(QSqlDatabase &db, int which) {
  QSqlQuery query(db);
  query.prepare("SELECT value FROM state WHERE key = :key"); // HAZARD: pooling-prepared-statement
  query.bindValue(":key", which);
  again(query);
}

void watch(QSqlDatabase &db) {
  QSqlQuery query(db);
  query.prepare("LISTEN state"); // HAZARD: pooling-prepared-statement, pooling-listen
  again(query);
}

// Messages are for people, whatever is put into them, and what is looked for in a map is there or not.
void told(QSqlDatabase &db, const QMap<QString, QString> &byName) {
  QSqlQuery query(db);
  qWarning() << "running" << query.lastQuery() << byName.contains("a") << db.isOpen();
  QMap<QString, QString> all{{"lock", "SELECT pg_advisory_lock(1)"}}; // HAZARD: pooling-advisory-lock
  if (all.contains("lock"))
    query.exec(all["lock"]);
  if (all.contains("none"))
    query.exec("LISTEN never");
}

// Constructors that are given a connection send nothing.
QSqlQuery *made(QSqlDatabase &db) { return new QSqlQuery(db); }

} // namespace

int main() {
  QSqlDatabase db = connection();
  state(db, 1);
  watch(db);
  told(db, {});
  return made(db)->isActive();
}
// CHECK: statements {{.*}}(3 known, 0 partly known, 0 unknown)
// CHECK-NOT: unknown:
