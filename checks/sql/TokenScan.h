//===- TokenScan.h - Statements the grammar refused -------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What tokens alone tell about the inside of a statement: calls, relations after
// FROM, JOIN, INTO and UPDATE, row locks. The effects are Uncertain.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_SQL_TOKENSCAN_H
#define POOLTIDY_SQL_TOKENSCAN_H

#include "sql/View.h"

namespace pooltidy::sql {

/// Adds what the statement whose first token is \p I contains, its command's own
/// effects excepted.
void scanTokens(View &V, TokenIndex I, bool Executes);

} // namespace pooltidy::sql

#endif // POOLTIDY_SQL_TOKENSCAN_H
