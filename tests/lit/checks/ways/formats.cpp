// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Statements put together with {fmt} and with Boost.
#include <libpq-fe.h>
#include <boost/algorithm/string.hpp>
#include <boost/format.hpp>
#include <boost/lexical_cast.hpp>
#include <fmt/args.h>
#include <fmt/format.h>
#include <fmt/printf.h>
#include <fmt/ranges.h>
#include <string>
#include <string_view>
#include <vector>
using namespace fmt::literals;
namespace f2 {
static void run(PGconn* c, const std::string& s) { PQclear(PQexec(c, s.c_str())); }
void plain(PGconn* c, const std::string& n) { run(c, fmt::format("LISTEN {}", n)); run(c, fmt::format("SELECT '{}'", "SET ROLE a")); run(c, fmt::format("{} ROLE {}", "SET", n)); } // HAZARD: pooling-listen, pooling-session-setting
void numbered(PGconn* c) { run(c, fmt::format("{1} {0}", "ROLE a", "SET")); } // HAZARD: pooling-session-setting
void named(PGconn* c, const char* n) { run(c, fmt::format("{verb} ROLE {role}", fmt::arg("verb", "SET"), fmt::arg("role", n))); } // HAZARD: pooling-session-setting
void named_literal(PGconn* c, const char* n) { run(c, fmt::format("LISTEN {ch}", "ch"_a = n)); } // HAZARD: pooling-listen
void runtime(PGconn* c, int n) { const std::string f = "SELECT pg_advisory_lock({})"; run(c, fmt::format(fmt::runtime(f), n)); } // HAZARD: pooling-advisory-lock
void specs(PGconn* c, int n) { run(c, fmt::format("{:>4}SET ROLE {:02x}", "", n)); } // HAZARD: pooling-session-setting
void braces(PGconn* c) { run(c, fmt::format("SELECT '{{SET ROLE a}}'")); run(c, fmt::format("LISTEN {{}}")); } // HAZARD: pooling-listen
void into_string(PGconn* c, int n) { std::string s; fmt::format_to(std::back_inserter(s), "SET {} = ", "x.y"); fmt::format_to(std::back_inserter(s), "{}", n); run(c, s); } // HAZARD: pooling-session-setting
void into_chained(PGconn* c, int n) { std::string s; auto it = std::back_inserter(s); it = fmt::format_to(it, "SET x.y = "); fmt::format_to(it, "{}", n); run(c, s); } // HAZARD: pooling-session-setting
void into_buffer(PGconn* c, int n) { fmt::memory_buffer b; fmt::format_to(std::back_inserter(b), "LISTEN a{}", n); run(c, fmt::to_string(b)); } // HAZARD: pooling-listen
void into_buffer_append(PGconn* c) { fmt::memory_buffer b; b.append(std::string_view("LISTEN ")); fmt::format_to(fmt::appender(b), "{}", 1); b.push_back('\0'); PQclear(PQexec(c, b.data())); } // HAZARD: pooling-listen
void into_buffer_size(PGconn* c) { fmt::memory_buffer b; fmt::format_to(std::back_inserter(b), "SET ROLE {}", "a"); run(c, std::string(b.data(), b.size())); run(c, {b.begin(), b.end()}); } // HAZARD: pooling-session-setting
void into_array(PGconn* c) { char b[64]; *fmt::format_to(b, "LISTEN {}", "a") = 0; run(c, b); } // HAZARD: pooling-listen
void into_array_n(PGconn* c) { char b[64]; auto r = fmt::format_to_n(b, sizeof b - 1, "LISTEN {}", "a"); *r.out = 0; run(c, b); } // HAZARD: pooling-listen
void joined(PGconn* c, const std::vector<std::string>& v) { run(c, fmt::format("SET search_path TO {}", fmt::join(v, ", "))); run(c, fmt::format("SELECT {}", fmt::join(v, ", "))); } // HAZARD: pooling-session-setting
void joined_known(PGconn* c) { std::vector<std::string> v{"SET", "ROLE", "a"}; run(c, fmt::format("{}", fmt::join(v, " "))); run(c, fmt::format("{}", fmt::join(v.begin(), v.end(), " "))); } // HAZARD: pooling-session-setting
void printf_like(PGconn* c, int n) { run(c, fmt::sprintf("SELECT pg_advisory_lock(%d)", n)); } // HAZARD: pooling-advisory-lock
void number(PGconn* c, int n) { run(c, "SELECT pg_advisory_lock(" + fmt::to_string(n) + ")"); run(c, "LISTEN a" + std::string(fmt::format_int(n).c_str())); } // HAZARD: pooling-advisory-lock, pooling-listen
void store(PGconn* c) { fmt::dynamic_format_arg_store<fmt::format_context> a; a.push_back("ROLE a"); run(c, fmt::vformat("SET {}", a)); } // HAZARD: pooling-session-setting
template <class... T> void execf(PGconn* c, fmt::format_string<T...> f, T&&... a) { run(c, fmt::format(f, std::forward<T>(a)...)); }
void own(PGconn* c, const std::string& n) { execf(c, "LISTEN {}", n); execf(c, "SELECT {}", 1); execf(c, "{} ROLE {}", "SET", n); } // HAZARD: pooling-listen, pooling-session-setting
template <class... T> void execv(PGconn* c, std::string_view f, const T&... a) { run(c, fmt::vformat(f, fmt::make_format_args(a...))); }
void own_v(PGconn* c) { execv(c, "LISTEN {}", "a"); execv(c, "SELECT 'SET {}'", 1); } // HAZARD: pooling-listen
static void vexec(PGconn* c, fmt::string_view f, fmt::format_args a) { run(c, fmt::vformat(f, a)); }
template <class... T> void exec2(PGconn* c, fmt::format_string<T...> f, T&&... a) { vexec(c, f, fmt::make_format_args(a...)); }
void own_args(PGconn* c, int n) { exec2(c, "SELECT pg_advisory_lock({})", n); } // HAZARD: pooling-advisory-lock
struct Table { std::string name; };
}
template <> struct fmt::formatter<f2::Table> : fmt::formatter<std::string> { template <class C> auto format(const f2::Table& t, C& x) const { return fmt::formatter<std::string>::format(t.name, x); } };
namespace f2 {
void own_type(PGconn* c) { run(c, fmt::format("CREATE TEMP TABLE {} (i int)", Table{"t"})); } // HAZARD: pooling-temp-table
void printed_not_run(PGconn* c) { fmt::print("SET ROLE {}\n", "a"); run(c, "SELECT 1"); }
// Boost
void bformat(PGconn* c, const std::string& n) { run(c, (boost::format("LISTEN %s") % n).str()); run(c, boost::str(boost::format("%2% %1%") % "ROLE a" % "SET")); } // HAZARD: pooling-listen, pooling-session-setting
void bformat_var(PGconn* c, int n) { boost::format f("SELECT pg_advisory_lock(%d)"); f % n; run(c, f.str()); } // HAZARD: pooling-advisory-lock
void bformat_later(PGconn* c) { boost::format f; f.parse("SET ROLE %1%"); for (auto r : {"a", "b"}) run(c, (f % r).str()); } // HAZARD: pooling-session-setting
void bformat_bars(PGconn* c, int n) { run(c, (boost::format("LISTEN c%|1$d|") % n).str()); } // HAZARD: pooling-listen
void bformat_twice(PGconn* c) { run(c, (boost::format("SELECT '%1%', '%1%'") % "SET ROLE a").str()); }
void blexical(PGconn* c, int n) { run(c, "SELECT pg_advisory_lock(" + boost::lexical_cast<std::string>(n) + ")"); } // HAZARD: pooling-advisory-lock
void bjoin(PGconn* c) { std::vector<std::string> v{"SET", "ROLE a"}; run(c, boost::algorithm::join(v, " ")); run(c, boost::join(v, " ")); } // HAZARD: pooling-session-setting
void breplace(PGconn* c) { std::string s = "SET ROLE :role"; boost::replace_all(s, ":role", "a"); run(c, s); run(c, boost::replace_all_copy(std::string("LISTEN @"), "@", "b")); } // HAZARD: pooling-session-setting, pooling-listen
void breplace_verb(PGconn* c) { std::string s = "$verb ROLE a"; boost::algorithm::replace_first(s, "$verb", "SET"); run(c, s); } // HAZARD: pooling-session-setting
void btrim(PGconn* c) { run(c, boost::trim_copy(std::string("  SET ROLE a  "))); std::string s = " listen a"; boost::to_upper(s); boost::trim(s); run(c, s); } // HAZARD: pooling-session-setting, pooling-listen
void bprefix(PGconn* c) { std::string s = "SET ROLE a"; if (boost::starts_with(s, "SELECT")) run(c, s); }
}
