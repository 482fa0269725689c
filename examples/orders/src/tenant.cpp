#include "tenant.h"

#include "sql.h"

#include <iostream>

namespace orders {

void enterTenant(Session &S, const std::string &Tenant) {
  S.query(sql::SetTenant, {Tenant});
  S.execf("SET search_path TO tenant_{}, public", Tenant); // HAZARD: pooling-session-setting
}

ActingAs::ActingAs(Session &S, const std::string &Role) : S(S) {
  std::string Sql(sql::ActAs);
  Sql += Role;
  S.exec(Sql);
}

ActingAs::~ActingAs() { S.exec(sql::StopActing); }

// Limits are session settings here: every later query of the tenant obeys them.
void applyLimits(Session &S, const TenantLimits &Limits) {
  std::string Sql = "SET work_mem = '"; // HAZARD: pooling-session-setting
  Sql.append(std::to_string(Limits.WorkMemMegabytes)).append("MB'");
  S.exec(Sql);
  if (Limits.StatementMilliseconds > 0)
    S.exec(fmt::format("{} statement_timeout = {}", "SET", // HAZARD: pooling-session-setting
                       Limits.StatementMilliseconds));
}

std::string tenantPlan(Session &S, const std::string &Tenant) {
  std::string Plan;
  inTransaction(S, [&](Session &In) {
    In.query(sql::SetTenantLocal, {Tenant});
    In.exec("SET LOCAL lock_timeout = '500ms'");
    Plan = Session::value(In.exec("SELECT plan FROM orders.tenants WHERE id = current_setting('app.tenant')"));
  });
  return Plan;
}

std::vector<std::string> schemaStatements(const std::string &Tenant) {
  return {
      "CREATE ROLE tenant_" + Tenant + " NOLOGIN",
      "CREATE SCHEMA IF NOT EXISTS tenant_" + Tenant,
      "ALTER ROLE tenant_" + Tenant + " SET search_path TO tenant_" + Tenant,
      "SET default_transaction_read_only = off", // HAZARD: pooling-session-setting
      "UPDATE tenants SET ready = true WHERE id = '" + Tenant + "'",
  };
}

void createTenant(Session &S, const std::string &Tenant) {
  for (const std::string &Sql : schemaStatements(Tenant)) {
    std::cout << "will run: SET nothing, " << Sql << '\n';
    S.exec(Sql);
  }
}

} // namespace orders
