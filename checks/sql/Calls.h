//===- Calls.h - Functions with a meaning for the session -------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The table of server functions that set, lock, read or wait in one session, and
// what a call of one is worth. It refuses to say whether a call runs: that is
// ParseWalk's and TokenScan's business.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_SQL_CALLS_H
#define POOLTIDY_SQL_CALLS_H

#include "sql/View.h"

namespace pooltidy::sql {

/// Adds the effect of the call whose function name is the token \p I, if it names a
/// function of the table, is followed by '(' and is not qualified with a schema
/// other than pg_catalog.
void readCall(View &V, TokenIndex I);

/// readCall for every token of First..Last.
void readCalls(View &V, TokenIndex First, TokenIndex Last);

} // namespace pooltidy::sql

#endif // POOLTIDY_SQL_CALLS_H
