//===- Deployment.h - The connection budget in text -------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the reports say about a deployment, in the words that they share.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_REPORTS_DEPLOYMENT_H
#define POOLTIDY_TOOL_REPORTS_DEPLOYMENT_H

#include "tool/reports/Report.h"

#include "llvm/Support/JSON.h"

namespace pooltidy::tool {

/// Tables with bars, the checklist and the moves of A.Deploy, for a terminal.
void writeDeploymentText(const Audit &A, llvm::raw_ostream &OS);

/// The same in Markdown.
void writeDeploymentMarkdown(const Audit &A, llvm::raw_ostream &OS);

/// The members of a JSON object that says the same.
void writeDeploymentJson(const Audit &A, llvm::json::OStream &J);

/// "27 of 15: 12 too many", "at least 8 of 15, the rest is not known".
std::string sumSentence(const deploy::Table &T);

/// "12", "at least 12", "no limit".
std::string sumText(int64_t Count, bool AtLeast, bool Unlimited);

/// \p T as a bar of \p Width characters: # within the limit, ! beyond it, . free.
std::string barOf(const deploy::Table &T, unsigned Width);

/// "can move as it is", ...
llvm::StringRef words(deploy::Move::StateOf S);
/// "pass", "FAIL", "not seen".
llvm::StringRef words(deploy::Passed P);

/// One sentence about all budgets of \p D.
std::string deploymentSentence(const deploy::Deployment &D);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_REPORTS_DEPLOYMENT_H
