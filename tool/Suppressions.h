//===- Suppressions.h - NOLINT comments -------------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// NOLINT, NOLINTNEXTLINE and NOLINTBEGIN/NOLINTEND, with or without a list of
// checks, mean here what they mean to clang-tidy, down to its corners: the words count
// anywhere in a line, a block must be closed with the very list it was opened with,
// and NOLINT() silences nothing. What is silenced is counted, never forgotten.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_SUPPRESSIONS_H
#define POOLTIDY_TOOL_SUPPRESSIONS_H

#include "tool/CheckGlobs.h"
#include "tool/reports/Report.h"

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace pooltidy::tool {

/// The NOLINT comments of one file.
class FileSuppressions {
public:
  explicit FileSuppressions(llvm::StringRef Text);

  /// Whether a finding of \p Check that begins at \p Line, \p Column is silenced.
  bool silences(llvm::StringRef Check, unsigned Line, unsigned Column) const;

  /// One line for each NOLINTBEGIN or NOLINTEND without its other half:
  /// "LINE:COLUMN: unmatched 'NOLINTBEGIN'".
  const std::vector<std::string> &mistakes() const { return Mistakes; }

private:
  struct Position {
    unsigned Line;
    unsigned Column;
    auto operator<=>(const Position &) const = default;
  };
  struct Mark {
    unsigned Line; ///< the line that is silenced
    CheckGlobs Checks;
  };
  struct Block {
    Position Begin, End;
    CheckGlobs Checks;
  };
  std::vector<Mark> Marks;
  std::vector<Block> Blocks;
  std::vector<std::string> Mistakes;
};

/// Takes the silenced findings out of \p A and counts them there. Returns a line for
/// each unmatched block mark in a file with findings.
std::vector<std::string> applySuppressions(Audit &A);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_SUPPRESSIONS_H
