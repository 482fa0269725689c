#ifndef PREPARED_SQL_H
#define PREPARED_SQL_H

#include <string>
#include <string_view>

namespace prepared_sql {

inline constexpr const char *Make = "PREPARE top AS SELECT * FROM t LIMIT 10"; // HAZARD: pooling-prepared-statement
inline constexpr std::string_view Use = "EXECUTE top"; // HAZARD: pooling-prepared-statement
inline const std::string Drop = "DEALLOCATE top"; // HAZARD: pooling-prepared-statement
inline const std::string TwoPhase = "PREPARE TRANSACTION 'gid'";
inline constexpr std::string_view Unused = "DEALLOCATE ALL";

} // namespace prepared_sql

#endif // PREPARED_SQL_H
