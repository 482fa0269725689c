// The SQL of the locks, in a header.
#ifndef LOCK_SQL_H
#define LOCK_SQL_H

#include <string>
#include <string_view>

namespace lock_sql {

inline constexpr std::string_view Take = "SELECT pg_advisory_lock($1)"; // HAZARD: pooling-advisory-lock
inline const std::string Give = "SELECT pg_advisory_unlock($1)"; // HAZARD: pooling-advisory-lock
inline constexpr const char *TakeForTransaction = "SELECT pg_advisory_xact_lock($1)";
inline constexpr const char *Leftover = "SELECT pg_advisory_unlock_all()";
inline constexpr std::string_view Row = "SELECT 1 FROM leases WHERE name = $1 FOR UPDATE";

} // namespace lock_sql

#endif // LOCK_SQL_H
