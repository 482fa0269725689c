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

bool samePlace(const Place &A, const Place &B) {
  return std::tie(A.File, A.Line, A.Column) == std::tie(B.File, B.Line, B.Column);
}

/// Puts the ways of \p F in order and makes its path of them: a reader follows the
/// shortest one, and of the others sees what they have besides.
void explain(Finding &F) {
  constexpr size_t MaxSteps = 16, MaxWays = 8;
  llvm::sort(F.Ways, [](const auto &A, const auto &B) {
    return A.size() != B.size() ? A.size() < B.size() : A < B;
  });
  F.Ways.erase(llvm::unique(F.Ways), F.Ways.end());
  // One that leads straight there explains nothing.
  if (F.Ways.size() > 1 && F.Ways[0].empty())
    F.Ways.erase(F.Ways.begin());
  if (F.Ways.size() > MaxWays)
    F.Ways.resize(MaxWays);
  F.Path.clear();
  for (const std::vector<Step> &Way : F.Ways)
    for (const Step &S : Way) {
      bool Told =
          llvm::any_of(F.Path, [&](const Step &Other) { return samePlace(Other.Where, S.Where); });
      if (&Way == &F.Ways[0])
        F.Path.push_back(S);
      else if (!Told && F.Path.size() < MaxSteps)
        F.Path.push_back({S.Where, "on another way: " + S.Text, S.Kind});
    }
}

Step::KindOf kindOf(leases::StepKind K) {
  switch (K) {
  case leases::StepKind::Other: return Step::Other;
  case leases::StepKind::Begin: return Step::Begin;
  case leases::StepKind::Send: return Step::Send;
  case leases::StepKind::End: return Step::End;
  }
  return Step::Other;
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
      F.Subject = O.Spelling;
      F.Message = std::move(V->Message);
      if (!O.Library.empty())
        F.Message += " [" + O.Library + "]";
      F.Fix = std::move(V->Fix);
      F.Level = V->Level;
      F.What = V->What;
      F.Sure = confidence(O.Sure);
      F.Where = place(O.Where, O.Length, Name);
      for (const auto &Path : O.Paths) {
        std::vector<Step> Way;
        for (const leases::PathStep &S : Path) {
          Step New{place(S.Where, 0, Name), S.Text, kindOf(S.Kind)};
          if (New.Where.Line && !samePlace(New.Where, F.Where) && !llvm::is_contained(Way, New))
            Way.push_back(std::move(New));
        }
        F.Ways.push_back(std::move(Way));
      }
      if (O.Narrow && F.Sure == Confidence::Certain)
        F.Edits.push_back(
            {place(O.Narrow->Where, O.Narrow->Old.size(), Name), O.Narrow->Old, O.Narrow->New});
      All.push_back(std::move(F));
    }
  }
  return merge(std::move(All));
}

/// What \p F says of its subject, and the subject as it stands before that: 'SET a' and the rest.
static std::pair<llvm::StringRef, llvm::StringRef> saying(const Finding &F) {
  const llvm::StringRef Message = F.Message;
  const size_t End = Message.starts_with("'") ? Message.find("' ") : llvm::StringRef::npos;
  return End == llvm::StringRef::npos ? std::pair(llvm::StringRef(), Message)
                                      : std::pair(Message.take_front(End + 1), Message.drop_front(End + 1));
}

/// One call that sends many texts, which a wrapper is given one after the other, is one thing
/// to change: where the same is to say of more than a few of them, it is said once.
static std::vector<Finding> gather(std::vector<Finding> All) {
  constexpr size_t Few = 3; // are told one by one, and of more the first
  std::vector<Finding> Gathered;
  for (size_t I = 0; I < All.size();) {
    size_t End = I + 1;
    while (End < All.size() && All[End].Where == All[I].Where && All[End].Check == All[I].Check &&
           All[End].Level == All[I].Level && All[End].Edits.empty() && All[I].Edits.empty() &&
           !saying(All[I]).first.empty() && saying(All[End]).second == saying(All[I]).second)
      ++End;
    if (End - I <= Few) {
      std::move(All.begin() + I, All.begin() + End, std::back_inserter(Gathered));
    } else {
      std::string Message = saying(All[I]).first.str();
      for (size_t K = I + 1; K < I + Few; ++K)
        Message += ", " + saying(All[K]).first.str();
      Message += " and " + std::to_string(End - I - Few) + " more" + saying(All[I]).second.str();
      for (size_t K = I + 1; K < End; ++K) {
        llvm::append_range(All[I].Ways, All[K].Ways);
        All[I].Sure = std::max(All[I].Sure, All[K].Sure);
      }
      All[I].Message = std::move(Message);
      Gathered.push_back(std::move(All[I]));
    }
    I = End;
  }
  return Gathered;
}

std::vector<Finding> merge(std::vector<Finding> All) {
  llvm::sort(All, [](const Finding &A, const Finding &B) {
    return std::tie(A.Where, A.Check, A.Level, A.Message, A.Ways, A.Edits) <
           std::tie(B.Where, B.Check, B.Level, B.Message, B.Ways, B.Edits);
  });
  // One word at one place is one finding, however many callers lead to it and however
  // their transactions end; the worst of it is told, and a few of the ways there.
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
    llvm::append_range(Same->Ways, F.Ways);
    Same->Sure = std::max(Same->Sure, F.Sure);
    if (Same->Edits != F.Edits)
      Same->Edits.clear();
    if (F.Level > Same->Level) {
      Same->Level = F.Level;
      Same->What = F.What;
      Same->Subject = std::move(F.Subject);
      Same->Message = std::move(F.Message);
      Same->Fix = std::move(F.Fix);
    }
  }
  Unique = gather(std::move(Unique));
  for (Finding &F : Unique)
    explain(F);
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
