// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// libpqxx transactions, callbacks, and a transaction object of the program's own.
#include <libpq-fe.h>
#include <pqxx/pqxx>

#include <functional>
#include <string>

void notDropped(pqxx::connection &c) {
  pqxx::work tx(c);
  tx.exec0("CREATE TEMP TABLE a (i int)"); // HAZARD: pooling-temp-table
  tx.commit();
}

void dropped(pqxx::connection &c) {
  pqxx::work tx(c);
  tx.exec0("CREATE TEMP TABLE b (i int)");
  tx.exec("INSERT INTO b VALUES (1)");
  tx.exec0("DROP TABLE b");
  tx.commit();
}

void notCommitted(pqxx::connection &c) {
  pqxx::work tx(c);
  tx.exec0("CREATE TEMP TABLE d (i int)");
  tx.exec("SELECT * FROM d");
}

static void inTransaction(pqxx::connection &c, const std::function<void(pqxx::work &)> &fn) {
  pqxx::work tx(c);
  fn(tx);
  tx.commit();
}

void callbacks(pqxx::connection &c) {
  inTransaction(c, [](pqxx::work &tx) {
    tx.exec0("CREATE TEMP TABLE e (i int) ON COMMIT DROP");
    tx.exec0("CREATE TEMP TABLE f (i int)"); // HAZARD: pooling-temp-table
  });
}

class Tx {
public:
  explicit Tx(PGconn *c) : c_(c) { exec("BEGIN"); }
  ~Tx() { exec(good_ ? "COMMIT" : "ROLLBACK"); }
  void exec(const std::string &sql) { PQclear(PQexec(c_, sql.c_str())); }
  void good() { good_ = true; }

private:
  PGconn *c_;
  bool good_ = false;
};

void own(PGconn *c) {
  Tx tx(c);
  tx.exec("CREATE TEMP TABLE g (i int) ON COMMIT DROP");
  tx.exec("CREATE TEMP TABLE h (i int)"); // HAZARD: pooling-temp-table
  tx.good();
}

void stage(pqxx::transaction_base &tx, const std::string &name) {
  tx.exec0("CREATE TEMP TABLE " + name + " (i int) ON COMMIT DROP");
}

void staged(pqxx::connection &c) {
  pqxx::work tx(c);
  stage(tx, "i");
  tx.exec("SELECT * FROM i");
  tx.commit();
}
