// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// A transaction object of the program's own, early ends, built text.
#include <libpq-fe.h>

#include <memory>
#include <sstream>
#include <string>

class Db {
public:
  explicit Db(const std::string &conninfo) : c_(PQconnectdb(conninfo.c_str()), &PQfinish) {}
  void exec(const std::string &sql) { PQclear(PQexec(c_.get(), sql.c_str())); }

private:
  std::unique_ptr<PGconn, decltype(&PQfinish)> c_;
};

class Tx {
public:
  explicit Tx(Db &db) : db_(db) { db_.exec("BEGIN"); }
  ~Tx() {
    if (open_)
      db_.exec("ROLLBACK");
  }
  void commit() {
    db_.exec("COMMIT");
    open_ = false;
  }

private:
  Db &db_;
  bool open_ = true;
};

void scopes(const std::string &conninfo, int key) {
  Db db(conninfo);
  {
    Tx tx(db);
    db.exec("SELECT pg_advisory_xact_lock(" + std::to_string(key) + ")");
    tx.commit();
    db.exec("SELECT pg_try_advisory_xact_lock(" + std::to_string(key) + ")"); // HAZARD: pooling-outside-transaction
  }
  std::ostringstream os;
  os << "LOCK TABLE shard_" << key << " IN SHARE MODE"; // HAZARD: pooling-outside-transaction
  db.exec(os.str());
}

bool earlyReturn(const std::string &conninfo, bool dry) {
  Db db(conninfo);
  Tx tx(db);
  db.exec("SET LOCAL lock_timeout = '1s'");
  if (dry)
    return false;
  db.exec("LOCK TABLE t");
  tx.commit();
  return true;
}

void ternary(const std::string &conninfo, bool exclusive) {
  Db db(conninfo);
  db.exec(exclusive ? "LOCK TABLE t IN EXCLUSIVE MODE" // HAZARD: pooling-outside-transaction
                    : "SELECT 1");
}

#define LOCAL(name, value) "SET LOCAL " name " = " value // ALT: pooling-outside-transaction #macro

void macros(const std::string &conninfo) {
  Db db(conninfo);
  db.exec(LOCAL("jit", "off")); // HAZARD: pooling-outside-transaction #macro
  Tx tx(db);
  db.exec("SET LOCAL "
          "jit = off");
  tx.commit();
}

void append(const std::string &conninfo, const std::string &role) {
  Db db(conninfo);
  std::string sql("SET LOCAL ROLE "); // HAZARD: pooling-outside-transaction
  sql.append(role);
  db.exec(sql);
  std::string policy("CREATE POLICY p ON t FOR UPDATE TO ");
  policy.append(role).append(" USING (true)");
  db.exec(policy);
}
