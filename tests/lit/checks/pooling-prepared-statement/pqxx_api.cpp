// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// connection::prepare in constructors, tables and loops.
#include <pqxx/pqxx>

#include <string>
#include <utility>
#include <vector>

class Users {
public:
  explicit Users(pqxx::connection &c) : c_(c) {
    c_.prepare("user_by_id", "SELECT * FROM users WHERE id = $1"); // HAZARD: pooling-prepared-statement
    c_.prepare(Add, "INSERT INTO users (name) VALUES ($1)"); // HAZARD: pooling-prepared-statement
  }

  pqxx::result find(int id) {
    pqxx::work tx(c_);
    return tx.exec_prepared("user_by_id", id); // NEUTRAL: pooling-prepared-statement
  }

  pqxx::result findByParameters(int id) {
    pqxx::work tx(c_);
    return tx.exec_params("SELECT * FROM users WHERE id = $1", id);
  }

private:
  static constexpr const char *Add = "user_add";
  pqxx::connection &c_;
};

static const std::pair<std::string, std::string> All[] = {
    {"a", "SELECT 1"}, // ALT: pooling-prepared-statement #table
    {"b", "SELECT 2"}, // ALT: pooling-prepared-statement #table
};

void table(pqxx::connection &c) {
  for (const auto &[name, sql] : All)
    c.prepare(name, sql); // HAZARD: pooling-prepared-statement #table
}

void unnamed(pqxx::connection &c) {
  c.prepare("SELECT now()"); // HAZARD: pooling-prepared-statement
}

// Not a database.
struct Kitchen {
  std::vector<std::string> steps;
  void prepare(const std::string &what, const std::string &how) { steps.push_back(what + how); }
  void exec_prepared(const std::string &what) { steps.push_back(what); }
};

void cook(Kitchen &k) {
  k.prepare("dough", "PREPARE dough AS flour");
  k.exec_prepared("dough");
}
