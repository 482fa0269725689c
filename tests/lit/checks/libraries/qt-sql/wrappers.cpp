// REQUIRES: qt5
// RUN: %pooltidy-verify --checks="*,-pooling-missing-timeout" %s -- -std=c++20 -fPIC %qt5
//
// Wrappers, guards and built texts over Qt SQL.
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QString>
#include <QStringBuilder>
#include <QStringList>
#include <QVariant>
#include <QVector>
#include <QDebug>
#include <QThread>
#include <functional>
#include <memory>

namespace {
const char *const kSteps[] = {
  "SET search_path TO a", // HAZARD: pooling-session-setting
  "SELECT 1",
  "CREATE TEMP TABLE q (i int)", // HAZARD: pooling-temp-table
};
const QString kLock = QStringLiteral("SELECT pg_advisory_lock(%1)"); // HAZARD: pooling-advisory-lock #l
static const QString kSchema = "desk";
}

void table(QSqlDatabase db) {
  QSqlQuery q(db);
  for (const char *s : kSteps)
    q.exec(s);
}
void lock(QSqlDatabase db, int key) { QSqlQuery(db).exec(kLock.arg(key)); } // ALT: pooling-advisory-lock #l

void pointers(QSqlDatabase db) {
  auto q = std::make_unique<QSqlQuery>(db);
  q->exec("SET ROLE a"); // HAZARD: pooling-session-setting
  QSqlQuery *r = new QSqlQuery(db);
  r->exec("SET ROLE b"); // HAZARD: pooling-session-setting
  r->prepare("SELECT 2"); // HAZARD: pooling-prepared-statement
  r->exec();
  delete r;
}

void builders(QSqlDatabase &db, const QString &t, int n) {
  QSqlQuery q(db);
  q.exec(QLatin1String("SET search_path TO ") % t % ", public"); // HAZARD: pooling-session-setting
  q.exec("SET work_mem = '" + QString::number(n) + "MB'"); // HAZARD: pooling-session-setting
  q.exec(QString("%1 %2 = %3").arg("SET", "jit", "off")); // HAZARD: pooling-session-setting
  q.exec(QString::asprintf("SET a.b = %d", n)); // HAZARD: pooling-session-setting
  q.exec(QStringList({"SET", "a.c", "=", "1"}).join(QLatin1Char(' '))); // HAZARD: pooling-session-setting
  QString s;
  s = QStringLiteral("SET a.d "); // HAZARD: pooling-session-setting
  s += "= 3";
  q.exec(s);
  q.exec(kSchema + "x");
  q.exec(QStringLiteral("SELECT * FROM %1").arg(t));
  QString upd = "UPDATE x SET ROLE = 1";
  q.exec(upd.replace("x", t));
  q.exec(QString("  set role a  ").trimmed()); // HAZARD: pooling-session-setting
}

template <class F> bool inTx(QSqlDatabase &db, F f) {
  if (!db.transaction())
    return false;
  if (!f(db)) {
    db.rollback();
    return false;
  }
  return db.commit();
}

bool via(QSqlDatabase &db) {
  return inTx(db, [](QSqlDatabase &d) {
    QSqlQuery q(d);
    return q.exec("SET LOCAL lock_timeout = 0") && q.exec("SELECT pg_advisory_xact_lock(1)") &&
           q.exec("SET ROLE z"); // HAZARD: pooling-session-setting
  });
}

bool fn(QSqlDatabase &db) {
  std::function<bool(const QString &)> run = [&](const QString &s) {
    QSqlQuery q(db);
    return q.exec(s);
  };
  return run("SET ROLE y"); // HAZARD: pooling-session-setting
}

class Guard {
public:
  Guard() : db_(QSqlDatabase::addDatabase("QPSQL", "guard")) { db_.open(); } // HAZARD: pooling-session-setting
  ~Guard() {
    db_.close();
    db_ = QSqlDatabase();
    QSqlDatabase::removeDatabase("guard");
  }
  QSqlDatabase &db() { return db_; }

private:
  QSqlDatabase db_;
};

void guarded() {
  Guard g;
  QSqlQuery q(g.db());
  q.exec("SAVEPOINT a"); // HAZARD: pooling-outside-transaction
  g.db().transaction();
  q.exec("SAVEPOINT a");
  q.exec("RELEASE a");
  g.db().commit();
}

void many() {
  for (int i = 0; i < 4; ++i) { // NEUTRAL: pooling-oversized-pool
    QSqlDatabase db = QSqlDatabase::addDatabase("QPSQL", QString("c%1").arg(i));
    db.setHostName("x");
    db.open(); // HAZARD@-3: pooling-oversized-pool // HAZARD: pooling-session-setting
  }
}

void many_lite() {
  for (int i = 0; i < 4; ++i) {
    QSqlDatabase db = QSqlDatabase::addDatabase("QSQLITE", QString("l%1").arg(i));
    db.open();
  }
}

class Worker : public QThread {
public:
  void run() override {
    QSqlDatabase db = QSqlDatabase::addDatabase("QPSQL", "worker");
    db.open(); // HAZARD: pooling-long-lived-session, pooling-session-setting
    while (!isInterruptionRequested()) {
      QSqlQuery q(db);
      q.exec("DELETE FROM jobs");
      QThread::sleep(5);
    }
  }
};

bool copyAndPass(const QSqlDatabase &db) {
  QSqlQuery q{db};
  return q.exec("LISTEN a"); // HAZARD: pooling-listen
}

qint64 insertId(QSqlDatabase &db) {
  QSqlQuery q(db);
  q.exec("INSERT INTO a DEFAULT VALUES RETURNING id");
  q.next();
  return q.value(0).toLongLong();
}
qint64 lastId(QSqlDatabase &db, const QString &n) {
  QSqlQuery q(db);
  q.prepare("INSERT INTO a (n) VALUES (:n)"); // HAZARD: pooling-prepared-statement
  q.bindValue(":n", n);
  return q.exec() ? q.lastInsertId().toLongLong() : -1; // HAZARD: pooling-session-function
}
void cursor(QSqlDatabase &db) {
  db.transaction();
  QSqlQuery q(db);
  q.setForwardOnly(true);
  q.exec("DECLARE c NO SCROLL CURSOR FOR SELECT 1");
  while (q.exec("FETCH 100 FROM c") && q.size() > 0) {
  }
  q.exec("CLOSE c");
  db.commit();
  q.exec("FETCH 1 FROM c"); // HAZARD: pooling-cursor
}
