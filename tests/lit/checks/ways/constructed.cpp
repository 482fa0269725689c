// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// RUN: %exits 1 %pooltidy audit --no-cache --color=never %s -- -std=c++20 %libs | FileCheck %s
//
// Statements that a class fills in when it is built, and methods that are met on their own.
#include <libpq-fe.h>
#include <array>
#include <map>
#include <string>
#include <vector>

static void run(PGconn *c, const std::string &s) { PQclear(PQexec(c, s.c_str())); }

class Named {
public:
  explicit Named(PGconn *c) : c(c) {
    byName["watch"] = "LISTEN named"; // HAZARD: pooling-listen
    byName["count"] = "SELECT count(*) FROM t";
    all.push_back("LISTEN listed"); // HAZARD: pooling-listen
    all.push_back("SELECT 1");
  }
  void one() { run(c, byName.at("watch")); }
  void other() { run(c, byName.at("count")); }
  void every() { for (const auto &s : all) run(c, s); }

private:
  PGconn *c;
  std::map<std::string, std::string> byName;
  std::vector<std::string> all;
};

// The same by records in an array behind iterators of its own.
struct Sql { const char *name = "", *prepare = ""; };
static Sql forNodes() { Sql s{}; s.name = "nodes"; s.prepare = "PREPARE n AS SELECT 1"; return s; } // HAZARD: pooling-prepared-statement
static Sql forWays() { Sql s{}; s.name = "ways"; s.prepare = "PREPARE w AS SELECT 2"; return s; } // HAZARD: pooling-prepared-statement

template <class T> class Pair {
  std::array<T, 2> data;
public:
  T &nodes() { return data[0]; }
  T &ways() { return data[1]; }
  auto begin() { return data.begin(); }
  auto end() { return data.end(); }
};

class Tables {
  struct Table {
    Table() = default;
    explicit Table(const Sql &s) : prepare(s.prepare) {}
    std::string prepare;
  };
public:
  explicit Tables(PGconn *c) : c(c) {
    tables.nodes() = Table{forNodes()};
    tables.ways() = Table{forWays()};
  }
  void start() { for (auto &t : tables) if (!t.prepare.empty()) run(c, t.prepare); }
private:
  PGconn *c;
  Pair<Table> tables;
};

// Two constructors: either may have built it.
class Either {
public:
  explicit Either(PGconn *c) : c(c), steps{"SELECT 1", "SET ROLE clerk"} {} // HAZARD: pooling-session-setting
  Either(PGconn *c, int) : c(c), steps{"SELECT pg_advisory_lock(1)"} {}     // HAZARD: pooling-advisory-lock
  void go() { for (const std::string &s : steps) run(c, s); }
private:
  PGconn *c;
  std::vector<std::string> steps;
};

// Which statements there are hangs on more than is kept apart.
class Optional {
public:
  Optional(PGconn *c, const int *may) : c(c) {
    if (may[0]) first = "SELECT 1";
    if (may[1]) second = "LISTEN second";          // HAZARD: pooling-listen
    if (may[2]) third = "SET ROLE clerk";          // HAZARD: pooling-session-setting
    if (may[3]) fourth = "SELECT pg_advisory_lock(4)"; // HAZARD: pooling-advisory-lock
  }
  void go() {
    if (!first.empty()) run(c, first);
    if (!second.empty()) run(c, second);
    if (!third.empty()) run(c, third);
    if (!fourth.empty()) run(c, fourth);
  }
private:
  PGconn *c;
  std::string first, second, third, fourth;
};

// What is put in later is not what the constructor left.
class Open {
public:
  explicit Open(PGconn *c) : c(c) { steps.push_back("LISTEN early"); }
  void replace(const std::string &s) { steps.clear(); steps.push_back(s); }
  void go() { run(c, steps.at(0)); }
private:
  PGconn *c;
  std::vector<std::string> steps;
};

// Elements that are assigned as a whole are still elements.
void by_iterator(PGconn *c) {
  struct Step { std::string sql; };
  std::array<Step, 2> d;
  d[0] = Step{"LISTEN first"};  // HAZARD: pooling-listen
  d[1] = Step{"LISTEN second"}; // HAZARD: pooling-listen
  for (auto i = d.begin(); i != d.end(); ++i) run(c, i->sql);
}
// CHECK: statements {{.*}} 1 unknown)
