// REQUIRES: qt5
// RUN: %pooltidy-verify %s -- -std=c++20 -fPIC %qt5
//
// exec() tells whether the statement worked; what failed has not happened.
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <stdexcept>

static bool run(QSqlDatabase &db, const QString &sql) {
  QSqlQuery q(db);
  if (!q.exec(sql))
    return false;
  return true;
}

static void must(QSqlDatabase &db, const QString &sql) {
  QSqlQuery q(db);
  if (!q.exec(sql))
    throw std::runtime_error(q.lastError().text().toStdString());
}

bool not_taken(QSqlDatabase &db) {
  if (!db.transaction())
    return false;
  if (!run(db, "SELECT pg_advisory_lock(1)")) {
    db.rollback();
    return false;
  }
  run(db, "UPDATE item SET n = n + 1");
  run(db, "SELECT pg_advisory_unlock(1)");
  return db.commit();
}

bool not_released(QSqlDatabase &db, bool enough) {
  if (!db.transaction())
    return false;
  if (!run(db, "SELECT pg_advisory_lock(2)")) // HAZARD: pooling-advisory-lock
    return false;
  if (enough) {
    db.rollback();
    return false;
  }
  run(db, "SELECT pg_advisory_unlock(2)");
  return db.commit();
}

void by_exceptions(QSqlDatabase &db) {
  db.transaction();
  try {
    must(db, "SET LOCAL work_mem = '1MB'");
    must(db, "CREATE TEMP TABLE t (i int) ON COMMIT DROP");
    must(db, "INSERT INTO t VALUES (1)");
    db.commit();
  } catch (...) {
    db.rollback();
    throw;
  }
}

bool chained(QSqlDatabase &db) {
  db.transaction();
  const bool ok = run(db, "SET LOCAL work_mem = '1MB'") && run(db, "SET ROLE clerk") && run(db, "RESET ROLE");
  return ok ? db.commit() : db.rollback();
}
