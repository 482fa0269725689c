//===- Libpqxx.cpp - Running cases that use libpqxx -----------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Cases.h"
#include "live_libpqxx.h"

using namespace live;

void note(const pqxx::result &Rows) {
  std::string Text = "[";
  for (const auto &Row : Rows) {
    if (Text.size() > 1)
      Text += "; ";
    bool First = true;
    for (const auto &Field : Row) {
      if (!First)
        Text += ',';
      First = false;
      Text += Field.is_null() ? "NULL" : Field.c_str();
    }
  }
  note_text((Text + "]").c_str());
}

namespace {
class LibpqxxConnection : public Connection {
  pqxx::connection Handle;

public:
  void run(const Case &C) override {
    try {
      C.Function(&Handle);
    } catch (const pqxx::broken_connection &) {
      note_text("refused");
    } catch (const pqxx::sql_error &E) {
      note_text(("!" + E.sqlstate()).c_str());
    } catch (const std::exception &) {
      note_text("!exception");
    }
  }
};
} // namespace

Connection *live::connect(bool InTransaction) {
  beginAtOnce() = InTransaction;
  return new LibpqxxConnection;
}
