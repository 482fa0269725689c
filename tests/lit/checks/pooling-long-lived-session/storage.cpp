// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Connections by the storage they live in.
#include <libpq-fe.h>
#include <pqxx/pqxx>

#include <map>
#include <memory>
#include <optional>
#include <string>

static std::string conninfo = "service=app connect_timeout=5";

static PGconn *global; // HAZARD: pooling-long-lived-session #global

PGconn *openGlobal() {
  if (!global)
    global = PQconnectdb(conninfo.c_str()); // ALT: pooling-long-lived-session #global
  return global;
}

std::unique_ptr<pqxx::connection> owned; // HAZARD: pooling-long-lived-session #owned

pqxx::connection &openOwned() {
  if (!owned)
    owned = std::make_unique<pqxx::connection>(conninfo); // ALT: pooling-long-lived-session #owned
  return *owned;
}

thread_local std::optional<pqxx::connection> perThread; // HAZARD: pooling-long-lived-session #thread

pqxx::connection &openPerThread() {
  if (!perThread)
    perThread.emplace(conninfo); // ALT: pooling-long-lived-session #thread
  return *perThread;
}

static std::map<std::string, std::shared_ptr<pqxx::connection>> byTenant; // HAZARD: pooling-long-lived-session #map
static std::map<std::string, std::string> namesByTenant;

pqxx::connection &openFor(const std::string &tenant) {
  auto &c = byTenant[tenant];
  if (!c)
    c = std::make_shared<pqxx::connection>(conninfo + " user=" + tenant); // ALT: pooling-long-lived-session #map
  namesByTenant[tenant] = tenant;
  return *c;
}

pqxx::connection &functionStatic() {
  static pqxx::connection c(conninfo); // HAZARD: pooling-long-lived-session
  return c;
}

pqxx::result local() {
  pqxx::connection c(conninfo);
  pqxx::work tx(c);
  auto r = tx.exec("SELECT 1");
  tx.commit();
  return r;
}

std::string once() {
  static const std::string version = [] {
    pqxx::connection c(conninfo);
    return pqxx::nontransaction(c).exec1("SELECT version()")[0].as<std::string>();
  }();
  return version;
}

std::unique_ptr<pqxx::connection> make() { return std::make_unique<pqxx::connection>(conninfo); }
