// RUN: %pooltidy-verify %s -- -std=c++17 %libs
// What an entry may presume of its object: a member that the program gives one value, in
// the body of a constructor or in another method, and a flag that says that a
// transaction is open.
#include <libpq-fe.h>
#include <memory>
#include <string>

namespace texts {
std::string table(const char *n) { return std::string("LISTEN ") + n; } // HAZARD: pooling-listen
class Store {
  PGconn *c;
  std::string listen, notify, any;
public:
  explicit Store(PGconn *c) : c(c) { listen = table("a"); notify = "NOTIFY b"; }
  void set(const std::string &s) { any = s; }
  void one() { PQclear(PQexec(c, listen.c_str())); }
  void two() { PQclear(PQexec(c, notify.c_str())); }
  void three() { PQclear(PQexec(c, any.c_str())); }
};
void a(Store &s) { s.one(); }
void b(Store &s) { s.two(); s.three(); }
} // namespace texts

namespace objects {
// The statement is made by one method, sent by another and taken out by a third.
class Statement {
  PGconn *c;
  std::string text;
public:
  Statement(PGconn *c, const std::string &s) : c(c) { text = s; }
  void run() { PQclear(PQexec(c, text.c_str())); }
};
class Store {
  PGconn *c = nullptr;
  std::unique_ptr<Statement> first;
  Statement *second = nullptr;
public:
  void open() { first = std::make_unique<Statement>(c, "SELECT 1"); second = new Statement(c, "LISTEN x"); } // HAZARD: pooling-listen
  void close() { first = nullptr; delete second; second = nullptr; }
  void one() { first->run(); }
  void two() { second->run(); }
};
} // namespace objects

namespace flags {
class Db {
  PGconn *c;
  bool open_ = false, other = false;
  void run(const char *s) { PQclear(PQexec(c, s)); }
public:
  void begin() { if (!open_) { run("BEGIN"); open_ = true; } }
  void end() { if (open_) { run("COMMIT"); open_ = false; } }
  void turn(bool on) { other = on; }
  void read() {
    bool before = open_;
    if (!before) run("BEGIN");
    run("DECLARE x CURSOR FOR SELECT 1");
    run("FETCH 10 FROM x");
    run("CLOSE x");
    if (!before) run("COMMIT");
  }
  void wrong() {
    if (!other) run("BEGIN");
    run("DECLARE y CURSOR FOR SELECT 1");
    run("FETCH 10 FROM y"); // HAZARD: pooling-cursor
    if (!other) run("COMMIT");
  }
};
} // namespace flags
int main() {}
