//===- Fixes.h - Edits that findings come with ------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The analysis knows where in the source each byte of a statement stands; the file may
// have other ideas, with an escape where one byte was expected, or because it was changed
// since. So every edit is held against the file before anybody hears of it, and again
// before it is made: where the old text does not stand, there is no edit.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_FIXES_H
#define POOLTIDY_TOOL_FIXES_H

#include "tool/reports/Report.h"

#include "llvm/Support/Error.h"

namespace pooltidy::tool {

/// Takes those edits out of \p A that do not fit the files as they are, or are in files
/// outside of A.Root: those are somebody else's.
void keepFittingEdits(Audit &A);

struct FixCount {
  unsigned Edits = 0;
  unsigned Files = 0;
};

/// Makes the edits of all findings of \p A. A file is changed as a whole or not at all. Of
/// edits that overlap the first is made; the next audit finds what is left.
llvm::Expected<FixCount> applyEdits(const Audit &A);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_FIXES_H
