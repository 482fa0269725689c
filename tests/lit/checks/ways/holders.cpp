// RUN: %pooltidy-verify --checks='*,-pooling-missing-timeout,-pooling-long-lived-session,-pooling-oversized-pool,-pooling-nested-acquire' %s -- -std=c++20 %libs
// One connection under many names: pointers, containers, boxes, members, singletons.
#include <libpq-fe.h>
#include <array>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>
static void run(PGconn *c, const char *s) { PQclear(PQexec(c, s)); }
struct Del { void operator()(PGconn *c) const { PQfinish(c); } };
using Conn = std::unique_ptr<PGconn, Del>;
// each: own connection, so autocommit is visible; hazard outside, safe inside
void h1() { Conn c(PQconnectdb("")); run(c.get(), "SET LOCAL jit = off"); } // HAZARD: pooling-outside-transaction
void h2() { Conn c(PQconnectdb("")); PGconn &r = *c; run(&r, "BEGIN"); run(c.get(), "SET LOCAL jit = off"); run(&r, "COMMIT"); }
void h3() { std::shared_ptr<PGconn> c(PQconnectdb(""), PQfinish); auto d = c; run(d.get(), "BEGIN"); run(c.get(), "SET LOCAL jit = off"); run(d.get(), "COMMIT"); }
void h4() { std::optional<Conn> c; c.emplace(PQconnectdb("")); run(c->get(), "BEGIN"); run((*c).get(), "SET LOCAL jit = off"); run(c->get(), "COMMIT"); run(c->get(), "SET LOCAL jit = on"); } // HAZARD: pooling-outside-transaction
struct H { Conn a, b; H() : a(PQconnectdb("x")), b(PQconnectdb("y")) {} };
void h5() { H h; run(h.a.get(), "BEGIN"); run(h.b.get(), "SET LOCAL jit = off"); run(h.a.get(), "COMMIT"); } // HAZARD: pooling-outside-transaction
void h6() { H h; run(h.a.get(), "BEGIN"); std::swap(h.a, h.b); run(h.b.get(), "SET LOCAL jit = off"); run(h.b.get(), "COMMIT"); }
void h7() { std::map<std::string, Conn> m; m["a"] = Conn(PQconnectdb("")); run(m["a"].get(), "BEGIN"); run(m.at("a").get(), "SET LOCAL jit = off"); run(m["a"].get(), "COMMIT"); }
void h8() { std::array<Conn, 2> v{Conn(PQconnectdb("x")), Conn(PQconnectdb("y"))}; run(v[0].get(), "BEGIN"); run(v[0].get(), "SET LOCAL jit = off"); run(v[1].get(), "SET LOCAL jit = on"); run(v[0].get(), "COMMIT"); } // HAZARD: pooling-outside-transaction
void h9() { Conn c(PQconnectdb("")); Conn d = std::move(c); run(d.get(), "BEGIN"); run(d.get(), "SET LOCAL jit = off"); run(d.get(), "COMMIT"); run(d.get(), "SET LOCAL jit = on"); } // HAZARD: pooling-outside-transaction
thread_local Conn tl; static PGconn *mine() { if (!tl) tl.reset(PQconnectdb("")); return tl.get(); }
void h10() { run(mine(), "BEGIN"); run(mine(), "SET LOCAL jit = off"); run(mine(), "COMMIT"); }
static PGconn **slot() { static PGconn *c; return &c; }
void h11() { *slot() = PQconnectdb(""); run(*slot(), "BEGIN"); run(*slot(), "SET LOCAL jit = off"); run(*slot(), "COMMIT"); PQfinish(*slot()); }
struct Pool { std::list<PGconn *> idle; PGconn *get() { PGconn *c = idle.front(); idle.pop_front(); return c; } void put(PGconn *c) { idle.push_back(c); } };
struct Borrow { Pool &p; PGconn *c; explicit Borrow(Pool &x) : p(x), c(x.get()) {} ~Borrow() { p.put(c); } operator PGconn *() const { return c; } PGconn *operator->() const { return c; } };
void h12(Pool &p) { Borrow b(p); run(b, "BEGIN"); run(b, "SET LOCAL jit = off"); run(b, "COMMIT"); run(b, "SET jit = off"); } // HAZARD: pooling-session-setting
struct Raw { PGconn *c = nullptr; ~Raw() { if (c) PQfinish(c); } PGconn *get() { if (!c) c = PQconnectdb(""); return c; } };
void h13() { Raw r; run(r.get(), "SET LOCAL jit = off"); } // HAZARD: pooling-outside-transaction
void h14() { Raw r; run(r.get(), "BEGIN"); run(r.get(), "SET LOCAL jit = off"); run(r.get(), "END"); }
void h15() { auto c = std::make_unique<Raw>(); auto f = [r = std::move(c)]() mutable { run(r->get(), "SET LOCAL jit = off"); }; f(); } // HAZARD: pooling-outside-transaction
void open_to(PGconn **out) { *out = PQconnectdb(""); }
void h16() { PGconn *c; open_to(&c); run(c, "SET LOCAL jit = off"); PQfinish(c); } // HAZARD: pooling-outside-transaction
void h17() { PGconn *c = nullptr; open_to(&c); run(c, "BEGIN"); run(c, "SET LOCAL jit = off"); run(c, "COMMIT"); PQfinish(c); }
struct Base { virtual ~Base() = default; virtual PGconn *conn() = 0; void tx() { run(conn(), "BEGIN"); } };
struct Der : Base { Conn c{PQconnectdb("")}; PGconn *conn() override { return c.get(); } };
void h18() { Der d; Base &b = d; b.tx(); run(b.conn(), "SET LOCAL jit = off"); run(d.conn(), "COMMIT"); run(b.conn(), "SET LOCAL jit = on"); } // HAZARD: pooling-outside-transaction
void h19() { std::variant<std::monostate, Conn> v; v = Conn(PQconnectdb("")); run(std::get<Conn>(v).get(), "BEGIN"); run(std::get<1>(v).get(), "SET LOCAL jit = off"); run(std::get<1>(v).get(), "COMMIT"); }
void h20() { std::pair<Conn, int> p{Conn(PQconnectdb("")), 1}; auto &[c, n] = p; run(c.get(), "BEGIN"); run(p.first.get(), "SET LOCAL jit = off"); run(c.get(), "COMMIT"); (void)n; }
void h21() { std::vector<std::unique_ptr<Raw>> v; for (int i = 0; i < 1; ++i) v.push_back(std::make_unique<Raw>()); run(v.back()->get(), "BEGIN"); run(v.front()->get(), "SET LOCAL jit = off"); run(v[0]->get(), "COMMIT"); }
void h22(int n) { PGconn *c = n ? PQconnectdb("a") : PQconnectdb("b"); run(c, "BEGIN"); run(c, "SET LOCAL jit = off"); run(c, "COMMIT"); PQfinish(c); }
struct Ref { std::reference_wrapper<Raw> r; }; 
void h23() { Raw w; Ref x{w}; run(x.r.get().get(), "BEGIN"); run(w.get(), "SET LOCAL jit = off"); run(w.get(), "COMMIT"); }
void h24() { Raw w; std::thread t([&w] { run(w.get(), "SET LOCAL jit = off"); }); t.join(); } // HAZARD: pooling-outside-transaction
class Single { public: static Single &get() { static Single s; return s; } PGconn *c() { return c_.get(); } private: Single() : c_(PQconnectdb("")) {} Conn c_; };
void h25() { run(Single::get().c(), "BEGIN"); run(Single::get().c(), "SET LOCAL jit = off"); run(Single::get().c(), "COMMIT"); }
