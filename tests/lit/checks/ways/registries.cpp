// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Statements that can be configured: declared by name in one function, taken out of a map
// in another, sent in a third.
#include <libpq-fe.h>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>

class Settings {
public:
  std::string &set(const std::string &name) { return values[name]; }
  std::string &set(const std::string &name, const std::string &help) {
    helps[name] = help;
    return set(name);
  }
  bool has(const std::string &name) { return values.find(name) != values.end(); }
  const std::string &operator[](const std::string &name) {
    if (!has(name))
      throw std::runtime_error("no setting " + name);
    return values[name];
  }

private:
  std::map<std::string, std::string> values, helps;
};

Settings &settings(); // of the program that this is a module of

// The module declares what it can be told.
class Maker {
public:
  explicit Maker(const std::string &name) : name(name) {}
  void declareAll(const std::string &suffix) {
    const std::string visible = "SELECT id, text FROM notes WHERE";
    declare(suffix, "host", "Where the database is", "");
    declare(suffix, "one-query", "One note", visible + " id = $1");
    declare(suffix, "path-query", "Where the notes are", "SET search_path = notes"); // HAZARD: pooling-session-setting #path
    declare(suffix, "lock-query", "Lock", "SELECT pg_advisory_lock(7)");             // HAZARD: pooling-advisory-lock #lock
    declare(suffix, "other-lock-query", "Lock", "SELECT pg_advisory_xact_lock(7)");
    declare(suffix, "temp-query", "Notes of today", "CREATE TEMP TABLE today (id int)"); // HAZARD: pooling-temp-table #temp
  }

private:
  void declare(const std::string &suffix, const std::string &key, const std::string &help, const std::string &value) {
    settings().set(name + suffix + "-" + key, help) = value;
  }
  std::string name;
};

struct Session {
  explicit Session(const std::string &host) {
    conn = PQconnectdb(("connect_timeout=5 host=" + host).c_str());
  }
  ~Session() { PQfinish(conn); }
  void send(const std::string &sql) {
    PQclear(PQexec(conn, sql.c_str())); // ALT: pooling-session-setting #path
  }
  PGconn *conn;
};

class Notes {
public:
  Notes(const std::string &prefix) : prefix(prefix) {
    one = arg("one-query");
    path = arg("path-query");
    lock = arg("lock-query");
    db.reset(new Session(arg("host")));
  }
  void where() { db->send(path); }
  void read() { db->send(one); }
  void locked() { db->send(lock); }
  void today() {
    db->send(arg("temp-query"));
  }

private:
  const std::string &arg(const std::string &key) { return settings()[prefix + "-" + key]; }
  std::string prefix, one, path, lock;
  std::unique_ptr<Session> db;
};
