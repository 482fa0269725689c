//===- Summary.cpp - Counts and the verdict of an audit -------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/reports/Summary.h"

#include "tool/reports/Deployment.h"
#include "tool/reports/Escape.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace pooltidy::tool {

using rules::Severity;

Summary summarise(const Audit &A) {
  Summary S;
  for (const rules::Finding &F : A.Findings) {
    ++S.BySeverity[unsigned(F.Level)];
    ++S.ByCheck[F.Check][unsigned(F.Level)];
  }
  for (const rules::Finding &F : A.Known)
    ++S.Known[unsigned(F.Level)];
  for (const TuProblem &P : A.Seen.Problems)
    ++(P.Partly ? S.Partly : S.Failed);
  for (const BlindSpot &B : A.Seen.BlindSpots)
    S.Unfollowed += B.Where.Line == 0;
  for (const Site &One : A.Seen.Sites)
    ++S.ByKnowledge[unsigned(One.State)];
  unsigned Enough = S.of(Knowledge::Known) + S.of(Knowledge::Partly);
  S.Sites = Enough + S.of(Knowledge::Unknown);
  // Rounded down: 100 % must mean all of them, in all that there is.
  if (S.Sites)
    S.Recovered = static_cast<unsigned>(100ull * Enough / S.Sites);
  if (S.Recovered == 100u && (S.Unfollowed || S.Failed || S.Partly || S.of(Knowledge::Unreached)))
    S.Recovered = 99;
  return S;
}

namespace {
Verdict verdict(bool Errors, bool Warnings, bool Notes, const Summary &S) {
  if (Errors)
    return Verdict::Breaks;
  if (Warnings)
    return Verdict::Starves;
  if (S.Failed || S.Partly || S.Unfollowed || S.of(Knowledge::Unknown))
    return Verdict::Unknown;
  return Notes ? Verdict::Advice : Verdict::Ready;
}
} // namespace

Verdict verdictOf(const Audit &A, const Summary &S) {
  // Nothing wrong in what is known of a deployment is no verdict on what is not.
  bool Open = A.Deploy && any_of(A.Deploy->Tables, [](const deploy::Table &T) {
                return T.State == deploy::Table::NotKnown;
              });
  if (Open && !S.all(Severity::Error) && !S.all(Severity::Warning))
    return Verdict::Unknown;
  return verdict(S.all(Severity::Error), S.all(Severity::Warning), S.all(Severity::Note), S);
}

std::array<unsigned, 3> countOf(const Outcome &O) {
  std::array<unsigned, 3> N{};
  for (const Outcome::Place &P : O.Findings)
    ++N[unsigned(P.Level)];
  return N;
}

Verdict verdictOf(const Outcome &O, const Summary &S) {
  std::array<unsigned, 3> N = countOf(O);
  return verdict(N[2], N[1], N[0], S);
}

StringRef name(Verdict V) {
  switch (V) {
  case Verdict::Ready:
    return "ready";
  case Verdict::Advice:
    return "ready-with-notes";
  case Verdict::Starves:
    return "starves";
  case Verdict::Breaks:
    return "breaks";
  case Verdict::Unknown:
    return "unknown";
  }
  return "unknown";
}

StringRef name(Knowledge K) {
  switch (K) {
  case Knowledge::Known:
    return "known";
  case Knowledge::Partly:
    return "partly";
  case Knowledge::Unknown:
    return "unknown";
  case Knowledge::Unreached:
    return "unreached";
  }
  return "unknown";
}

std::string count(unsigned N, StringRef Singular, StringRef Plural) {
  std::string Out = std::to_string(N) + " ";
  if (N == 1)
    return Out + Singular.str();
  return Out + (Plural.empty() ? (Singular + "s").str() : Plural.str());
}

std::vector<std::string> notListed(const Audit &A, StringRef Of) {
  std::vector<std::string> Out;
  if (unsigned N = A.Known.size() - A.Unchanged)
    Out.push_back(std::to_string(N) + Of.str() + " known from the baseline");
  if (A.Unchanged)
    Out.push_back(std::to_string(A.Unchanged) + Of.str() + " on lines that did not change since " +
                  cleanLine(A.Since));
  return Out;
}

std::string verdictSentence(const Audit &A, const Summary &S) {
  const std::string &P = A.PoolerTitle.empty() ? A.PoolerName : A.PoolerTitle;
  unsigned Errors = S.all(Severity::Error), Warnings = S.all(Severity::Warning),
           Notes = S.all(Severity::Note);

  std::string Out;
  if (!A.Code) {
    Out = deploymentSentence(*A.Deploy);
    if (unsigned N = Errors + Warnings)
      Out += " " + count(N, "thing") + " to change" +
             (A.Known.empty() ? "." : ", " + join(notListed(A, " of them"), ", ") + ".");
    if (S.Failed || S.Partly)
      Out += " " + count(S.Failed + S.Partly, "file") + " not or not wholly read.";
    return Out;
  }
  switch (verdictOf(A, S)) {
  case Verdict::Breaks:
    Out = "Not ready for " + P + ": " + count(Errors, "place") +
          (Errors == 1 ? " breaks or leaks" : " break or leak");
    if (Warnings)
      Out += ", " + count(Warnings, "more starves", "more starve") + " others or pin" +
             (Warnings == 1 ? "s" : "") + " connections";
    break;
  case Verdict::Starves:
    Out = "Correct behind " + P + " as far as seen, but " + count(Warnings, "place") +
          (Warnings == 1 ? " starves others or pins connections"
                         : " starve others or pin connections");
    break;
  case Verdict::Advice:
    Out = "Ready for " + P + ", with " + count(Notes, "piece", "pieces") + " of advice";
    break;
  case Verdict::Ready:
    Out = "Ready for " + P + ": nothing was found";
    break;
  case Verdict::Unknown:
    Out = "No verdict for " + P + ": nothing was found, but not everything was seen";
    break;
  }

  // Whatever the verdict is, it says what it does not cover.
  std::string Gaps;
  auto Gap = [&](unsigned N, const std::string &Text) {
    if (N)
      Gaps += (Gaps.empty() ? "" : ", ") + Text;
  };
  Gap(A.Known.size(), join(notListed(A, " of them"), ", "));
  Gap(S.Failed, count(S.Failed, "file") + " not analysed");
  Gap(S.Partly, count(S.Partly, "file") + " only partly analysed");
  Gap(S.Unfollowed, count(S.Unfollowed, "function") + " not followed to " + (S.Unfollowed == 1 ? "its" : "their") + " end");
  Gap(S.of(Knowledge::Unknown),
      count(S.of(Knowledge::Unknown), "statement whose text is", "statements whose text is") +
          " unknown");
  Gap(S.of(Knowledge::Unreached),
      count(S.of(Knowledge::Unreached), "statement") + " that nothing was seen to lead to");
  if (!Gaps.empty())
    Out += " (" + Gaps + ")";
  Out += ".";
  return A.Deploy ? Out + " " + deploymentSentence(*A.Deploy) : Out;
}

} // namespace pooltidy::tool
