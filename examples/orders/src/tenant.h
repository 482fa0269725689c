// Tenants: row-level security by a setting, support staff by role.
#ifndef ORDERS_TENANT_H
#define ORDERS_TENANT_H

#include "session.h"

#include <string>
#include <vector>

namespace orders {

/// Makes \p S work for \p Tenant from now on.
void enterTenant(Session &S, const std::string &Tenant);

/// Runs \p S with the rights of \p Role for as long as the object lives.
class ActingAs {
public:
  ActingAs(Session &S, const std::string &Role);
  ~ActingAs();
  ActingAs(const ActingAs &) = delete;
  ActingAs &operator=(const ActingAs &) = delete;

private:
  Session &S;
};

struct TenantLimits {
  int StatementMilliseconds = 0;
  int WorkMemMegabytes = 4;
};

void applyLimits(Session &S, const TenantLimits &Limits);
std::string tenantPlan(Session &S, const std::string &Tenant);

/// Statements that make the schema of a new tenant.
std::vector<std::string> schemaStatements(const std::string &Tenant);
void createTenant(Session &S, const std::string &Tenant);

} // namespace orders

#endif // ORDERS_TENANT_H
