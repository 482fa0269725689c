// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// What libpqxx sends on its own account, and its transaction classes.
#include <pqxx/pqxx>

#include <map>
#include <string>

void variables(pqxx::connection &c) {
  c.set_variable("work_mem", "'1MB'"); // HAZARD: pooling-session-setting
  pqxx::work tx(c);
  tx.set_variable("enable_seqscan", "off"); // HAZARD: pooling-session-setting
  tx.get_variable("work_mem");
  tx.commit();
}

struct Settings {
  std::map<std::string, std::string> values;
  void set_variable(const std::string &k, const std::string &v) { values[k] = v; }
};

void ownVariables(Settings &s) { s.set_variable("work_mem", "'1MB'"); }

void aborted(pqxx::connection &c) {
  pqxx::work tx(c);
  tx.exec0("SET work_mem = '1GB'");
  tx.exec("EXPLAIN SELECT build()");
  tx.abort();
}

void isolation(pqxx::connection &c) {
  pqxx::transaction<pqxx::serializable> tx(c);
  tx.exec0("SET TRANSACTION DEFERRABLE");
  tx.exec0("SET CONSTRAINTS ALL DEFERRED");
  tx.exec0("SET LOCAL work_mem = '1GB'");
  tx.commit();
}

void robust(pqxx::connection &c) {
  pqxx::robusttransaction<> tx(c);
  tx.exec0("SET work_mem = '1GB'"); // HAZARD: pooling-session-setting
  tx.commit();
}

void parameters(pqxx::connection &c, const std::string &tenant) {
  pqxx::work tx(c);
  tx.exec_params("SELECT set_config('app.tenant', $1, true)", tenant);
  tx.exec_params("SELECT set_config('app.tenant', $1, false)", tenant); // HAZARD: pooling-session-setting
  tx.exec_params0("UPDATE tenants SET search_path = $1", tenant);
  tx.commit();
}
