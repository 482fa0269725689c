//===- Libpq.cpp - Running cases that use libpq ---------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Running cases that use libpq.
//
//===----------------------------------------------------------------------===//

#include "Cases.h"
#include "live_libpq.h"

#include <memory>

using namespace live;

static const char *orEmpty(const char *Text) { return Text ? Text : ""; }

/// A lost connection has no SQLSTATE; what libpq says about it differs from run to run.
static std::string failure(const PGresult *Result) {
  const char *State = PQresultErrorField(Result, PG_DIAG_SQLSTATE);
  return std::string("!") + (State ? State : "lost");
}

extern "C" void note(PGresult *Result) {
  std::string Text;
  switch (PQresultStatus(Result)) {
  case PGRES_TUPLES_OK:
  case PGRES_SINGLE_TUPLE:
    Text = "[";
    for (int Row = 0; Row < PQntuples(Result); ++Row) {
      if (Row)
        Text += "; ";
      for (int Column = 0; Column < PQnfields(Result); ++Column) {
        if (Column)
          Text += ',';
        Text += PQgetisnull(Result, Row, Column) ? "NULL" : PQgetvalue(Result, Row, Column);
      }
    }
    Text += ']';
    break;
  case PGRES_COMMAND_OK:
    Text = orEmpty(PQcmdStatus(Result));
    break;
  case PGRES_FATAL_ERROR:
  case PGRES_BAD_RESPONSE:
  case PGRES_NONFATAL_ERROR:
    Text = failure(Result);
    break;
  default:
    Text = PQresStatus(PQresultStatus(Result));
    break;
  }
  PQclear(Result);
  seen().Notes.push_back(Text);
}

extern "C" void note_connection(const PGconn *Connection) {
  if (PQstatus(Connection) == CONNECTION_OK) {
    note_text("connected");
    return;
  }
  // "no more connections", "unsupported startup parameter": the pooler's own refusal. What
  // libpq or the server refuses is the same without a pooler.
  note_text("refused");
}

namespace {
class LibpqConnection : public Connection {
  std::unique_ptr<PGconn, decltype(&PQfinish)> Handle{PQconnectdb(""), PQfinish};

public:
  void run(const Case &C) override { C.Function(Handle.get()); }
};
} // namespace

Connection *live::connect(bool InTransaction) {
  beginAtOnce() = InTransaction;
  return new LibpqConnection;
}
