//===- live_soci.h - Cases that use SOCI ------------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TESTS_LIVE_SOCI_H
#define POOLTIDY_TESTS_LIVE_SOCI_H

#include "live.h"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#define CASE_IN(name, says, checks, where)                                                         \
  static void name(soci::session &a);                                                              \
  LIVE_REGISTER(name, says, checks, where, name)                                                   \
  static void name(soci::session &a)
#define CASE(name, says, checks) CASE_IN(name, says, checks, "")

#endif
