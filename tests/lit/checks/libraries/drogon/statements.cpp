// RUN: %pooltidy-verify %s -- -std=c++20 -I%S/Inputs
//
// Statements without parameters, and transactions, whose destructor commits. The stand-in
// header follows Drogon 1.9.0; checked with the real one of 1.9.0, too.
#include <drogon/drogon.h>
#include <drogon/orm/DbClient.h>
#include <drogon/orm/Mapper.h>

#include <memory>
#include <string>
#include <unistd.h>

using drogon::orm::DbClientPtr;
using drogon::orm::DrogonDbException;
using drogon::orm::Result;
using drogon::orm::Transaction;

void settings(const DbClientPtr &client, const std::string &schema) {
  client->execSqlSync("SET search_path TO " + schema);                  // HAZARD: pooling-session-setting
  client->execSqlAsync("SET ROLE clerk", [](const Result &) {}, [](const DrogonDbException &) {}); // HAZARD: pooling-session-setting
  client->execSqlAsyncFuture("SELECT pg_advisory_lock(1)").get();       // HAZARD: pooling-advisory-lock
  client->execSqlSync("CREATE TEMP TABLE t (i int)");                   // HAZARD: pooling-temp-table
}

void streams(const DbClientPtr &client) {
  *client << "SET ROLE clerk" >> [](const Result &) {} >> [](const DrogonDbException &) {}; // HAZARD: pooling-session-setting
  auto binder = *client << std::string("LISTEN jobs"); // HAZARD@+2: pooling-listen #listen
  binder << drogon::orm::Mode::Blocking;               // ALT@-1: pooling-listen #listen
  binder.exec();
  *client << "UPDATE item SET n = 1" << drogon::orm::Mode::Blocking >> [](const Result &) {};
}

// Every statement takes whichever connection is free.
void autocommit() {
  auto client = drogon::app().getDbClient();
  client->execSqlSync("SET LOCAL work_mem = '1MB'");      // HAZARD: pooling-outside-transaction
  client->execSqlSync("SELECT * FROM item FOR UPDATE");   // HAZARD: pooling-outside-transaction
  client->execSqlSync("INSERT INTO item DEFAULT VALUES");
  client->execSqlSync("SELECT lastval()"); // HAZARD: pooling-session-function
  client->execSqlSync("SET jit = off; SELECT 1; RESET jit"); // one implicit transaction
}

void confined(const DbClientPtr &client) {
  auto trans = client->newTransaction();
  trans->execSqlSync("SET LOCAL lock_timeout = '1s'");
  trans->execSqlSync("SELECT pg_advisory_xact_lock(4)");
  trans->execSqlSync("CREATE TEMP TABLE t (i int) ON COMMIT DROP");
  trans->execSqlSync("INSERT INTO item DEFAULT VALUES");
  trans->execSqlSync("SELECT lastval()");
  trans->execSqlAsyncFuture("UPDATE item SET n = 1").get(); // waits for the database
}

void committed_by_the_destructor(const DbClientPtr &client) {
  auto trans = client->newTransaction([](bool) {});
  trans->execSqlSync("SET ROLE clerk"); // HAZARD: pooling-session-setting
  *trans << "CREATE TEMP TABLE stage (i int)" >> [](const Result &) {}; // HAZARD: pooling-temp-table
}

void rolled_back(const DbClientPtr &client) {
  auto trans = client->newTransaction();
  trans->execSqlSync("SET ROLE clerk");
  trans->rollback();
}

// Outside of it another connection is used.
void beside(const DbClientPtr &client) {
  auto trans = client->newTransaction();
  trans->execSqlSync("UPDATE item SET n = 1");
  client->execSqlSync("SET ROLE clerk"); // HAZARD: pooling-session-setting
  trans->rollback();
}

void asynchronous(const DbClientPtr &client) {
  client->newTransactionAsync([](const std::shared_ptr<Transaction> &trans) {
    trans->execSqlSync("SET LOCAL lock_timeout = '1s'");
    trans->execSqlSync("SET ROLE clerk"); // HAZARD: pooling-session-setting
  });
}

drogon::Task<> coroutine(DbClientPtr client) {
  co_await client->execSqlCoro("SET ROLE clerk"); // HAZARD: pooling-session-setting
  auto trans = co_await client->newTransactionCoro();
  co_await trans->execSqlCoro("SET LOCAL lock_timeout = '1s'");
  co_await trans->execSqlCoro("SET ROLE clerk"); // HAZARD: pooling-session-setting
}

void waits(const DbClientPtr &client) {
  auto trans = client->newTransaction();
  trans->execSqlSync("UPDATE item SET n = 1");
  sleep(3); // HAZARD: pooling-long-transaction
}

struct item {};
void locked(const DbClientPtr &client) {
  {
    auto trans = client->newTransaction();
    drogon::orm::Mapper<item> inside(trans);
    inside.forUpdate().findAll();
  }
  auto own = drogon::app().getDbClient();
  drogon::orm::Mapper<item> outside(own);
  outside.forUpdate().findAll(); // HAZARD: pooling-outside-transaction
}

// It lasts as long as its last owner.
void owned_twice(const DbClientPtr &client) {
  std::shared_ptr<Transaction> kept;
  {
    auto trans = client->newTransaction();
    trans->execSqlSync("SET LOCAL lock_timeout = '1s'");
    kept = trans;
  }
  kept->execSqlSync("SET LOCAL work_mem = '1MB'");
  kept.reset();
  sleep(3);
}

class Unit {
public:
  explicit Unit(const DbClientPtr &client) : trans_(client->newTransaction()) {}
  void run(const std::string &sql) { trans_->execSqlSync(sql); }

private:
  std::shared_ptr<Transaction> trans_;
};

void guarded(const DbClientPtr &client) {
  {
    Unit unit(client);
    unit.run("SET LOCAL lock_timeout = '1s'");
    unit.run("SET ROLE clerk"); // HAZARD: pooling-session-setting
  }
  sleep(3);
}
