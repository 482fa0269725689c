// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Text built from parts, by a builder class, by formats.
#include <fmt/format.h>
#include <pqxx/pqxx>

#include <cstdio>
#include <sstream>
#include <string>

static std::string createTable(const std::string &name, bool temporary) {
  std::string sql = "CREATE ";
  if (temporary)
    sql += "TEMP "; // HAZARD: pooling-temp-table #temp
  sql += "TABLE " + name + " (id bigint)"; // ALT: pooling-temp-table #temp
  return sql;
}

void condition(pqxx::connection &c) {
  pqxx::nontransaction n(c);
  n.exec(createTable("scratch", true)); // ALT: pooling-temp-table #temp
}

static std::string permanent(const std::string &name) { return "CREATE TABLE temp_" + name + " (id bigint)"; }

void formats(pqxx::connection &c, const std::string &name) {
  pqxx::nontransaction n(c);
  n.exec(permanent(name));
  n.exec(fmt::format("CREATE {} TABLE {} (id bigint)", "TEMPORARY", name)); // HAZARD: pooling-temp-table
  n.exec(fmt::format("CREATE {} TABLE {} (id bigint)", "UNLOGGED", name));
  char sql[100];
  std::snprintf(sql, sizeof sql, "CREATE TEMP TABLE %s_copy AS TABLE %s", name.c_str(), name.c_str()); // HAZARD: pooling-temp-table
  n.exec(sql);
}

void stream(pqxx::connection &c, int shard) {
  std::stringstream os;
  os << "CREATE TEMP SEQUENCE s" << shard; // HAZARD: pooling-temp-table
  pqxx::nontransaction(c).exec(os.str());
}

class Table {
public:
  explicit Table(std::string name) : name_(std::move(name)) {}
  Table &forTransaction() {
    drop_ = " ON COMMIT DROP";
    return *this;
  }
  std::string sql() const { return "CREATE TEMP TABLE " + name_ + " (id bigint)" + drop_; } // HAZARD: pooling-temp-table #builder

private:
  std::string name_, drop_;
};

void builder(pqxx::connection &c) {
  pqxx::work tx(c);
  tx.exec0(Table("kept").sql()); // ALT: pooling-temp-table #builder
  tx.exec0(Table("dropped").forTransaction().sql());
  tx.commit();
}
