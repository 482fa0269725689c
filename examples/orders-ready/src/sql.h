// SQL text that more than one part of the service uses.
#ifndef ORDERS_SQL_H
#define ORDERS_SQL_H

#include <string>
#include <string_view>

namespace orders::sql {

// --- tenants -----------------------------------------------------------------
// Row-level security reads app.tenant, see migration 3. The setting and the role end
// with their transaction.
inline constexpr const char *SetTenant = "SELECT set_config('app.tenant', $1, true)";
inline constexpr std::string_view ActAs = "SET LOCAL ROLE ";

// --- stock import --------------------------------------------------------------
inline const std::string StageTable =
    "CREATE TEMP TABLE stock_stage (sku text, quantity int) ON COMMIT DROP";
inline const std::string PriceStageTable =
    "CREATE TEMP TABLE price_stage (sku text, cents bigint) ON COMMIT DROP";
inline constexpr std::string_view MergeStage =
    "INSERT INTO orders.stock (sku, quantity) SELECT sku, quantity FROM stock_stage "
    "ON CONFLICT (sku) DO UPDATE SET quantity = excluded.quantity";

// --- cache -----------------------------------------------------------------------
inline constexpr const char *RecordPriceChange =
    "INSERT INTO orders.price_changes (sku) VALUES ($1)";
inline constexpr const char *PriceChangesSince =
    "SELECT seq, sku FROM orders.price_changes WHERE seq > $1 ORDER BY seq LIMIT 500";
inline constexpr char AnnouncePrices[] = "NOTIFY price_changed";

// Kept for the 2.x tools, which read this header too; nothing here runs it.
inline constexpr const char *LegacySchema = "SET search_path TO orders_v2";

} // namespace orders::sql

#endif // ORDERS_SQL_H
