//===- Fingerprints.h - Names for findings that survive edits ---*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Tools compare the findings of two runs. Line numbers change with every edit above a
// finding, so a fingerprint is made of the check, the file's path and the text of the
// line without its spaces; equal ones in a file are told apart by counting them.
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
  explicit Fingerprints(llvm::StringRef Root) : Root(Root.str()), Sources(Root) {}

  /// To be asked for each finding of a report once, in the report's order.
  std::string of(const rules::Finding &F);

private:
  std::string Root;
  SourceLines Sources;
  llvm::StringMap<unsigned> Seen;
};

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_REPORTS_FINGERPRINTS_H
