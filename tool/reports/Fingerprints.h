//===- Fingerprints.h - Names for findings that survive edits ---*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Tools compare the findings of two runs. Line numbers change with every edit above a
// finding, lines when the code is formatted, file names when it is moved. So a
// fingerprint is made of the check and of the statement that the finding stands in, as
// far as the next ; or brace and without spaces, quotes and comments. Equal ones are
// told apart by counting them.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_REPORTS_FINGERPRINTS_H
#define POOLTIDY_TOOL_REPORTS_FINGERPRINTS_H

#include "tool/reports/Report.h"
#include "tool/reports/SourceLines.h"

#include "llvm/ADT/StringMap.h"

#include <string>

namespace pooltidy::tool {

class Fingerprints {
public:
  explicit Fingerprints(llvm::StringRef Root) : Sources(Root) {}

  /// To be asked for each finding of a report once, in the report's order.
  std::string of(const rules::Finding &F);

  /// What is equal for findings that differ in their count alone: the part before the :.
  static llvm::StringRef withoutCount(llvm::StringRef Fingerprint) {
    return Fingerprint.split(':').first;
  }

private:
  /// The text of \p File with its comments blanked.
  llvm::StringRef code(llvm::StringRef File);

  SourceLines Sources;
  llvm::StringMap<std::string> Codes;
  llvm::StringMap<unsigned> Seen;
};

/// Puts blanks in place of the comments of C and C++ in \p Text; lines stay lines.
void blankComments(std::string &Text);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_REPORTS_FINGERPRINTS_H
