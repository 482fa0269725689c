//===- Soci.cpp - Running cases that use SOCI -----------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Opening a session sends SET extra_float_digits, which stays on the server connection and
// is not the doing of any case: it is taken back before the case begins.
//
//===----------------------------------------------------------------------===//

#include "Cases.h"
#include "live_soci.h"

#include <libpq-fe.h>

using namespace live;

namespace {
class SociConnection : public Connection {
  soci::session Handle{soci::postgresql, ""};

public:
  SociConnection() {
    auto *Backend = static_cast<soci::postgresql_session_backend *>(Handle.get_backend());
    // By the server connection that got it: nobody else has used the pool since.
    for (int I = 0; I < 4; ++I)
      PQclear(PQexec(Backend->conn_, "RESET extra_float_digits"));
  }
  void run(const Case &C) override {
    try {
      C.Function(&Handle);
    } catch (const soci::postgresql_soci_error &E) {
      note_text(E.sqlstate().front() == ' ' ? "refused" : ("!" + E.sqlstate()).c_str());
    } catch (const std::exception &) {
      note_text("refused");
    }
  }
};
} // namespace

Connection *live::connect(bool InTransaction) {
  beginAtOnce() = InTransaction;
  return new SociConnection;
}
