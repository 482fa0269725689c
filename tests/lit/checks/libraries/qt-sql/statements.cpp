// REQUIRES: qt5
// RUN: %pooltidy-verify %s -- -std=c++20 -fPIC %qt5
//
// QSqlQuery and QSqlDatabase::exec send the text as it is.
#include <QDebug>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlQueryModel>
#include <QString>
#include <QStringList>
#include <QVariant>

namespace {

void plain(QSqlDatabase &db) {
  QSqlQuery q(db);
  q.exec("SET search_path TO desk");                      // HAZARD: pooling-session-setting
  q.exec(QStringLiteral("SELECT pg_advisory_lock(1)"));   // HAZARD: pooling-advisory-lock
  q.exec(QLatin1String("CREATE TEMP TABLE t (i int)"));   // HAZARD: pooling-temp-table
  q.exec(QString::fromUtf8("LISTEN desk"));               // HAZARD: pooling-listen
  q.exec("DECLARE c CURSOR WITH HOLD FOR SELECT 1");      // HAZARD: pooling-cursor
  q.exec("SELECT 1");
  db.exec("SET ROLE clerk");                              // HAZARD: pooling-session-setting
}

void by_constructor(QSqlDatabase &db) {
  QSqlQuery q("SET work_mem = '1GB'", db);    // HAZARD: pooling-session-setting
  QSqlQuery r(QString("SELECT %1").arg(1), db);
  QSqlQuery("RESET work_mem", db);            // HAZARD: pooling-session-setting
}

void on_the_default_connection() {
  QSqlQuery q;
  q.exec("SET search_path TO desk"); // HAZARD: pooling-session-setting
  QSqlQuery r("SET ROLE clerk");     // HAZARD: pooling-session-setting
  QSqlQueryModel model;
  model.setQuery("SELECT set_config('app.a', 'b', false)"); // HAZARD: pooling-session-setting
}

void built(QSqlDatabase &db, const QString &schema, int ms) {
  QSqlQuery q(db);
  q.exec(QStringLiteral("SET search_path TO %1, public").arg(schema)); // HAZARD: pooling-session-setting
  q.exec(QString("SET statement_timeout = %1").arg(ms));               // HAZARD: pooling-session-setting
  QString text = "CREATE TEMP TABLE ";                                 // HAZARD: pooling-temp-table
  text += schema;
  text.append(" (i int)");
  q.exec(text);
  q.exec("SET " + schema + " = 1"); // HAZARD: pooling-session-setting
  const QStringList parts{"SELECT", "1"};
  q.exec(parts.join(' '));
}

void log_only(QSqlDatabase &db) {
  QSqlQuery q(db);
  if (!q.exec("SELECT 1"))
    qWarning() << "SET ROLE, LISTEN or CREATE TEMP TABLE failed" << q.lastError().text();
  q.exec("INSERT INTO log (t) VALUES ('SET ROLE x')");
}

bool run(QSqlDatabase db, const QString &sql) {
  QSqlQuery q(db);
  return q.exec(sql);
}

void copies_are_one_session(QSqlDatabase db) {
  QSqlDatabase other = db;
  db.transaction();
  run(other, "SET LOCAL lock_timeout = 0");
  run(db, "SELECT pg_advisory_lock(3)");
  run(other, "SELECT pg_advisory_unlock(3)");
  db.commit();
}

void last_id(QSqlDatabase &db) {
  QSqlQuery q(db);
  q.exec("INSERT INTO item DEFAULT VALUES");
  qlonglong id = q.lastInsertId().toLongLong(); // HAZARD: pooling-session-function
  db.transaction();
  q.exec("INSERT INTO item DEFAULT VALUES");
  id = q.lastInsertId().toLongLong();
  db.commit();
  Q_UNUSED(id);
}

} // namespace

void all(QSqlDatabase &db) {
  plain(db), by_constructor(db), on_the_default_connection(), built(db, "s", 1), log_only(db);
  copies_are_one_session(db), last_id(db);
}
