// RUN: %pooltidy-verify %s -- -std=c++20 -isystem %S/Inputs/parts %libs
//
// Records of the program in a container whose header is not its own.
#include <libpq-fe.h>
#include <parts.hpp>
#include <string>

static void run(PGconn *c, const std::string &s) { PQclear(PQexec(c, s.c_str())); }

class Store {
  struct Table { std::string prepare, listen; };
public:
  explicit Store(PGconn *c) : c(c) {
    tables.nodes() = Table{"PREPARE n AS SELECT 1", ""}; // HAZARD: pooling-prepared-statement
    tables.ways() = Table{"SELECT 1", "LISTEN ways"};    // HAZARD: pooling-listen
    tables.relations() = Table{"SELECT 2", ""};
  }
  void start() { for (auto &t : tables) run(c, t.prepare); }
  void watch() { for (auto &t : tables) if (!t.listen.empty()) run(c, t.listen); }
private:
  PGconn *c;
  parts::Three<Table> tables;
};
