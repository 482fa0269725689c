// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Functions, methods, constructors and templates around the library.
#include <libpq-fe.h>

#include <memory>
#include <string>

static bool run(PGconn *c, const std::string &sql) {
  PGresult *r = PQexec(c, sql.c_str());
  const bool ok = PQresultStatus(r) == PGRES_COMMAND_OK;
  PQclear(r);
  return ok;
}

static bool runTwice(PGconn *c, const char *sql) { return run(c, sql) && run(c, sql); }

void functions(PGconn *c) {
  run(c, "SET work_mem = '2MB'"); // HAZARD: pooling-session-setting
  runTwice(c, "SET ROLE a"); // HAZARD: pooling-session-setting
  runTwice(c, "UPDATE t SET a = 1");
}

class Db {
public:
  explicit Db(const char *conninfo) : c_(PQconnectdb(conninfo), &PQfinish) {}
  bool exec(const std::string &sql) { return run(c_.get(), sql); }
  void setRole(const std::string &role) { exec("SET ROLE " + role); } // HAZARD: pooling-session-setting #role

private:
  std::unique_ptr<PGconn, decltype(&PQfinish)> c_;
};

void methods(Db &db) {
  db.exec("SET search_path TO x"); // HAZARD: pooling-session-setting
  db.exec("UPDATE t SET search_path = 'x'");
  db.setRole("reader"); // ALT: pooling-session-setting #role
}

template <typename Connection> void prepareSession(Connection &c) {
  c.exec("SET jit = off"); // HAZARD: pooling-session-setting
  c.exec("SELECT 1");
}

template <typename T> void sendTo(T &to, const std::string &sql) { to.exec(sql); }

void templates(Db &db) {
  prepareSession(db);
  sendTo(db, "SET geqo = off"); // HAZARD: pooling-session-setting
  sendTo(db, "ALTER ROLE app SET geqo = off");
}

// The constructor executes what it is given.
struct Statement {
  Statement(Db &db, const std::string &sql) { db.exec(sql); }
};

void constructors(Db &db) {
  Statement(db, "SET row_security = on"); // HAZARD: pooling-session-setting
  Statement(db, "ALTER TABLE t ENABLE ROW LEVEL SECURITY");
}

// Same names, no database.
struct Protocol {
  std::string sent;
  void exec(const std::string &s) { sent += s; }
};

void protocol(Protocol &p) {
  p.exec("SET ROLE reader");
  sendTo(p, "SET ROLE reader");
  prepareSession(p);
}
