//===- Markdown.cpp - The report as a comment on a pull request -----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The verdict first, then counts, then every finding on a line of its own with its path
// folded away. Hosts that cut long comments cut the end, so what matters most is at the
// top: errors before warnings before advice.
//
//===----------------------------------------------------------------------===//

#include "tool/reports/Deployment.h"
#include "tool/reports/Escape.h"
#include "tool/reports/Formats.h"
#include "tool/reports/SourceLines.h"
#include "tool/reports/Summary.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

using rules::Severity;

class MarkdownReport {
public:
  MarkdownReport(const Audit &A, const ReportOptions &O, raw_ostream &OS) : A(A), O(O), OS(OS) {}

  void write() {
    Summary S = summarise(A);
    OS << "## pooltidy\n\n**" << markdown(verdictSentence(A, S)) << "**\n";
    if (!S.ByCheck.empty()) {
      OS << "\n| check | errors | warnings | notes |\n|---|--:|--:|--:|\n";
      for (const auto &[Check, N] : S.ByCheck)
        OS << "| " << check(Check) << " | " << N[2] << " | " << N[1] << " | " << N[0] << " |\n";
    }
    for (Severity L : {Severity::Error, Severity::Warning, Severity::Note})
      findings(L);
    if (A.Deploy)
      writeDeploymentMarkdown(A, OS);
    seen(S);
  }

private:
  std::string check(StringRef Id) const {
    std::string Url = checkUrl(O, Id);
    // A page on this machine is no link in a pull request.
    return StringRef(Url).starts_with("http") ? "[" + markdown(Id) + "](" + Url + ")"
                                              : markdownCode(Id);
  }

  std::string place(const rules::Place &P) const {
    std::string Text = shortPath(P.File, A.Root);
    if (P.Line)
      Text += ":" + std::to_string(P.Line);
    return markdownCode(Text);
  }

  void findings(Severity L) {
    size_t N = count_if(A.Findings, [&](const rules::Finding &F) { return F.Level == L; });
    if (!N)
      return;
    OS << "\n### " << count(N, rules::name(L)) << "\n\n";
    for (const rules::Finding &F : A.Findings) {
      if (F.Level != L)
        continue;
      OS << "- " << place(F.Where) << ' ' << markdown(F.Message) << " (" << check(F.Check);
      if (F.Sure != rules::Confidence::Certain)
        OS << ", " << StringRef(rules::name(F.Sure));
      OS << ")\n";
      if (!F.Fix.empty())
        OS << "  <br>*Fix:* " << markdown(F.Fix) << '\n';
      if (F.Path.empty())
        continue;
      OS << "  <details><summary>How it gets there</summary>\n\n";
      for (const rules::Step &S : F.Path)
        OS << "  1. " << place(S.Where) << ' ' << markdown(S.Text) << '\n';
      OS << "\n  </details>\n";
    }
  }

  void seen(const Summary &S) {
    OS << "\n### What was seen\n\n";
    if (A.Code) {
      OS << "- " << count(A.Seen.Analysed, "file") << " analysed, " << A.Seen.Skipped
         << " that cannot reach a database\n- " << count(S.Sites, "statement")
         << " sent to the database";
      if (S.Recovered)
        OS << ", text recovered for " << *S.Recovered << '%';
      OS << '\n';
    }
    if (A.Deploy)
      OS << "- " << count(A.Deploy->Read.size(), "deployment file") << " read\n";
    if (!A.Known.empty())
      OS << "- not listed: " << markdown(join(notListed(A), ", ")) << '\n';
    if (A.Gone)
      OS << "- " << count(A.Gone, "finding") << " of the baseline fixed\n";
    if (A.Silenced)
      OS << "- " << count(A.Silenced, "finding") << " silenced by NOLINT\n";
    for (const CommentRemark &R : A.Comments)
      OS << "- " << place(R.Where) << ' ' << markdown(R.Text) << '\n';
    for (const TuProblem &P : A.Seen.Problems)
      OS << "- " << (P.Partly ? "only partly analysed: " : "not analysed: ")
         << markdownCode(shortPath(P.File, A.Root)) << ' ' << markdown(P.Why) << '\n';
    if (A.Seen.BlindSpots.empty())
      return;
    OS << "\n<details><summary>" << count(A.Seen.BlindSpots.size(), "blind spot")
       << "</summary>\n\n";
    for (const BlindSpot &B : A.Seen.BlindSpots)
      OS << "- " << (B.Where.Line ? place(B.Where) + " " : std::string()) << markdown(B.Why)
         << '\n';
    OS << "\n</details>\n";
  }

  const Audit &A;
  const ReportOptions &O;
  raw_ostream &OS;
};

} // namespace

void writeMarkdown(const Audit &A, const ReportOptions &Options, raw_ostream &OS) {
  MarkdownReport(A, Options, OS).write();
}

} // namespace pooltidy::tool
