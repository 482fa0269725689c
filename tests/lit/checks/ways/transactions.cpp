// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Transactions of all makes: a statement is safe where they are open and not where they are not.
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
namespace t1 {
static void run(PGconn* c, std::string_view s) { PQclear(PQexec(c, std::string(s).c_str())); }
static bool ok(PGconn* c, const char* s) { PGresult* r = PQexec(c, s); bool b = PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK; PQclear(r); return b; }
// guards of one's own
class Tx { PGconn* c_; bool done_ = false; public: explicit Tx(PGconn* c) : c_(c) { run(c_, "BEGIN"); } Tx(const Tx&) = delete; Tx(Tx&& o) noexcept : c_(o.c_), done_(std::exchange(o.done_, true)) {} void commit() { run(c_, "COMMIT"); done_ = true; } ~Tx() { if (!done_) run(c_, "ROLLBACK"); } PGconn* conn() { return c_; } };
void guard(PGconn* c) { Tx t(c); run(c, "SET LOCAL ROLE ina"); t.commit(); }
void guard_after(PGconn* c) { { Tx t(c); t.commit(); } run(c, "SET LOCAL ROLE xa"); } // HAZARD: pooling-outside-transaction
void guard_rolled(PGconn* c) { { Tx t(c); run(c, "SET ROLE inb"); } run(c, "SET LOCAL ROLE xb"); } // HAZARD: pooling-outside-transaction
void guard_kept(PGconn* c) { Tx t(c); run(c, "SET ROLE xc"); t.commit(); } // HAZARD: pooling-session-setting
Tx open_tx(PGconn* c) { return Tx(c); }
void guard_returned(PGconn* c) { auto t = open_tx(c); run(c, "SET LOCAL ROLE inc"); t.commit(); run(c, "SET LOCAL ROLE xd"); } // HAZARD: pooling-outside-transaction
void guard_moved(PGconn* c) { Tx a(c); Tx b(std::move(a)); run(c, "SET LOCAL ROLE ind"); b.commit(); run(c, "SET LOCAL ROLE xe"); } // HAZARD: pooling-outside-transaction
void guard_heap(PGconn* c) { auto t = std::make_unique<Tx>(c); run(c, "SET LOCAL ROLE ine"); t->commit(); t.reset(); run(c, "SET LOCAL ROLE xf"); } // HAZARD: pooling-outside-transaction
void guard_optional(PGconn* c) { std::optional<Tx> t; t.emplace(c); run(c, "SET LOCAL ROLE inf"); t->commit(); t.reset(); run(c, "SET LOCAL ROLE xg"); } // HAZARD: pooling-outside-transaction
void guard_optional_dropped(PGconn* c) { std::optional<Tx> t(std::in_place, c); run(c, "SET ROLE ing"); t.reset(); run(c, "SET LOCAL ROLE xh"); } // HAZARD: pooling-outside-transaction
// commits in its destructor
class Auto { PGconn* c_; int n_ = std::uncaught_exceptions(); public: explicit Auto(PGconn* c) : c_(c) { run(c, "BEGIN"); } ~Auto() noexcept(false) { if (std::uncaught_exceptions() > n_) run(c_, "ROLLBACK"); else run(c_, "COMMIT"); } };
void autoc(PGconn* c) { { Auto a(c); run(c, "SET LOCAL ROLE inh"); } run(c, "SET LOCAL ROLE xi"); } // HAZARD: pooling-outside-transaction
void autoc_kept(PGconn* c) { Auto a(c); run(c, "SET ROLE xj"); } // HAZARD: pooling-session-setting
// scope helpers
template <class F> class ScopeExit { F f_; bool on_ = true; public: explicit ScopeExit(F f) : f_(std::move(f)) {} ~ScopeExit() { if (on_) f_(); } void release() { on_ = false; } };
template <class F> ScopeExit<F> make_scope_exit(F f) { return ScopeExit<F>(std::move(f)); }
void scope_exit(PGconn* c) { run(c, "BEGIN"); auto g = make_scope_exit([c] { run(c, "ROLLBACK"); }); run(c, "SET LOCAL ROLE ini"); g.release(); run(c, "COMMIT"); run(c, "SET LOCAL ROLE xk"); } // HAZARD: pooling-outside-transaction
void scope_exit_commit(PGconn* c) { { run(c, "BEGIN"); ScopeExit g([&] { run(c, "COMMIT"); }); run(c, "SET LOCAL ROLE inj"); } run(c, "SET LOCAL ROLE xl"); } // HAZARD: pooling-outside-transaction
#define CONCAT2(a, b) a##b
#define CONCAT(a, b) CONCAT2(a, b)
struct DeferTag {}; template <class F> ScopeExit<F> operator+(DeferTag, F f) { return ScopeExit<F>(std::move(f)); }
#define DEFER auto CONCAT(defer_, __LINE__) = DeferTag{} + [&]
void deferred(PGconn* c) { run(c, "BEGIN"); { DEFER { run(c, "COMMIT"); }; run(c, "SET LOCAL ROLE ink"); } run(c, "SET LOCAL ROLE xm"); } // HAZARD: pooling-outside-transaction
void with_deleter(PGconn* c) { run(c, "BEGIN"); { auto del = [](PGconn* p) { run(p, "COMMIT"); }; std::unique_ptr<PGconn, decltype(del)> g(c, del); run(c, "SET LOCAL ROLE inl"); } run(c, "SET LOCAL ROLE xn"); } // HAZARD: pooling-outside-transaction
// methods
class Store { PGconn* c_; int depth_ = 0; public: explicit Store(PGconn* c) : c_(c) {} void begin() { if (depth_++ == 0) run(c_, "BEGIN"); } void commit() { if (--depth_ == 0) run(c_, "COMMIT"); } void rollback() { depth_ = 0; run(c_, "ROLLBACK"); } void exec(std::string_view s) { run(c_, s); }
    template <class F> void transaction(F&& f) { begin(); try { f(*this); commit(); } catch (...) { rollback(); throw; } } bool in() const { return depth_ > 0; } };
void methods(PGconn* c) { Store s(c); s.begin(); s.exec("SET LOCAL ROLE inm"); s.begin(); s.exec("SET LOCAL ROLE inn"); s.commit(); s.exec("SET LOCAL ROLE ino"); s.commit(); s.exec("SET LOCAL ROLE xo"); } // HAZARD: pooling-outside-transaction
void callback(PGconn* c) { Store s(c); s.transaction([](Store& s) { s.exec("SET LOCAL ROLE inp"); s.transaction([](Store& s) { s.exec("SET LOCAL ROLE inq"); }); }); s.exec("SET LOCAL ROLE xp"); } // HAZARD: pooling-outside-transaction
void asks(PGconn* c) { Store s(c); if (s.in()) s.exec("SET LOCAL ROLE never"); s.begin(); if (s.in()) s.exec("SET LOCAL ROLE inr"); s.commit(); }
template <class F> auto in_transaction(PGconn* c, F&& f) -> decltype(f()) { Tx t(c); if constexpr (std::is_void_v<decltype(f())>) { f(); t.commit(); } else { auto r = f(); t.commit(); return r; } }
void generic(PGconn* c) { in_transaction(c, [&] { run(c, "SET LOCAL ROLE ins"); }); int n = in_transaction(c, [&] { run(c, "SET LOCAL ROLE int"); return 1; }); (void)n; run(c, "SET LOCAL ROLE xq"); } // HAZARD: pooling-outside-transaction
void by_function(PGconn* c, const std::function<void()>& f) { run(c, "BEGIN"); f(); run(c, "COMMIT"); }
void uses_function(PGconn* c) { by_function(c, [c] { run(c, "SET LOCAL ROLE inu"); }); by_function(c, std::bind(run, c, "SET LOCAL ROLE inv")); }
// conditional
void conditional(PGconn* c, bool tx) { if (tx) run(c, "BEGIN"); if (tx) run(c, "SET LOCAL ROLE inw"); if (tx) run(c, "COMMIT"); }
void conditional_by_state(PGconn* c) { const bool own = PQtransactionStatus(c) == PQTRANS_IDLE; if (own) run(c, "BEGIN"); run(c, "SET LOCAL ROLE iny"); if (own) run(c, "COMMIT"); }
void conditional_ptr(PGconn* c, bool tx) { std::unique_ptr<Tx> t; if (tx) t.reset(new Tx(c)); if (t) run(c, "SET LOCAL ROLE inz"); if (t) t->commit(); }
// errors
void checked(PGconn* c) { if (!ok(c, "BEGIN")) return; if (!ok(c, "SET LOCAL ROLE ioa")) { ok(c, "ROLLBACK"); return; } if (!ok(c, "SELECT pg_advisory_xact_lock(1)")) { ok(c, "ROLLBACK"); return; } ok(c, "COMMIT"); run(c, "SET LOCAL ROLE xs"); } // HAZARD: pooling-outside-transaction
void commit_in_catch(PGconn* c, void (*f)()) { run(c, "BEGIN"); try { f(); run(c, "SET LOCAL ROLE iob"); run(c, "COMMIT"); } catch (const std::exception&) { run(c, "COMMIT"); } catch (...) { run(c, "ROLLBACK"); throw; } run(c, "SET LOCAL ROLE xt"); } // HAZARD: pooling-outside-transaction
void retry(PGconn* c) { for (int i = 0; i < 3; ++i) { run(c, "BEGIN"); run(c, "SET LOCAL ROLE ioc"); if (ok(c, "UPDATE t SET a = 1")) { run(c, "COMMIT"); break; } run(c, "ROLLBACK"); } run(c, "SET LOCAL ROLE xu"); } // HAZARD: pooling-outside-transaction
void retry_while(PGconn* c) { bool done = false; while (!done) { Tx t(c); run(c, "SET LOCAL ROLE iod"); done = ok(c, "UPDATE t SET a = 1"); if (done) t.commit(); } }
void savepoints(PGconn* c) { run(c, "BEGIN"); run(c, "SAVEPOINT a"); run(c, "SET ROLE ioe"); run(c, "ROLLBACK TO a"); run(c, "COMMIT"); }
void savepoints_kept(PGconn* c) { run(c, "BEGIN"); run(c, "SAVEPOINT a"); run(c, "SET ROLE xv"); run(c, "RELEASE a"); run(c, "COMMIT"); } // HAZARD: pooling-session-setting
class Savepoint { PGconn* c_; bool done_ = false; public: explicit Savepoint(PGconn* c) : c_(c) { run(c, "SAVEPOINT s"); } void release() { run(c_, "RELEASE s"); done_ = true; } ~Savepoint() { if (!done_) run(c_, "ROLLBACK TO SAVEPOINT s"); } };
void savepoint_guard(PGconn* c) { Tx t(c); { Savepoint s(c); run(c, "SET ROLE iof"); } { Savepoint s(c); run(c, "SET ROLE xw"); s.release(); } t.commit(); } // HAZARD: pooling-session-setting
// pqxx
void sub_aborted(pqxx::connection& c) { pqxx::work w(c); { pqxx::subtransaction s(w); s.exec("SET ROLE iog"); s.abort(); } w.commit(); }
void sub_dropped(pqxx::connection& c) { pqxx::work w(c); { pqxx::subtransaction s(w, "n"); s.exec("SET ROLE ioh"); } w.commit(); }
void sub_committed(pqxx::connection& c) { pqxx::work w(c); { pqxx::subtransaction s(w); s.exec("SET ROLE xx"); s.commit(); } w.commit(); } // HAZARD: pooling-session-setting
void sub_nested(pqxx::connection& c) { pqxx::work w(c); { pqxx::subtransaction s(w); { pqxx::subtransaction u(s); u.exec("SET ROLE ioi"); u.commit(); } s.abort(); } w.commit(); }
void sub_before(pqxx::connection& c) { pqxx::work w(c); w.exec("SET ROLE xy"); { pqxx::subtransaction s(w); s.abort(); } w.commit(); } // HAZARD: pooling-session-setting
void performed(pqxx::connection& c) { pqxx::perform([&] { pqxx::work w(c); w.exec("SET LOCAL ROLE ioj"); w.exec("SET ROLE xz"); w.commit(); }); } // HAZARD: pooling-session-setting
void robust(pqxx::connection& c) { pqxx::robusttransaction<> w(c); w.exec("SET LOCAL ROLE iok"); w.commit(); pqxx::nontransaction n(c); n.exec("SET LOCAL ROLE ya"); } // HAZARD: pooling-outside-transaction
void read_only(pqxx::connection& c) { pqxx::read_transaction r(c); r.exec("SET LOCAL ROLE iol"); r.exec("SET ROLE yb"); r.commit(); } // HAZARD: pooling-session-setting
void by_base(pqxx::transaction_base& t) { t.exec("SET LOCAL ROLE iom"); }
void db_base(pqxx::dbtransaction& t) { t.exec("SET LOCAL ROLE ion"); }
void isolation(pqxx::connection& c) { pqxx::transaction<pqxx::serializable> w(c); w.exec("SET LOCAL ROLE ioo"); w.commit(); }
void in_member() { struct Uow { pqxx::connection c{"host=x connect_timeout=3"}; pqxx::work w{c}; void go() { w.exec("SET LOCAL ROLE iop"); w.exec("SET ROLE yc"); w.commit(); } }; Uow u; u.go(); } // HAZARD: pooling-session-setting
void poly(pqxx::connection& c, bool tx) { std::unique_ptr<pqxx::transaction_base> t; if (tx) t = std::make_unique<pqxx::work>(c); else t = std::make_unique<pqxx::nontransaction>(c); t->exec("SET LOCAL ROLE yd"); t->commit(); } // HAZARD: pooling-outside-transaction
}
