// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Statements put together with the strings and streams of the standard library.
#include <libpq-fe.h>
#include <algorithm>
#include <array>
#include <iomanip>
#include <iterator>
#include <numeric>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>
using namespace std::literals;
namespace g1 {
static void run(PGconn* c, const std::string& s) { PQclear(PQexec(c, s.c_str())); }
// append, in all its forms
void append_text_part(PGconn* c) { std::string s; s.append("xxSET ROLE a"s, 2); run(c, s); } // HAZARD: pooling-session-setting
void append_text_part_n(PGconn* c) { std::string s; s.append("xxSET ROLE ayy"s, 2, 10); run(c, s); } // HAZARD: pooling-session-setting
void append_count(PGconn* c) { std::string s; s.append("LISTEN axyz", 8); run(c, s); } // HAZARD: pooling-listen
void append_chars(PGconn* c) { std::string s("SELECT "); s.append(3, '9'); run(c, s + ", pg_advisory_lock(1)"); } // HAZARD: pooling-advisory-lock
void append_range(PGconn* c) { const std::string t = "LISTEN b"; std::string s; s.append(t.begin(), t.end()); run(c, s); } // HAZARD: pooling-listen
void append_list(PGconn* c) { std::string s("LISTEN "); s.append({'a', 'b'}); run(c, s); } // HAZARD: pooling-listen
void append_view(PGconn* c) { std::string s; s.append("RESET ALL"sv); run(c, s); } // HAZARD: pooling-session-setting
void append_char(PGconn* c) { std::string s = "SELECT 1"; s += ';'; s.push_back(' '); s += "LISTEN d"; run(c, s); } // HAZARD: pooling-listen
void append_quoted(PGconn* c) { std::string s = "SELECT '"; s.append("SET ROLE a").append("'"); run(c, s); } // a literal
// insert, replace, erase, resize
void insert_view(PGconn* c) { std::string s = " ROLE a"; s.insert(0, "SET"sv); run(c, s); } // HAZARD: pooling-session-setting
void insert_middle(PGconn* c) { std::string s = "CREATE  t (i int)"; s.insert(7, "TEMP TABLE"); run(c, s); } // HAZARD: pooling-temp-table
void insert_at_begin(PGconn* c) { std::string s = "ISTEN a"; s.insert(s.begin(), 'L'); run(c, s); } // HAZARD: pooling-listen
void insert_size(PGconn* c) { std::string s = "LISTEN"; s.insert(s.size(), " a"); run(c, s); } // HAZARD: pooling-listen
void replace_pos(PGconn* c) { std::string s = "XXX ROLE a"; s.replace(0, 3, "SET"); run(c, s); } // HAZARD: pooling-session-setting
void replace_range(PGconn* c) { std::string s = "XXX ROLE a"; s.replace(s.begin(), s.begin() + 3, "SET"); run(c, s); } // HAZARD: pooling-session-setting
void replace_away(PGconn* c) { std::string s = "SET ROLE a"; s.replace(0, 10, "SELECT 1"); run(c, s); }
void erase_tail(PGconn* c) { std::string s = "LISTEN a, "; s.erase(s.size() - 2); run(c, s); } // HAZARD: pooling-listen
void erase_head(PGconn* c) { std::string s = "-- LISTEN a"; s.erase(0, 3); run(c, s); } // HAZARD: pooling-listen
void erase_at(PGconn* c) { std::string s = "XLISTEN a"; s.erase(s.begin()); run(c, s); } // HAZARD: pooling-listen
void resize_tail(PGconn* c) { std::string s = "CREATE TEMP TABLE t (a int,"; s.resize(s.size() - 1); s += ")"; run(c, s); } // HAZARD: pooling-temp-table
void pop(PGconn* c) { std::string s = "SET ROLE a,"; s.pop_back(); run(c, s); } // HAZARD: pooling-session-setting
void back_assign(PGconn* c) { std::string s = "SET ROLE a,"; s.back() = ';'; run(c, s); } // HAZARD: pooling-session-setting
void index_assign(PGconn* c) { std::string s = "SELECT pg_advisory_lock(1) "; s[s.size() - 1] = ';'; run(c, s); } // HAZARD: pooling-advisory-lock
void substr_tail(PGconn* c) { const std::string s = "SELECT 1; LISTEN a"; run(c, s.substr(s.find(';') + 1)); } // HAZARD: pooling-listen
void substr_head(PGconn* c) { const std::string s = "SELECT 1; LISTEN a"; run(c, s.substr(0, s.find(';'))); }
void rfind_cut(PGconn* c) { std::string s = "SET ROLE a; SELECT 1"; s = s.substr(0, s.rfind(';')); run(c, s); } // HAZARD: pooling-session-setting
void starts(PGconn* c) { std::string s = "SET ROLE a"; if (s.starts_with("SELECT")) run(c, s); }
void compared(PGconn* c) { std::string s = "SET ROLE a"; if (s == "SELECT 1") run(c, s); }
void swapped(PGconn* c) { std::string a = "SET ROLE a", b = "SELECT 1"; std::swap(a, b); run(c, a); run(c, b); } // HAZARD: pooling-session-setting
void swapped_member(PGconn* c) { std::string a = "SET ROLE a", b = "SELECT 1"; a.swap(b); run(c, a); }
void moved(PGconn* c) { std::string a = "LISTEN a"; std::string b = std::move(a); run(c, b); } // HAZARD: pooling-listen
void assigned(PGconn* c) { std::string a; a.assign("LISTEN abc", 8); run(c, a); } // HAZARD: pooling-listen
void assigned_range(PGconn* c) { const char t[] = "LISTEN a"; std::string a; a.assign(t, t + 8); run(c, a); } // HAZARD: pooling-listen
void from_pointers(PGconn* c) { const char* t = "LISTEN a"; run(c, std::string(t, t + 8)); } // HAZARD: pooling-listen
void filled(PGconn* c) { run(c, std::string(1, 'S') + "ET ROLE a"); } // HAZARD: pooling-session-setting
void spaces(PGconn* c) { run(c, std::string(4, ' ') + "SET ROLE a"); } // HAZARD: pooling-session-setting
void listed(PGconn* c) { run(c, std::string{'L', 'I', 'S', 'T', 'E', 'N', ' ', 'a'}); } // HAZARD: pooling-listen
// plus, in all orders
void plus_orders(PGconn* c, const std::string& n, char k, std::string_view v)
{
    run(c, "SET ROLE " + n); // HAZARD: pooling-session-setting
    run(c, std::string("SET ROLE ") + k); // HAZARD: pooling-session-setting
    run(c, 'S' + std::string("ET ROLE x")); // HAZARD: pooling-session-setting
    run(c, std::string("LISTEN ").append(v)); // HAZARD: pooling-listen
    run(c, std::string() + "SELECT '" + n + "SET ROLE'");
    auto s = "LISTEN "s + n; // HAZARD: pooling-listen
    run(c, s);
}
// streams
void stream_init(PGconn* c) { std::ostringstream o("SET ", std::ios::ate); o << "ROLE a"; run(c, o.str()); } // HAZARD: pooling-session-setting
void stream_manip(PGconn* c, int n) { std::stringstream o; o << "SELECT pg_advisory_lock(" << std::hex << std::setw(4) << std::setfill('0') << n << ')'; run(c, o.str()); } // HAZARD: pooling-advisory-lock
void stream_put(PGconn* c) { std::ostringstream o; o.put('L') << "ISTEN a" << std::endl; o.flush(); run(c, o.str()); } // HAZARD: pooling-listen
void stream_write(PGconn* c) { std::ostringstream o; o.write("LISTEN axx", 8); run(c, o.str()); } // HAZARD: pooling-listen
void stream_reset(PGconn* c) { std::ostringstream o; o << "SET ROLE a"; o.str(""); o << "SELECT 1"; run(c, o.str()); }
void stream_clear(PGconn* c) { std::ostringstream o; o << "SET ROLE a"; o.str(std::string()); o.clear(); o << "LISTEN a"; run(c, std::move(o).str()); } // HAZARD: pooling-listen
void stream_view(PGconn* c) { std::ostringstream o; o << "LISTEN a"; run(c, std::string(o.view())); } // HAZARD: pooling-listen
void stream_one_expression(PGconn* c, int n) { run(c, (std::ostringstream() << "SELECT pg_advisory_lock(" << n << ")").str()); } // HAZARD: pooling-advisory-lock
void stream_dynamic(PGconn* c, int n) { run(c, static_cast<std::ostringstream&>(std::ostringstream().flush() << "SET ROLE a" << n).str()); } // HAZARD: pooling-session-setting
void stream_helper(std::ostream& o, int n) { o << " ROLE a" << n; }
void stream_passed(PGconn* c) { std::ostringstream o; o << "SET"; stream_helper(o, 1); run(c, o.str()); } // HAZARD: pooling-session-setting
struct Ident { std::string name; };
std::ostream& operator<<(std::ostream& o, const Ident& i) { return o << '"' << i.name << '"'; }
void stream_own(PGconn* c, const std::string& n) { std::ostringstream o; o << "LISTEN " << Ident{n}; run(c, o.str()); } // HAZARD: pooling-listen
void stream_loop(PGconn* c, const std::vector<int>& v) { std::ostringstream o; o << "CREATE TEMP TABLE t AS SELECT 1"; for (int i : v) o << ", " << i; run(c, o.str()); } // HAZARD: pooling-temp-table
void stream_copy(PGconn* c, const std::vector<std::string>& v) { std::ostringstream o; o << "SET search_path TO "; std::copy(v.begin(), v.end(), std::ostream_iterator<std::string>(o, ",")); run(c, o.str()); } // HAZARD: pooling-session-setting
// joins
void accumulated(PGconn* c)
{
    const std::vector<std::string> v{"LISTEN", " a"}; // HAZARD: pooling-listen
    run(c, std::accumulate(v.begin(), v.end(), std::string()));
}
void accumulated_f(PGconn* c)
{
    const std::vector<std::string> v{"ROLE", "a"};
    run(c, std::accumulate(v.begin(), v.end(), std::string("SET"), [](std::string a, const std::string& b) { return std::move(a) + " " + b; })); // HAZARD: pooling-session-setting
}
void accumulated_next(PGconn* c, const std::vector<std::string>& v)
{
    run(c, "SET search_path TO " + std::accumulate(std::next(v.begin()), v.end(), v[0], [](auto a, auto b) { return a + ',' + b; })); // HAZARD: pooling-session-setting
    run(c, std::accumulate(v.begin(), v.end(), std::string("SELECT 1"), [](auto a, auto b) { return a + ',' + b; }));
}
void transformed(PGconn* c)
{
    std::string s = "listen a"; // HAZARD: pooling-listen
    std::transform(s.begin(), s.end(), s.begin(), ::toupper);
    run(c, s);
}
void transformed_list(PGconn* c)
{
    std::vector<std::string> names{"a", "b"}, out;
    std::transform(names.begin(), names.end(), std::back_inserter(out), [](const std::string& n) { return "LISTEN " + n; }); // HAZARD: pooling-listen
    for (const auto& s : out) run(c, s);
}
void indexed_join(PGconn* c, const std::vector<std::string>& v)
{
    std::string s = "SET search_path TO "; // HAZARD: pooling-session-setting
    for (std::size_t i = 0; i < v.size(); ++i) s += (i ? ", " : "") + v[i];
    run(c, s);
}
std::string rec(int n) { return n == 0 ? std::string("SET ROLE a") : rec(n - 1) + "b"; } // HAZARD: pooling-session-setting
void recursive(PGconn* c) { run(c, rec(2)); }
std::string rec_unknown(int n) { return n <= 0 ? "SELECT pg_advisory_lock(1)" : rec_unknown(n - 1) + " + 1"; } // HAZARD: pooling-advisory-lock
void recursive_unknown(PGconn* c, int n) { run(c, rec_unknown(n)); }
// views
constexpr std::string_view kListen = "LISTEN abc"sv.substr(0, 8); // HAZARD: pooling-listen
void views(PGconn* c)
{
    run(c, std::string{kListen});
    std::string_view v("SELECT 1;LISTEN b"); // HAZARD: pooling-listen
    v.remove_prefix(9);
    run(c, std::string(v.begin(), v.end()));
    std::string_view w("SET ROLE a;SELECT 1"); // HAZARD: pooling-session-setting
    w.remove_suffix(9);
    run(c, std::string(w));
    constexpr std::string_view parts[] = {"SET ", "ROLE ", "b"}; // HAZARD: pooling-session-setting
    std::string s;
    for (auto p : parts) s += p;
    run(c, s);
}
void view_data(PGconn* c) { std::string_view v = "LISTEN a"; PQclear(PQexec(c, v.data())); } // HAZARD: pooling-listen
// literals
void raw_literals(PGconn* c)
{
    run(c, R"(SET ROLE a)"); // HAZARD: pooling-session-setting
    run(c, R"x(SELECT 'SET ROLE )' )x");
    PQclear(PQexec(c, reinterpret_cast<const char*>(u8"LISTEN a"))); // HAZARD: pooling-listen
    PQclear(PQexec(c, reinterpret_cast<const char*>(u8R"(LISTEN b)"))); // HAZARD: pooling-listen
    run(c, "SET " "ROLE " R"(a)"); // HAZARD: pooling-session-setting
    run(c, "\x53\105T ROLE a"); // HAZARD: pooling-session-setting
    run(c, "SET\040ROLE a"); // HAZARD: pooling-session-setting
}
std::string operator""_sql(const char* s, std::size_t n) { return std::string(s, n); }
constexpr std::string_view operator""_q(const char* s, std::size_t n) { return {s, n}; }
struct Sql { std::string text; };
Sql operator""_stmt(const char* s, std::size_t) { return Sql{s}; }
void user_literals(PGconn* c)
{
    run(c, "SET ROLE a"_sql); // HAZARD: pooling-session-setting
    run(c, std::string("LISTEN a"_q)); // HAZARD: pooling-listen
    run(c, ("CREATE TEMP TABLE t (i int)"_stmt).text); // HAZARD: pooling-temp-table
}
template <std::size_t N> struct Fixed {
    char s[N]{};
    constexpr Fixed(const char (&a)[N]) { std::copy_n(a, N, s); }
    constexpr std::string_view view() const { return {s, N - 1}; }
};
template <Fixed Q> void run_fixed(PGconn* c) { run(c, std::string(Q.view())); }
template <Fixed Q> void run_chars(PGconn* c) { PQclear(PQexec(c, Q.s)); }
template <Fixed Q> std::string operator""_f() { return std::string(Q.view()); }
void fixed(PGconn* c)
{
    run_fixed<"SET ROLE a">(c); // HAZARD: pooling-session-setting
    run_fixed<"SELECT 'SET ROLE a'">(c);
    run_chars<"LISTEN a">(c); // HAZARD: pooling-listen
    run(c, "CREATE TEMP TABLE z (i int)"_f); // HAZARD: pooling-temp-table
}
consteval std::string_view chosen(bool b) { return b ? "SET ROLE a" : "SELECT 1"; } // HAZARD: pooling-session-setting
void consteval_text(PGconn* c) { run(c, std::string(chosen(true))); run(c, std::string(chosen(false))); }
template <std::size_t A, std::size_t B> constexpr auto glue(const char (&a)[A], const char (&b)[B])
{
    std::array<char, A + B - 1> r{};
    std::size_t n = 0;
    for (std::size_t i = 0; i + 1 < A; ++i) r[n++] = a[i];
    for (std::size_t i = 0; i < B; ++i) r[n++] = b[i];
    return r;
}
constexpr auto kGlued = glue("SET ", "ROLE a"); // HAZARD: pooling-session-setting
void glued(PGconn* c) { PQclear(PQexec(c, kGlued.data())); }
constexpr auto kMade = [] { std::array<char, 16> a{}; std::string_view s = "LISTEN a"; for (std::size_t i = 0; i < s.size(); ++i) a[i] = s[i]; return a; }(); // HAZARD: pooling-listen
void made(PGconn* c) { run(c, kMade.data()); }
template <const auto& Q> void run_ref(PGconn* c) { PQclear(PQexec(c, Q)); }
static constexpr char kRef[] = "RESET ALL"; // HAZARD: pooling-session-setting
void by_reference(PGconn* c) { run_ref<kRef>(c); }
}
