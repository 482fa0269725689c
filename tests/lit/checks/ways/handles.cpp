// RUN: %pooltidy-verify --checks='-*,pooling-outside-transaction' %s -- -std=c++20 %libs
// One connection under several names: a transaction begun through one is open for the
// others, and over for them too when it ends.
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <any>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>
namespace u1 {
static void run(PGconn* c, std::string_view s) { PQclear(PQexec(c, std::string(s).c_str())); }
struct Free { void operator()(PGconn* c) const { PQfinish(c); } };
using Ptr = std::unique_ptr<PGconn, Free>;
static PGconn* open() { return PQconnectdb("host=h connect_timeout=3"); }
static bool open_into(PGconn** out) { *out = open(); return *out != nullptr; }
static void open_ref(PGconn*& out) { out = open(); }
#define CHECKED(c, t) run(c, "BEGIN"); run(t, "SET LOCAL ROLE never"); run(c, "COMMIT"); 
void by_value() { PGconn* c = open(); PGconn* d = c; CHECKED(c, d) run(d, "SET LOCAL ROLE aa"); PQfinish(c); } // HAZARD: pooling-outside-transaction
void by_out() { PGconn* c = nullptr; if (!open_into(&c)) return; PGconn*& r = c; CHECKED(c, r) run(r, "SET LOCAL ROLE ab"); PQfinish(c); } // HAZARD: pooling-outside-transaction
void by_out_ref() { PGconn* c; open_ref(c); CHECKED(c, c) run(c, "SET LOCAL ROLE ac"); PQfinish(c); } // HAZARD: pooling-outside-transaction
void by_ptr_ptr(PGconn** p) { CHECKED(*p, p[0]) run(*p, "SET LOCAL ROLE ad"); } // HAZARD: pooling-outside-transaction
void smart() { Ptr p(open()); CHECKED(p.get(), p.get()) run(p.get(), "SET LOCAL ROLE ae"); } // HAZARD: pooling-outside-transaction
void smart_moved() { Ptr p(open()); run(p.get(), "BEGIN"); Ptr q = std::move(p); run(q.get(), "SET LOCAL ROLE never"); run(q.get(), "COMMIT"); run(q.get(), "SET LOCAL ROLE af"); } // HAZARD: pooling-outside-transaction
void shared() { std::shared_ptr<PGconn> p(open(), PQfinish); auto q = p; std::weak_ptr<PGconn> w = q; if (auto l = w.lock()) { CHECKED(p.get(), l.get()) run(l.get(), "SET LOCAL ROLE ag"); } } // HAZARD: pooling-outside-transaction
void optional() { std::optional<pqxx::connection> c; c.emplace("host=h connect_timeout=3"); pqxx::work w(*c); w.exec("SET LOCAL ROLE never"); w.commit(); pqxx::nontransaction n(c.value()); n.exec("SET LOCAL ROLE ah"); } // HAZARD: pooling-outside-transaction
struct Inner { PGconn* c = nullptr; }; struct Outer { Inner in; Inner* p = &in; Inner& r = in; };
void nested() { Outer o; o.in.c = open(); CHECKED(o.in.c, o.p->c) run(o.r.c, "SET LOCAL ROLE ai"); PQfinish(o.in.c); } // HAZARD: pooling-outside-transaction
void vec() { std::vector<PGconn*> v; v.push_back(open()); CHECKED(v[0], v.front()) run(v.back(), "SET LOCAL ROLE aj"); PQfinish(v[0]); } // HAZARD: pooling-outside-transaction
void mapped() { std::map<std::string, PGconn*> m; m["a"] = open(); CHECKED(m["a"], m.at("a")) run(m.find("a")->second, "SET LOCAL ROLE ak"); PQfinish(m["a"]); } // HAZARD: pooling-outside-transaction
void mapped_ptr() { std::unordered_map<int, std::unique_ptr<pqxx::connection>> m; m.emplace(1, std::make_unique<pqxx::connection>("host=h connect_timeout=3")); pqxx::work w(*m.at(1)); w.exec("SET LOCAL ROLE never"); w.commit(); pqxx::nontransaction n(*m[1]); n.exec("SET LOCAL ROLE al"); } // HAZARD: pooling-outside-transaction
void pair() { std::pair<PGconn*, int> p{open(), 1}; auto& [c, n] = p; CHECKED(p.first, c) run(std::get<0>(p), "SET LOCAL ROLE am"); PQfinish(c); } // HAZARD: pooling-outside-transaction
void tuple() { auto t = std::make_tuple(open(), 1); CHECKED(std::get<0>(t), std::get<0>(t)) run(std::get<PGconn*>(t), "SET LOCAL ROLE an"); PQfinish(std::get<0>(t)); } // HAZARD: pooling-outside-transaction
void variant() { std::variant<int, PGconn*> v = open(); CHECKED(std::get<1>(v), std::get<PGconn*>(v)) if (auto p = std::get_if<PGconn*>(&v)) run(*p, "SET LOCAL ROLE ao"); } // HAZARD: pooling-outside-transaction
void any() { std::any a = open(); CHECKED(std::any_cast<PGconn*>(a), std::any_cast<PGconn*>(a)) run(std::any_cast<PGconn*>(a), "SET LOCAL ROLE ap"); } // HAZARD: pooling-outside-transaction
void swapped() { PGconn* a = open(); PGconn* b = open(); run(a, "BEGIN"); std::swap(a, b); run(b, "SET LOCAL ROLE never"); run(a, "SET LOCAL ROLE aq"); run(b, "COMMIT"); } // HAZARD: pooling-outside-transaction
void exchanged() { PGconn* a = open(); run(a, "BEGIN"); PGconn* b = std::exchange(a, nullptr); run(b, "SET LOCAL ROLE never"); run(b, "COMMIT"); run(b, "SET LOCAL ROLE ar"); } // HAZARD: pooling-outside-transaction
pqxx::connection made() { return pqxx::connection("host=h connect_timeout=3"); }
void returned() { pqxx::connection c{made()}; pqxx::work w(c); w.exec("SET LOCAL ROLE never"); w.commit(); pqxx::nontransaction n(c); n.exec("SET LOCAL ROLE as"); } // HAZARD: pooling-outside-transaction
static thread_local PGconn* tls = nullptr;
static PGconn* tls_conn() { if (!tls) tls = open(); return tls; }
void thread_local_() { CHECKED(tls_conn(), tls_conn()) run(tls_conn(), "SET LOCAL ROLE at"); } // HAZARD: pooling-outside-transaction
static PGconn* stat_conn() { static PGconn* c = open(); return c; }
void static_local() { CHECKED(stat_conn(), stat_conn()) run(stat_conn(), "SET LOCAL ROLE au"); } // HAZARD: pooling-outside-transaction
class Single { PGconn* c_ = open(); public: static Single& get() { static Single s; return s; } PGconn* conn() { return c_; } };
void singleton() { CHECKED(Single::get().conn(), Single::get().conn()) run(Single::get().conn(), "SET LOCAL ROLE av"); } // HAZARD: pooling-outside-transaction
static std::vector<PGconn*> table;
static int h_open() { table.push_back(open()); return static_cast<int>(table.size()) - 1; }
static PGconn* h_get(int h) { return table[h]; }
void by_index() { int h = h_open(); CHECKED(h_get(h), h_get(h)) run(h_get(h), "SET LOCAL ROLE aw"); } // HAZARD: pooling-outside-transaction
void opaque() { void* p = open(); CHECKED(static_cast<PGconn*>(p), (PGconn*)p) run(reinterpret_cast<PGconn*>(p), "SET LOCAL ROLE ax"); } // HAZARD: pooling-outside-transaction
struct Pool { std::vector<PGconn*> idle; struct Guard { Pool* p; PGconn* c; Guard(Pool* p, PGconn* c) : p(p), c(c) {} Guard(Guard&& o) : p(o.p), c(std::exchange(o.c, nullptr)) {} ~Guard() { if (c) p->idle.push_back(c); } PGconn* operator*() { return c; } operator PGconn*() { return c; } PGconn* operator->() { return c; } }; Guard take() { PGconn* c; if (idle.empty()) c = open(); else { c = idle.back(); idle.pop_back(); } return Guard(this, c); } };
void pooled() { Pool p; auto g = p.take(); CHECKED(*g, g) run(g, "SET LOCAL ROLE ay"); } // HAZARD: pooling-outside-transaction
void twice() { PGconn* cs[2] = {open(), open()}; run(cs[0], "BEGIN"); run(cs[1], "SET LOCAL ROLE az"); run(cs[0], "SET LOCAL ROLE never"); run(cs[0], "COMMIT"); } // HAZARD: pooling-outside-transaction
void conditional(bool b) { PGconn* x = open(); PGconn* y = open(); PGconn* c = b ? x : y; CHECKED(c, c) run(c, "SET LOCAL ROLE ba"); } // HAZARD: pooling-outside-transaction
struct Lazy { std::unique_ptr<pqxx::connection> c; pqxx::connection& get() { if (!c) c = std::make_unique<pqxx::connection>("host=h connect_timeout=3"); return *c; } };
void lazy() { Lazy l; pqxx::work w(l.get()); w.exec("SET LOCAL ROLE never"); w.commit(); pqxx::nontransaction n(l.get()); n.exec("SET LOCAL ROLE bb"); } // HAZARD: pooling-outside-transaction
std::function<PGconn*()> provider() { PGconn* c = open(); return [c] { return c; }; }
void provided() { auto f = provider(); CHECKED(f(), f()) run(f(), "SET LOCAL ROLE bc"); } // HAZARD: pooling-outside-transaction
std::tuple<Ptr, int> both() { return {Ptr(open()), 1}; }
void bound() { auto [c, n] = both(); CHECKED(c.get(), c.get()) run(c.get(), "SET LOCAL ROLE bd"); } // HAZARD: pooling-outside-transaction
void reset() { Ptr p; p.reset(open()); CHECKED(p.get(), p.get()) run(p.get(), "SET LOCAL ROLE be"); PGconn* raw = p.release(); CHECKED(raw, raw) run(raw, "SET LOCAL ROLE bf"); PQfinish(raw); } // HAZARD: pooling-outside-transaction
}
