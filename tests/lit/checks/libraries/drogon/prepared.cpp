// RUN: %pooltidy-verify --checks='-*,pooling-prepared-statement' %s -- -std=c++20 -I%S/Inputs
//
// A statement with parameters is prepared under the number 1, 2, ... of its connection and
// kept. The stand-in header follows Drogon 1.9.0; checked with the real one of 1.9.0, too.
#include <drogon/drogon.h>
#include <drogon/orm/DbClient.h>
#include <drogon/orm/Mapper.h>

#include <string>

using drogon::orm::DbClientPtr;
using drogon::orm::DrogonDbException;
using drogon::orm::Result;

void with_parameters(const DbClientPtr &client, const std::string &name, int n) {
  client->execSqlSync("UPDATE item SET n = $1 WHERE name = $2", n, name); // HAZARD: pooling-prepared-statement
  client->execSqlAsyncFuture("DELETE FROM item WHERE n = $1", n).get();   // HAZARD: pooling-prepared-statement
  client->execSqlAsync("DELETE FROM item WHERE n = $1",                   // HAZARD: pooling-prepared-statement
                       [](const Result &) {}, [](const DrogonDbException &) {}, n);
  *client << "DELETE FROM item WHERE n = $1" << n >> [](const Result &) {}; // HAZARD: pooling-prepared-statement
  *client << "SELECT 1 WHERE $1 = $2" << n << name << drogon::orm::Mode::Blocking; // HAZARD: pooling-prepared-statement
}

void without_parameters(const DbClientPtr &client) {
  client->execSqlSync("UPDATE item SET n = 1");
  client->execSqlAsync("DELETE FROM item", [](const Result &) {}, [](const DrogonDbException &) {});
  *client << "DELETE FROM item" >> [](const Result &) {};
  *client << "DELETE FROM item" << drogon::orm::Mode::Blocking >> [](const Result &) {};
}

drogon::Task<> coroutine(DbClientPtr client, int n) {
  co_await client->execSqlCoro("DELETE FROM item WHERE n = $1", n); // HAZARD: pooling-prepared-statement
  co_await client->execSqlCoro("DELETE FROM item");
}

// Kept when the transaction is over.
void in_a_transaction(const DbClientPtr &client, int n) {
  auto trans = client->newTransaction();
  trans->execSqlSync("DELETE FROM item WHERE n = $1", n); // HAZARD: pooling-prepared-statement
}

struct item {};
void mapped(const DbClientPtr &client, item &one) {
  drogon::orm::Mapper<item> items(client);
  items.findAll();
  items.limit(3).findBy(drogon::orm::Criteria("n", 3)); // HAZARD: pooling-prepared-statement
  items.insert(one);                                    // HAZARD: pooling-prepared-statement
}
