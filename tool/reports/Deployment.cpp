//===- Deployment.cpp - The connection budget in text ---------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/reports/Deployment.h"

#include "tool/reports/Escape.h"
#include "tool/reports/SourceLines.h"
#include "tool/reports/Summary.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace pooltidy::tool {

using deploy::Fact;
using deploy::Item;
using deploy::Move;
using deploy::Passed;
using deploy::Row;
using deploy::Table;

std::string sumText(int64_t Count, bool AtLeast, bool Unlimited) {
  if (Unlimited)
    return "no limit";
  return (AtLeast ? "at least " : "") + std::to_string(Count);
}

std::string sumSentence(const Table &T) {
  std::string Out = sumText(T.Worst, T.AtLeast, T.Unlimited);
  if (!T.Cap)
    return Out + ", and how many are admitted is not known";
  Out += " of " + std::to_string(*T.Cap);
  if (T.Unlimited)
    return Out + ": too many";
  if (T.State == Table::Exceeds)
    return Out + ": " + std::to_string(T.Worst - *T.Cap) + " too many";
  if (T.AtLeast)
    return Out + ", the rest is not known";
  return Out + ": fits";
}

std::string barOf(const Table &T, unsigned Width) {
  int64_t Cap = T.Cap.value_or(T.Worst), Worst = T.Unlimited ? Cap * 2 : T.Worst;
  int64_t All = std::max<int64_t>({Cap, Worst, 1});
  auto Scaled = [&](int64_t N) {
    // What is there is seen, however little it is.
    return std::max<int64_t>(N > 0, N * Width / All);
  };
  int64_t Within = Scaled(std::min(Cap, Worst));
  int64_t Beyond = Worst > Cap ? std::max<int64_t>(1, int64_t(Width) - Within) : 0;
  Within = std::min<int64_t>(Within, int64_t(Width) - Beyond);
  std::string Bar(Within, '#');
  Bar += std::string(Beyond, '!');
  Bar += std::string(Width - Within - Beyond, T.AtLeast ? '?' : '.');
  return Bar;
}

StringRef words(Move::StateOf S) {
  switch (S) {
  case Move::There:
    return "is there already";
  case Move::AsItIs:
    return "can move as it is";
  case Move::AfterFixes:
    return "can move after fixes";
  case Move::Stays:
    return "must stay on a session or direct connection";
  case Move::NotSeen:
    break;
  }
  return "not known";
}

StringRef words(Passed P) {
  return P == Passed::Pass ? "pass" : P == Passed::Fail ? "FAIL" : "not seen";
}

std::string deploymentSentence(const deploy::Deployment &D) {
  unsigned Exceeds = 0, NotKnown = 0;
  const Table *First = nullptr;
  for (const Table &T : D.Tables) {
    Exceeds += T.State == Table::Exceeds;
    NotKnown += T.State == Table::NotKnown;
    if (!First || (T.State == Table::Exceeds && First->State != Table::Exceeds))
      First = &T;
  }
  if (!First)
    return "No connection to PostgreSQL was seen in the deployment.";
  if (Exceeds)
    return "Too many connections: " + sumSentence(*First) + " at " + First->Address +
           (Exceeds > 1 ? ", and " + std::to_string(Exceeds - 1) + " more limits are exceeded"
                        : "") +
           ".";
  if (NotKnown)
    return "Whether the connections fit is not known for " + count(NotKnown, "limit") + " of " +
           std::to_string(D.Tables.size()) + ".";
  return "The connections fit: " + sumText(First->Worst, First->AtLeast, First->Unlimited) +
         " of " + std::to_string(*First->Cap) + " at " + First->Address +
         (D.Tables.size() > 1 ? ", and so do the others" : "") + ".";
}

namespace {

std::string place(const rules::Place &P, const Audit &A) {
  if (P.File.empty())
    return "";
  std::string Out = cleanLine(shortPath(P.File, A.Root));
  return P.Line ? Out + ":" + std::to_string(P.Line) : Out;
}

std::string fact(const Fact &F, const Audit &A) {
  std::string Where = place(F.Where, A);
  return cleanLine(F.Text) + (Where.empty() ? "" : ", " + Where);
}

constexpr size_t MostEvidence = 12;

/// \p Rows in columns as wide as their longest cell; the last two are numbers.
void columns(const std::vector<std::vector<std::string>> &Rows, StringRef Indent, raw_ostream &OS,
             function_ref<void(size_t)> After) {
  std::vector<size_t> Widths;
  for (const auto &Cells : Rows)
    for (size_t I = 0; I < Cells.size(); ++I) {
      Widths.resize(std::max(Widths.size(), I + 1));
      Widths[I] = std::max(Widths[I], Cells[I].size());
    }
  for (size_t R = 0; R < Rows.size(); ++R) {
    std::string Line = Indent.str();
    for (size_t I = 0; I < Rows[R].size(); ++I) {
      std::string Fill(Widths[I] - Rows[R][I].size(), ' ');
      // The last two are numbers.
      Line += I + 2 < Rows[R].size() ? Rows[R][I] + Fill : Fill + Rows[R][I];
      Line += "  ";
    }
    OS << StringRef(Line).rtrim() << '\n';
    After(R);
  }
}

} // namespace

void writeDeploymentText(const Audit &A, raw_ostream &OS) {
  const deploy::Deployment &D = *A.Deploy;
  OS << "Connections\n";
  if (D.Tables.empty())
    OS << "  none to PostgreSQL was seen\n\n";
  for (const Table &T : D.Tables) {
    OS << "  " << cleanLine(T.Label) << '\n';
    std::vector<std::vector<std::string>> Rows{
        {"service", "program", "replicas x processes x pool", "now", "at most"}};
    for (const Row &R : T.Rows)
      Rows.push_back({cleanLine(R.Service), cleanLine(R.Program.empty() ? "?" : R.Program),
                      cleanLine(R.Formula), sumText(R.Steady, R.AtLeast, R.Unlimited),
                      sumText(R.Worst, R.AtLeast, R.Unlimited)});
    Rows.push_back({"together", "", "", sumText(T.Steady, T.AtLeast, T.Unlimited),
                    sumText(T.Worst, T.AtLeast, T.Unlimited)});
    columns(Rows, "    ", OS, [&](size_t R) {
      if (R == 0 || R > T.Rows.size())
        return;
      for (const Fact &F : T.Rows[R - 1].Facts)
        OS << "      " << fact(F, A) << '\n';
    });
    if (T.Cap)
      OS << "    admitted: " << *T.Cap << " (" << fact({T.CapWhy, T.CapWhere}, A) << ")\n";
    else
      OS << "    admitted: not known (" << cleanLine(T.CapWhy) << ")\n";
    for (const Fact &F : T.NotCounted)
      OS << "    " << fact(F, A) << '\n';
    OS << "    [" << barOf(T, 50) << "] " << sumSentence(T) << "\n\n";
  }
  for (const Fact &Note : D.Notes)
    OS << "  " << fact(Note, A) << '\n';
  if (!D.Notes.empty())
    OS << '\n';
  OS << "Checklist\n";
  for (const Item &I : D.Checklist) {
    OS << "  " << left_justify(words(I.State), 8) << "  " << cleanLine(I.Text) << '\n';
    for (const Fact &F : ArrayRef(I.Evidence).take_front(MostEvidence))
      OS << "              " << fact(F, A) << '\n';
    if (I.Evidence.size() > MostEvidence)
      OS << "              and " << I.Evidence.size() - MostEvidence << " more\n";
  }
  if (!D.Moves.empty())
    OS << "To a transaction-mode pooler\n";
  for (const Move &M : D.Moves) {
    OS << "  " << cleanLine(M.Service) << ": " << words(M.State);
    if (!M.Why.empty())
      OS << ": " << cleanLine(M.Why);
    if (!M.To.empty() && M.State != Move::There)
      OS << "; it would use " << cleanLine(M.To);
    OS << '\n';
  }
}

void writeDeploymentMarkdown(const Audit &A, raw_ostream &OS) {
  const deploy::Deployment &D = *A.Deploy;
  OS << "\n### Connections\n";
  for (const Table &T : D.Tables) {
    OS << "\n"
       << markdown(T.Label)
       << "\n\n| service | program | replicas × processes × pool | "
          "now | at most |\n|---|---|---|--:|--:|\n";
    for (const Row &R : T.Rows)
      OS << "| " << markdown(R.Service) << " | " << markdown(R.Program.empty() ? "?" : R.Program)
         << " | " << markdown(R.Formula) << " | " << sumText(R.Steady, R.AtLeast, R.Unlimited)
         << " | " << sumText(R.Worst, R.AtLeast, R.Unlimited) << " |\n";
    OS << "| **together** | | | " << sumText(T.Steady, T.AtLeast, T.Unlimited) << " | **"
       << sumText(T.Worst, T.AtLeast, T.Unlimited) << "** |\n\n`[" << barOf(T, 40) << "]` "
       << markdown(sumSentence(T)) << '\n';
    OS << "\n<details><summary>Where the numbers come from</summary>\n\n";
    for (const Row &R : T.Rows)
      for (const Fact &F : R.Facts)
        OS << "- " << markdown(R.Service + ": " + fact(F, A)) << '\n';
    OS << "- " << markdown("admitted: " + fact({T.CapWhy, T.CapWhere}, A)) << '\n';
    for (const Fact &F : T.NotCounted)
      OS << "- " << markdown(fact(F, A)) << '\n';
    OS << "\n</details>\n";
  }
  for (const Fact &Note : D.Notes)
    OS << "\n" << markdown(fact(Note, A)) << '\n';
  OS << "\n### Checklist\n\n| | | by what |\n|---|---|---|\n";
  for (const Item &I : D.Checklist) {
    OS << "| " << words(I.State) << " | " << markdown(I.Text) << " | ";
    for (const Fact &F : ArrayRef(I.Evidence).take_front(MostEvidence))
      OS << (&F == &I.Evidence[0] ? "" : "<br>") << markdown(fact(F, A));
    if (I.Evidence.size() > MostEvidence)
      OS << "<br>and " << I.Evidence.size() - MostEvidence << " more";
    OS << " |\n";
  }
  if (D.Moves.empty())
    return;
  OS << "\n### To a transaction-mode pooler\n\n";
  for (const Move &M : D.Moves)
    OS << "- " << markdown(M.Service) << ": " << words(M.State)
       << (M.Why.empty() ? "" : ": " + markdown(M.Why))
       << (M.To.empty() || M.State == Move::There ? "" : "; it would use " + markdown(M.To))
       << '\n';
}

} // namespace pooltidy::tool
