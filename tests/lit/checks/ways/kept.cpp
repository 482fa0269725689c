// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Where statements are kept: members, tables, switches, structures, variants, generated text.
#include <libpq-fe.h>
#include <algorithm>
#include <any>
#include <array>
#include <deque>
#include <functional>
#include <initializer_list>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>
namespace h1 {
static void run(PGconn* c, std::string_view s) { PQclear(PQexec(c, std::string(s).c_str())); }
// members
struct InClass { std::string sql = "SET ROLE a"; const char* plain{"SELECT 1"}; }; // HAZARD: pooling-session-setting
void in_class(PGconn* c) { InClass x; run(c, x.sql); run(c, x.plain); }
void in_class_param(PGconn* c, const InClass& x) { run(c, x.plain); }
class Setter { std::string sql_; public: void set(std::string s) { sql_ = std::move(s); } Setter& with(const char* s) { sql_ = s; return *this; } void go(PGconn* c) { run(c, sql_); } };
void setter(PGconn* c) { Setter s; s.set("LISTEN a"); s.go(c); s.with("SELECT 1").go(c); } // HAZARD: pooling-listen
struct Base { explicit Base(std::string s) : sql(std::move(s)) {} std::string sql; };
struct Derived : Base { Derived() : Base("RESET ALL") {} }; // HAZARD: pooling-session-setting
struct Inherited : Base { using Base::Base; };
void bases(PGconn* c) { Derived d; run(c, d.sql); Inherited i("SELECT 1"); run(c, i.sql); Inherited j{"LISTEN b"}; run(c, j.sql); } // HAZARD: pooling-listen
struct Delegating { Delegating() : Delegating("LISTEN c") {} explicit Delegating(const char* s) : sql(s) {} std::string sql; }; // HAZARD: pooling-listen
void delegating(PGconn* c) { Delegating d; run(c, d.sql); }
struct Statics { static const std::string a; static inline const std::string b = "SELECT 1"; static constexpr std::string_view k = "SET ROLE k"; static constexpr char arr[] = "LISTEN d"; }; // HAZARD: pooling-session-setting, pooling-listen
const std::string Statics::a = "SET ROLE s"; // HAZARD: pooling-session-setting
void statics(PGconn* c) { run(c, Statics::a); run(c, Statics::b); run(c, Statics::k); run(c, Statics::arr); }
inline const std::string kInline = "UNLISTEN a"; // HAZARD: pooling-listen
inline constexpr auto kAuto = "SELECT 1";
void inlines(PGconn* c) { run(c, kInline); run(c, kAuto); }
void by_default(PGconn* c, const std::string& sql = "LISTEN e") { run(c, sql); } // HAZARD: pooling-listen
void uses_default(PGconn* c) { by_default(c); by_default(c, "SELECT 1"); }
std::string build(const std::string& what, const std::string& role = "x") { return "SET " + what + " " + role; } // HAZARD: pooling-session-setting
void built(PGconn* c) { run(c, build("ROLE")); }
void static_local(PGconn* c) { static const std::string s = "LISTEN f"; static const char* const k[] = {"SELECT 1", "SELECT 2"}; run(c, s); for (auto p : k) run(c, p); } // HAZARD: pooling-listen
const std::string& getter() { static const std::string s = [] { std::string r = "SET "; r += "ROLE g"; return r; }(); return s; } // HAZARD: pooling-session-setting
void from_getter(PGconn* c) { run(c, getter()); }
// tables
static const std::unordered_map<std::string, const char*> kByName = {{"a", "LISTEN g"}, {"b", "SELECT 1"}}; // HAZARD: pooling-listen
void by_name(PGconn* c, const std::string& n) { run(c, kByName.at(n)); }
void by_count(PGconn* c) { if (kByName.count("zzz")) run(c, "LISTEN never"); }
void by_contains(PGconn* c) { if (!kByName.contains("a")) run(c, "LISTEN never"); }
static constexpr std::array<const char*, 2> kArr{"LISTEN h", "SELECT 1"}; // HAZARD: pooling-listen
void arr(PGconn* c) { run(c, kArr[0]); run(c, kArr[1]); run(c, std::get<1>(kArr)); }
static constexpr std::pair<int, std::string_view> kPairs[] = {{1, "SET ROLE p"}, {2, "SELECT 1"}}; // HAZARD: pooling-session-setting
void pairs(PGconn* c, int k) { for (auto& [id, s] : kPairs) if (id == k) run(c, s); }
const char* lookup(int k) { for (const auto& p : kPairs) if (p.first == k) return p.second.data(); return "SELECT 1"; }
void looked(PGconn* c) { run(c, lookup(2)); }
void find_if(PGconn* c) { auto it = std::find_if(std::begin(kPairs), std::end(kPairs), [](auto& p) { return p.first == 1; }); if (it != std::end(kPairs)) run(c, it->second); }
void nested(PGconn* c) { std::map<std::string, std::vector<std::string>> m{{"up", {"LISTEN i", "SELECT 1"}}, {"down", {"LISTEN no"}}}; for (auto& s : m["up"]) run(c, s); } // HAZARD: pooling-listen
void matrix(PGconn* c) { static const char* const t[2][2] = {{"SELECT 1", "LISTEN j"}, {"SELECT 2", "LISTEN no"}}; run(c, t[0][1]); run(c, t[1][0]); } // HAZARD: pooling-listen
void list_of(PGconn* c) { std::list<std::string> l; l.push_back("LISTEN k"); l.emplace_front("SELECT 1"); for (auto& s : l) run(c, s); } // HAZARD: pooling-listen
void deque_of(PGconn* c) { std::deque<std::string> q; q.push_back("SELECT 1"); q.push_back("LISTEN l"); while (!q.empty()) { run(c, q.front()); q.pop_front(); } } // HAZARD: pooling-listen
void popped(PGconn* c) { std::vector<std::string> v{"SELECT 1", "LISTEN never"}; v.pop_back(); for (auto& s : v) run(c, s); }
void set_of(PGconn* c) { std::set<std::string> q{"LISTEN m", "SELECT 1"}; for (auto& s : q) run(c, s); } // HAZARD: pooling-listen
void span_of(PGconn* c) { const std::string a[] = {"LISTEN n", "SELECT 1"}; for (auto& s : std::span<const std::string>(a)) run(c, s); } // HAZARD: pooling-listen
void all(PGconn* c, std::initializer_list<std::string_view> l) { for (auto s : l) run(c, s); }
void init_list(PGconn* c) { all(c, {"LISTEN o", "SELECT 1"}); } // HAZARD: pooling-listen
void vec(PGconn* c, const std::vector<std::string>& l) { for (const auto& s : l) run(c, s); }
void vec_temp(PGconn* c) { vec(c, {"LISTEN p", "SELECT 'LISTEN p'"}); } // HAZARD: pooling-listen
void vec_insert(PGconn* c) { std::vector<std::string> a{"SELECT 1"}; const std::vector<std::string> b{"LISTEN q"}; a.insert(a.end(), b.begin(), b.end()); vec(c, a); } // HAZARD: pooling-listen
std::vector<std::string> migrations() { std::vector<std::string> v; v.reserve(2); v.emplace_back("LISTEN r"); v.push_back("SELECT " "1"); return v; } // HAZARD: pooling-listen
void migrate(PGconn* c) { for (auto&& s : migrations()) run(c, s); vec(c, migrations()); }
void last(PGconn* c) { auto v = migrations(); run(c, v.back()); }
void at_end(PGconn* c) { auto v = migrations(); run(c, *v.rbegin()); run(c, *(v.end() - 1)); }
void copied(PGconn* c) { std::vector<std::string> v(migrations().size()); auto m = migrations(); std::copy(m.begin(), m.end(), v.begin()); run(c, v[1]); }
// choices
enum class Op { Enter, Work, Leave };
constexpr const char* sql_of(Op o) { switch (o) { case Op::Enter: return "SET ROLE o"; case Op::Work: return "SELECT 1"; default: return "RESET ROLE"; } } // HAZARD: pooling-session-setting #sw
void by_enum(PGconn* c) { run(c, sql_of(Op::Enter)); run(c, sql_of(Op::Work)); }
std::string by_if(int k) { if (k == 1) return "LISTEN s"; else if (k == 2) return "SELECT 1"; throw k; } // HAZARD: pooling-listen
void ifs(PGconn* c) { run(c, by_if(1)); run(c, by_if(2)); }
std::string_view assigned(Op o) { std::string_view s; switch (o) { case Op::Enter: s = "LISTEN t"; break; case Op::Work: s = "SELECT 1"; break; case Op::Leave: s = "SELECT 2"; } return s; } // HAZARD: pooling-listen
void assigns(PGconn* c) { run(c, assigned(Op::Enter)); run(c, assigned(Op::Leave)); }
void ternaries(PGconn* c, bool b, int k) { run(c, b ? "LISTEN u" : k > 2 ? "SELECT 1" : "LISTEN v"); } // HAZARD: pooling-listen
void ternary_part(PGconn* c, bool b) { run(c, std::string("SELECT pg_") + (b ? "try_" : "") + "advisory_lock(1)"); } // HAZARD: pooling-advisory-lock
void logical(PGconn* c, const char* given) { const char* s = given ?: "LISTEN w"; run(c, s); } // HAZARD: pooling-listen
// wrappers of values
void optional_or(PGconn* c) { std::optional<std::string> o; run(c, o.value_or("LISTEN x")); o = "SELECT 1"; run(c, *o); } // HAZARD: pooling-listen
void optional_has(PGconn* c) { std::optional<std::string> o; if (o) run(c, "LISTEN never"); o.emplace("LISTEN y"); if (o.has_value()) run(c, o.value()); } // HAZARD: pooling-listen
void variant_get(PGconn* c) { std::variant<int, std::string> v = "LISTEN z"; run(c, std::get<std::string>(v)); if (auto p = std::get_if<std::string>(&v)) run(c, *p + ", a"); } // HAZARD: pooling-listen
struct Plain { std::string sql; }; struct Locked { std::string key; };
void variant_visit(PGconn* c, bool b)
{
    std::variant<Plain, Locked> v = Plain{"SELECT 1"};
    if (b) v = Locked{"7"};
    struct V { PGconn* c; void operator()(const Plain& p) const { run(c, p.sql); } void operator()(const Locked& l) const { run(c, "SELECT pg_advisory_lock(" + l.key + ")"); } }; // HAZARD: pooling-advisory-lock
    std::visit(V{c}, v);
}
template <class... F> struct Over : F... { using F::operator()...; };
template <class... F> Over(F...) -> Over<F...>;
void overloaded(PGconn* c, const std::variant<Plain, Locked>& v)
{
    std::visit(Over{[&](const Plain& p) { run(c, p.sql); }, [&](const Locked& l) { run(c, "LISTEN \"" + l.key + "\""); }}, v); // HAZARD: pooling-listen
}
void any_text(PGconn* c) { std::any a = std::string("LISTEN aa"); run(c, std::any_cast<std::string>(a)); } // HAZARD: pooling-listen
void tuple_text(PGconn* c) { std::tuple<int, std::string> t{1, "LISTEN ab"}; run(c, std::get<1>(t)); run(c, std::get<std::string>(t) + ", b"); auto& [n, s] = t; run(c, s + ", c"); } // HAZARD: pooling-listen
void tied(PGconn* c) { int n; std::string s; std::tie(n, s) = std::make_tuple(1, std::string("LISTEN ac")); run(c, s); } // HAZARD: pooling-listen
void unique_text(PGconn* c) { auto p = std::make_unique<std::string>("LISTEN ad"); run(c, *p); } // HAZARD: pooling-listen
void referenced(PGconn* c) { std::string s = "SELECT 1"; std::string& r = s; r = "LISTEN ae"; run(c, s); const auto* p = &s; run(c, *p); run(c, p->c_str()); } // HAZARD: pooling-listen
void out_param(std::string& s) { s = "LISTEN af"; } // HAZARD: pooling-listen
void out(PGconn* c) { std::string s; out_param(s); run(c, s); }
void out_pointer(std::string* s, int k) { *s = "LISTEN ag"; if (k) s->append(", x"); } // HAZARD: pooling-listen
void out2(PGconn* c, int k) { std::string s; out_pointer(&s, k); run(c, s); }
// structures of statements
struct Stmt { const char* name; std::string sql; bool once = false; };
const Stmt kStmts[] = {{.name = "a", .sql = "LISTEN ah"}, {"b", "SELECT 1", true}}; // HAZARD: pooling-listen
void stmts(PGconn* c) { for (const Stmt& s : kStmts) if (!s.once) run(c, s.sql); for (auto& s : kStmts) run(c, std::string("SELECT '") + s.name + "'"); }
struct Migration { int version; std::vector<std::string> steps; };
const std::vector<Migration> kMigrations{{1, {"LISTEN ai", "SELECT 1"}}, {2, {"SELECT 2"}}}; // HAZARD: pooling-listen
void migrations2(PGconn* c) { for (const auto& m : kMigrations) for (const auto& s : m.steps) run(c, s); }
struct Queries { struct { std::string lock = "SELECT pg_advisory_lock(1)", unlock = "SELECT 1"; } l; std::string other{"SELECT 2"}; }; // HAZARD: pooling-advisory-lock
void queries(PGconn* c) { Queries q; run(c, q.l.lock); run(c, q.l.unlock); run(c, q.other); }
// macros
#define STR2(x) #x
#define STR(x) STR2(x)
#define CHANNEL jobs
#define SQL(...) #__VA_ARGS__
#define GLUE(a, b) a##b
static const char* const stmt_listen = "LISTEN aj"; // HAZARD: pooling-listen
void macros(PGconn* c)
{
    run(c, "LISTEN " STR(CHANNEL)); // HAZARD: pooling-listen
    run(c, SQL(SET ROLE a)); // HAZARD: pooling-session-setting
    run(c, SQL(SELECT "SET ROLE", 1 FROM t));
    run(c, GLUE(stmt_, listen));
}
#define STATEMENTS(X) X(Enter, "LISTEN ak") X(Work, "SELECT 1") // HAZARD: pooling-listen #x
enum class Xs { 
#define X(n, s) n,
    STATEMENTS(X)
#undef X
};
const char* x_sql(Xs k) { switch (k) {
#define X(n, s) case Xs::n: return s;
    STATEMENTS(X) // ALT: pooling-listen #x
#undef X
    } return ""; }
void xs(PGconn* c) { run(c, x_sql(Xs::Enter)); run(c, x_sql(Xs::Work)); }
// generated
static const unsigned char kBytes[] = {0x4c, 0x49, 0x53, 0x54, 0x45, 0x4e, 0x20, 0x61, 0x6c, 0x00}; // HAZARD: pooling-listen
static const unsigned int kBytesLen = 9;
static const char kLetters[] = {'L', 'I', 'S', 'T', 'E', 'N', ' ', 'a', 'm', '\0'}; // HAZARD: pooling-listen
unsigned char schema_sql[] = { // HAZARD: pooling-listen #xxd
  0x4c, 0x49, 0x53, 0x54, 0x45, 0x4e, 0x20, // ALT: pooling-listen #xxd
  0x61, 0x6e};
unsigned int schema_sql_len = 9;
void generated(PGconn* c)
{
    run(c, reinterpret_cast<const char*>(kBytes));
    run(c, kLetters);
    run(c, std::string(reinterpret_cast<char*>(schema_sql), schema_sql_len));
    run(c, std::string_view((const char*)kBytes, kBytesLen));
}
// builders
class Select {
    std::vector<std::string> cols_; std::string table_; std::optional<std::string> where_; bool lock_ = false;
public:
    Select& col(std::string s) { cols_.push_back(std::move(s)); return *this; }
    Select& from(std::string t) { table_ = std::move(t); return *this; }
    Select& where(std::string w) { where_ = std::move(w); return *this; }
    Select& for_update(bool b = true) { lock_ = b; return *this; }
    std::string str() const { std::string s = "SELECT "; for (size_t i = 0; i < cols_.size(); ++i) { if (i) s += ", "; s += cols_[i]; } s += " FROM " + table_; if (where_) s += " WHERE " + *where_; if (lock_) s += "; LISTEN zz"; return s; } // HAZARD: pooling-listen
};
void builder(PGconn* c) { run(c, Select().col("a").from("t").str()); run(c, Select{}.col("a").col("b").from("t").where("x = 1").for_update().str()); }
class SetB { std::string s_; public: SetB& operator<<(std::string_view v) { s_ += v; return *this; } SetB& operator()(const char* k, int v) { s_ += std::string(k) + " = " + std::to_string(v); return *this; } operator const std::string&() const { return s_; } };
void set_builder(PGconn* c) { run(c, static_cast<const std::string&>(SetB() << "SET " << "x.y")); const std::string& s = SetB()("SET a.b", 1); run(c, s); } // HAZARD: pooling-session-setting
}
