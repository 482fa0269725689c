//===- Manual.h - The manual page and the completions -----------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Made when pooltidy is built, out of the tables that the command line is read by, so that
// none of them knows an option that is not there or misses one that is.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_MANUAL_MANUAL_H
#define POOLTIDY_TOOL_MANUAL_MANUAL_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include <string>
#include <vector>

namespace pooltidy::tool {

/// What the words in the tables that begin with @ stand for.
struct Vocabulary {
  std::vector<std::string> Poolers, Checks, Formats;
};

/// pooltidy(1), for man.
void writeManual(llvm::StringRef Version, llvm::raw_ostream &OS);

void writeBashCompletion(const Vocabulary &Known, llvm::raw_ostream &OS);
void writeZshCompletion(const Vocabulary &Known, llvm::raw_ostream &OS);
void writeFishCompletion(const Vocabulary &Known, llvm::raw_ostream &OS);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_MANUAL_MANUAL_H
