// RUN: %pooltidy-verify --checks='*,-pooling-missing-timeout,-pooling-long-lived-session' %s -- -std=c++20 %libs
// Statements through callables of all kinds, guards, and the leases they end up in.
#include <libpq-fe.h>
#include <algorithm>
#include <any>
#include <array>
#include <chrono>
#include <deque>
#include <exception>
#include <functional>
#include <future>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <queue>
#include <set>
#include <stack>
#include <stdexcept>
#include <string>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>
using namespace std::literals;
static bool run(PGconn *c, const std::string &s) { PGresult *r = PQexec(c, s.c_str()); bool ok = PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK; PQclear(r); return ok; }
struct Db { PGconn *c; bool exec(const std::string &s) { return run(c, s); } void operator()(const std::string &s) const { run(c, s); } static void st(PGconn *c, const char *s) { run(c, s); } };
// --- callables
void c1(PGconn *c) { auto f = std::bind(run, c, std::placeholders::_1); f("LISTEN a"); f("NOTIFY a"); } // HAZARD: pooling-listen
void c2(PGconn *c) { auto f = std::bind_front(&Db::exec, Db{c}); f("LISTEN a"); } // HAZARD: pooling-listen
void c3(PGconn *c) { Db d{c}; auto f = std::mem_fn(&Db::exec); f(d, "LISTEN a"); } // HAZARD: pooling-listen
void c4(PGconn *c) { Db d{c}; bool (Db::*p)(const std::string &) = &Db::exec; (d.*p)("LISTEN a"); (&d->*p)("NOTIFY a"); } // HAZARD: pooling-listen
void c5(PGconn *c) { std::invoke(&Db::exec, Db{c}, "LISTEN a"); std::invoke(run, c, "NOTIFY a"); } // HAZARD: pooling-listen
void c6(PGconn *c) { std::function<void(const std::string &)> f = Db{c}; f("LISTEN a"); } // HAZARD: pooling-listen
void c7(PGconn *c) { std::function<bool(const std::string &)> f; f = [c](const std::string &s) { return run(c, s); }; if (f) f("LISTEN a"); } // HAZARD: pooling-listen
void c8(PGconn *c) { std::vector<std::function<void()>> v; v.push_back([=] { run(c, "LISTEN a"); }); v.emplace_back([=] { run(c, "NOTIFY a"); }); for (auto &f : v) f(); } // HAZARD: pooling-listen
void c9(PGconn *c) { std::map<std::string, std::function<void(PGconn *)>> m{{"a", [](PGconn *x) { run(x, "LISTEN a"); }}, {"b", [](PGconn *x) { run(x, "NOTIFY a"); }}}; m.at("b")(c); if (auto it = m.find("a"); it != m.end()) it->second(c); } // HAZARD: pooling-listen
void c10(PGconn *c) { std::queue<std::function<void()>> q; q.push([c] { run(c, "LISTEN a"); }); while (!q.empty()) { q.front()(); q.pop(); } } // HAZARD: pooling-listen
void c11(PGconn *c) { std::packaged_task<void()> t([c] { run(c, "LISTEN a"); }); t(); } // HAZARD: pooling-listen
void c12(PGconn *c) { auto f = std::async(std::launch::async, [c] { run(c, "LISTEN a"); }); f.get(); } // HAZARD: pooling-listen
void c13(PGconn *c) { static std::once_flag o; std::call_once(o, [&] { run(c, "LISTEN a"); }); } // HAZARD: pooling-listen
void c14(PGconn *c) { auto fact = [](auto self, PGconn *x, int n) -> void { if (n == 0) { run(x, "LISTEN a"); return; } self(self, x, n - 1); }; fact(fact, c, 2); } // HAZARD: pooling-listen
struct Vis { PGconn *c; void operator()(int) const { run(c, "LISTEN i"); } void operator()(const std::string &) const { run(c, "NOTIFY s"); } }; // HAZARD: pooling-listen #v
void c15(PGconn *c) { std::variant<int, std::string> v = "x"s; std::visit(Vis{c}, v); }
void c16(PGconn *c) { std::variant<int, std::string> v = 3; std::visit(Vis{c}, v); } // ALT: pooling-listen #v
template <class... F> struct overloaded : F... { using F::operator()...; }; template <class... F> overloaded(F...) -> overloaded<F...>;
void c17(PGconn *c) { std::variant<int, std::string> v = 3; std::visit(overloaded{[&](int) { run(c, "LISTEN a"); }, [&](const std::string &) { run(c, "NOTIFY b"); }}, v); } // HAZARD: pooling-listen
template <class... S> void all(PGconn *c, const S &...s) { (run(c, s), ...); }
void c18(PGconn *c) { all(c, "SELECT 1", "LISTEN a", std::string("SELECT 2")); } // HAZARD: pooling-listen
template <class... S> std::string cat(const S &...s) { return (std::string() + ... + s); }
void c19(PGconn *c) { run(c, cat("LIS", "TEN ", "a")); } // HAZARD: pooling-listen
void c20(PGconn *c) { auto t = std::tuple(c, "LISTEN a"s); std::apply(run, t); } // HAZARD: pooling-listen
template <class T> struct Base { void go(PGconn *c) { run(c, static_cast<T *>(this)->sql()); } };
struct D1 : Base<D1> { std::string sql() { return "LISTEN d1"; } }; // HAZARD: pooling-listen #d1
struct D2 : Base<D2> { const char *sql() { return "NOTIFY d2"; } };
void c21(PGconn *c) { D1().go(c); D2().go(c); } // ALT: pooling-listen #d1
struct Plug { const char *name; bool (*fn)(PGconn *, const std::string &); };
static const Plug plugs[] = {{"run", &run}};
void c22(PGconn *c) { for (const auto &p : plugs) if (p.fn) p.fn(c, "LISTEN a"); } // HAZARD: pooling-listen
using Op = std::function<bool(PGconn *)>;
Op both(Op a, Op b) { return [a, b](PGconn *c) { return a(c) && b(c); }; }
Op stmt(std::string s) { return [s = std::move(s)](PGconn *c) { return run(c, s); }; }
void c23(PGconn *c) { both(stmt("BEGIN"), both(stmt("SET LOCAL jit = off"), stmt("COMMIT")))(c); }
void c24(PGconn *c) { both(stmt("SELECT 1"), stmt("SET jit = off"))(c); } // HAZARD: pooling-session-setting
void c25(PGconn *c) { std::any a = "LISTEN a"s; run(c, std::any_cast<std::string>(a)); } // HAZARD: pooling-listen
void c26(PGconn *c) { auto p = std::make_shared<std::string>("LISTEN a"); std::weak_ptr<std::string> w = p; if (auto q = w.lock()) run(c, *q); } // HAZARD: pooling-listen
struct Node { std::string sql; std::unique_ptr<Node> next; };
void c27(PGconn *c) { auto n = std::make_unique<Node>(); n->sql = "SELECT 1"; n->next = std::make_unique<Node>(); n->next->sql = "LISTEN a"; for (Node *p = n.get(); p; p = p->next.get()) run(c, p->sql); } // HAZARD: pooling-listen
// --- guards
struct Commit { PGconn *c; int n = std::uncaught_exceptions(); explicit Commit(PGconn *x) : c(x) { run(c, "BEGIN"); } ~Commit() { run(c, std::uncaught_exceptions() > n ? "ROLLBACK" : "COMMIT"); } };
void g3(PGconn *c) { Commit t(c); run(c, "SET LOCAL jit = off"); }
void g4(PGconn *c) { { Commit t(c); run(c, "SELECT 1"); } run(c, "SET LOCAL jit = off"); } // HAZARD: pooling-outside-transaction
void g5(PGconn *c) { Commit t(c); run(c, "SET jit = off"); } // HAZARD: pooling-session-setting
struct Opt { std::optional<Commit> t; PGconn *c; void begin() { t.emplace(c); } void end() { t.reset(); } };
void g6(PGconn *c) { Opt o{{}, c}; o.begin(); run(c, "SELECT pg_advisory_lock(1)"); run(c, "SELECT pg_advisory_unlock(1)"); o.end(); }
void g7(PGconn *c) { Opt o{{}, c}; o.begin(); run(c, "SELECT pg_advisory_lock(1)"); o.end(); run(c, "SELECT pg_advisory_unlock(1)"); } // HAZARD: pooling-advisory-lock
struct Lk { PGconn *c; explicit Lk(PGconn *x) : c(x) { run(c, "SELECT pg_advisory_lock(9)"); } ~Lk() { run(c, "SELECT pg_advisory_unlock(9)"); } }; // HAZARD: pooling-advisory-lock #lk
void g8(PGconn *c) { Lk l(c); run(c, "SELECT 1"); } // ALT: pooling-advisory-lock #lk
void g9(PGconn *c) { Commit t(c); Lk l(c); run(c, "SELECT 1"); }
struct Depth { PGconn *c; int depth = 0; void enter() { if (depth++ == 0) run(c, "BEGIN"); else run(c, "SAVEPOINT s" + std::to_string(depth)); } void leave() { if (--depth == 0) run(c, "COMMIT"); else run(c, "RELEASE SAVEPOINT s" + std::to_string(depth + 1)); } };
void g10(PGconn *c) { Depth d{c}; d.enter(); d.enter(); run(c, "SET LOCAL jit = off"); d.leave(); run(c, "SET LOCAL work_mem = '1MB'"); d.leave(); }
void g11(PGconn *c) { Depth d{c}; d.enter(); run(c, "CREATE TEMP TABLE a (i int)"); d.enter(); d.leave(); run(c, "DROP TABLE a"); d.leave(); }
void g12(PGconn *c) { Depth d{c}; d.enter(); run(c, "CREATE TEMP TABLE a (i int)"); d.leave(); run(c, "DROP TABLE a"); } // HAZARD: pooling-temp-table
void g13(PGconn *c, bool tx) { if (tx) run(c, "BEGIN"); run(c, "SELECT pg_advisory_xact_lock(2)"); if (tx) run(c, "COMMIT"); }
template <class F> void with_tx(PGconn *c, F f) { run(c, "BEGIN"); try { f(); } catch (...) { run(c, "ROLLBACK"); throw; } run(c, "COMMIT"); }
void g14(PGconn *c) { with_tx(c, [&] { run(c, "SET LOCAL jit = off"); with_tx(c, [&] { run(c, "SELECT 1"); }); }); }
void g15(PGconn *c) { with_tx(c, [&] { run(c, "LISTEN a"); throw std::runtime_error("x"); }); }
void g16(PGconn *c) { with_tx(c, [&] { run(c, "LISTEN a"); }); } // HAZARD: pooling-listen
// --- leases
void l1(PGconn *c) { run(c, "SELECT 1; SET LOCAL jit = off; SELECT 2"); }
void l2(PGconn *c) { run(c, "SET jit = off; SELECT 1; RESET jit"); }
void l3(PGconn *c) { run(c, "BEGIN; SET LOCAL jit = off"); run(c, "SELECT 1"); run(c, "COMMIT; SELECT 2"); }
void l4(PGconn *c) { run(c, "BEGIN"); run(c, "SET jit = off"); run(c, "SELECT 1"); run(c, "SET jit = on"); run(c, "ROLLBACK"); }
void l5(PGconn *c) { run(c, "BEGIN"); run(c, "SELECT pg_advisory_lock(4)"); run(c, "ROLLBACK"); } // HAZARD: pooling-advisory-lock
void l6(PGconn *c) { run(c, "BEGIN"); run(c, "DECLARE x CURSOR FOR SELECT 1"); for (int i = 0; i < 3; ++i) { run(c, "FETCH x"); run(c, "COMMIT"); run(c, "BEGIN"); } run(c, "COMMIT"); } // HAZARD: pooling-cursor
void l7(PGconn *c) { run(c, "BEGIN"); run(c, "DECLARE x CURSOR FOR SELECT 1"); for (int i = 0; i < 3; ++i) run(c, "FETCH x"); run(c, "COMMIT"); }
void l8(PGconn *c) { if constexpr (sizeof(int) == 8) run(c, "LISTEN a"); else run(c, "NOTIFY a"); }
void l9(PGconn *c) { if (false) run(c, "LISTEN a"); while (0) run(c, "RESET ALL"); }
#if 0
void l10(PGconn *c) { run(c, "LISTEN a"); }
#endif
void l11(PGconn *c) { run(c, "BEGIN"); run(c, "SAVEPOINT a"); run(c, "SET jit = off"); run(c, "ROLLBACK TO a"); run(c, "COMMIT"); }
void l12(PGconn *c) { run(c, "BEGIN"); run(c, "SAVEPOINT a"); run(c, "SET jit = off"); run(c, "RELEASE a"); run(c, "COMMIT"); } // HAZARD: pooling-session-setting
void l13(PGconn *c) { run(c, "START TRANSACTION"); run(c, "SET LOCAL jit = off"); run(c, "END"); }
void l14(PGconn *c) { run(c, "BEGIN"); run(c, "SET LOCAL jit = off"); run(c, "COMMIT AND CHAIN"); run(c, "SET LOCAL jit = on"); run(c, "COMMIT"); }
void l15(PGconn *c) { run(c, "DO $$ BEGIN PERFORM set_config('jit', 'off', true); END $$"); run(c, "DO $$ BEGIN PERFORM set_config('jit', 'off', false); END $$"); } // HAZARD: pooling-session-setting
int rec(PGconn *c, int n) { if (n <= 0) return 0; run(c, "SET jit = off"); return rec(c, n - 1); } // HAZARD: pooling-session-setting
static std::string begin_or(bool b) { return b ? "BEGIN" : "START TRANSACTION READ ONLY"; }
void l16(PGconn *c, bool b) { run(c, begin_or(b)); run(c, "SET LOCAL jit = off"); run(c, "COMMIT"); }
void l17(PGconn *c) { try { run(c, "BEGIN"); run(c, "SET LOCAL jit = off"); if (!run(c, "SELECT 1")) throw 1; run(c, "COMMIT"); } catch (int) { run(c, "ROLLBACK"); } }
void l18(PGconn *c, int n) { run(c, "BEGIN"); run(c, "SELECT pg_advisory_lock(8)"); if (n) { run(c, "COMMIT"); return; } run(c, "SELECT pg_advisory_unlock(8)"); run(c, "COMMIT"); } // HAZARD: pooling-advisory-lock
void l19(PGconn *c) { run(c, "CREATE TEMP TABLE IF NOT EXISTS t19 (i int); INSERT INTO t19 VALUES (1); DROP TABLE t19"); }
void l20(PGconn *c) { run(c, "SELECT 'a' INTO TEMP t20"); run(c, "CREATE TABLE pg_temp.t21 (i int)"); run(c, "CREATE TEMP VIEW v AS SELECT 1"); } // HAZARD: pooling-temp-table
