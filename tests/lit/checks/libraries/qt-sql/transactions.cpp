// REQUIRES: qt5
// RUN: %pooltidy-verify %s -- -std=c++20 -fPIC %qt5
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

bool confined(QSqlDatabase &db) {
  if (!db.transaction())
    return false;
  QSqlQuery q(db);
  q.exec("SET LOCAL lock_timeout = '1s'");
  q.exec("SELECT pg_advisory_xact_lock(1)");
  q.exec("CREATE TEMP TABLE t (i int) ON COMMIT DROP");
  q.exec("DECLARE c CURSOR FOR SELECT 1");
  q.exec("FETCH 1 FROM c");
  return db.commit();
}

bool leaks(QSqlDatabase &db, bool ok) {
  db.transaction();
  QSqlQuery q(db);
  q.exec("SET ROLE clerk"); // HAZARD: pooling-session-setting
  return ok ? db.commit() : db.rollback();
}

void undone(QSqlDatabase &db) {
  db.transaction();
  QSqlQuery q(db);
  q.exec("SET ROLE clerk");
  db.rollback();
}

void through_the_driver(QSqlDatabase &db) {
  db.driver()->beginTransaction();
  QSqlQuery q(db);
  q.exec("SET LOCAL work_mem = '1MB'");
  db.driver()->commitTransaction();
}

void own_connection() {
  QSqlDatabase db = QSqlDatabase::addDatabase("QPSQL", "reports");
  db.setHostName("db");
  if (!db.open()) // HAZARD: pooling-session-setting, pooling-missing-timeout
    return;
  QSqlQuery q(db);
  q.exec("SET LOCAL work_mem = '1MB'");               // HAZARD: pooling-outside-transaction
  q.exec("SELECT pg_advisory_xact_lock(1)");          // HAZARD: pooling-outside-transaction
  q.exec("LOCK TABLE item");                          // HAZARD: pooling-outside-transaction
  db.transaction();
  q.exec("LOCK TABLE item");
  db.commit();
  q.exec("SELECT * FROM item FOR UPDATE");            // HAZARD: pooling-outside-transaction
}

class Transaction {
public:
  explicit Transaction(QSqlDatabase db) : db_(db) { db_.transaction(); }
  ~Transaction() {
    if (!done_)
      db_.rollback();
  }
  void commit() {
    db_.commit();
    done_ = true;
  }

private:
  QSqlDatabase db_;
  bool done_ = false;
};

void guarded(QSqlDatabase &db) {
  Transaction t(db);
  QSqlQuery q(db);
  q.exec("SET LOCAL work_mem = '1MB'");
  q.exec("SET enable_seqscan = off"); // HAZARD: pooling-session-setting
  t.commit();
}

void guarded_and_undone(QSqlDatabase &db) {
  Transaction t(db);
  QSqlQuery q(db);
  q.exec("SET enable_seqscan = off");
}

void notified(QSqlDatabase &db) {
  db.driver()->subscribeToNotification("jobs");     // HAZARD: pooling-listen
  db.driver()->unsubscribeFromNotification("jobs"); // HAZARD: pooling-listen
}
