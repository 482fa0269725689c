//===- Logs.h - Who got no connection, by the logs --------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Counts the lines of a log in which a pooler, a server or a pool says that somebody had
// to go without. Logs are read line by line, since they may be larger than memory.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_DEPLOY_LOGS_H
#define POOLTIDY_TOOL_DEPLOY_LOGS_H

#include "tool/deploy/Deployment.h"
#include "tool/deploy/Knowledge.h"
#include "tool/deploy/Stack.h"

namespace pooltidy::deploy {

/// Adds what the log \p Path says to \p D.
void readLog(const std::string &Path, const Knowledge &K, Deployment &D,
             std::vector<Problem> &Problems);

/// A finding for each kind of refusal in a log.
void judgeLogs(const Deployment &D, std::vector<rules::Finding> &Out);

/// The time that \p Line begins with, as it is written, or "".
std::string timeOf(llvm::StringRef Line);

} // namespace pooltidy::deploy

#endif // POOLTIDY_TOOL_DEPLOY_LOGS_H
