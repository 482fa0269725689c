//===- live_libpq.h - Cases that use libpq -------------------- -*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Cases that use libpq.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TESTS_LIVE_LIBPQ_H
#define POOLTIDY_TESTS_LIVE_LIBPQ_H

#include "live.h"
#include <libpq-fe.h>

#define CASE_IN(name, says, checks, where)                                                         \
  static void name(PGconn *a);                                                                     \
  LIVE_REGISTER(name, says, checks, where, name)                                                   \
  static void name(PGconn *a)
#define CASE(name, says, checks) CASE_IN(name, says, checks, "")

#ifdef __cplusplus
extern "C" {
#endif

/// Writes down the rows, the tag or the SQLSTATE of a result, and frees it.
void note(PGresult *result);
/// Writes down whether the connection was made.
void note_connection(const PGconn *connection);

#ifdef __cplusplus
}
#endif

#endif
