// orders: serve | migrate | work | report KIND | import FILE | export MONTH
#include "cache.h"
#include "config.h"
#include "export.h"
#include "jobs.h"
#include "migrate.h"
#include "pool.h"
#include "reports.h"
#include "repository.h"
#include "tenant.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>
#include <thread>

using namespace orders;

namespace {

constexpr std::size_t RequestThreads = 8; // ALT: pooling-oversized-pool ##main-pool

std::vector<StockLine> readStock(const std::string &File) {
  std::vector<StockLine> Lines;
  std::ifstream In(File);
  for (StockLine L; In >> L.Sku >> L.Quantity;)
    Lines.push_back(L);
  return Lines;
}

// "SET" here is a word of our own little protocol, not SQL.
void answer(OrderRepository &Repository, PriceCache &Cache, const std::string &Line) {
  std::istringstream In(Line);
  std::string Verb, Key;
  In >> Verb >> Key;
  if (Verb == "GET") {
    if (const auto Order = Repository.find(std::atoll(Key.c_str())))
      std::cout << Order->Customer << ' ' << Order->Cents << '\n';
  } else if (Verb == "SET") {
    std::int64_t Cents = 0;
    In >> Cents;
    Cache.put(Key, Cents);
  } else if (Verb == "ADD") {
    std::int64_t Cents = 0;
    In >> Cents;
    std::cout << Repository.add({0, Key, Cents}) << '\n';
  } else if (Verb == "RESERVE") {
    std::cout << Repository.reserve(Key).value_or(-1) << '\n';
  } else {
    std::cout << "usage: GET id | SET sku cents | ADD customer cents | RESERVE customer\n";
  }
}

int serve(const Config &C) {
  Pool Connections(C.DatabaseUrl, RequestThreads); // HAZARD: pooling-oversized-pool ##main-pool
  OrderRepository Repository(Connections);
  PriceCache Cache;
  std::thread Follower([&] { followPrices(C.DatabaseUrl, Cache); });
  Follower.detach();
  audit(C.DatabaseUrl, "started");
  for (std::string Line; std::getline(std::cin, Line);)
    answer(Repository, Cache, Line);
  audit(C.DatabaseUrl, "stopped");
  return 0;
}

int report(const Config &C, const std::string &Kind) {
  Pool Connections(C.DatabaseUrl, 1);
  ReportReader Reader(Connections);
  const auto Print = [](const pqxx::row &R) { std::cout << R[0].c_str() << '\n'; };
  if (Kind == "daily")
    return Reader.run(ReportKind::Daily, Print) == 0;
  if (Kind == "customers")
    return Reader.run(ReportKind::Customers, Print) == 0;
  if (Kind == "products")
    return Reader.productPage(0).empty();
  if (Kind == "sample")
    return Reader.sample(std::cout, 0.42), 0;
  if (Kind.rfind("sales=", 0) == 0)
    return Reader.salesByProduct(std::cout, Kind.substr(6)), 0;
  return Reader.month(Kind, Print) == 0;
}

int import(const Config &C, const std::string &File) {
  Pool Connections(C.DatabaseUrl, std::min<std::size_t>(C.PoolSize, 1));
  OrderRepository Repository(Connections);
  Repository.importStock(readStock(File));
  Repository.importPrices({{"sample", 100}});
  Repository.purge(365, false);
  announcePrice(Connections, "sample");
  return 0;
}

int tenant(const Config &C, const std::string &Name) {
  Session S(C.DatabaseUrl);
  createTenant(S, Name);
  enterTenant(S, Name);
  applyLimits(S, {5000, 64});
  ActingAs Support(S, "support");
  std::cout << tenantPlan(S, Name) << '\n';
  return 0;
}

int exportMonth(const Config &C, const std::string &Month) {
  const std::string Conninfo = conninfoFor("pooler.internal", "orders", "orders-export");
  std::ofstream(C.ReportDirectory + "/last-export") << Month << '\n';
  if (export_register(Conninfo.c_str(), Month.c_str()) < 0)
    return 1;
  return export_month(Conninfo.c_str(), Month.c_str(), stdout) ||
         export_customer(Conninfo.c_str(), "house", stdout);
}

} // namespace

int main(int Argc, char **Argv) try {
  const Config C = loadConfig("orders.conf");
  const std::string Verb = Argc > 1 ? Argv[1] : "serve";
  const std::string Argument = Argc > 2 ? Argv[2] : "";
  if (Verb == "serve")
    return serve(C);
  if (Verb == "migrate")
    return std::cout << "was at version " << migrate(C.DatabaseUrl) << '\n', 0;
  if (Verb == "dry-run")
    return dryRun(), 0;
  if (Verb == "work")
    return startWorkers(C.DatabaseUrl), 0;
  if (Verb == "books") {
    Session S(C.DatabaseUrl);
    closeBooks(S);
    return markStuckJobs(S) > 0;
  }
  if (Verb == "report")
    return report(C, Argument);
  if (Verb == "import")
    return import(C, Argument);
  if (Verb == "tenant")
    return tenant(C, Argument);
  if (Verb == "export")
    return exportMonth(C, Argument);
  std::cerr << "orders: unknown verb " << Verb << '\n';
  return 2;
} catch (const std::exception &E) {
  std::cerr << "orders: " << E.what() << '\n';
  return 1;
}
