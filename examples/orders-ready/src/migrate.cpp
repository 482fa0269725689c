#include "migrate.h"

#include <cstdio>

#define MIGRATION_LOCK "728193"
#define LOCK_FUNCTION(NAME) "SELECT " NAME "(" MIGRATION_LOCK ")"

namespace orders {

namespace {

constexpr Migration Migrations[] = {
    {1, "CREATE TABLE IF NOT EXISTS orders.orders (id bigserial PRIMARY KEY, customer text, cents bigint)",
     true},
    // What used to be said to each new connection is now a property of the role.
    {2,
     "ALTER ROLE orders SET search_path TO orders, public;"
     "ALTER ROLE orders SET statement_timeout = '15s';"
     "ALTER ROLE orders SET maintenance_work_mem = '512MB'",
     true},
    {3,
     "ALTER TABLE orders.orders ENABLE ROW LEVEL SECURITY;"
     "CREATE POLICY own ON orders.orders USING (tenant = nullif(current_setting('app.tenant', true), ''))",
     true},
    {4, "CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer ON orders.orders (customer)", false},
    {5, "ALTER TABLE orders.orders SET (fillfactor = 80); ALTER DATABASE orders SET timezone TO 'UTC'",
     true},
    {6,
     R"(DO $$
BEGIN
  SET LOCAL lock_timeout = '2s';
  ALTER TABLE orders.orders ADD COLUMN IF NOT EXISTS state text NOT NULL DEFAULT 'open';
END
$$)",
     true},
    {7,
     R"(
CREATE VIEW orders.open_orders AS
SELECT * FROM orders.orders WHERE state = 'open')",
     true},
    {8,
     "CREATE TABLE orders.job_leases (name text PRIMARY KEY, owner text, until timestamptz);"
     "CREATE TABLE orders.price_changes (seq bigserial PRIMARY KEY, sku text)",
     true},
};

int currentVersion(Session &S) {
  const auto R = S.exec("SELECT coalesce(max(version), 0) FROM orders.schema_version");
  return std::stoi(Session::value(R));
}

// Two processes may start the same migration; the second one waits for the lock of the
// first one's transaction and then finds the version there.
void apply(Session &S, const Migration &M) {
  const std::string Record = "INSERT INTO orders.schema_version (version) VALUES (" +
                             std::to_string(M.Version) + ") ON CONFLICT DO NOTHING";
  if (!M.NeedsTransaction) {
    S.exec(M.Sql);
    S.exec(Record);
    return;
  }
  Transaction T(S);
  S.exec("SET LOCAL lock_timeout = '5s'");
  S.exec(LOCK_FUNCTION("pg_advisory_xact_lock"));
  if (currentVersion(S) < M.Version) {
    S.exec(M.Sql);
    S.exec(Record);
  }
  T.commit();
}

} // namespace

int migrate(const std::string &Conninfo) {
  Session S(Conninfo);
  const int Before = currentVersion(S);
  for (const Migration &M : Migrations)
    if (M.Version > Before)
      apply(S, M);
  return Before;
}

void dryRun() {
  for (const Migration &M : Migrations)
    std::printf("-- %d%s\n%s;\n", M.Version, M.NeedsTransaction ? "" : " (outside a transaction)", M.Sql);
}

} // namespace orders
