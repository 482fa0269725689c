//===- Code.h - What an audit knows of the programs -------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The other half of the question: how many connections a C++ program makes, and whether
// anything in it stands against a transaction-mode pooler. A service is matched with a
// program by the name of the file that it runs.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_DEPLOY_CODE_H
#define POOLTIDY_TOOL_DEPLOY_CODE_H

#include "rules/Finding.h"

#include <optional>
#include <string>
#include <vector>

namespace pooltidy::deploy {

/// A pool, or a connection without one, that a program makes.
struct MadeConnection {
  rules::Place Where;
  bool Pool = false;
  std::optional<int64_t> Size, Overflow = 0; ///< nothing: not known; below 0: no limit
  std::string Words;                         ///< "one for each processor"; may be empty
};

struct CodeProgram {
  std::string Name; ///< the file it is linked to, without its directory; may be empty
  std::vector<MadeConnection> Made;
  /// Where it makes copies of itself; Size of them, where that is known.
  std::vector<MadeConnection> Forks;
  std::vector<rules::Place> Found; ///< where the findings of this program stand

  /// A text that limits statements in a way that outlives pooling: SET LOCAL or ALTER ROLE.
  rules::Place Timeout;

  bool has(const rules::Finding &F) const;
};

struct Code {
  std::vector<CodeProgram> Programs;
  std::vector<rules::Finding> Findings; ///< of all of them
  bool Complete = true;                 ///< nothing was left unseen
};

} // namespace pooltidy::deploy

#endif // POOLTIDY_TOOL_DEPLOY_CODE_H
