// REQUIRES: soci
// RUN: %pooltidy-verify %s -- -std=c++20 %libs
//
// statement, rowset and procedure prepare under names; once-style does not.
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <string>
#include <vector>

void a_statement(soci::session &sql, std::vector<int> &ids) {
  int id = 0;
  std::string name;
  soci::statement st = (sql.prepare << "SELECT name FROM item WHERE id = :i", // HAZARD: pooling-prepared-statement
                        soci::use(id), soci::into(name));
  for (int next : ids) {
    id = next;
    st.execute(true);
  }
}

void two_steps(soci::session &sql) {
  int n = 0;
  soci::statement st(sql);
  st.alloc();
  st.prepare("SELECT count(*) FROM item"); // HAZARD: pooling-prepared-statement
  st.exchange(soci::into(n));
  st.define_and_bind();
  st.execute(true);
}

void rows(soci::session &sql) {
  soci::rowset<soci::row> rs = (sql.prepare << "SELECT * FROM item"); // HAZARD: pooling-prepared-statement
  for (const soci::row &r : rs)
    (void)r;
}

int one_shot(soci::session &sql, int id) {
  int n = 0;
  sql << "SELECT n FROM item WHERE id = :i", soci::use(id), soci::into(n);
  return n;
}

void inside(soci::session &sql) {
  soci::transaction tr(sql);
  {
    int id = 1;
    soci::statement st = (sql.prepare << "UPDATE item SET n = 1 WHERE id = :i", soci::use(id));
    st.execute(true);
  }
  tr.commit();
}

void outlives(soci::session &sql) {
  int id = 1;
  sql.begin();
  soci::statement st = (sql.prepare << "UPDATE item SET n = 1 WHERE id = :i", soci::use(id)); // HAZARD: pooling-prepared-statement
  st.execute(true);
  sql.commit();
}

// A prepared statement that is executed does what its text says.
void runs(soci::session &sql) {
  std::string user;
  soci::statement st = (sql.prepare << "SELECT set_config('app.user', :u, false)", // HAZARD: pooling-prepared-statement, pooling-session-setting
                        soci::use(user));
  st.execute(true);
}

class Lookup {
public:
  explicit Lookup(soci::session &s)
      : st_((s.prepare << "SELECT n FROM item WHERE id = :i", soci::use(id_), soci::into(n_))) {} // HAZARD: pooling-prepared-statement
  int get(int id) {
    id_ = id;
    st_.execute(true);
    return n_;
  }

private:
  int id_ = 0, n_ = 0;
  soci::statement st_;
};

int look(soci::session &s) {
  Lookup l(s);
  return l.get(3);
}
