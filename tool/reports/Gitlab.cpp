//===- Gitlab.cpp - The report as GitLab Code Quality ---------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The subset of the Code Climate format that GitLab reads. It compares the reports of
// two branches by fingerprint alone. Files that were not analysed are entries, too: the
// format has no other place for them, and dropping them would look like "fixed".
//
//===----------------------------------------------------------------------===//

#include "tool/reports/Escape.h"
#include "tool/reports/Fingerprints.h"
#include "tool/reports/Formats.h"
#include "tool/reports/SourceLines.h"

#include "llvm/Support/JSON.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

StringRef severity(rules::Severity S) {
  switch (S) {
  case rules::Severity::Error:
    return "critical";
  case rules::Severity::Warning:
    return "major";
  case rules::Severity::Note:
    return "info";
  }
  return "info";
}

StringRef category(rules::Consequence C) {
  switch (C) {
  case rules::Consequence::Breaks:
  case rules::Consequence::WrongResult:
    return "Bug Risk";
  case rules::Consequence::Leaks:
    return "Security";
  case rules::Consequence::Pins:
  case rules::Consequence::Exhausts:
  case rules::Consequence::Hangs:
    return "Performance";
  }
  return "Bug Risk";
}

} // namespace

void writeGitlab(const Audit &A, const ReportOptions &, raw_ostream &OS) {
  json::OStream J(OS, 2);
  Fingerprints Prints(A.Root);
  auto Entry = [&](StringRef Check, StringRef Text, StringRef Severity, StringRef Category,
                   StringRef File, unsigned Line, StringRef Print) {
    J.object([&] {
      J.attribute("type", "issue");
      J.attribute("check_name", cleanText(Check));
      J.attribute("description", cleanText(Text));
      J.attributeArray("categories", [&] { J.value(Category); });
      J.attribute("severity", Severity);
      J.attribute("fingerprint", Print);
      J.attributeObject("location", [&] {
        J.attribute("path", cleanText(shortPath(File, A.Root)));
        J.attributeObject("lines", [&] { J.attribute("begin", std::max(Line, 1u)); });
      });
    });
  };
  J.array([&] {
    for (const rules::Finding &F : A.Findings)
      Entry(F.Check, F.Fix.empty() ? F.Message : F.Message + ". " + F.Fix, severity(F.Level),
            category(F.What), F.Where.File, F.Where.Line, Prints.of(F));
    for (const CommentRemark &R : A.Comments)
      Entry("nolint", R.Text, "info", "Style", R.Where.File, R.Where.Line,
            "nolint:" + std::to_string(xxh3_64bits(shortPath(R.Where.File, A.Root) + '\n' +
                                                   std::to_string(R.Where.Line) + R.Text)));
    for (const TuProblem &P : A.Seen.Problems)
      Entry("pooltidy-not-analysed",
            (P.Partly ? "Only partly analysed: " : "Not analysed: ") + P.Why,
            P.Partly ? "minor" : "major", "Bug Risk", P.File, 1,
            "not-analysed:" +
                std::to_string(xxh3_64bits(shortPath(P.File, A.Root) + '\n' + P.Why)));
  });
  J.flush();
  OS << '\n';
}

} // namespace pooltidy::tool
