// RUN: %pooltidy-verify %s -- -std=c++20 -I%S/Inputs
//
// Clients are pools, listeners are connections. The stand-in header follows Drogon 1.9.0;
// checked with the real one of 1.9.0, too.
#include <drogon/drogon.h>
#include <drogon/orm/DbClient.h>
#include <drogon/orm/DbListener.h>

#include <string>

using drogon::orm::DbClient;
using drogon::orm::DbClientPtr;
using drogon::orm::DbListener;
using drogon::orm::DbListenerPtr;

DbClientPtr of_one() { return DbClient::newPgClient("host=db connect_timeout=5", 1); }

DbClientPtr of_eight(const std::string &conninfo) {
  return DbClient::newPgClient(conninfo,
                               8); // HAZARD: pooling-oversized-pool
}

DbClientPtr unbounded() { return DbClient::newPgClient("host=db dbname=shop", 1); } // HAZARD: pooling-missing-timeout

DbClientPtr startup() {
  return DbClient::newPgClient("host=db connect_timeout=5 "
                               "options='-c search_path=x'", // HAZARD: pooling-startup-parameter
                               1);
}

DbClientPtr of_sqlite() {
  auto client = DbClient::newSqlite3Client("filename=shop.db", 8);
  client->execSqlSync("CREATE TEMP TABLE t (i int)");
  return client;
}

void by_the_framework() {
  drogon::app().createDbClient("postgresql", "db", 6432, "shop", "u", "p", // HAZARD: pooling-missing-timeout
                               10); // HAZARD: pooling-oversized-pool
}

void one_by_the_framework() {
  drogon::app().createDbClient("postgresql", "db", 6432, "shop", "u", "p"); // HAZARD: pooling-missing-timeout
  drogon::app().createDbClient("mysql", "db", 3306, "shop", "u", "p", 10);
}

static DbClientPtr shared = DbClient::newPgClient("host=db connect_timeout=5", 1); // a pool may stay
void uses() { shared->execSqlSync("DELETE FROM item"); }

static DbListenerPtr kept; // HAZARD: pooling-long-lived-session

void listens() {
  kept = DbListener::newPgListener("host=db connect_timeout=5");
  kept->listen("jobs", [](std::string, std::string) {}); // HAZARD: pooling-listen
}
