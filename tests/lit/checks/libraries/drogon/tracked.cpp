// RUN: %pooltidy-verify --checks='-*,pooling-prepared-statement' --pooler pgbouncer-1.25 %s -- -std=c++20 -I%S/Inputs
//
// A pooler that follows Parse messages has nothing to object to: no statement is freed in SQL.
#include <drogon/orm/DbClient.h>

using drogon::orm::DbClientPtr;
using drogon::orm::Result;

void kept(const DbClientPtr &client, int n) {
  client->execSqlSync("UPDATE item SET n = $1", n);
  auto trans = client->newTransaction();
  trans->execSqlSync("DELETE FROM item WHERE n = $1", n);
  *trans << "DELETE FROM item WHERE n = $1" << n >> [](const Result &) {};
}
