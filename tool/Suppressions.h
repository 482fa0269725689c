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
// A comment that silences nothing hides what comes there next, and one without a reason
// cannot be judged by whoever reads it later. Both can be told. A reason is a word beside
// the mark in its comment, or a comment of its own on the line above.
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

  /// The same; remembers which comments did it.
  bool use(llvm::StringRef Check, unsigned Line, unsigned Column);

  /// One line for each NOLINTBEGIN or NOLINTEND without its other half:
  /// "LINE:COLUMN: unmatched 'NOLINTBEGIN'".
  const std::vector<std::string> &mistakes() const { return Mistakes; }

  /// The comments that name a check of ours which nothing given to use() needed, and those
  /// that silence one of ours without a word why. A comment for all checks may be there for
  /// those of others, so it is never called unused.
  std::vector<CommentRemark> remarks(llvm::StringRef File) const;

private:
  struct Position {
    unsigned Line;
    unsigned Column;
    auto operator<=>(const Position &) const = default;
  };
  /// A NOLINT, a NOLINTNEXTLINE or a block.
  struct Comment {
    Position At;
    std::string Words; ///< "NOLINT(pooling-cursor)"
    unsigned Line = 0; ///< the line that is silenced; of a block 0
    Position End{0, 0};
    CheckGlobs Checks;
    std::vector<std::string> Ours; ///< the globs that begin with pooling-
    bool Reason = false;
    std::vector<std::string> Used; ///< checks that it silenced
  };
  bool covers(const Comment &C, llvm::StringRef Check, Position At) const;

  std::vector<Comment> Comments;
  std::vector<std::string> Mistakes;
};

/// Takes the silenced findings out of \p A and counts them there. Returns a line for
/// each unmatched block mark in a file with findings. With \p Remarks what is wrong with the
/// comments in all files that were looked into is told in A.Comments.
std::vector<std::string> applySuppressions(Audit &A, bool Remarks = false);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_SUPPRESSIONS_H
