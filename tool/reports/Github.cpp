//===- Github.cpp - The report as annotations of a GitHub workflow --------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Lines that the runner of a workflow turns into notes beside the changed lines. A
// newline would begin a command of its own, so nothing gets out without escaping. The
// last line is the verdict with what was not seen: an empty list of notes is none.
//
//===----------------------------------------------------------------------===//

#include "tool/reports/Escape.h"
#include "tool/reports/Formats.h"
#include "tool/reports/SourceLines.h"
#include "tool/reports/Summary.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

StringRef command(rules::Severity S) {
  switch (S) {
  case rules::Severity::Error:
    return "error";
  case rules::Severity::Warning:
    return "warning";
  case rules::Severity::Note:
    return "notice";
  }
  return "notice";
}

} // namespace

void writeGithub(const Audit &A, const ReportOptions &, raw_ostream &OS) {
  auto Property = [](StringRef Text) { return workflowProperty(cleanLine(Text)); };
  auto File = [&](StringRef Path) { return Property(shortPath(Path, A.Root)); };
  for (const rules::Finding &F : A.Findings) {
    OS << "::" << command(F.Level) << " file=" << File(F.Where.File);
    if (F.Where.Line)
      OS << ",line=" << F.Where.Line << ",endLine=" << F.Where.Line;
    if (F.Where.Line && F.Where.Column)
      OS << ",col=" << F.Where.Column;
    if (F.Where.EndColumn)
      OS << ",endColumn=" << F.Where.EndColumn;
    OS << ",title=" << Property(F.Check) << "::";
    std::string Message = cleanLine(F.Message);
    if (!F.Fix.empty())
      Message += "\n" + cleanLine(F.Fix);
    for (const rules::Step &S : F.Path)
      Message += "\n" + cleanLine(shortPath(S.Where.File, A.Root)) + ":" +
                 std::to_string(S.Where.Line) + ": " + cleanLine(S.Text);
    OS << workflowMessage(Message) << '\n';
  }
  for (const CommentRemark &R : A.Comments)
    OS << "::notice file=" << File(R.Where.File) << ",line=" << R.Where.Line
       << ",endLine=" << R.Where.Line << ",title=nolint::" << workflowMessage(cleanLine(R.Text))
       << '\n';
  for (const TuProblem &P : A.Seen.Problems)
    OS << (P.Partly ? "::warning" : "::error") << " file=" << File(P.File)
       << ",title=" << (P.Partly ? "only partly analysed" : "not analysed")
       << "::" << workflowMessage(cleanLine(P.Why)) << '\n';
  Summary S = summarise(A);
  OS << (verdictOf(A, S) == Verdict::Breaks ? "::error" : "::notice") << " title=pooltidy::"
     << workflowMessage(cleanLine(verdictSentence(A, S))) << '\n';
}

} // namespace pooltidy::tool
