//===- Deploy.h - From deployment files to a verdict ------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The one verb of this layer. Files are recognised by their names and contents; one that
// cannot be read is told and the others are read all the same. Nothing is ever run, and
// no variable of the machine it runs on is looked at: the same files, the same result.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_DEPLOY_DEPLOY_H
#define POOLTIDY_TOOL_DEPLOY_DEPLOY_H

#include "tool/deploy/Code.h"
#include "tool/deploy/Compose.h"
#include "tool/deploy/Deployment.h"
#include "tool/deploy/Endpoint.h"

namespace pooltidy::deploy {

/// Larger files are not deployment files.
inline constexpr uint64_t LargestFile = 8 << 20;

struct Request {
  std::vector<std::string> Files; ///< absolute paths
  std::vector<std::string> Logs;  ///< absolute paths
  Caps Cap;
  unsigned PoolLimit = 1, OverflowLimit = 0;
  const Code *Seen = nullptr; ///< what the code audit found; null: there was none
};

struct Outcome {
  Deployment Result;
  std::vector<rules::Finding> Findings; ///< sorted by place
  std::vector<Problem> Problems;        ///< files that were not, or not wholly, read
};

/// The configurations of poolers in \p Files, and in the environments of their containers.
llvm::Expected<std::vector<PoolerConfig>> readPoolers(llvm::ArrayRef<std::string> Files,
                                                      ReadFile Read);

/// Reads all of it through \p Read. An Error means that the built-in knowledge is wrong.
llvm::Expected<Outcome> deploy(const Request &R, ReadFile Read);

} // namespace pooltidy::deploy

#endif // POOLTIDY_TOOL_DEPLOY_DEPLOY_H
