//===- Connect.cpp - Every connection that a case opens -------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Cases.h"

#include <dlfcn.h>
#include <libpq-fe.h>

using namespace live;

static void receive(void *, const PGresult *Notice) {
  const char *Severity = PQresultErrorField(Notice, PG_DIAG_SEVERITY_NONLOCALIZED);
  const char *State = PQresultErrorField(Notice, PG_DIAG_SQLSTATE);
  if (Severity && std::string_view(Severity) == "WARNING")
    seen().Notes.push_back(std::string("{") + (State ? State : "") + "}");
}

bool &live::beginAtOnce() {
  static bool Now = false;
  return Now;
}

// Stands before libpq's own, so that it is called for the connections that cases open too.
extern "C" PGconn *PQconnectdb(const char *Conninfo) {
  static auto *Real = reinterpret_cast<PGconn *(*)(const char *)>(dlsym(RTLD_NEXT, "PQconnectdb"));
  PGconn *C = Real(Conninfo);
  PQsetNoticeReceiver(C, receive, nullptr);
  if (beginAtOnce())
    PQclear(PQexec(C, "BEGIN"));
  return C;
}
