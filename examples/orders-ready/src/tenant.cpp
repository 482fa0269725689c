#include "tenant.h"

#include "sql.h"

#include <iostream>

namespace orders {

TenantWork::TenantWork(Session &S, const std::string &Tenant, const TenantLimits &Limits)
    : S(S), T(S) {
  S.query(sql::SetTenant, {Tenant});
  S.execf("SET LOCAL search_path TO tenant_{}, public", Tenant);
  applyLimits(Limits);
}

void TenantWork::actAs(const std::string &Role) {
  std::string Sql(sql::ActAs);
  Sql += Role;
  S.exec(Sql);
}

void TenantWork::applyLimits(const TenantLimits &Limits) {
  std::string Sql = "SET LOCAL work_mem = '";
  Sql.append(std::to_string(Limits.WorkMemMegabytes)).append("MB'");
  S.exec(Sql);
  if (Limits.StatementMilliseconds > 0)
    S.exec(fmt::format("{} statement_timeout = {}", "SET LOCAL", Limits.StatementMilliseconds));
}

std::string tenantPlan(Session &S, const std::string &Tenant) {
  std::string Plan;
  inTransaction(S, [&](Session &In) {
    In.query(sql::SetTenant, {Tenant});
    In.exec("SET LOCAL lock_timeout = '500ms'");
    // A setting that was once set locally comes back as '', not as NULL.
    Plan = Session::value(In.exec("SELECT plan FROM orders.tenants "
                                  "WHERE id = nullif(current_setting('app.tenant', true), '')"));
  });
  return Plan;
}

std::vector<std::string> schemaStatements(const std::string &Tenant) {
  return {
      "CREATE ROLE tenant_" + Tenant + " NOLOGIN",
      "CREATE SCHEMA IF NOT EXISTS tenant_" + Tenant,
      "ALTER ROLE tenant_" + Tenant + " SET search_path TO tenant_" + Tenant,
      "ALTER ROLE tenant_" + Tenant + " SET default_transaction_read_only = off",
      "UPDATE orders.tenants SET ready = true WHERE id = '" + Tenant + "'",
  };
}

void createTenant(Session &S, const std::string &Tenant) {
  for (const std::string &Sql : schemaStatements(Tenant)) {
    std::cout << "will run: SET nothing, " << Sql << '\n';
    S.exec(Sql);
  }
}

} // namespace orders
