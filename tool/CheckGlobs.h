//===- CheckGlobs.h - Lists of check names with * ---------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// clang-tidy's syntax for sets of checks: globs separated by commas or line ends, a
// leading - takes away, and of all that match a name the last one decides. The same
// rules serve --checks and NOLINT(...), so that both mean here what they mean there.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_CHECKGLOBS_H
#define POOLTIDY_TOOL_CHECKGLOBS_H

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace pooltidy::tool {

class CheckGlobs {
public:
  /// \p KeepNegative is false for NOLINT, where clang-tidy ignores globs with a -.
  explicit CheckGlobs(llvm::StringRef List, bool KeepNegative = true);

  bool contains(llvm::StringRef Check) const;

  /// The names without * that are meant to turn a check on.
  std::vector<std::string> plainNames() const;

private:
  struct Item {
    bool Positive;
    std::string Glob;
  };
  std::vector<Item> Items;
};

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_CHECKGLOBS_H
