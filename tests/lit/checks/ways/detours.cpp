// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Calls that reach a statement by a detour.
#include <libpq-fe.h>
#include <algorithm>
#include <any>
#include <array>
#include <coroutine>
#include <concepts>
#include <cstdlib>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>
namespace k1 {
static void run(PGconn* c, std::string_view s) { PQclear(PQexec(c, std::string(s).c_str())); }
// methods, static methods, overloads
struct Db { PGconn* c; void exec(const char* s) { run(c, s); } static void go(Db& d, const char* s) { d.exec(s); } void exec(int) { exec("SELECT 1"); } void operator()(const char* s) { exec(s); } Db& operator,(const char* s) { exec(s); return *this; } void operator[](const char* s) { exec(s); } Db* operator->() { return this; } bool operator!() { exec("LISTEN not1"); return true; } Db& operator+=(const char* s) { exec(s); return *this; } }; // HAZARD: pooling-listen
void methods(Db& d) { d.exec("LISTEN a"); Db::go(d, "LISTEN b"); d.exec(1); d("LISTEN c"); d["LISTEN d"]; d->exec("LISTEN e"); (void)!d; d += "LISTEN f"; d, "LISTEN g"; } // HAZARD: pooling-listen
// virtual
struct Iface { virtual ~Iface() = default; virtual void exec(std::string_view) = 0; void twice(std::string_view s) { exec(s); exec("SELECT 1"); } };
struct Pg : Iface { explicit Pg(PGconn* c) : c(c) {} void exec(std::string_view s) override { run(c, s); } PGconn* c; };
struct Traced : Pg { using Pg::Pg; void exec(std::string_view s) override { Pg::exec(s); } };
struct Dry : Iface { void exec(std::string_view) override {} };
std::unique_ptr<Iface> make(PGconn* c) { return std::make_unique<Traced>(c); }
std::shared_ptr<Iface> make_s(PGconn* c, bool dry) { if (dry) return std::make_shared<Dry>(); return std::shared_ptr<Iface>(new Pg(c)); }
void factory(PGconn* c) { auto i = make(c); i->exec("LISTEN h"); i->twice("LISTEN i"); } // HAZARD: pooling-listen
void factory_s(PGconn* c, bool dry) { make_s(c, dry)->exec("LISTEN j"); } // HAZARD: pooling-listen
void dry() { std::unique_ptr<Iface> i = std::make_unique<Dry>(); i->exec("LISTEN never"); }
void held(const std::vector<std::unique_ptr<Iface>>& v) { for (auto& i : v) i->exec("LISTEN k"); } // HAZARD: pooling-listen
class Service { std::unique_ptr<Iface> i_; public: explicit Service(std::unique_ptr<Iface> i) : i_(std::move(i)) {} void go() { i_->exec("LISTEN l"); } }; // HAZARD: pooling-listen
void service(PGconn* c) { Service s(make(c)); s.go(); }
struct Hook { virtual void before(Iface&) {} virtual void after(Iface&) {} virtual ~Hook() = default; void all(Iface& i) { before(i); i.exec("SELECT 1"); after(i); } };
struct MyHook : Hook { void before(Iface& i) override { i.exec("SET ROLE hook"); } }; // HAZARD: pooling-session-setting
void hooks(PGconn* c) { Pg p(c); MyHook h; Hook& b = h; b.all(p); }
// templates, forwarders, packs
template <class... A> void forward(PGconn* c, A&&... a) { run(c, std::forward<A>(a)...); }
template <class F, class... A> auto call(F&& f, A&&... a) { return std::forward<F>(f)(std::forward<A>(a)...); }
template <class... S> void each(PGconn* c, S... s) { (run(c, s), ...); }
template <class T> void by_type(PGconn* c) { if constexpr (std::is_integral_v<T>) run(c, "SELECT 1"); else run(c, "LISTEN m"); } // HAZARD: pooling-listen
template <std::size_t... I> void by_index(PGconn* c, std::index_sequence<I...>) { static constexpr const char* k[] = {"LISTEN n", "SELECT 1"}; (run(c, k[I]), ...); } // HAZARD: pooling-listen
template <class D> concept Executor = requires(D d) { d.exec("x"); };
void concepted(Executor auto& d) { d.exec("LISTEN o"); } // HAZARD: pooling-listen
template <class T> requires std::same_as<T, int> void constrained(PGconn* c, T) { run(c, "LISTEN p"); } // HAZARD: pooling-listen
template <class T> requires std::same_as<T, double> void constrained(PGconn* c, T) { run(c, "LISTEN never"); }
void templates(PGconn* c, Db& d) { forward(c, "LISTEN q"); call(run, c, "LISTEN r"); call(&run, c, std::string("LISTEN s")); each(c, "SELECT 1", "LISTEN t"); by_type<std::string>(c); by_type<int>(c); by_index(c, std::make_index_sequence<2>{}); concepted(d); constrained(c, 1); } // HAZARD: pooling-listen
template <void (*F)(PGconn*, std::string_view)> void by_pointer(PGconn* c) { F(c, "LISTEN u"); } // HAZARD: pooling-listen
template <auto F> void by_auto(PGconn* c) { F(c, "LISTEN v"); } // HAZARD: pooling-listen
template <template <class> class W> struct Wrapped { W<Db> w; };
void pointers(PGconn* c) { by_pointer<run>(c); by_auto<&run>(c); }
// lambdas, function objects
void lambdas(PGconn* c)
{
    auto f = [c](auto s) { run(c, s); }; f("LISTEN w"); // HAZARD: pooling-listen
    auto g = [&](const char* s) mutable { f(s); }; g("LISTEN x"); // HAZARD: pooling-listen
    [](PGconn* c) { run(c, "LISTEN y"); }(c); // HAZARD: pooling-listen
    std::vector<std::function<void()>> v; v.push_back([c] { run(c, "LISTEN aa"); }); v.emplace_back([c] { run(c, "SELECT 1"); }); for (auto& k : v) k(); // HAZARD: pooling-listen
    std::map<std::string, std::function<void(PGconn*)>> m; m["a"] = [](PGconn* c) { run(c, "LISTEN ab"); }; m.at("a")(c); if (auto i = m.find("a"); i != m.end()) i->second(c); // HAZARD: pooling-listen
    void (*p)(PGconn*) = [](PGconn* c) { run(c, "LISTEN ac"); }; p(c); (*p)(c); // HAZARD: pooling-listen
    auto b = std::bind(run, std::placeholders::_1, "LISTEN ad"); b(c); // HAZARD: pooling-listen
    auto bm = std::bind(&Db::go, std::placeholders::_2, std::placeholders::_1); Db d{c}; bm("LISTEN ae", d); // HAZARD: pooling-listen
    auto bf = std::bind_front(run, c); bf("LISTEN af"); // HAZARD: pooling-listen
    std::invoke(run, c, "LISTEN ag"); std::invoke(&Db::go, d, "LISTEN ah"); std::apply(run, std::make_tuple(c, "LISTEN ai")); // HAZARD: pooling-listen
    std::function<void(const char*)> fn = std::bind(f, std::placeholders::_1); fn("LISTEN aj"); // HAZARD: pooling-listen
    std::function<void(int)> fact = [&](int n) { if (n) fact(n - 1); else run(c, "LISTEN ak"); }; fact(2); // HAZARD: pooling-listen
    auto self = [&](auto&& self, int n) -> void { if (n == 0) { run(c, "LISTEN al"); return; } self(self, n - 1); }; self(self, 2); // HAZARD: pooling-listen
}
struct Job { std::function<void(PGconn*)> f; void (*g)(PGconn*); };
static void job_g(PGconn* c) { run(c, "LISTEN am"); } // HAZARD: pooling-listen
static void never(PGconn* c) { run(c, "SELECT 'never'"); }
static const Job kJobs[] = {{[](PGconn* c) { run(c, "LISTEN an"); }, job_g}, {nullptr, never}}; // HAZARD: pooling-listen
void jobs(PGconn* c) { for (const auto& j : kJobs) { if (j.f) j.f(c); if (j.g) j.g(c); } }
class Queue { std::vector<std::function<void(PGconn*)>> q_; public: template <class F> void add(F&& f) { q_.emplace_back(std::forward<F>(f)); } void drain(PGconn* c) { for (auto& f : q_) f(c); q_.clear(); } };
void queued(PGconn* c) { Queue q; q.add([](PGconn* c) { run(c, "LISTEN ao"); }); q.drain(c); q.drain(c); } // HAZARD: pooling-listen
// member pointers
struct Multi { PGconn* c; void a() { run(c, "LISTEN ap"); } void b() { run(c, "SELECT 1"); } void go(void (Multi::*f)()) { (this->*f)(); } }; // HAZARD: pooling-listen
void member_pointers(PGconn* c) { Multi m{c}; void (Multi::*f)() = &Multi::a; (m.*f)(); m.go(&Multi::b); void (Multi::* const t[])() = {&Multi::b, &Multi::a}; for (auto p : t) (m.*p)(); std::invoke(&Multi::a, m); auto* q = &m; (q->*f)(); std::mem_fn(&Multi::a)(m); }
// C callbacks
typedef int (*cb_t)(void*, const char*);
static int on_row(void* p, const char* s) { run(static_cast<PGconn*>(p), s); return 0; }
static int with(cb_t f, void* p, const char* s) { return f(p, s); }
struct Ctx { PGconn* c; const char* s; };
static void thunk(void* p) { auto* x = static_cast<Ctx*>(p); run(x->c, x->s); }
static void later(void (*f)(void*), void* p) { f(p); }
void c_callbacks(PGconn* c) { with(on_row, c, "LISTEN aq"); with(&on_row, c, "SELECT 1"); Ctx x{c, "LISTEN ar"}; later(thunk, &x); later([](void* p) { run(static_cast<PGconn*>(p), "LISTEN as"); }, c); } // HAZARD: pooling-listen
// threads
void threads(PGconn* c)
{
    std::thread t(run, c, "LISTEN at"); t.join(); // HAZARD: pooling-listen
    std::jthread j([c] { run(c, "LISTEN au"); }); // HAZARD: pooling-listen
    auto f = std::async(std::launch::async, run, c, "LISTEN av"); f.get(); // HAZARD: pooling-listen
    std::packaged_task<void(PGconn*)> p([](PGconn* c) { run(c, "LISTEN aw"); }); p(c); // HAZARD: pooling-listen
    Multi m{c}; std::thread u(&Multi::a, &m); u.join();
    std::vector<std::thread> v; v.emplace_back([c] { run(c, "LISTEN ax"); }); for (auto& t : v) t.join(); // HAZARD: pooling-listen
    std::thread w([](PGconn* c) { run(c, "LISTEN ay"); }, c); w.detach(); // HAZARD: pooling-listen
    std::once_flag o; std::call_once(o, run, c, "LISTEN az"); // HAZARD: pooling-listen
}
// algorithms
void algorithms(PGconn* c)
{
    const std::vector<std::string> a{"LISTEN ba"}, b{"LISTEN bb"}, d{"LISTEN bc"}, e{"LISTEN bd"}, f{"LISTEN be"}; // HAZARD: pooling-listen
    std::for_each(a.begin(), a.end(), [c](auto& s) { run(c, s); });
    std::any_of(b.begin(), b.end(), [c](auto& s) { run(c, s); return false; });
    std::vector<int> out; std::transform(d.begin(), d.end(), std::back_inserter(out), [c](auto& s) { run(c, s); return 1; });
    std::ranges::for_each(e, [c](auto& s) { run(c, s); });
    for (auto it = f.cbegin(), end = f.cend(); it != end; ++it) run(c, *it);
}
// CRTP, mixins
template <class D> struct Crtp { void all() { self().step(); run(self().c, D::tail()); } D& self() { return static_cast<D&>(*this); } };
struct Leaf : Crtp<Leaf> { PGconn* c; void step() { run(c, "LISTEN bf"); } static const char* tail() { return "LISTEN bg"; } }; // HAZARD: pooling-listen
void crtp(PGconn* c) { Leaf l; l.c = c; l.all(); }
template <class B> struct Log : B { using B::B; void exec(const char* s) { B::exec(s); } };
struct Core { PGconn* c; explicit Core(PGconn* c) : c(c) {} void exec(const char* s) { run(c, s); } };
template <class B> struct Retry : B { using B::B; void exec(const char* s) { for (int i = 0; i < 2; ++i) B::exec(s); } };
void mixins(PGconn* c) { Log<Retry<Core>> l(c); l.exec("LISTEN bh"); } // HAZARD: pooling-listen
// constructors and destructors
struct AtStart { explicit AtStart(PGconn* c, const char* s = "LISTEN bi") { run(c, s); } }; // HAZARD: pooling-listen
struct AtStart2 : AtStart { using AtStart::AtStart; };
struct Deleg { Deleg(PGconn* c, std::string_view s) { run(c, s); } explicit Deleg(PGconn* c) : Deleg(c, "LISTEN bj") {} }; // HAZARD: pooling-listen
struct AtEnd { PGconn* c; ~AtEnd() { run(c, "LISTEN bk"); } }; // HAZARD: pooling-listen
struct Member { AtStart s; explicit Member(PGconn* c) : s(c, "LISTEN bl") {} }; // HAZARD: pooling-listen
void lifetimes(PGconn* c) { AtStart a(c); AtStart2 b(c, "LISTEN bm"); Deleg d(c); AtEnd e{c}; Member m(c); auto u = std::make_unique<AtStart>(c, "LISTEN bn"); new AtStart(c, "LISTEN bo"); } // HAZARD: pooling-listen
// conversions
struct Conv { PGconn* c; operator PGconn*() const { return c; } explicit operator bool() const { run(c, "LISTEN bp"); return true; } }; // HAZARD: pooling-listen
void conversions(Conv& v) { PQclear(PQexec(v, "LISTEN bq")); if (v) run(v, "SELECT 1"); } // HAZARD: pooling-listen
#define EXEC(c, ...) do { PQclear(PQexec((c), __VA_ARGS__)); } while (0)
#define TX(c, body) do { EXEC(c, "BEGIN"); body; EXEC(c, "COMMIT"); } while (0)
void macros(PGconn* c) { EXEC(c, "LISTEN br"); TX(c, EXEC(c, "SET LOCAL ROLE a")); } // HAZARD: pooling-listen
// range-for over one's own iterators
class Rows { const std::vector<std::string>* v_; public: explicit Rows(const std::vector<std::string>& v) : v_(&v) {}
    struct It { const std::vector<std::string>* v; size_t i; const std::string& operator*() const { return (*v)[i]; } It& operator++() { ++i; return *this; } bool operator!=(const It& o) const { return i != o.i; } };
    It begin() const { return {v_, 0}; } It end() const { return {v_, v_->size()}; } };
void own_rows(PGconn* c) { const std::vector<std::string> v{"SELECT 1", "LISTEN bs"}; for (const auto& s : Rows(v)) run(c, s); } // HAZARD: pooling-listen
class Fwd { std::vector<std::string> v_{"LISTEN bt", "SELECT 1"}; public: auto begin() const { return v_.begin(); } auto end() const { return v_.end(); } }; // HAZARD: pooling-listen
void own_fwd(PGconn* c) { Fwd f; for (const auto& s : f) run(c, s); }
struct Cursor { PGconn* c; struct It { PGconn* c; int n; int operator*() const { return n; } It& operator++() { run(c, "LISTEN bu"); ++n; return *this; } bool operator==(const It& o) const { return n == o.n; } }; It begin() { run(c, "LISTEN bv"); return {c, 0}; } It end() { return {c, 2}; } }; // HAZARD: pooling-listen
void own_cursor(PGconn* c) { for (int n : Cursor{c}) (void)n; }
struct Free { const char* s[2] = {"LISTEN bw", "SELECT 1"}; }; // HAZARD: pooling-listen
const char* const* begin(const Free& f) { return f.s; } const char* const* end(const Free& f) { return f.s + 2; }
void own_free(PGconn* c) { Free f; for (auto s : f) run(c, s); }
// coroutines
template <class T> struct Task { struct promise_type { T v{}; Task get_return_object() { return Task{std::coroutine_handle<promise_type>::from_promise(*this)}; } std::suspend_never initial_suspend() { return {}; } std::suspend_always final_suspend() noexcept { return {}; } void return_value(T x) { v = std::move(x); } void unhandled_exception() {} };
    std::coroutine_handle<promise_type> h; bool await_ready() { return true; } void await_suspend(std::coroutine_handle<>) {} T await_resume() { return h.promise().v; } };
Task<std::string> load() { co_return "LISTEN bx"; } // HAZARD: pooling-listen
Task<int> exec_co(PGconn* c, std::string s) { run(c, s); co_return 1; }
Task<int> chained(PGconn* c) { int n = co_await exec_co(c, "LISTEN by"); run(c, co_await load()); auto s = co_await load(); run(c, s + ", x"); co_return n; } // HAZARD: pooling-listen
// exit handlers, static initialisers
static PGconn* g_conn = PQconnectdb("dbname=a connect_timeout=3"); // HAZARD: pooling-long-lived-session
static void bye() { run(g_conn, "LISTEN bz"); } // HAZARD: pooling-listen
struct Registrar { explicit Registrar(void (*f)(PGconn*)) { f(g_conn); } };
static void reg(PGconn* c) { run(c, "LISTEN ca"); } // HAZARD: pooling-listen
static Registrar registrar(reg);
static const bool done = [] { run(g_conn, "LISTEN cb"); return true; }(); // HAZARD: pooling-listen
void at_exit() { std::atexit(bye); }
}
