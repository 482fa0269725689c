//===- FactsCommands.h - The commands that serve build engines --*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What an engine such as Ninja or Bazel needs besides `extract` and `link`: commands that
// tell what changed, dependency files, merged facts, and a look at what is in them.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_FACTSCOMMANDS_H
#define POOLTIDY_TOOL_FACTSCOMMANDS_H

#include "tool/Commands.h"

#include "llvm/ADT/ArrayRef.h"

namespace pooltidy::tool {

/// Writes in the syntax of Make that \p Output depends on \p Read.
llvm::Error writeDepFile(llvm::StringRef Path, llvm::StringRef Output,
                         llvm::ArrayRef<std::string> Read);

/// `pooltidy facts`: an overview, all of them as JSON, or one file of many.
llvm::Expected<Ending> runFacts(const Options &O, llvm::StringRef WorkingDir);

/// `pooltidy split`, see Split.h.
llvm::Expected<Ending> runSplit(const Options &O, llvm::StringRef WorkingDir);

/// How many threads the user asked for, or one a processor.
unsigned jobs(const Options &O);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_FACTSCOMMANDS_H
