// SQL text that more than one part of the service uses.
#ifndef ORDERS_SQL_H
#define ORDERS_SQL_H

#include <string>
#include <string_view>

namespace orders::sql {

// --- tenants -----------------------------------------------------------------
// Row-level security reads app.tenant, see migration 3.
inline constexpr const char *SetTenant =
    "SELECT set_config('app.tenant', $1, false)"; // HAZARD: pooling-session-setting
inline constexpr std::string_view ActAs = "SET ROLE "; // HAZARD: pooling-session-setting
inline constexpr std::string_view StopActing = "RESET ROLE"; // HAZARD: pooling-session-setting
inline constexpr const char *SetTenantLocal = "SELECT set_config('app.tenant', $1, true)";

// --- stock import --------------------------------------------------------------
inline const std::string StageTable =
    "CREATE TEMP TABLE IF NOT EXISTS stock_stage (sku text, quantity int)"; // HAZARD: pooling-temp-table
inline const std::string StageTableForOneTransaction =
    "CREATE TEMP TABLE price_stage (sku text, cents bigint) ON COMMIT DROP";
inline constexpr std::string_view MergeStage =
    "INSERT INTO stock (sku, quantity) SELECT sku, quantity FROM stock_stage "
    "ON CONFLICT (sku) DO UPDATE SET quantity = excluded.quantity";

// --- cache -----------------------------------------------------------------------
inline constexpr char ListenPrices[] = "LISTEN price_changed"; // HAZARD: pooling-listen
inline constexpr char AnnouncePrices[] = "NOTIFY price_changed";

// Kept for the 2.x tools, which read this header too; nothing here runs it.
inline constexpr const char *LegacySchema = "SET search_path TO orders_v2";

} // namespace orders::sql

#endif // ORDERS_SQL_H
