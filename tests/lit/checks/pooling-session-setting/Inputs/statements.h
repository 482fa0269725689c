// Statements shared by the sources of a program.
#ifndef STATEMENTS_H
#define STATEMENTS_H

#include <string>
#include <string_view>

namespace statements {

static const char *const Path = "SET search_path TO app"; // HAZARD: pooling-session-setting ##path
inline constexpr char Timeout[] = "SET statement_timeout = '5s'"; // HAZARD: pooling-session-setting
inline constexpr std::string_view Role = "SET ROLE app_rw"; // HAZARD: pooling-session-setting
inline const std::string Memory = "SET work_mem = '32MB'"; // HAZARD: pooling-session-setting

struct Reports {
  static constexpr const char *Parallel = "SET max_parallel_workers_per_gather = 0"; // HAZARD: pooling-session-setting
  static const std::string Seqscan;
};

inline constexpr const char *Unused = "SET lock_timeout = 0";
inline constexpr const char *OnlyPrinted = "SET jit = off";
inline constexpr std::string_view Local = "SET LOCAL search_path TO app";
inline constexpr std::string_view Column = "UPDATE tenant SET role = 'x'";

} // namespace statements

#endif // STATEMENTS_H
