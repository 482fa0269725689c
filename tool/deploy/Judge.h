//===- Judge.h - Findings about a deployment --------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// From budgets to findings, in the words of the checks that look at code: an oversized
// pool is the same thing wherever its size is written.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_DEPLOY_JUDGE_H
#define POOLTIDY_TOOL_DEPLOY_JUDGE_H

#include "tool/deploy/Budget.h"
#include "tool/deploy/Deployment.h"

namespace pooltidy::deploy {

/// pooling-oversized-pool, pooling-missing-timeout and pooling-startup-parameter.
std::vector<rules::Finding> judge(llvm::ArrayRef<Budget> Budgets, const Knowledge &K);

/// The budget as reports show it.
Table tableOf(const Budget &B);

/// "4 (--workers)", "10 (the default of prefect server)", "not known: ...".
std::string describe(const Number &N);

} // namespace pooltidy::deploy

#endif // POOLTIDY_TOOL_DEPLOY_JUDGE_H
