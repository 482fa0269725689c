//===- DeployCommand.h - Adding a deployment to an audit --------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Between the command line and the deploy layer: which files, what the code audit knows
// of the programs that services run, and where the result goes.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_DEPLOYCOMMAND_H
#define POOLTIDY_TOOL_DEPLOYCOMMAND_H

#include "tool/Configuration.h"

namespace pooltidy::tool {

/// The files of --deploy, absolute.
std::vector<std::string> deployFiles(const Options &O, llvm::StringRef WorkingDir);

/// Lets what \p Files say of the pooler override what is usual for it, in \p C. Which
/// release it is, they do not say: that is for --pooler.
llvm::Error readPoolerFacts(Configuration &C, const std::vector<std::string> &Files,
                            const Options &O);

/// Reads \p Files, adds what they amount to and what is wrong with them to \p A; without
/// files it does nothing.
llvm::Error addDeployment(Audit &A, const std::vector<std::string> &Files, const Options &O,
                          const Configuration &C, llvm::StringRef WorkingDir);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_DEPLOYCOMMAND_H
