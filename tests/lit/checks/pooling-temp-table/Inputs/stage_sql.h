// Statements of the import, by step.
#ifndef STAGE_SQL_H
#define STAGE_SQL_H

#include <array>
#include <string>
#include <string_view>

namespace stage_sql {

inline const std::string Create = "CREATE TEMP TABLE stage (sku text, cents bigint)"; // HAZARD: pooling-temp-table
inline constexpr const char *CreateForOne = "CREATE TEMP TABLE one (sku text) ON COMMIT DROP";
inline constexpr std::string_view NotRun = "CREATE TEMP TABLE never (i int)";
inline constexpr std::array<const char *, 3> Steps = {
    "CREATE TABLE IF NOT EXISTS prices (sku text, cents bigint)",
    "CREATE TEMPORARY TABLE diff AS SELECT * FROM prices", // HAZARD: pooling-temp-table
    "DELETE FROM prices USING diff WHERE diff.sku = prices.sku",
};

} // namespace stage_sql

#endif // STAGE_SQL_H
