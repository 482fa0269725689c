//===- Checklist.h - Is it ready, item by item ------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each item passes, fails or was not seen, and says by what. What was not seen never
// passes.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_DEPLOY_CHECKLIST_H
#define POOLTIDY_TOOL_DEPLOY_CHECKLIST_H

#include "tool/deploy/Budget.h"
#include "tool/deploy/Deploy.h"

namespace pooltidy::deploy {

/// Puts what \p Seen tells of the programs that services run into their claims.
void joinCode(std::vector<Budget> &Budgets, const Code *Seen, const Knowledge &K);

/// The program of \p Seen that \p S runs, or null.
const CodeProgram *programOf(const Service &S, const Code *Seen);

/// Fills the checklist and the moves of \p D.
void makeChecklist(llvm::ArrayRef<Budget> Budgets, const Stack &S, const Knowledge &K,
                   const Request &R, Deployment &D);

} // namespace pooltidy::deploy

#endif // POOLTIDY_TOOL_DEPLOY_CHECKLIST_H
