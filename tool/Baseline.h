//===- Baseline.h - Findings that are known already -------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A program that is moved to a pooler step by step begins with many findings. A baseline
// is the list of those; from then on only new ones count. They are matched by fingerprint
// and by number: of three equal statements where the baseline has two, one is new. One in
// the same file is preferred, so that a moved file keeps its findings and a copied one
// does not get them.
//
// A JSON report has all that a baseline needs, so it can be given as one.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_BASELINE_H
#define POOLTIDY_TOOL_BASELINE_H

#include "tool/reports/Report.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace pooltidy::tool {

/// A finding as a baseline or a JSON report remembers it.
struct KnownFinding {
  std::string Check;
  std::string Fingerprint;
  std::string File; ///< relative to the root of its audit
  unsigned Line = 0;
  std::string Severity; ///< "error"; empty where it is not said
  std::string Message;
};

/// The severity of \p F; of one that does not say, the worst.
rules::Severity severityOf(const KnownFinding &F);

/// The findings in \p Text, a baseline or a JSON report called \p Name.
llvm::Expected<std::vector<KnownFinding>> readBaseline(llvm::StringRef Text, llvm::StringRef Name);

/// Writes all findings of \p A, the known ones included, as a baseline.
void writeBaseline(const Audit &A, llvm::raw_ostream &OS);

/// What two lists of findings have in common, as indices into them.
struct Comparison {
  std::vector<size_t> New;                     ///< in the second alone
  std::vector<size_t> Fixed;                   ///< in the first alone
  std::vector<std::pair<size_t, size_t>> Kept; ///< in both
};
Comparison compare(llvm::ArrayRef<KnownFinding> Old, llvm::ArrayRef<KnownFinding> Now);

/// The findings of \p A in the form that is compared.
std::vector<KnownFinding> knownFindings(const Audit &A);

/// Moves the findings of \p A that are in \p Baseline to A.Known and counts those of it
/// that are gone.
void applyBaseline(Audit &A, llvm::ArrayRef<KnownFinding> Baseline);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_BASELINE_H
