//===- Moves.h - Who can go to a transaction-mode pooler --------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What stands against a move is found in the code of the service, or known of its program
// or driver. Where neither is the case, it is said that nothing is known.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_DEPLOY_MOVES_H
#define POOLTIDY_TOOL_DEPLOY_MOVES_H

#include "tool/deploy/Checklist.h"

namespace pooltidy::deploy {

/// One move for each claim of \p Budgets.
void makeMoves(llvm::ArrayRef<Budget> Budgets, const Knowledge &K, const Request &R, Deployment &D);

} // namespace pooltidy::deploy

#endif // POOLTIDY_TOOL_DEPLOY_MOVES_H
