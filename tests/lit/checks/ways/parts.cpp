// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Statements out of formats, parts of texts, containers and tables of the standard library.
#include <libpq-fe.h>
#include <fmt/format.h>
#include <fmt/compile.h>
#include <fmt/printf.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <deque>
#include <functional>
#include <iomanip>
#include <iterator>
#include <list>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <regex>
#include <set>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>
using namespace std::literals;
static void run(PGconn *c, const std::string &s) { PQclear(PQexec(c, s.c_str())); }
static void runv(PGconn *c, std::string_view s) { PQclear(PQexec(c, std::string(s).c_str())); }
void fc(PGconn *c, int n) { run(c, fmt::format(FMT_COMPILE("SELECT pg_advisory_lock({})"), n)); } // HAZARD: pooling-advisory-lock
void fcs(PGconn *c, int n) { run(c, fmt::format(FMT_STRING("LISTEN a{}"), n)); } // HAZARD: pooling-listen
void fc_lit(PGconn *c, int n) { using namespace fmt::literals; run(c, fmt::format("LISTEN {ch}", "ch"_a = n)); } // HAZARD: pooling-listen
void fargs(PGconn *c, const std::string &n) { run(c, fmt::format("{1} {0}", n, "LISTEN")); } // HAZARD: pooling-listen
void fargs_s(PGconn *c) { run(c, fmt::format("{1} {0}", "LISTEN", "NOTIFY")); }
void fjoin(PGconn *c, const std::vector<std::string> &v) { run(c, fmt::format("CREATE TEMP TABLE t ({})", fmt::join(v, ", "))); } // HAZARD: pooling-temp-table
void fmem(PGconn *c, int n) { fmt::memory_buffer b; fmt::format_to(std::back_inserter(b), "LISTEN "); fmt::format_to(std::back_inserter(b), "a{}", n); run(c, fmt::to_string(b)); } // HAZARD: pooling-listen
void fmem2(PGconn *c) { fmt::memory_buffer b; fmt::format_to(fmt::appender(b), "LISTEN {}", "x"); run(c, std::string(b.data(), b.size())); } // HAZARD: pooling-listen
void fmem3(PGconn *c) { fmt::memory_buffer b; b.append("LISTEN a"sv); b.push_back('\0'); PQclear(PQexec(c, b.data())); } // HAZARD: pooling-listen
void fback(PGconn *c, int n) { std::string s; fmt::format_to(std::back_inserter(s), "LISTEN a{}", n); run(c, s); } // HAZARD: pooling-listen
void fpf(PGconn *c, int n) { run(c, fmt::sprintf("SELECT pg_advisory_lock(%d)", n)); } // HAZARD: pooling-advisory-lock
void fn(PGconn *c, int n) { char b[64]; auto r = fmt::format_to_n(b, sizeof b - 1, "LISTEN a{}", n); *r.out = 0; run(c, b); } // HAZARD: pooling-listen
void fvec(PGconn *c, int n) { std::vector<char> b; fmt::format_to(std::back_inserter(b), "LISTEN a{}", n); b.push_back(0); PQclear(PQexec(c, b.data())); } // HAZARD: pooling-listen
template <class... A> void frun(PGconn *c, fmt::format_string<A...> f, A &&...a) { run(c, fmt::format(f, std::forward<A>(a)...)); }
void ffwd(PGconn *c, int n) { frun(c, "SELECT {}", n); frun(c, "LISTEN a{}", n); } // HAZARD: pooling-listen
template <class... A> void vfrun(PGconn *c, std::string_view f, const A &...a) { run(c, fmt::vformat(f, fmt::make_format_args(a...))); }
void vffwd(PGconn *c, int n) { vfrun(c, "SELECT {}", n); vfrun(c, "LISTEN a{}", n); } // HAZARD: pooling-listen
void er(PGconn *c) { std::string s = "LISTEN a -- x"; s.erase(s.begin() + 8, s.end()); run(c, s); } // HAZARD: pooling-listen
void er2(PGconn *c) { std::string s = "SELECT 1; LISTEN a"; s.erase(s.begin() + 8, s.end()); run(c, s); }
void er3(PGconn *c) { std::string s = "XXLISTEN a"; s.erase(s.begin(), s.begin() + 2); run(c, s); } // HAZARD: pooling-listen
void er4(PGconn *c) { std::string s = "LISTEN a;;"; while (!s.empty() && s.back() == ';') s.pop_back(); run(c, s); } // HAZARD: pooling-listen
void er6(PGconn *c) { std::string s = "LI-STEN a"; std::erase(s, '-'); run(c, s); } // HAZARD: pooling-listen
void ver(PGconn *c) { std::vector<std::string> v{"LISTEN a", "SELECT 1"}; v.erase(v.begin()); for (auto &s : v) run(c, s); }
void ver2(PGconn *c) { std::vector<std::string> v{"SELECT 1", "LISTEN a", "LISTEN b"}; v.erase(v.begin() + 1, v.end()); for (auto &s : v) run(c, s); }
void ver3(PGconn *c) { std::vector<std::string> v{"SELECT 1", "LISTEN a"}; v.resize(1); for (auto &s : v) run(c, s); }
void ver4(PGconn *c) { std::vector<std::string> v(1, "LISTEN a"); for (auto &s : v) run(c, s); } // HAZARD: pooling-listen
void vrange(PGconn *c) { static const char *const a[] = {"SELECT 1", "LISTEN a"}; std::vector<std::string> v(std::begin(a), std::end(a)); for (auto &s : v) run(c, s); } // HAZARD: pooling-listen
void vrange2(PGconn *c) { std::vector<std::string> u{"SELECT 1", "LISTEN a"}; std::vector<std::string> v(u.begin(), u.end()); for (auto &s : v) run(c, s); } // HAZARD: pooling-listen
void vins(PGconn *c) { std::vector<std::string> u{"LISTEN a"}, v{"SELECT 1"}; v.insert(v.end(), u.begin(), u.end()); for (auto &s : v) run(c, s); } // HAZARD: pooling-listen
void lst(PGconn *c) { std::list<std::string> v; v.push_back("LISTEN a"); for (auto it = v.begin(); it != v.end(); ++it) run(c, *it); } // HAZARD: pooling-listen
void lst_rev(PGconn *c) { std::vector<std::string> v{"LISTEN a"}; for (auto it = v.rbegin(); it != v.rend(); ++it) run(c, *it); } // HAZARD: pooling-listen
void st(PGconn *c) { std::set<std::string> v{"LISTEN a", "SELECT 1"}; for (const auto &s : v) run(c, s); } // HAZARD: pooling-listen
void mp(PGconn *c) { std::map<std::string, std::string> m{{"a", "SELECT 1"}, {"b", "LISTEN a"}}; run(c, m.at("a")); }
void mp1(PGconn *c) { std::map<std::string, std::string> m{{"a", "SELECT 1"}, {"b", "LISTEN a"}}; run(c, m["b"]); } // HAZARD: pooling-listen
void mp2(PGconn *c, const std::string &k) { static const std::unordered_map<std::string_view, const char *> m{{"a", "SELECT 1"}, {"b", "LISTEN a"}}; if (auto it = m.find(k); it != m.end()) run(c, it->second); } // HAZARD: pooling-listen
void mp3(PGconn *c) { std::map<int, std::string> m; m.emplace(1, "LISTEN a"); m.insert({2, "SELECT 1"}); m.insert_or_assign(3, "SET ROLE a"); m.try_emplace(4, "RESET ALL"); run(c, m[1]); run(c, m[2]); run(c, m.at(3)); } // HAZARD: pooling-listen, pooling-session-setting
void mp4(PGconn *c) { std::map<int, std::string> m{{1, "LISTEN a"}}; m.erase(1); for (auto &[k, s] : m) run(c, s); }
void mp5(PGconn *c) { std::map<int, std::string> m{{1, "LISTEN a"}}; for (auto &[k, s] : m) run(c, s); } // HAZARD: pooling-listen
void mp6(PGconn *c) { const std::map<std::string, std::string> m{{"role", "x"}}; for (const auto &kv : m) run(c, "SET " + kv.first + " = " + kv.second); } // HAZARD: pooling-session-setting
constexpr std::array<std::string_view, 2> T{"SELECT 1", "LISTEN a"}; // HAZARD: pooling-listen #T
void tb(PGconn *c) { for (auto s : T) runv(c, s); } // ALT: pooling-listen #T
constexpr std::pair<int, std::string_view> TP[] = {{1, "SELECT 1"}, {2, "LISTEN a"}}; // HAZARD: pooling-listen #TP
constexpr std::string_view look(int k) { for (const auto &[i, s] : TP) if (i == k) return s; return {}; }
void lk(PGconn *c) { runv(c, look(1)); runv(c, look(2)); } // ALT: pooling-listen #TP
void lk2(PGconn *c) { auto it = std::find_if(std::begin(TP), std::end(TP), [](auto &p) { return p.first == 2; }); if (it != std::end(TP)) runv(c, it->second); } // ALT: pooling-listen #TP
void lk2s(PGconn *c) { auto it = std::find_if(std::begin(TP), std::end(TP), [](auto &p) { return p.first == 1; }); if (it != std::end(TP)) runv(c, it->second); }
enum class Q { A, B };
constexpr const char *sql(Q q) { switch (q) { case Q::A: return "SELECT 1"; case Q::B: return "LISTEN a"; } return ""; } // HAZARD: pooling-listen #q
void en(PGconn *c) { run(c, sql(Q::A)); run(c, sql(Q::B)); } // ALT: pooling-listen #q
static std::string ifs(Q q) { if (q == Q::A) return "SELECT 1"; else if (q == Q::B) return "SET ROLE a"; throw std::logic_error("q"); } // HAZARD: pooling-session-setting #i
void en2(PGconn *c) { run(c, ifs(Q::A)); run(c, ifs(Q::B)); } // ALT: pooling-session-setting #i
struct Sql { std::string_view text; }; 
constexpr Sql operator""_sql(const char *s, size_t n) { return {std::string_view(s, n)}; }
void udl(PGconn *c) { runv(c, "LISTEN a"_sql.text); } // HAZARD: pooling-listen
std::string operator""_q(const char *s, size_t n) { return "SET " + std::string(s, n); }
void udl2(PGconn *c) { run(c, "ROLE a"_q); } // HAZARD: pooling-session-setting
template <size_t N> struct Lit { char d[N]{}; constexpr Lit(const char (&s)[N]) { std::copy_n(s, N, d); } };
template <Lit L> void runl(PGconn *c) { PQclear(PQexec(c, L.d)); }
void nttp(PGconn *c) { runl<"SELECT 1">(c); runl<"LISTEN a">(c); } // HAZARD: pooling-listen
template <Lit L> constexpr auto operator""_lit() { return std::string_view(L.d, sizeof(L.d) - 1); }
void nttp2(PGconn *c) { runv(c, "LISTEN a"_lit); } // HAZARD: pooling-listen
void rx2(PGconn *c, const std::string &n) { run(c, std::regex_replace(n, std::regex("@ch"), "a")); }
void os(PGconn *c, double d) { std::ostringstream o; o << std::setprecision(3) << std::fixed << "SELECT pg_advisory_lock(" << std::setw(4) << d << ")" << std::ends; run(c, o.str()); } // HAZARD: pooling-advisory-lock
void os2(PGconn *c) { std::ostringstream o; o << std::quoted("x") << "; LISTEN a"; run(c, "SELECT 1 AS " + o.str()); } // HAZARD: pooling-listen
void os3(PGconn *c) { std::ostringstream o; std::vector<std::string> v{"a", "b"}; std::copy(v.begin(), v.end(), std::ostream_iterator<std::string>(o, ";")); run(c, "LISTEN " + o.str()); } // HAZARD: pooling-listen
void os4(PGconn *c) { std::istringstream in("SELECT 1;LISTEN a"); std::string s; while (std::getline(in, s, ';')) run(c, s); } // HAZARD: pooling-listen
void os4s(PGconn *c) { std::istringstream in("SELECT 1;NOTIFY a"); std::string s; while (std::getline(in, s, ';')) run(c, s); }
void sv(PGconn *c) { std::string_view s = "SELECT 1; LISTEN a"; runv(c, s.substr(10)); } // HAZARD: pooling-listen
void sv2(PGconn *c) { std::string_view s = "SELECT 1; LISTEN a"; s.remove_suffix(10); runv(c, s); }
void sv3(PGconn *c) { std::string_view s = "SELECT 1; LISTEN a"; auto p = s.find("; "); runv(c, s.substr(0, p)); runv(c, s.substr(p + 2)); } // HAZARD: pooling-listen
void sv4(PGconn *c) { std::string s = "SELECT 1\nLISTEN a"; size_t p = 0, q; while ((q = s.find('\n', p)) != std::string::npos) { run(c, s.substr(p, q - p)); p = q + 1; } run(c, s.substr(p)); } // HAZARD: pooling-listen
void up(PGconn *c) { std::string s = "listen a"; std::transform(s.begin(), s.end(), s.begin(), ::toupper); run(c, s); } // HAZARD: pooling-listen
void up2(PGconn *c) { std::string s = "listen a"; for (auto &ch : s) ch = std::toupper(ch); run(c, s); } // HAZARD: pooling-listen
void up3(PGconn *c) { std::string s = "listen a", t; std::transform(s.begin(), s.end(), std::back_inserter(t), [](char x) { return std::toupper(x); }); run(c, t); } // HAZARD: pooling-listen
void acc(PGconn *c) { std::vector<std::string> v{"LISTEN a", "SELECT 1"}; run(c, std::accumulate(std::next(v.begin()), v.end(), v[0], [](std::string a, const std::string &b) { return std::move(a) + "; " + b; })); } // HAZARD: pooling-listen
void opt(PGconn *c, std::optional<std::string> w) { std::string s = "DELETE FROM t"; if (w) s += " WHERE " + *w; run(c, s); run(c, std::optional<std::string>("LISTEN a").value_or("x")); } // HAZARD: pooling-listen
void var(PGconn *c) { std::variant<int, std::string> v = "LISTEN a"s; std::visit([&](auto &x) { if constexpr (std::is_same_v<std::decay_t<decltype(x)>, std::string>) run(c, x); }, v); } // HAZARD: pooling-listen
void tup(PGconn *c) { auto t = std::make_tuple(1, "LISTEN a"s); run(c, std::get<1>(t)); auto [n, s] = t; (void)n; } // HAZARD: pooling-listen
void tup2(PGconn *c) { auto [a, b] = std::pair<std::string, std::string>("SELECT 1", "LISTEN a"); run(c, a); run(c, b); } // HAZARD: pooling-listen
void sp(PGconn *c, std::span<const std::string> q) { for (auto &s : q) run(c, s); }
void sp1(PGconn *c) { std::vector<std::string> v{"LISTEN a"}; sp(c, v); } // HAZARD: pooling-listen
void il(PGconn *c, std::initializer_list<const char *> q) { for (auto s : q) run(c, s); }
void il1(PGconn *c) { il(c, {"SELECT 1", "LISTEN a"}); il(c, {"SELECT 1", "NOTIFY a"}); } // HAZARD: pooling-listen
void il2(PGconn *c) { for (auto s : {"SELECT 1", "LISTEN a"}) run(c, s); } // HAZARD: pooling-listen
void lam(PGconn *c) { const std::string s = [&] { std::string t = "LISTEN"; t += " a"; return t; }(); run(c, s); } // HAZARD: pooling-listen
void strs(PGconn *c, const char *n) { run(c, std::string("LISTEN ").append(n).append(1, ';')); } // HAZARD: pooling-listen
void rpos(PGconn *c) { std::string s = "LISTEN ?"; s.replace(s.find('?'), 1, "a"); run(c, s); } // HAZARD: pooling-listen
void rloop(PGconn *c) { std::string s = "LISTEN ?; LISTEN ?"; for (size_t p; (p = s.find('?')) != std::string::npos;) s.replace(p, 1, "a"); run(c, s); } // HAZARD: pooling-listen
void flo(PGconn *c) { std::string s = "LISTEN a, "; s.erase(s.find_last_not_of(", ") + 1); run(c, s); } // HAZARD: pooling-listen
void ffo(PGconn *c) { std::string s = "SELECT 1;LISTEN a"; run(c, s.substr(0, s.find_first_of(";"))); }
void chars(PGconn *c, int n) { char b[16]; auto r = std::to_chars(b, b + 16, n); run(c, "SELECT pg_advisory_lock(" + std::string(b, r.ptr) + ")"); } // HAZARD: pooling-advisory-lock
consteval const char *cev() { return "LISTEN a"; } // HAZARD: pooling-listen #cev
void ce(PGconn *c) { run(c, cev()); } // ALT: pooling-listen #cev
constexpr auto cat() { std::array<char, 9> a{}; const char *p = "LISTEN a"; for (int i = 0; i < 8; ++i) a[i] = p[i]; return a; }
void cc(PGconn *c) { static constexpr auto a = cat(); PQclear(PQexec(c, a.data())); } // HAZARD: pooling-listen
struct Tbl { static constexpr const char *kSql = "LISTEN a"; static inline const std::string kTwo = "SET ROLE a"; }; // HAZARD: pooling-listen, pooling-session-setting #Tbl
void sm(PGconn *c) { run(c, Tbl::kSql); run(c, Tbl::kTwo); } // ALT: pooling-listen, pooling-session-setting #Tbl
template <class T> struct Trait; template <> struct Trait<int> { static constexpr auto sql = "SELECT 1"; }; template <> struct Trait<long> { static constexpr auto sql = "LISTEN a"; }; // HAZARD: pooling-listen #Trait
template <class T> void tr(PGconn *c) { run(c, Trait<T>::sql); } // ALT: pooling-listen #Trait
void trs(PGconn *c) { tr<int>(c); tr<long>(c); }
