#include "migrate.h"

#include <cstdio>

#define MIGRATION_LOCK "728193"
#define LOCK_FUNCTION(NAME) "SELECT " NAME "(" MIGRATION_LOCK ")"

namespace orders {

namespace {

constexpr Migration Migrations[] = {
    {1, "CREATE TABLE IF NOT EXISTS orders (id bigserial PRIMARY KEY, customer text, cents bigint)",
     true},
    {2, "SET maintenance_work_mem = '512MB'", false}, // HAZARD: pooling-session-setting
    {3,
     "ALTER TABLE orders ENABLE ROW LEVEL SECURITY;"
     "CREATE POLICY own ON orders USING (tenant = current_setting('app.tenant'))",
     true},
    {4, "CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer ON orders (customer)", false},
    {5, "ALTER TABLE orders SET (fillfactor = 80); ALTER DATABASE orders SET timezone TO 'UTC'",
     true},
    {6,
     R"(DO $$
BEGIN
  SET LOCAL lock_timeout = '2s';
  ALTER TABLE orders ADD COLUMN IF NOT EXISTS state text NOT NULL DEFAULT 'open';
END
$$)",
     true},
    {7,
     R"(
CREATE TEMPORARY VIEW open_orders AS -- // HAZARD: pooling-temp-table
SELECT * FROM orders WHERE state = 'open')",
     true},
};

int currentVersion(Session &S) {
  const auto R = S.exec("SELECT coalesce(max(version), 0) FROM schema_version");
  return std::stoi(Session::value(R));
}

void apply(Session &S, const Migration &M) {
  if (!M.NeedsTransaction) {
    S.exec(M.Sql);
    S.query("INSERT INTO schema_version (version) VALUES ($1)", {std::to_string(M.Version)});
    return;
  }
  Transaction T(S);
  S.exec(M.Sql);
  S.query("INSERT INTO schema_version (version) VALUES ($1)", {std::to_string(M.Version)});
  T.commit();
}

} // namespace

int migrate(const std::string &Conninfo) {
  Session S(Conninfo);
  S.exec("SET LOCAL lock_timeout = '5s'"); // HAZARD: pooling-outside-transaction
  S.exec(LOCK_FUNCTION("pg_advisory_lock")); // HAZARD: pooling-advisory-lock
  const int Before = currentVersion(S);
  for (const Migration &M : Migrations)
    if (M.Version > Before)
      apply(S, M);
  S.exec(LOCK_FUNCTION("pg_advisory_unlock")); // HAZARD: pooling-advisory-lock
  return Before;
}

void dryRun() {
  for (const Migration &M : Migrations)
    std::printf("-- %d%s\n%s;\n", M.Version, M.NeedsTransaction ? "" : " (outside a transaction)", M.Sql);
}

} // namespace orders
