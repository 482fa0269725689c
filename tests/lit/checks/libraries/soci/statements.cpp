// REQUIRES: soci
// RUN: %pooltidy-verify %s -- -std=c++20 %libs
//
// SOCI's stream statements: the text is collected piece by piece and sent when the
// expression ends.
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <string>
#include <vector>

namespace {

const std::string Schema = "inventory";
constexpr const char *LockNo = "17";

void once(soci::session &sql) {
  sql << "SET search_path TO inventory"; // HAZARD: pooling-session-setting
  sql.once << "SET work_mem = '1GB'";    // HAZARD: pooling-session-setting
  sql << "SELECT count(*) FROM stock";
}

void pieces(soci::session &sql, int limit, const std::string &table) {
  sql << "SET search_path TO " << Schema; // HAZARD: pooling-session-setting
  sql << "SELECT pg_advisory_lock(" << LockNo << ")"; // HAZARD: pooling-advisory-lock
  sql << "CREATE "
      << "TEMP TABLE stage_" << table // HAZARD@-1: pooling-temp-table
      << " (id bigint)";
  sql << "DELETE FROM " << table << " WHERE n < " << limit; // a plain statement
}

std::string words() { return "SET statement_timeout = 100"; } // HAZARD: pooling-session-setting #words

void returned(soci::session &sql) {
  sql << words(); // ALT: pooling-session-setting #words
}

void parameters(soci::session &sql, int id, std::string name) {
  int found = 0;
  soci::indicator ind;
  sql << "SELECT set_config('app.user', :u, false)", soci::use(name); // HAZARD: pooling-session-setting
  sql << "UPDATE item SET name = :n WHERE id = :i", soci::use(name, "n"), soci::use(id, "i");
  sql << "SELECT id FROM item WHERE name = :n", soci::use(name), soci::into(found, ind);
  std::vector<int> all(10);
  sql << "SELECT id FROM item", soci::into(all);
  name = "SET ROLE admin";
  sql << "INSERT INTO log (t) VALUES (:t)", soci::use(name); // a value, no statement
}

// What is built and not sent, or sent once.
void several(soci::session &sql) {
  sql << "SET lock_timeout = 0; SELECT 1; RESET lock_timeout"; // one implicit transaction
  sql << "LISTEN stock"; // HAZARD: pooling-listen
  sql << "NOTIFY stock";
  sql << "DECLARE c CURSOR WITH HOLD FOR SELECT 1"; // HAZARD: pooling-cursor
  sql << "FETCH 1 FROM c"; // NEUTRAL: pooling-cursor
}

class Repository {
public:
  explicit Repository(soci::session &s) : s_(s) {}
  template <class T> void set(const char *name, const T &value) {
    s_ << "SET " << name << " = '" << value << "'"; // HAZARD: pooling-session-setting
  }
  void exec(const std::string &text) { s_ << text; }

private:
  soci::session &s_;
};

void wrapped(soci::session &s) {
  Repository r(s);
  r.set("app.tenant", 4);
  r.exec("SELECT 1");
  r.exec("RESET ROLE"); // HAZARD: pooling-session-setting
}

long long ids(soci::session &sql) {
  long long id = 0;
  sql.get_next_sequence_value("item_id_seq", id);
  sql.get_last_insert_id("item", id); // the backend sends nothing
  sql << "INSERT INTO item (name) VALUES ('x')";
  sql << "SELECT currval('item_id_seq')", soci::into(id); // HAZARD: pooling-session-function
  return id;
}

} // namespace

void all(soci::session &s) {
  once(s), pieces(s, 3, "t"), returned(s), parameters(s, 1, "n"), several(s), wrapped(s), ids(s);
}
