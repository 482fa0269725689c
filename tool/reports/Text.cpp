//===- Text.cpp - The report for people at a terminal ---------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One diagnostic looks as Clang prints it, so that editors and eyes know it already:
//
//   src/a.cpp:12:12: error: what is wrong [pooling-session-setting]
//      12 |   tx.exec("SET search_path TO tenant");
//         |            ^~~~~~~~~~~~~~~~~~~~~~~~~~
//     src/a.cpp:10:14: note: the transaction begins here
//     fix: what to do
//
//===----------------------------------------------------------------------===//

#include "tool/reports/Deployment.h"
#include "tool/reports/Escape.h"
#include "tool/reports/Formats.h"
#include "tool/reports/Redact.h"
#include "tool/reports/SourceLines.h"
#include "tool/reports/Summary.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Unicode.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

using rules::Place;
using rules::Severity;

/// Columns of source shown around the mark; longer lines are cut.
constexpr size_t Width = 120;
/// Bytes of a line looked at around the mark, so that a line of a megabyte costs nothing.
constexpr size_t Window = 400;

size_t columns(StringRef Text) {
  int W = sys::unicode::columnWidthUTF8(Text);
  return W < 0 ? Text.size() : static_cast<size_t>(W);
}

/// A source line as it is shown, with the place of the mark in columns.
struct Excerpt {
  std::string Text;
  size_t Begin = 0;
  size_t Length = 1;
};

/// \p Line with its secrets hidden, cut to the neighbourhood of the bytes from \p Begin
/// to \p End, which count from 0.
Excerpt excerpt(StringRef Line, size_t Begin, size_t End) {
  Begin = std::min(Begin, Line.size());
  End = std::min(std::max(End, Begin + 1), Line.size());
  if (Line.size() > 2 * Window) {
    size_t Drop = Begin > Window ? Begin - Window : 0;
    Line = Line.substr(Drop, 2 * Window);
    Begin -= Drop;
    End = std::min(std::max(End, Drop) - Drop, Line.size());
  }

  // The three parts are cleaned one by one, so that the mark stays where it belongs
  // when a secret or a stray byte before it changes its length.
  auto Secrets = findSecrets(Line);
  auto Part = [&](size_t From, size_t To) {
    std::string Out;
    size_t At = From;
    for (auto [B, E] : Secrets) {
      if (E <= From || B >= To)
        continue;
      Out += Line.slice(At, std::max(B, From));
      if (B >= From)
        Out += SecretMark;
      At = std::min(E, To);
    }
    return visible(Out + Line.slice(At, std::max(At, To)).str());
  };
  std::string Before = Part(0, Begin), Marked = Part(Begin, End), After = Part(End, Line.size());

  Excerpt X{Before + Marked + After, columns(Before), std::max<size_t>(1, columns(Marked))};
  if (columns(X.Text) <= Width)
    return X;
  // Cut at the front when the mark would be out of sight, then at the back.
  auto IsTail = [](char C) { return (static_cast<unsigned char>(C) & 0xc0) == 0x80; };
  if (X.Begin > Width / 2) {
    size_t Cut = Before.size() > Width / 4 ? Before.size() - Width / 4 : 0;
    while (Cut < Before.size() && IsTail(Before[Cut]))
      ++Cut;
    Before = "..." + Before.substr(Cut);
    X.Begin = columns(Before);
  }
  X.Text = Before + Marked + After;
  size_t Cut = Width;
  if (X.Text.size() > Cut) {
    while (Cut > 0 && IsTail(X.Text[Cut]))
      --Cut;
    X.Text = X.Text.substr(0, Cut) + "...";
  }
  size_t Shown = columns(X.Text);
  X.Length = std::max<size_t>(1, std::min(X.Length, Shown > X.Begin ? Shown - X.Begin : 1));
  return X;
}

class TextReport {
public:
  TextReport(const Audit &A, const ReportOptions &O, raw_ostream &OS)
      : A(A), O(O), OS(OS), Sources(A.Root) {}

  void write() {
    for (const rules::Finding &F : A.Findings)
      finding(F);
    for (const CommentRemark &R : A.Comments) {
      OS << styled("1", place(R.Where)) << ' ' << styled("1;36", "note:") << ' '
         << styled("1", cleanLine(R.Text)) << " [nolint]\n";
      source(R.Where, "", "1;32");
    }
    if (O.Quiet)
      return;
    if (A.Deploy)
      writeDeploymentText(A, OS);
    summary();
  }

private:
  /// \p Text in an ANSI style, when colours are on.
  std::string styled(StringRef Style, const Twine &Text) const {
    if (!O.Color)
      return Text.str();
    return ("\033[" + Style + "m" + Text + "\033[0m").str();
  }

  /// \p Check as a link to its page, where the terminal may be given one.
  std::string linked(StringRef Check) const {
    std::string Url = O.Color ? checkUrl(O, Check) : std::string();
    if (Url.empty())
      return cleanLine(Check);
    return "\033]8;;" + Url + "\033\\" + cleanLine(Check) + "\033]8;;\033\\";
  }

  std::string place(const Place &P) const {
    std::string Out = cleanLine(shortPath(P.File, A.Root));
    if (P.Line)
      Out += ":" + std::to_string(P.Line);
    if (P.Line && P.Column)
      Out += ":" + std::to_string(P.Column);
    return Out + ":";
  }

  void source(const Place &P, StringRef Indent, StringRef Style) {
    StringRef Line = Sources.line(P.File, P.Line);
    if (Line.empty() || P.Column == 0 || P.Column > Line.size() + 1)
      return;
    Excerpt X = excerpt(Line, P.Column - 1, P.EndColumn ? P.EndColumn - 1 : P.Column);
    OS << Indent << right_justify(std::to_string(P.Line), 5) << " | " << X.Text << '\n';
    OS << Indent << std::string(5, ' ') << " | " << std::string(X.Begin, ' ')
       << styled(Style, "^" + std::string(X.Length - 1, '~')) << '\n';
  }

  void finding(const rules::Finding &F) {
    StringRef Style = F.Level == Severity::Error     ? "1;31"
                      : F.Level == Severity::Warning ? "1;35"
                                                     : "1;36";
    OS << styled("1", place(F.Where)) << ' '
       << styled(Style, Twine(StringRef(rules::name(F.Level))) + ":") << ' '
       << styled("1", cleanLine(F.Message)) << " [" << linked(F.Check);
    // "certain" is the rule; only what is less needs saying.
    if (F.Sure != rules::Confidence::Certain)
      OS << ", " << StringRef(rules::name(F.Sure));
    OS << "]\n";
    source(F.Where, "", "1;32");
    for (const rules::Step &S : F.Path) {
      OS << "  " << place(S.Where) << ' ' << styled("1;36", "note:") << ' ' << cleanLine(S.Text)
         << '\n';
      source(S.Where, "  ", "32");
    }
    if (!F.Fix.empty())
      OS << "  " << styled("1;32", "fix:") << ' ' << cleanLine(F.Fix) << '\n';
    for (const rules::Edit &E : F.Edits)
      OS << "  " << place(E.Where) << ' ' << styled("1;32", "--fix writes:") << ' '
         << cleanLine(E.New.empty() ? "nothing for " + E.Old : E.New + " for " + E.Old) << '\n';
    OS << '\n';
  }

  void row(StringRef Name, const Twine &Text) {
    OS << "  " << left_justify(Name, 12) << ' ' << Text << '\n';
  }

  void site(const Site &One) {
    OS << "    " << place(One.Where) << ' ' << name(One.State) << ": ";
    if (!One.Kinds.empty())
      OS << cleanLine(join(One.Kinds, ", ")) << ", ";
    OS << "sent by " << cleanLine(One.Operation);
    if (!One.Function.empty())
      OS << " in " << cleanLine(One.Function);
    if (One.Call.Line && std::tie(One.Call.File, One.Call.Line) != std::tie(One.Where.File, One.Where.Line))
      OS << ", " << StringRef(place(One.Call)).drop_back();
    if (!One.Why.empty())
      OS << ": " << cleanLine(One.Why);
    OS << '\n';
  }

  void summary() {
    Summary S = summarise(A);
    OS << styled("1", "Summary") << '\n';
    if (A.Deploy)
      row("deployment", count(A.Deploy->Read.size(), "file") + " read, " +
                            count(A.Deploy->LogsRead.size(), "log"));
    if (A.Code)
      row("files", Twine(A.Seen.Analysed) + " analysed, " + Twine(A.Seen.Skipped) +
                     " skipped because they cannot reach a database, " + Twine(S.Failed) +
                     " failed" + (S.Partly ? ", " + Twine(S.Partly) + " only partly" : Twine()));
    for (const TuProblem &P : A.Seen.Problems)
      OS << "    " << cleanLine(shortPath(P.File, A.Root))
         << (P.Partly ? ": only partly analysed: " : ": not analysed: ") << cleanLine(P.Why)
         << '\n';
    if (!A.Seen.Programs.empty()) {
      SmallVector<std::string, 4> Names;
      constexpr size_t Most = 8;
      for (const ProgramInfo &P : ArrayRef(A.Seen.Programs).take_front(Most))
        Names.push_back((P.Name.empty() ? std::string("the rest") : cleanLine(P.Name)) + " (" +
                        count(P.Files, "file") + ")");
      size_t More = A.Seen.Programs.size() - Names.size();
      row("programs", Twine(A.Seen.Programs.size()) + ", each by itself: " + join(Names, ", ") +
                          (More ? " and " + Twine(More) + " more" : Twine()));
    }
    std::string Sites = count(S.Sites, "statement sent to the database", "statements sent to the database");
    if (S.Recovered)
      Sites += ", text recovered for " + std::to_string(*S.Recovered) + "% (" +
               std::to_string(S.of(Knowledge::Known)) + " known, " +
               std::to_string(S.of(Knowledge::Partly)) + " partly known, " +
               std::to_string(S.of(Knowledge::Unknown)) + " unknown)";
    if (unsigned N = S.of(Knowledge::Unreached))
      Sites += ", and " + count(N, "call", "calls") + " that nothing was seen to lead to";
    if (A.Code)
      row("statements", Sites);
    for (const BlindSpot &B : A.Seen.BlindSpots)
      if (B.Where.File.empty())
        OS << "    " << cleanLine(B.Why) << '\n';
    for (const Site &One : A.Seen.Sites)
      if (O.ShowSites || One.State >= Knowledge::Unknown)
        site(One);
    row("findings", count(S.BySeverity[2], "error") + ", " + count(S.BySeverity[1], "warning") +
                        ", " + count(S.BySeverity[0], "note") +
                        (A.Known.empty() ? "" : ", " + join(notListed(A), ", ")) +
                        (A.Silenced ? ", " + Twine(A.Silenced) + " silenced by NOLINT" : Twine()) +
                        (A.Comments.empty() ? "" : ", " + count(A.Comments.size(), "remark") +
                                                       " on NOLINT comments"));
    for (const auto &[Check, N] : S.ByCheck) {
      SmallVector<std::string, 3> Parts;
      for (Severity L : {Severity::Error, Severity::Warning, Severity::Note})
        if (unsigned C = N[unsigned(L)])
          Parts.push_back(count(C, rules::name(L)));
      OS << "    " << left_justify(Check, 30) << ' ' << join(Parts, ", ") << '\n';
    }
    OS << styled("1", "Verdict") << "\n  " << cleanLine(verdictSentence(A, S)) << '\n';
  }

  const Audit &A;
  const ReportOptions &O;
  raw_ostream &OS;
  SourceLines Sources;
};

} // namespace

void writeText(const Audit &A, const ReportOptions &Options, raw_ostream &OS) {
  TextReport(A, Options, OS).write();
}

} // namespace pooltidy::tool
