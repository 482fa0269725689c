//===- live_libpqxx.h - Cases that use libpqxx ------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a case throws is noted: the SQLSTATE, or that the connection was refused.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TESTS_LIVE_LIBPQXX_H
#define POOLTIDY_TESTS_LIVE_LIBPQXX_H

#include "live.h"

#include <pqxx/pqxx>

#define CASE_IN(name, says, checks, where)                                                         \
  static void name(pqxx::connection &a);                                                           \
  LIVE_REGISTER(name, says, checks, where, name)                                                   \
  static void name(pqxx::connection &a)
#define CASE(name, says, checks) CASE_IN(name, says, checks, "")

/// Writes down the rows of a result.
void note(const pqxx::result &Rows);

#endif
