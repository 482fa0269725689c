//===- Analyses.h - Results of earlier analyses -----------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// After an edit, facts are there of all files but one, yet the program has to be run
// again. What its groups of entries showed is kept in the cache, one memo for each
// program (leases/Memo.h), which the next audit replaces. A memo is checked against the program whenever
// it is used, so an old one, or one of another branch, costs nothing but what it lacks.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_SPEED_ANALYSES_H
#define POOLTIDY_TOOL_SPEED_ANALYSES_H

#include "tool/speed/Cache.h"
#include "tool/speed/Frontend.h"

#include "llvm/ADT/ArrayRef.h"

#include <string>

namespace pooltidy::tool {

class KeptAnalyses {
public:
  /// Of the programs that are made of \p Units.
  KeptAnalyses(Cache &Kept, llvm::ArrayRef<Unit> Units, const AnalysisOptions &Options);

  /// The memo of \p Program, or of what had its name when there were other files.
  std::string find(llvm::StringRef Program) const;
  void keep(llvm::StringRef Program, llvm::StringRef Memo);

private:
  Cache &Kept;
  std::string Name;  ///< of all audits of this project with these settings
  std::string Files; ///< and those of the same files
};

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_SPEED_ANALYSES_H
