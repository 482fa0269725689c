// REQUIRES: qt5
// RUN: %pooltidy-verify --checks='*,-pooling-session-setting,-pooling-missing-timeout' %s -- -std=c++17 -fPIC %qt5
//
// A connection for each thread under a name that only the run knows: it is looked up again for every piece of work, and
// opened again where it was lost.
#include <QHash>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QString>
#include <QThread>

class Storage {
public:
  bool store(int value);
  bool count();

private:
  QSqlDatabase connection();
  void add();
  bool begin(QSqlDatabase &db);
  void insert(int value);
  QHash<QThread *, QString> names;
};

void Storage::add() {
  QString name = QString("shop_%1").arg(names.size());
  names[QThread::currentThread()] = name;
  QSqlDatabase db = QSqlDatabase::addDatabase("QPSQL", name);
  db.setHostName("db");
  db.open();
}

QSqlDatabase Storage::connection() {
  if (!names.contains(QThread::currentThread()))
    add();
  QSqlDatabase db = QSqlDatabase::database(names[QThread::currentThread()], false);
  if (!db.isOpen())
    db.open();
  return db;
}

bool Storage::begin(QSqlDatabase &db) {
  bool done = db.transaction();
  if (!db.isOpen()) {
    db = connection();
    done = db.transaction();
  }
  return done;
}

// SAFE: pooling-nested-acquire, pooling-outside-transaction: the same connection, with the caller's transaction
void Storage::insert(int value) {
  QSqlQuery query(connection());
  query.exec("SAVEPOINT s");
  query.exec(QString("INSERT INTO t VALUES (%1)").arg(value));
  query.exec("RELEASE SAVEPOINT s");
}

bool Storage::store(int value) {
  QSqlDatabase db = connection();
  if (!begin(db))
    return false;
  insert(value);
  return db.commit();
}

bool Storage::count() {
  QSqlQuery query(connection());
  return query.exec("LISTEN jobs"); // HAZARD: pooling-listen
}
