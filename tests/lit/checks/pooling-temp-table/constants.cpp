// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Constants and a table of steps from a header.
#include "Inputs/stage_sql.h"

#include <pqxx/pqxx>

void create(pqxx::connection &c) {
  pqxx::work tx(c);
  tx.exec0(stage_sql::Create);
  tx.commit();
}

void createForOne(pqxx::connection &c) {
  pqxx::work tx(c);
  tx.exec0(stage_sql::CreateForOne);
  tx.exec("INSERT INTO one VALUES ('x')");
  tx.commit();
}

void steps(pqxx::connection &c) {
  pqxx::nontransaction n(c);
  for (const char *sql : stage_sql::Steps)
    n.exec(sql);
}

std::size_t length() { return stage_sql::NotRun.size(); }
