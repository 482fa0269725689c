// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// A statement class over PQprepare, and helpers around both levels.
#include <libpq-fe.h>

#include <string>
#include <utility>
#include <vector>

class Statement {
public:
  Statement(PGconn *c, std::string name, const std::string &sql) : c_(c), name_(std::move(name)) {
    PQclear(PQprepare(c_, name_.c_str(), sql.c_str(), 0, nullptr)); // HAZARD: pooling-prepared-statement #class
  }
  ~Statement() {
    PQclear(PQexec(c_, ("DEALLOCATE \"" + name_ + "\"").c_str())); // HAZARD: pooling-prepared-statement #free
  }
  void run() { PQclear(PQexecPrepared(c_, name_.c_str(), 0, nullptr, nullptr, nullptr, 0)); } // NEUTRAL: pooling-prepared-statement

private:
  PGconn *c_;
  std::string name_;
};

void object(PGconn *c) {
  Statement s(c, "count", "SELECT count(*) FROM t"); // ALT: pooling-prepared-statement #class #free
  s.run();
}

template <typename... P> void params(PGconn *c, const char *sql, const P &...p) {
  const std::vector<std::string> texts{std::string(p)...};
  std::vector<const char *> values;
  for (const auto &t : texts)
    values.push_back(t.c_str());
  PQclear(PQexecParams(c, sql, static_cast<int>(values.size()), nullptr, values.data(), nullptr, nullptr, 0));
}

void parameters(PGconn *c) {
  params(c, "INSERT INTO t (a, b) VALUES ($1, $2)", "x", "y");
  params(c, "EXECUTE insert_t"); // HAZARD: pooling-prepared-statement
}

#define PREPARE(c, name, sql) PQclear(PQprepare(c, #name, sql, 0, nullptr)) // ALT: pooling-prepared-statement #macro

void macro(PGconn *c) {
  PREPARE(c, all, "SELECT * FROM t"); // HAZARD: pooling-prepared-statement #macro
}

void lambda(PGconn *c) {
  auto run = [c](const std::string &sql) { PQclear(PQexec(c, sql.c_str())); };
  run("PREPARE l AS SELECT 1"); // HAZARD: pooling-prepared-statement
  run("PREPARE TRANSACTION 'l'");
}
