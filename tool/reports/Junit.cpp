//===- Junit.cpp - The report as JUnit XML --------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each check is a test suite. A finding that --fail-on counts is a failed test, a lesser
// one a passed test that says so in its output, and a check without findings a passed
// test: build servers take an empty suite for a mistake. Files that were not analysed
// are tests with an error.
//
//===----------------------------------------------------------------------===//

#include "tool/reports/Escape.h"
#include "tool/reports/Formats.h"
#include "tool/reports/SourceLines.h"
#include "tool/reports/Summary.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

class JunitReport {
public:
  JunitReport(const Audit &A, raw_ostream &OS) : A(A), OS(OS) {}

  void write() {
    // The checks that were on, in order, then any that only a finding names.
    MapVector<StringRef, SmallVector<const rules::Finding *, 0>> Suites;
    for (const CheckInfo &C : A.Checks)
      Suites[C.Id];
    for (const rules::Finding &F : A.Findings)
      Suites[F.Check].push_back(&F);
    size_t Tests = A.Seen.Problems.size() + A.Comments.size();
    for (const auto &[Check, Findings] : Suites)
      Tests += std::max<size_t>(1, Findings.size());
    OS << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
       << "<testsuites name=\"pooltidy\" tests=\"" << Tests << "\" failures=\""
       << count_if(A.Findings, [&](const rules::Finding &F) { return fails(F); }) +
              (commentsFail() ? A.Comments.size() : 0)
       << "\" errors=\"" << A.Seen.Problems.size() << "\">\n";
    for (const auto &[Check, Findings] : Suites)
      suite(Check, Findings);
    comments();
    problems();
    OS << "</testsuites>\n";
  }

private:
  bool fails(const rules::Finding &F) const { return !A.NeverFails && F.Level >= A.FailOn; }

  bool commentsFail() const { return !A.NeverFails && A.FailOn == rules::Severity::Note; }

  static std::string attribute(StringRef Text) { return markup(cleanLine(Text)); }

  std::string place(const rules::Place &P) const {
    return shortPath(P.File, A.Root) + ":" + std::to_string(P.Line) + ":" +
           std::to_string(P.Column);
  }

  void suite(StringRef Check, ArrayRef<const rules::Finding *> Findings) {
    OS << "  <testsuite name=\"" << attribute(Check) << "\" tests=\""
       << std::max<size_t>(1, Findings.size()) << "\" failures=\""
       << count_if(Findings, [&](const rules::Finding *F) { return fails(*F); })
       << "\" errors=\"0\">\n";
    if (Findings.empty())
      OS << "    <testcase classname=\"" << attribute(Check)
         << "\" name=\"nothing found\"/>\n";
    for (const rules::Finding *F : Findings) {
      OS << "    <testcase classname=\"" << attribute(Check) << "\" name=\""
         << attribute(place(F->Where)) << "\">\n      "
         << (fails(*F) ? "<failure type=\"" : "<system-out>");
      if (fails(*F))
        OS << markup(rules::name(F->Level)) << "\" message=\"" << attribute(F->Message) << "\">";
      body(*F);
      OS << (fails(*F) ? "</failure>" : "</system-out>") << "\n    </testcase>\n";
    }
    OS << "  </testsuite>\n";
  }

  void body(const rules::Finding &F) {
    OS << attribute(place(F.Where)) << ": " << markup(rules::name(F.Level)) << ": "
       << attribute(F.Message) << '\n';
    for (const rules::Step &S : F.Path)
      OS << "  " << attribute(place(S.Where)) << ": " << attribute(S.Text) << '\n';
    if (!F.Fix.empty())
      OS << attribute(F.Fix) << '\n';
  }

  void comments() {
    if (A.Comments.empty())
      return;
    size_t N = A.Comments.size();
    OS << "  <testsuite name=\"nolint\" tests=\"" << N << "\" failures=\""
       << (commentsFail() ? N : 0) << "\" errors=\"0\">\n";
    for (const CommentRemark &R : A.Comments)
      OS << "    <testcase classname=\"nolint\" name=\"" << attribute(place(R.Where))
         << (commentsFail() ? "\">\n      <failure type=\"note\" message=\"" + attribute(R.Text) +
                                  "\"/>"
                            : "\">\n      <system-out>" + attribute(R.Text) + "</system-out>")
         << "\n    </testcase>\n";
    OS << "  </testsuite>\n";
  }

  void problems() {
    if (A.Seen.Problems.empty())
      return;
    size_t N = A.Seen.Problems.size();
    OS << "  <testsuite name=\"pooltidy-not-analysed\" tests=\"" << N
       << "\" failures=\"0\" errors=\"" << N << "\">\n";
    for (const TuProblem &P : A.Seen.Problems)
      OS << "    <testcase classname=\"pooltidy-not-analysed\" name=\""
         << attribute(shortPath(P.File, A.Root)) << "\">\n      <error type=\""
         << (P.Partly ? "partly" : "failed") << "\" message=\"" << attribute(P.Why)
         << "\"/>\n    </testcase>\n";
    OS << "  </testsuite>\n";
  }

  const Audit &A;
  raw_ostream &OS;
};

} // namespace

void writeJunit(const Audit &A, const ReportOptions &, raw_ostream &OS) {
  JunitReport(A, OS).write();
}

} // namespace pooltidy::tool
