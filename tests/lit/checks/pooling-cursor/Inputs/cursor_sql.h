#ifndef CURSOR_SQL_H
#define CURSOR_SQL_H

namespace cursor_sql {

inline constexpr const char *OpenHeld = "DECLARE report CURSOR WITH HOLD FOR SELECT * FROM sales"; // HAZARD: pooling-cursor
inline constexpr const char *Open = "DECLARE page CURSOR FOR SELECT * FROM sales";
inline constexpr const char *Next = "FETCH 100 FROM page";
inline constexpr const char *Close = "CLOSE page";
inline constexpr char Unused[] = "DECLARE never CURSOR WITH HOLD FOR SELECT 1";

} // namespace cursor_sql

#endif // CURSOR_SQL_H
