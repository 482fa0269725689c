// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Shapes of programs: pools, retries, traits, CRTP, operators, workers, scopes.
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <boost/format.hpp>
#include <deque>
#include <functional>
#include <iostream>
#include <memory>
#include <mutex>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>
using namespace std::literals;
namespace c1 {
std::shared_ptr<pqxx::connection> g_shared; // HAZARD: pooling-long-lived-session
struct Config { std::string url; int workers = 4; };
static Config g_cfg; // SAFE: pooling-long-lived-session configuration
class Registry {
public:
    static Registry& get() { static Registry r; return r; } // HAZARD: pooling-long-lived-session
private:
    PGconn* c_ = nullptr;
};
class Pool {
public:
    explicit Pool(std::string url) : url_(std::move(url)) {}
    using Ptr = std::unique_ptr<pqxx::connection, std::function<void(pqxx::connection*)>>;
    Ptr take()
    {
        std::lock_guard<std::mutex> g(m_);
        if (idle_.empty()) return Ptr(new pqxx::connection(url_), [this](pqxx::connection* p) { give(p); });
        auto p = idle_.front().release();
        idle_.pop_front();
        return Ptr(p, [this](pqxx::connection* q) { give(q); });
    }
private:
    void give(pqxx::connection* p) { std::lock_guard<std::mutex> g(m_); idle_.emplace_back(p); }
    std::string url_;
    std::deque<std::unique_ptr<pqxx::connection>> idle_;
    std::mutex m_;
};
static Pool g_pool("service=x"); // SAFE: pooling-long-lived-session a pool

void pooled(Pool& p)
{
    auto c = p.take();
    pqxx::work tx(*c);
    tx.exec("SET LOCAL search_path TO x"); // SAFE: pooling-session-setting, pooling-outside-transaction in a work
    tx.commit();

    pqxx::nontransaction n(*c);
    n.exec("SET search_path TO x"); // HAZARD: pooling-session-setting
}
void retry(pqxx::connection& c)
{
    for (int i = 0; i < 3; ++i) {
        try {
            pqxx::work tx(c);
            tx.exec("SELECT pg_advisory_xact_lock(1)"); // SAFE: pooling-advisory-lock, pooling-outside-transaction work
            tx.exec("CREATE TEMP TABLE s (i int) ON COMMIT DROP"); // SAFE: pooling-temp-table, pooling-outside-transaction work
            tx.commit();
            return;
        } catch (const std::exception& e) {
            std::cerr << "SET failed: " << e.what();
        }
    }
}
void literals(PGconn* c, std::string_view t)
{
    auto s = "SET ROLE "s; // HAZARD: pooling-session-setting #lit
    s += t;
    PQclear(PQexec(c, s.c_str())); // ALT: pooling-session-setting #lit
    const auto v = "LISTEN a"sv; // HAZARD: pooling-listen #v
    PQclear(PQexec(c, v.data())); // ALT: pooling-listen #v
    PQclear(PQexec(c, R"sql(
        -- SET nothing
        CREATE TEMPORARY VIEW v AS SELECT 1
    )sql")); // HAZARD@-1: pooling-temp-table
    std::string r{"DECLARE %s CURSOR WITH HOLD FOR SELECT 1"}; // HAZARD: pooling-cursor #r
    r.replace(r.find("%s"), 2, t);
    PQclear(PQexec(c, r.c_str())); // ALT: pooling-cursor #r
    PQclear(PQexec(c, (boost::format("SELECT %1%(%2%)") % "pg_advisory_lock" % 7).str().c_str())); // HAZARD: pooling-advisory-lock
}
struct Traits { static constexpr const char* enter = "SET app.x = '1'"; static constexpr const char* name = "x"; }; // HAZARD: pooling-session-setting #tr
struct Other { static constexpr const char* enter = "SELECT 'SET app.x'"; static constexpr const char* name = "y"; };
template <class T> struct Dao {
    explicit Dao(PGconn* c) : c_(c) {}
    void enter() { exec(T::enter); } // ALT: pooling-session-setting #tr
    void load() { exec(std::string("SELECT * FROM ") + T::name); }
protected:
    void exec(const std::string& s) { PQclear(PQexec(c_, s.c_str())); }
    PGconn* c_;
};
struct Orders : Dao<Traits> {
    using Dao<Traits>::Dao;
    void lock() { exec("SELECT pg_advisory_lock(9)"); } // HAZARD: pooling-advisory-lock
    void note() { exec("NOTIFY x"); } // SAFE: pooling-listen sends
};
void daos(PGconn* c) { Dao<Traits> a(c); a.enter(); Dao<Other> b(c); b.enter(); Orders o(c); o.lock(); o.note(); }
struct Db { PGconn* c; };
Db& operator<<(Db& d, const std::string& s) { PQclear(PQexec(d.c, s.c_str())); return d; }
void shift(Db& d) { d << "RESET search_path" << "SELECT 1"; } // HAZARD: pooling-session-setting
template <class B> struct Base { void go(PGconn* c) { PQclear(PQexec(c, static_cast<B*>(this)->text().c_str())); } };
struct Impl : Base<Impl> { std::string text() const { return "UNLISTEN *"; } }; // HAZARD: pooling-listen
void crtp(PGconn* c) { Impl i; i.go(c); }
void pq(pqxx::connection& c)
{
    pqxx::work tx(c);
    pqxx::pipeline p(tx);
    p.insert("SET work_mem = '4MB'"); // HAZARD: pooling-session-setting
    p.complete();
    pqxx::subtransaction sub(tx, "s");
    sub.exec("SET LOCAL jit = off"); // SAFE: pooling-session-setting, pooling-outside-transaction in a work
    sub.commit();
    tx.exec("PREPARE TRANSACTION 'x'"); // SAFE: pooling-prepared-statement two-phase
}
void ns(pqxx::connection& c)
{
    pqxx::nontransaction n(c);
    pqxx::icursorstream in(n, "SELECT 1", "x", 5); // HAZARD: pooling-outside-transaction
}
void commit_abort(pqxx::connection& c, bool bad)
{
    pqxx::work tx(c);
    tx.exec("SET statement_timeout = 5"); // SAFE: pooling-session-setting always rolled back
    tx.exec("SELECT 1");
    tx.abort();
}
void scope(pqxx::connection& c)
{
    pqxx::work tx(c);
    tx.exec("CREATE TEMP TABLE u (i int)"); // SAFE: pooling-temp-table never committed
    tx.exec("SELECT count(*) FROM u");
}
void two(pqxx::connection& a, pqxx::connection& b)
{
    pqxx::work t(a);
    pqxx::nontransaction n(b);
    t.exec("SET LOCAL jit = off"); // SAFE: pooling-outside-transaction in work on a

    n.exec("SET LOCAL jit = off"); // HAZARD: pooling-outside-transaction
    t.commit();
}
[[noreturn]] void worker(const Config& cfg)
{
    pqxx::connection c(cfg.url); // HAZARD: pooling-long-lived-session #w
    for (;;) {
        pqxx::work tx(c);
        tx.exec("SELECT 1");
        tx.commit();
        std::this_thread::sleep_for(1s); // ALT: pooling-long-lived-session #w
    }
}
void ok_worker(const Config& cfg, const bool& stop)
{
    while (!stop) {
        {
            pqxx::connection c(cfg.url); // SAFE: pooling-long-lived-session per turn
            pqxx::work tx(c);
            tx.exec("SELECT 1");
            tx.commit();
        }
        std::this_thread::sleep_for(1s);
    }
}
std::vector<PGconn*> fan(const Config& cfg)
{
    std::vector<PGconn*> v;
    for (int i = 0; i < 4; ++i) v.push_back(PQconnectdb(cfg.url.c_str())); // HAZARD: pooling-oversized-pool
    return v;
}
void sequential(const Config& cfg)
{
    for (int i = 0; i < 4; ++i) {
        PGconn* c = PQconnectdb(cfg.url.c_str()); // SAFE: pooling-oversized-pool one at a time
        PQclear(PQexec(c, "SELECT 1"));
        PQfinish(c);
    }
}
}
