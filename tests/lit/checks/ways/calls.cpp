// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Ways to call: overriders, tables of functions, callbacks, bound calls, pools of text.
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <fmt/format.h>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace a1 {
// virtual dispatch
struct Executor { virtual ~Executor() = default; virtual void run(const std::string& s) = 0; };
struct PgExec final : Executor {
    explicit PgExec(PGconn* c) : c_(c) {}
    void run(const std::string& s) override { PQclear(PQexec(c_, s.c_str())); }
    PGconn* c_;
};
struct LogExec final : Executor { std::string log; void run(const std::string& s) override { log += s; } };
void through_base(Executor& e)
{
    e.run("SET search_path TO a"); // HAZARD: pooling-session-setting

}
void log_only(LogExec& e) {
    e.run("SET search_path TO b"); // SAFE: pooling-session-setting a log
}
// function pointer table
using Step = void (*)(PGconn*);
static void step_lock(PGconn* c) { PQclear(PQexec(c, "SELECT pg_advisory_lock(1)")); } // HAZARD: pooling-advisory-lock

static void step_work(PGconn* c) { PQclear(PQexec(c, "UPDATE t SET a = 1")); }

static void step_unlock(PGconn* c) { PQclear(PQexec(c, "SELECT pg_advisory_unlock(1)")); } // HAZARD: pooling-advisory-lock
static constexpr Step kSteps[] = {step_lock, step_work, step_unlock};
void table(PGconn* c) { for (Step s : kSteps) s(c); }

// map of statements
static const std::map<std::string, std::string> kSql = {
    {"listen", "LISTEN jobs"}, // HAZARD: pooling-listen
    {"count", "SELECT count(*) FROM jobs"},
};
void by_key(PGconn* c) { PQclear(PQexec(c, kSql.at("listen").c_str())); PQclear(PQexec(c, kSql.at("count").c_str())); }

enum class Op { Stage, Count };
static const char* sql_for(Op o)
{
    switch (o) {
    case Op::Stage: return "CREATE TEMP TABLE stage (i int)"; // HAZARD: pooling-temp-table
    case Op::Count: return "SELECT count(*) FROM stage";
    }
    return "";
}
void ops(PGconn* c) { PQclear(PQexec(c, sql_for(Op::Stage))); PQclear(PQexec(c, sql_for(Op::Count))); }

class Repo {
public:
    explicit Repo(PGconn* c, std::string schema = "app") : c_(c), set_("SET search_path TO " + schema) {} // ALT: pooling-session-setting #repo
    void use() { PQclear(PQexec(c_, set_.c_str())); } // HAZARD: pooling-session-setting #repo
    void count() { PQclear(PQexec(c_, sel_.c_str())); }
private:
    PGconn* c_;
    std::string set_;
    const std::string sel_ = "SELECT 'SET x'";
};

void streams(PGconn* c, int ms)
{
    std::ostringstream os;
    os << "SET statement_timeout = " << ms; // HAZARD: pooling-session-setting
    PQclear(PQexec(c, os.str().c_str()));
    std::string s("SELECT ");
    s.append("pg_advisory_").append("lock(").append(std::to_string(ms)).append(")"); // HAZARD: pooling-advisory-lock #app
    PQclear(PQexec(c, s.c_str())); // ALT: pooling-advisory-lock #app
    std::vector<std::string> cols{"a", "b"};
    std::string sel = "SELECT ";
    for (size_t i = 0; i < cols.size(); ++i) { if (i) sel += ", "; sel += cols[i]; }
    sel += " FROM t";
    PQclear(PQexec(c, sel.c_str()));
    char buf[200];
    int n = snprintf(buf, sizeof buf, "%s", "CREATE ");
    n += snprintf(buf + n, sizeof buf - n, "TEMP TABLE x%d (i int)", ms); // HAZARD: pooling-temp-table #buf
    PQclear(PQexec(c, buf)); // ALT: pooling-temp-table #buf
}

template <class F>
auto in_tx(pqxx::connection& c, F f)
{
    pqxx::work tx(c);
    auto r = f(tx);
    tx.commit();
    return r;
}
void uses_tx(pqxx::connection& c)
{
    in_tx(c, [](pqxx::work& tx) { tx.exec("SET LOCAL work_mem = '1MB'"); return tx.exec("SELECT 1"); }); // SAFE: pooling-session-setting, pooling-outside-transaction in a work

    in_tx(c, [](pqxx::work& tx) {
        tx.exec("SET work_mem = '1MB'"); // HAZARD: pooling-session-setting
        return tx.exec("SELECT 1");
    });
}
struct Guard {
    Guard(PGconn* c, const char* what) : c_(c) { PQclear(PQexec(c_, fmt::format("SAVEPOINT {}", what).c_str())); }
    ~Guard() { PQclear(PQexec(c_, "RELEASE s")); }
    PGconn* c_;
};
void cond(PGconn* c, bool own)
{
    if (own) PQclear(PQexec(c, "BEGIN"));
    PQclear(PQexec(c, "SELECT 1"));
    if (own) PQclear(PQexec(c, "COMMIT"));
}
void nt(pqxx::connection& c)
{
    pqxx::nontransaction n(c);
    n.exec("BEGIN");
    n.exec("SET LOCAL a.b = '1'"); // SAFE: pooling-session-setting, pooling-outside-transaction after BEGIN
    n.exec("COMMIT");

    n.exec("SET LOCAL a.b = '2'"); // HAZARD: pooling-outside-transaction

    n.exec("SET LOCAL a.b = '2'; SELECT f()"); // SAFE: pooling-outside-transaction two in one string

    n.exec("SELECT set_config('a.b', '3', true)"); // HAZARD: pooling-outside-transaction

    n.exec("SELECT set_config('a.b', '3', false)"); // HAZARD: pooling-session-setting

    n.exec("SELECT 1 FROM t FOR UPDATE"); // HAZARD: pooling-outside-transaction

    n.exec("LOCK TABLE t"); // HAZARD: pooling-outside-transaction

    n.exec("WITH x AS (SELECT pg_try_advisory_lock(3) AS ok) SELECT ok FROM x"); // HAZARD: pooling-advisory-lock
}
std::optional<pqxx::connection> g_opt; // HAZARD: pooling-long-lived-session
std::unordered_map<int, std::function<void(PGconn*)>> handlers{
    {1, [](PGconn* c) { PQclear(PQexec(c, "UNLISTEN *")); }}, // HAZARD: pooling-listen
};
void handle(PGconn* c, int k) { handlers[k](c); }
class Session {
public:
    explicit Session(const std::string& ci) : conn_(std::make_unique<pqxx::connection>(ci)) {}
    void with(std::function<void(pqxx::transaction_base&)> f) { pqxx::nontransaction n(*conn_); f(n); }
    void tx(std::function<void(pqxx::transaction_base&)> f) { pqxx::work w(*conn_); f(w); w.commit(); }
    pqxx::connection& raw() { return *conn_; }
private:
    std::unique_ptr<pqxx::connection> conn_;
};
void sess(Session& s)
{
    s.with([](auto& t) { t.exec("SELECT pg_advisory_xact_lock(4)"); }); // HAZARD: pooling-outside-transaction

    s.tx([](auto& t) { t.exec("SELECT pg_advisory_xact_lock(5)"); }); // SAFE: pooling-outside-transaction, pooling-advisory-lock in tx
}
void bound(PGconn* c)
{
    auto run = [c](std::string_view s) { PQclear(PQexec(c, std::string(s).c_str())); };
    run("RESET ALL"); // HAZARD: pooling-session-setting
    auto b = std::bind(run, "DISCARD TEMP"); // HAZARD: pooling-session-setting
    b();
    std::invoke(run, "LOAD 'auto_explain'"); // HAZARD: pooling-session-function
}
void seq(PGconn* c)
{
    PQclear(PQexec(c, "INSERT INTO o (x) VALUES (1)"));
    PQclear(PQexec(c, "SELECT currval('o_id_seq')")); // HAZARD: pooling-session-function
    PQclear(PQexec(c, "INSERT INTO o (x) VALUES (1); SELECT currval('o_id_seq')"));
}
void prep(PGconn* c)
{
    PQclear(PQprepare(c, "q1", "SELECT $1::int", 1, nullptr)); // HAZARD: pooling-prepared-statement [untracked-only]
    PQclear(PQexecPrepared(c, "q1", 0, nullptr, nullptr, nullptr, 0));

    PQclear(PQprepare(c, "", "SELECT 1", 0, nullptr)); // HAZARD: pooling-prepared-statement
    PQclear(PQexecPrepared(c, "", 0, nullptr, nullptr, nullptr, 0));
}
void prep_tx(PGconn* c)
{
    PQclear(PQexec(c, "BEGIN"));
    PQclear(PQprepare(c, "", "SELECT 1", 0, nullptr)); // SAFE: pooling-prepared-statement one transaction
    PQclear(PQexecPrepared(c, "", 0, nullptr, nullptr, nullptr, 0));
    PQclear(PQexec(c, "COMMIT"));
}
}
