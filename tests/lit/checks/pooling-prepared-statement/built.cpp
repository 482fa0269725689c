// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// SQL-level statements from constants, formats and enums.
#include "Inputs/prepared_sql.h"

#include <fmt/format.h>
#include <pqxx/pqxx>

#include <cstdio>
#include <iostream>
#include <string>

void constants(pqxx::connection &c) {
  pqxx::nontransaction n(c);
  n.exec(prepared_sql::Make);
  n.exec(std::string(prepared_sql::Use));
  n.exec(prepared_sql::Drop);
}

void twoPhase(pqxx::connection &c) {
  pqxx::nontransaction n(c);
  n.exec("BEGIN");
  n.exec("UPDATE t SET a = 1");
  n.exec(prepared_sql::TwoPhase);
  n.exec("COMMIT PREPARED 'gid'");
}

void formats(pqxx::connection &c, int shard) {
  pqxx::nontransaction n(c);
  n.exec(fmt::format("PREPARE q{0} AS SELECT * FROM t_{0}", shard)); // HAZARD: pooling-prepared-statement
  n.exec(fmt::format("EXECUTE q{}", shard)); // HAZARD: pooling-prepared-statement
  char sql[32];
  std::snprintf(sql, sizeof sql, "%s q%d", "DEALLOCATE", shard); // HAZARD: pooling-prepared-statement
  n.exec(sql);
}

enum class Step { Make, Use, Nothing };

static std::string text(Step s, const std::string &name) {
  switch (s) {
  case Step::Make:
    return "PREPARE " + name + " AS SELECT 1"; // HAZARD: pooling-prepared-statement #make
  case Step::Use:
    return "EXECUTE " + name; // HAZARD: pooling-prepared-statement #use
  case Step::Nothing:
    break;
  }
  return "SELECT 1";
}

void enums(pqxx::connection &c) {
  pqxx::nontransaction n(c);
  n.exec(text(Step::Make, "x")); // ALT: pooling-prepared-statement #make
  n.exec(text(Step::Use, "x")); // ALT: pooling-prepared-statement #use
  n.exec(text(Step::Nothing, "PREPARE"));
}

void confined(pqxx::connection &c, const std::string &name) {
  pqxx::work tx(c);
  tx.exec0("PREPARE " + name + " AS SELECT 1");
  tx.exec("EXECUTE " + name);
  tx.exec0("DEALLOCATE " + name);
  tx.commit();
}

void print(const std::string &name) { std::cout << "EXECUTE " + name << '\n'; }
