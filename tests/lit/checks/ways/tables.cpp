// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Where statements are kept: tables, iterators, lists, optionals, builders, folds.
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <initializer_list>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>
namespace d1 {
static bool run(PGconn* c, const std::string& s) { PGresult* r = PQexec(c, s.c_str()); const bool ok = PQresultStatus(r) == PGRES_COMMAND_OK; PQclear(r); return ok; }
void iter(PGconn* c)
{
    const std::vector<std::string> v{
        "SET jit = off", // HAZARD: pooling-session-setting
        "SELECT 1",
    };
    for (auto it = v.begin(); it != v.end(); ++it)
        run(c, *it);

    const std::vector<std::string> w{
        "LISTEN a", // HAZARD: pooling-listen
        "SELECT 1",
    };
    std::for_each(w.begin(), w.end(), [c](const std::string& s) { run(c, s); });

    for (const char* s : {"UNLISTEN a", "SELECT 2"}) // HAZARD: pooling-listen
        run(c, s);
}
std::string join(const std::vector<std::string>& parts, const char* sep)
{
    std::string out;
    for (const auto& p : parts) {
        if (!out.empty())
            out += sep;
        out += p;
    }
    return out;
}
void joined(PGconn* c, const std::vector<std::string>& names)
{
    run(c, "CREATE TEMP TABLE j (" + join(names, ", ") + ")"); // HAZARD: pooling-temp-table

    run(c, join({"SET", "ROLE", "x"}, " ")); // HAZARD: pooling-session-setting

    run(c, fmt::format("SELECT {} FROM t", fmt::join(names, ",")));
}
struct Stmt { std::string_view name; std::string_view sql; bool tx; };
static constexpr std::array kStmts{
    Stmt{"a", "SELECT pg_advisory_lock(1)", false}, // HAZARD: pooling-advisory-lock
    Stmt{"b", "SET LOCAL jit = off", true},
};
void all(PGconn* c)
{
    for (const auto& s : kStmts) {
        if (s.tx)
            run(c, "BEGIN");
        run(c, std::string(s.sql));
        if (s.tx)
            run(c, "COMMIT");
    }
}
enum Kind { A, B, kKinds };
static const char* const kByKind[kKinds] = {
    "SELECT lastval()", // HAZARD: pooling-session-function
    "SELECT 1",
};
void kind(PGconn* c, Kind k) { run(c, kByKind[k]); }
std::optional<std::string> maybe(bool b) { if (b) return "DEALLOCATE ALL"; return std::nullopt; } // HAZARD: pooling-prepared-statement
void opt(PGconn* c, bool b) { if (auto s = maybe(b)) run(c, *s); }
std::pair<std::string, int> both() { return {"DECLARE h CURSOR WITH HOLD FOR SELECT 1", 2}; } // HAZARD: pooling-cursor
void pr(PGconn* c) { auto [sql, n] = both(); run(c, sql); auto p = std::make_tuple(std::string("NOTIFY a"), 1); run(c, std::get<0>(p)); }
void early(PGconn* c, const std::string& extra)
{
    std::string q;
    q.reserve(100);
    q = "SET ";           // HAZARD: pooling-session-setting #e
    q += extra.empty() ? "work_mem" : extra;
    q += " = 1";
    run(c, q); // ALT: pooling-session-setting #e
    std::string u = "UPDATE t SET a = 1";
    if (!extra.empty()) u.append(" WHERE ").append(extra);
    run(c, u);
}
void substr(PGconn* c, std::string_view in)
{
    std::string_view all = "xxLISTEN b"; // HAZARD: pooling-listen
    run(c, std::string(all.substr(2)));
    run(c, std::string(in.substr(2)));
}
class Query {
public:
    Query& select(std::string c) { sel_ = "SELECT " + c; return *this; }
    Query& from(std::string t) { from_ = " FROM " + t; return *this; }
    Query& lock() { tail_ = " FOR UPDATE"; return *this; }
    operator std::string() const { return sel_ + from_ + tail_; }
private:
    std::string sel_, from_, tail_;
};
void built(pqxx::connection& c)
{
    pqxx::nontransaction n(c);
    n.exec(std::string(Query().select("id").from("t").lock())); // HAZARD: pooling-outside-transaction

    n.exec(std::string(Query().select("id").from("t")));

    pqxx::work w(c);
    w.exec(std::string(Query().select("pg_advisory_lock(4)").from("t"))); // HAZARD: pooling-advisory-lock
    w.commit();
}
void vari(PGconn* c, std::variant<int, std::string> v)
{
    std::visit([c](auto&& x) { run(c, fmt::format("SET x.y = '{}'", x)); }, v); // HAZARD: pooling-session-setting
}
void fromfile(PGconn* c, const char* p) { std::ifstream f(p); std::stringstream ss; ss << f.rdbuf(); run(c, ss.str()); }
template <class... T> std::string cat(T&&... t) { std::string s; (s.append(t), ...); return s; }
void folds(PGconn* c, const std::string& n) { run(c, cat("CREATE", " TEMP", " TABLE ", n, " (i int)")); } // HAZARD: pooling-temp-table
#define SQL_SET(name, value) "SET " name " = '" value "'"
void macros(PGconn* c) { run(c, SQL_SET("search_path", "x")); } // HAZARD: pooling-session-setting
void ins(PGconn* c) { std::string s = "WORK_MEM = 1"; s.insert(0, "SET "); run(c, s); } // HAZARD: pooling-session-setting
void ptr(PGconn* c) { auto f = &run; f(c, "DISCARD ALL"); bool (*g)(PGconn*, const std::string&) = run; g(c, "LOAD 'x'"); } // HAZARD: pooling-session-setting, pooling-session-function
}
