//===- Changes.h - Which lines changed since a revision ---------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A reviewer wants to hear of what a change brought. git is asked which lines of the
// working tree are not as they were where the revision and HEAD parted. A finding counts
// when it, or a step of the way to it, is on one of them: a BEGIN that was taken out makes
// a SET wrong that nobody touched. Lines beside removed ones count, for the same reason.
//
// git is run directly, without a shell, and told to run nothing on its part.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_CHANGES_H
#define POOLTIDY_TOOL_CHANGES_H

#include "tool/reports/Report.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <utility>
#include <vector>

namespace pooltidy::tool {

/// Lines of files, by the absolute real paths of these.
class ChangedLines {
public:
  bool contains(llvm::StringRef File, unsigned Line) const;

  /// All of \p File is new.
  void addFile(llvm::StringRef File);

  /// What a `git diff --unified=0` with the prefixes a/ and b/ says; names in it are
  /// relative to the directory \p Root.
  llvm::Error addDiff(llvm::StringRef Diff, llvm::StringRef Root);

private:
  /// First and last lines, ascending.
  llvm::StringMap<std::vector<std::pair<unsigned, unsigned>>> Files;
};

/// What changed in the git repository that \p Directory lies in since it parted from
/// \p Revision, files that git does not know yet included.
llvm::Expected<ChangedLines> changedSince(llvm::StringRef Revision, llvm::StringRef Directory);

/// Moves the findings of \p A that have nothing to do with \p Changed to A.Known.
void keepChanged(Audit &A, const ChangedLines &Changed, llvm::StringRef Revision);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_CHANGES_H
