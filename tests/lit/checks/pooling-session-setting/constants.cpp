// RUN: %pooltidy-verify %s -- -std=c++20 %libs
// Constants of every kind, in a header and beside their use.
#include "Inputs/statements.h"

#include <libpq-fe.h>

#include <cstdio>

const std::string statements::Reports::Seqscan = "SET enable_seqscan = off"; // HAZARD: pooling-session-setting

static void run(PGconn *c, std::string_view sql) { PQclear(PQexec(c, std::string(sql).c_str())); }

void setUp(PGconn *c) {
  PQclear(PQexec(c, statements::Path)); // ALT: pooling-session-setting ##path
  PQclear(PQexec(c, statements::Timeout));
  run(c, statements::Role);
  PQclear(PQexec(c, statements::Memory.c_str()));
  run(c, statements::Reports::Parallel);
  run(c, statements::Reports::Seqscan);
  run(c, statements::Column);
}

void inTransaction(PGconn *c) {
  run(c, "BEGIN");
  run(c, statements::Local);
  run(c, "COMMIT");
}

void print() { std::puts(statements::OnlyPrinted); }

void local(PGconn *c) {
  constexpr auto Sql = "SET geqo = off"; // HAZARD: pooling-session-setting
  static const char Shown[] = "SET geqo = on";
  const std::string Read{"SHOW geqo"};
  run(c, Sql);
  run(c, Read);
  std::puts(Shown);
}
