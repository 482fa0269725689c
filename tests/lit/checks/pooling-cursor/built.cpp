// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Cursor statements from constants, formats, streams, functions.
#include "Inputs/cursor_sql.h"

#include <fmt/format.h>
#include <pqxx/pqxx>

#include <iostream>
#include <sstream>
#include <string>

void constants(pqxx::connection &c) {
  pqxx::work tx(c);
  tx.exec0(cursor_sql::OpenHeld);
  tx.commit();
}

void whole(pqxx::connection &c) {
  pqxx::work tx(c);
  tx.exec0(cursor_sql::Open);
  while (!tx.exec(cursor_sql::Next).empty())
    ;
  tx.exec0(cursor_sql::Close);
  tx.commit();
}

void formats(pqxx::connection &c, const std::string &table) {
  pqxx::nontransaction n(c);
  n.exec(fmt::format("DECLARE f CURSOR {} FOR SELECT * FROM {}", "WITH HOLD", table)); // HAZARD: pooling-cursor
  std::clog << fmt::format("DECLARE f CURSOR WITH HOLD FOR SELECT * FROM {}\n", table);
}

void stream(pqxx::connection &c, const std::string &table) {
  std::ostringstream os;
  os << "DECLARE s SCROLL CURSOR WITH HOLD FOR TABLE " << table; // HAZARD: pooling-cursor
  pqxx::work tx(c);
  tx.exec0(os.str());
  tx.commit();
}

static std::string open(bool hold) {
  return hold ? "DECLARE o CURSOR WITH HOLD FOR TABLE t" // HAZARD: pooling-cursor
              : "DECLARE o CURSOR FOR TABLE t";
}

void functions(pqxx::connection &c, bool hold) {
  pqxx::work tx(c);
  tx.exec0(open(hold));
  tx.commit();
}

class Reader {
public:
  Reader(pqxx::transaction_base &tx, const std::string &sql) : tx_(tx) { tx_.exec0("DECLARE reader CURSOR FOR " + sql); }
  ~Reader() { tx_.exec0("CLOSE reader"); }
  pqxx::result next() { return tx_.exec("FETCH 100 FROM reader"); }

private:
  pqxx::transaction_base &tx_;
};

void object(pqxx::connection &c) {
  pqxx::work tx(c);
  {
    Reader r(tx, "SELECT * FROM t");
    while (!r.next().empty())
      ;
  }
  tx.commit();
}
