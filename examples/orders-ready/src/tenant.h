// Tenants: row-level security by a setting, support staff by role.
#ifndef ORDERS_TENANT_H
#define ORDERS_TENANT_H

#include "session.h"

#include <string>
#include <vector>

namespace orders {

struct TenantLimits {
  int StatementMilliseconds = 0;
  int WorkMemMegabytes = 4;
};

/// One unit of work for one tenant: a transaction in which the tenant, its schema and its
/// limits are set, and which takes all of that with it when it ends.
class TenantWork {
public:
  TenantWork(Session &S, const std::string &Tenant, const TenantLimits &Limits = {});

  /// The rest of the work runs with the rights of \p Role.
  void actAs(const std::string &Role);

  void commit() { T.commit(); }

private:
  void applyLimits(const TenantLimits &Limits);

  Session &S;
  Transaction T;
};

std::string tenantPlan(Session &S, const std::string &Tenant);

/// Statements that make the schema of a new tenant.
std::vector<std::string> schemaStatements(const std::string &Tenant);
void createTenant(Session &S, const std::string &Tenant);

} // namespace orders

#endif // ORDERS_TENANT_H
