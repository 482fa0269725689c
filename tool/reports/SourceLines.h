//===- SourceLines.h - Lines of the analysed files --------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reports show source lines and count characters in them. A file is read once; one
// that is gone or too large is as good as empty, since a report must come out anyway.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_REPORTS_SOURCELINES_H
#define POOLTIDY_TOOL_REPORTS_SOURCELINES_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pooltidy::tool {

class SourceLines {
public:
  /// Relative file names are looked up under \p Root.
  explicit SourceLines(llvm::StringRef Root) : Root(Root.str()) {}

  /// The whole text of \p File, or nothing when it cannot be read.
  std::optional<llvm::StringRef> text(llvm::StringRef File);

  /// Where line \p Number of \p File begins in its text, or nothing when there is none.
  std::optional<size_t> start(llvm::StringRef File, unsigned Number);

  /// Line \p Number of \p File, from 1, without its end; empty when there is none.
  llvm::StringRef line(llvm::StringRef File, unsigned Number);

private:
  struct Entry {
    std::unique_ptr<llvm::MemoryBuffer> Buffer; ///< null: cannot be read
    std::vector<size_t> Starts;                 ///< of the lines
  };
  Entry &entry(llvm::StringRef File);

  std::string Root;
  std::map<std::string, Entry, std::less<>> Entries;
};

/// \p Path as reports print it: relative to \p Root where it lies under it, with / .
std::string shortPath(llvm::StringRef Path, llvm::StringRef Root);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_REPORTS_SOURCELINES_H
