//===- Rules.cpp - All rules, and running them ----------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "rules/Rule.h"

#include "llvm/ADT/STLExtras.h"

namespace pooltidy::rules {

llvm::ArrayRef<Rule> allRules() {
  static constexpr Rule All[] = {
      {"pooling-session-setting", "settings and roles that outlive their transaction", sessionSetting},
      {"pooling-advisory-lock", "session-level advisory locks that outlive their transaction", advisoryLock},
      {"pooling-temp-table", "temporary objects that outlive their transaction", tempTable},
      {"pooling-cursor", "cursors used across transactions", cursor},
      {"pooling-prepared-statement", "prepared statements used across transactions", preparedStatement},
      {"pooling-listen", "LISTEN and waiting for notifications on a pooled connection", listen},
      {"pooling-session-function", "functions that answer for one server connection", sessionFunction},
      {"pooling-long-transaction", "waiting for anything but the database in an open transaction", longTransaction},
      {"pooling-long-lived-session", "connections kept open for the life of the program", longLivedSession},
      {"pooling-oversized-pool", "more connections than the budget allows", oversizedPool},
      {"pooling-missing-timeout", "connections without a time limit", missingTimeout},
      {"pooling-startup-parameter", "connection parameters that the pooler refuses or ignores", startupParameter},
      {"pooling-outside-transaction", "statements that need a transaction and have none", outsideTransaction},
      {"pooling-nested-acquire", "a second connection while one is held", nestedAcquire},
  };
  return All;
}

namespace {

Place place(const facts::Location &W, uint32_t Length, FileName Name) {
  Place P;
  P.File = Name(W.File);
  P.Line = W.Line;
  P.Column = W.Column;
  P.EndColumn = Length ? W.Column + Length : 0;
  return P;
}

Confidence confidence(leases::Certainty C) {
  switch (C) {
  case leases::Certainty::Possible: return Confidence::Possible;
  case leases::Certainty::Likely: return Confidence::Likely;
  case leases::Certainty::Certain: return Confidence::Certain;
  }
  return Confidence::Possible;
}

} // namespace

std::vector<Finding> judge(llvm::ArrayRef<leases::Observation> Observations, const Context &C,
                           llvm::function_ref<bool(llvm::StringRef)> Enabled, FileName Name) {
  std::vector<Finding> All;
  for (const Rule &R : allRules()) {
    if (!R.Check || !Enabled(R.Id))
      continue;
    for (const leases::Observation &O : Observations) {
      std::optional<Verdict> V = R.Check(O, C);
      if (!V)
        continue;
      Finding F;
      F.Check = R.Id;
      F.Message = std::move(V->Message);
      if (!O.Library.empty())
        F.Message += " [" + O.Library + "]";
      F.Fix = std::move(V->Fix);
      F.Level = V->Level;
      F.What = V->What;
      F.Sure = confidence(O.Sure);
      F.Where = place(O.Where, O.Length, Name);
      for (const auto &Path : O.Paths)
        for (const leases::PathStep &S : Path) {
          Step New{place(S.Where, 0, Name), S.Text};
          bool Itself = std::tie(New.Where.File, New.Where.Line, New.Where.Column) ==
                        std::tie(F.Where.File, F.Where.Line, F.Where.Column);
          if (New.Where.Line && !Itself && !llvm::is_contained(F.Path, New))
            F.Path.push_back(std::move(New));
        }
      All.push_back(std::move(F));
    }
  }
  llvm::sort(All, [](const Finding &A, const Finding &B) {
    return std::tie(A.Where, A.Check, A.Level, A.Message, A.Path) < std::tie(B.Where, B.Check, B.Level, B.Message, B.Path);
  });
  // One word at one place is one finding, however many callers lead to it and however
  // their transactions end; the worst of it is told, and a few of the ways there.
  constexpr size_t MaxSteps = 16;
  auto Spelled = [](const Finding &F) { return F.Message.substr(0, F.Message.find('\'', 1)); };
  std::vector<Finding> Unique;
  for (Finding &F : All) {
    // They are sorted by place, so the ones to compare with are the last ones.
    auto Same = Unique.rbegin();
    while (Same != Unique.rend() && Same->Where == F.Where &&
           (Same->Check != F.Check || Spelled(*Same) != Spelled(F)))
      ++Same;
    if (Same == Unique.rend() || Same->Where != F.Where) {
      Unique.push_back(std::move(F));
      continue;
    }
    for (Step &S : F.Path)
      if (!llvm::is_contained(Same->Path, S))
        Same->Path.push_back(std::move(S));
    Same->Sure = std::max(Same->Sure, F.Sure);
    if (F.Level > Same->Level) {
      Same->Level = F.Level;
      Same->What = F.What;
      Same->Message = std::move(F.Message);
      Same->Fix = std::move(F.Fix);
    }
  }
  for (Finding &F : Unique)
    if (F.Path.size() > MaxSteps)
      F.Path.resize(MaxSteps);
  return Unique;
}

std::string_view name(Severity S) {
  switch (S) {
  case Severity::Note: return "note";
  case Severity::Warning: return "warning";
  case Severity::Error: return "error";
  }
  return "";
}

std::string_view name(Consequence C) {
  switch (C) {
  case Consequence::Breaks: return "breaks";
  case Consequence::Leaks: return "leaks";
  case Consequence::WrongResult: return "wrong-result";
  case Consequence::Pins: return "pins";
  case Consequence::Exhausts: return "exhausts";
  case Consequence::Hangs: return "hangs";
  }
  return "";
}

std::string_view name(Confidence C) {
  switch (C) {
  case Confidence::Possible: return "possible";
  case Confidence::Likely: return "likely";
  case Confidence::Certain: return "certain";
  }
  return "";
}

} // namespace pooltidy::rules
