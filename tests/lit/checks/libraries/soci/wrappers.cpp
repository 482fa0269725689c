// REQUIRES: soci
// RUN: %pooltidy-verify %s -- -std=c++20 %libs
//
// Wrappers, guards and built texts over SOCI.
#include <soci/soci.h>
#include <soci/postgresql/soci-postgresql.h>
#include <fmt/format.h>
#include <functional>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

class Db {
public:
  explicit Db(std::shared_ptr<soci::session> s) : s_(std::move(s)) {}
  soci::session &session() { return *s_; }
  void exec(const std::string &q) { *s_ << q; }
  template <class... A> void execf(fmt::format_string<A...> f, A &&...a) { exec(fmt::format(f, std::forward<A>(a)...)); }
  template <class Fn> void tx(Fn &&fn) {
    soci::transaction t(*s_);
    fn(*this);
    t.commit();
  }
private:
  std::shared_ptr<soci::session> s_;
};

void uses(Db &db, int n) {
  db.exec("SET ROLE a"); // HAZARD: pooling-session-setting
  db.execf("SELECT pg_advisory_lock({})", n); // HAZARD: pooling-advisory-lock
  db.execf("CREATE {} TABLE t (i int)", "TEMP"); // HAZARD: pooling-temp-table
  db.tx([&](Db &d) {
    d.exec("SET LOCAL work_mem = '1MB'");
    d.execf("SELECT pg_advisory_xact_lock({})", n);
    d.exec("SET ROLE b"); // HAZARD: pooling-session-setting
  });
  std::ostringstream os;
  os << "SET search_path TO " << n; // HAZARD: pooling-session-setting #os
  db.session() << os.str(); // ALT: pooling-session-setting #os
  db.session() << (n > 3 ? "SET jit = off" // HAZARD: pooling-session-setting
                         : "SELECT 1");
  const std::vector<std::string> all = {
      "SELECT 1",
      "LISTEN jobs", // HAZARD: pooling-listen
  };
  for (const auto &q : all)
    db.exec(q);
}

soci::session &from(soci::connection_pool &p) { return p.at(p.lease()); }

void leased(soci::connection_pool &p) {
  std::size_t pos = p.lease();
  soci::session &s = p.at(pos);
  s << "SET ROLE c"; // HAZARD: pooling-session-setting
  s << "SET LOCAL a.b = 1"; // HAZARD: pooling-outside-transaction
  p.give_back(pos);
  from(p) << "SET ROLE d"; // HAZARD: pooling-session-setting
}

struct OptTx {
  explicit OptTx(soci::session &s) { t_.emplace(s); }
  void done() { t_->commit(); t_.reset(); }
  std::optional<soci::transaction> t_;
};
void opt(soci::session &s) {
  OptTx t(s);
  s << "SET LOCAL a.b = 1";
  s << "SELECT pg_advisory_lock(1)";
  s << "SELECT pg_advisory_unlock(1)";
  t.done();
}
void opt_undone(soci::session &s) {
  std::optional<soci::transaction> t;
  t.emplace(s);
  s << "SET ROLE x";
}

void rows(soci::session &s, const std::string &q) {
  soci::rowset<soci::row> r = (s.prepare << "SELECT * FROM t WHERE a = :a", soci::use(q)); // HAZARD: pooling-prepared-statement
  for (auto it = r.begin(); it != r.end(); ++it) {
  }
  soci::row one;
  s << "SELECT * FROM t", soci::into(one);
}

std::unique_ptr<soci::statement> make(soci::session &s, int &id) {
  return std::make_unique<soci::statement>((s.prepare << "DELETE FROM t WHERE id = :i", soci::use(id))); // HAZARD: pooling-prepared-statement
}

void try_catch(soci::session &s) {
  try {
    soci::transaction t(s);
    s << "LOCK TABLE a";
    s << "INSERT INTO a DEFAULT VALUES";
    t.commit();
  } catch (const soci::soci_error &) {
    s << "INSERT INTO err DEFAULT VALUES";
  }
}
void nested_sql(soci::session &s) {
  s << "DO $$ BEGIN PERFORM set_config('a.b', 'c', true); END $$";
  s << "INSERT INTO docs (t) VALUES ('SET ROLE admin; LISTEN x')";
  s << "COMMENT ON TABLE a IS 'CREATE TEMP TABLE'";
  s << "BEGIN";
  s << "SET LOCAL a.b = 1";
  s << "COMMIT";
}
