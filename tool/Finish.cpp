//===- Finish.cpp - What comes after the analysis -------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Finish.h"

#include "tool/Baseline.h"
#include "tool/Changes.h"
#include "tool/Files.h"
#include "tool/Fixes.h"
#include "tool/Pages.h"
#include "tool/Suppressions.h"
#include "tool/reports/DocsUrl.h"
#include "tool/reports/Escape.h"
#include "tool/reports/SourceLines.h"
#include "tool/reports/Summary.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

void warn(const Twine &Text) { errs() << "pooltidy: warning: " << Text << '\n'; }

/// Takes out of \p A what is not to be shown. \p Tell: say what is wrong with comments.
Error settle(Audit &A, const Options &O, bool Tell) {
  erase_if(A.Findings, [&](const rules::Finding &F) { return F.Sure < O.Confidence; });
  for (Outcome &P : A.Poolers)
    erase_if(P.Findings, [&](const Outcome::Place &F) { return F.Sure < O.Confidence; });
  for (const std::string &Mistake : applySuppressions(A, O.CheckNolint))
    if (Tell)
      warn(cleanLine(Mistake));
  if (O.Baseline) {
    Expected<std::string> Text = readFile(*O.Baseline);
    if (!Text)
      return Text.takeError();
    Expected<std::vector<KnownFinding>> Baseline = readBaseline(*Text, *O.Baseline);
    if (!Baseline)
      return Baseline.takeError();
    applyBaseline(A, *Baseline);
  }
  if (O.ChangedSince) {
    Expected<ChangedLines> Changed = changedSince(*O.ChangedSince, A.Root);
    if (!Changed)
      return Changed.takeError();
    keepChanged(A, *Changed, *O.ChangedSince);
  }
  keepFittingEdits(A);
  return Error::success();
}

} // namespace

bool wantsColor(const Options &O, int Descriptor) {
  switch (O.Color) {
  case ColorMode::Always:
    return true;
  case ColorMode::Never:
    return false;
  case ColorMode::Auto:
    return sys::Process::FileDescriptorHasColors(Descriptor);
  }
  return false;
}

Expected<Audit> fixed(function_ref<Expected<Audit>()> Analyse, const Options &O) {
  Expected<Audit> First = Analyse();
  if (!First || !O.Fix)
    return First;
  Audit Open = *First;
  if (Error E = settle(Open, O, /*Tell=*/false))
    return std::move(E);
  Expected<FixCount> Done = applyEdits(Open);
  if (!Done)
    return Done.takeError();
  errs() << "pooltidy: fixed " << count(Done->Edits, "place") << " in "
         << count(Done->Files, "file") << '\n';
  // What is left is told by the files as they are now.
  return Done->Edits ? Analyse() : std::move(First);
}

Expected<Ending> finish(Audit A, const Options &O, const Configuration &C, StringRef Executable) {
  if (Error E = settle(A, O, /*Tell=*/true))
    return std::move(E);
  for (CheckInfo &Check : A.Checks)
    if (Check.Help.empty())
      Check.Help = checkPage(Check.Id).str();
  A.FailOn = C.Fail.Level;
  A.NeverFails = C.Fail.Never;

  // Said before the report, so that it is read even when the report goes to a file.
  for (const TuProblem &P : A.Seen.Problems)
    errs() << "pooltidy: "
           << cleanLine(shortPath(P.File, A.Root) +
                        (P.Partly ? ": only partly analysed: " : ": not analysed: ") + P.Why)
           << '\n';

  std::vector<ReportTarget> Targets = O.Reports;
  if (Targets.empty())
    Targets.push_back({"text", ""});
  Error Failed = Error::success();
  for (const ReportTarget &T : Targets) {
    ReportOptions Report;
    Report.Quiet = O.Quiet;
    Report.ShowSites = O.ShowSites;
    Report.Docs = docsUrl(Executable);
    // A file is read by who knows what later: only a terminal, or an explicit wish, gets colours.
    Report.Color = T.File.empty() ? wantsColor(O, 1) : O.Color == ColorMode::Always;
    Failed = joinErrors(std::move(Failed), writeFile(T.File, [&](raw_ostream &OS) {
                          return writeReport(A, T.Format, Report, OS);
                        }));
  }
  if (O.WriteBaseline)
    Failed = joinErrors(std::move(Failed), writeFile(*O.WriteBaseline, [&](raw_ostream &OS) {
                          writeBaseline(A, OS);
                          return Error::success();
                        }));
  if (Failed)
    return std::move(Failed);

  if (!A.Seen.Problems.empty())
    return Ending::Incomplete;
  if (O.FailOnUnknown && !A.Seen.BlindSpots.empty()) {
    errs() << "pooltidy: incomplete: " << count(A.Seen.BlindSpots.size(), "blind spot")
           << " and --fail-on-unknown\n";
    return Ending::Incomplete;
  }
  if (!C.Fail.Never && C.Fail.Level == rules::Severity::Note && !A.Comments.empty())
    return Ending::Findings;
  if (!C.Fail.Never && !O.WriteBaseline)
    for (const rules::Finding &F : A.Findings)
      if (F.Level >= C.Fail.Level)
        return Ending::Findings;
  return Ending::Clean;
}

} // namespace pooltidy::tool
