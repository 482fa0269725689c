//===- Summary.h - Counts and the verdict of an audit -----------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What all formats say about an audit as a whole, counted and worded in one place so
// that they never disagree. A verdict never claims more than was seen.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_REPORTS_SUMMARY_H
#define POOLTIDY_TOOL_REPORTS_SUMMARY_H

#include "tool/reports/Report.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pooltidy::tool {

struct Summary {
  std::array<unsigned, 3> BySeverity{}; ///< indexed by rules::Severity
  std::array<unsigned, 3> Known{};      ///< those of the baseline, likewise
  /// All of them: what a baseline has is as wrong as it was.
  unsigned all(rules::Severity L) const { return BySeverity[unsigned(L)] + Known[unsigned(L)]; }
  std::map<std::string, std::array<unsigned, 3>> ByCheck;
  unsigned Failed = 0; ///< TUs that were not analysed at all
  unsigned Partly = 0; ///< TUs analysed as far as they could be understood
  unsigned Unfollowed = 0; ///< functions that were given up before their end
  std::array<unsigned, 4> ByKnowledge{}; ///< execution sites, indexed by Knowledge
  unsigned Sites = 0;  ///< execution sites, those that no path leads to left out
  unsigned of(Knowledge K) const { return ByKnowledge[unsigned(K)]; }
  /// Per cent of the sites whose text is known enough to judge; of none, nothing.
  std::optional<unsigned> Recovered;
};

Summary summarise(const Audit &A);

enum class Verdict {
  Ready,   ///< everything was seen, nothing was found
  Advice,  ///< notes and nothing worse
  Starves, ///< warnings
  Breaks,  ///< errors
  Unknown, ///< nothing bad found, but not everything was seen
};

Verdict verdictOf(const Audit &A, const Summary &S);

/// How many of each severity \p O has, indexed by it.
std::array<unsigned, 3> countOf(const Outcome &O);
/// The verdict behind another pooler; what was not seen is the same there.
Verdict verdictOf(const Outcome &O, const Summary &S);

/// Stable name for machines: "ready", "ready-with-notes", "starves", "breaks", "unknown".
llvm::StringRef name(Verdict V);

/// One sentence.
std::string verdictSentence(const Audit &A, const Summary &S);

/// What is in A.Known and why: "3 known from the baseline", "2 on lines that did not change
/// since main".
/// \p Of stands behind the numbers: " of them".
std::vector<std::string> notListed(const Audit &A, llvm::StringRef Of = "");

/// "1 file", "2 files".
std::string count(unsigned N, llvm::StringRef Singular, llvm::StringRef Plural = "");

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_REPORTS_SUMMARY_H
