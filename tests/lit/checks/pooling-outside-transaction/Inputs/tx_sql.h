#ifndef TX_SQL_H
#define TX_SQL_H

#include <string>
#include <string_view>

namespace tx_sql {

inline constexpr const char *Timeout = "SET LOCAL statement_timeout = '1s'"; // ALT: pooling-outside-transaction ##bare
inline constexpr std::string_view Lock = "LOCK TABLE t IN SHARE MODE"; // HAZARD: pooling-outside-transaction
inline const std::string Unused = "SAVEPOINT nobody";

} // namespace tx_sql

#endif // TX_SQL_H
