//===- Split.h - One command a file, for build engines ----------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A compilation database is written anew whenever a build is configured, so an engine
// that depends on it would extract everything again. Each of its entries in a file of
// its own, which is written only when it says something new, tells the engine what
// really changed. The file is a database of one entry, with the programs that the object
// is linked into in it, so `extract` need not read the whole build for each file.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_SPLIT_H
#define POOLTIDY_TOOL_SPLIT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace pooltidy::tool {

/// Where the entry of a source goes, relative to the directory: "TARGET/NAME-HASH.json"
/// with the first 8 digits of the MD5 of \p Source, which is absolute, or without a
/// target where there is none. cmake/Pooltidy.cmake makes the same names.
std::string splitName(llvm::StringRef Target, llvm::StringRef Source);

/// Writes the entries of \p Database to files under \p Directory.
llvm::Error splitDatabase(llvm::StringRef Database, llvm::StringRef Directory);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_SPLIT_H
