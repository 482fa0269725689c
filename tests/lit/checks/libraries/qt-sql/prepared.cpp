// REQUIRES: qt5
// RUN: %pooltidy-verify %s -- -std=c++20 -fPIC %qt5
//
// QPSQL sends SQL PREPARE, EXECUTE and DEALLOCATE.
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlField>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

void each_a_transaction(QSqlDatabase &db, int id) {
  QSqlQuery q(db);
  q.prepare("SELECT n FROM item WHERE id = :id"); // HAZARD: pooling-prepared-statement
  q.bindValue(":id", id);
  q.exec();
}

void confined(QSqlDatabase &db, int id) {
  db.transaction();
  {
    QSqlQuery q(db);
    q.prepare("UPDATE item SET n = 1 WHERE id = ?");
    q.addBindValue(id);
    q.exec();
  }
  db.commit();
}

void cleared(QSqlDatabase &db, int id) {
  db.transaction();
  QSqlQuery q(db);
  q.prepare("UPDATE item SET n = 1 WHERE id = ?");
  q.addBindValue(id);
  q.exec();
  q.clear();
  db.commit();
}

void outlives(QSqlDatabase &db, int id) {
  db.transaction();
  QSqlQuery q(db);
  q.prepare("UPDATE item SET n = 1 WHERE id = ?"); // HAZARD: pooling-prepared-statement
  q.addBindValue(id);
  q.exec();
  db.commit();
}

void prepared_before(QSqlDatabase &db, int id) {
  QSqlQuery q(db);
  if (!q.prepare(QStringLiteral("UPDATE item SET n = 1 WHERE id = ?"))) // HAZARD: pooling-prepared-statement
    return;
  db.transaction();
  q.addBindValue(id);
  q.exec();
  db.commit();
}

QSqlQuery made(QSqlDatabase db, const QString &text) {
  QSqlQuery q(db);
  q.prepare(text); // HAZARD: pooling-prepared-statement
  return q;
}

int uses(QSqlDatabase &db) {
  QSqlQuery q = made(db, "SELECT count(*) FROM item");
  q.exec();
  return q.next() ? q.value(0).toInt() : 0;
}

// What the text does happens when it is executed.
void runs(QSqlDatabase &db, const QString &user) {
  QSqlQuery q(db);
  q.prepare("SELECT set_config('app.user', ?, false)"); // HAZARD: pooling-prepared-statement, pooling-session-setting
  q.addBindValue(user);
  q.exec();
}

int unprepared(QSqlDatabase &db, const QString &no) {
  QSqlField f("no", QVariant::String);
  f.setValue(no);
  QSqlQuery q(db);
  q.exec("SELECT n FROM item WHERE no = " + db.driver()->formatValue(f));
  return q.value(0).toInt();
}

void by_hand(QSqlDatabase &db) {
  QSqlQuery q(db);
  q.exec("PREPARE one AS SELECT 1"); // HAZARD: pooling-prepared-statement
  q.exec("EXECUTE one");             // HAZARD: pooling-prepared-statement
  q.exec("DEALLOCATE one");          // HAZARD: pooling-prepared-statement
  q.exec("PREPARE two AS SELECT 2; EXECUTE two; DEALLOCATE two");
}

class Store {
public:
  explicit Store(QSqlDatabase db) : insert_(db) { insert_.prepare("INSERT INTO log (t) VALUES (?)"); } // HAZARD: pooling-prepared-statement
  void add(const QString &t) {
    insert_.addBindValue(t);
    insert_.exec();
  }

private:
  QSqlQuery insert_;
};

void store(QSqlDatabase &db) {
  Store s(db);
  s.add("a");
}
