//===- Excerpt.h - Source lines around a place ------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A few lines of a file with a place marked, for reports that have room for them.
// Secrets are looked for in all of the lines together, since a connection string may go
// on in the next one.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_REPORTS_EXCERPT_H
#define POOLTIDY_TOOL_REPORTS_EXCERPT_H

#include "tool/reports/SourceLines.h"

#include "rules/Finding.h"

#include <string>
#include <vector>

namespace pooltidy::tool {

/// A line as it may be shown: redacted, in valid UTF-8 and without control characters. In
/// the line of the place, Marked is what stands there.
struct ExcerptLine {
  unsigned Number = 0;
  std::string Before, Marked, After;
};

/// The line of \p P and up to \p Around lines before and after it; none when the file
/// cannot be read.
std::vector<ExcerptLine> excerptAround(SourceLines &Sources, const rules::Place &P,
                                       unsigned Around);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_REPORTS_EXCERPT_H
