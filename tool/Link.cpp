//===- Link.cpp - From facts to findings ----------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Link.h"

#include "leases/Memo.h"
#include "leases/Programs.h"
#include "rules/Rule.h"
#include "tool/CheckGlobs.h"
#include "tool/speed/Analyses.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/Path.h"

namespace pooltidy::tool {
namespace {

/// The interpreter recurses with the program's calls.
constexpr unsigned StackSize = 1u << 30;

rules::Place place(const facts::Location &W, Judgement::FileName Name) {
  rules::Place P;
  P.File = Name(W.File);
  P.Line = W.Line;
  P.Column = W.Column;
  return P;
}

Site site(const leases::ExecutionSite &From, Judgement::FileName Name) {
  using leases::ExecutionSite;
  Site S;
  S.Where = place(From.Where, Name);
  S.Call = place(From.Call, Name);
  S.State = From.State == ExecutionSite::Known     ? Knowledge::Known
            : From.State == ExecutionSite::Partly  ? Knowledge::Partly
            : From.State == ExecutionSite::Unknown ? Knowledge::Unknown
                                                   : Knowledge::Unreached;
  S.Why = From.Why;
  S.Skipped = From.Skipped;
  S.Operation = From.Operation;
  S.Function = Name(From.Function);
  S.Kinds.assign(From.Kinds.begin(), From.Kinds.end());
  return S;
}

/// What the program \p Name makes of connections, for a budget.
deploy::CodeProgram made(const leases::Result &R, Judgement::FileName Name,
                         llvm::StringRef Program) {
  deploy::CodeProgram P;
  P.Name = llvm::sys::path::filename(Program).str();
  for (const auto &[Where, Pool] : R.Made.Pools) {
    deploy::MadeConnection M;
    M.Where = place(Where, Name);
    M.Pool = true;
    auto Count = [&](const leases::Amount &A) -> std::optional<int64_t> {
      if (A.Cores)
        M.Words = "one for each processor";
      // No limit is below 0 there.
      return A.Count && *A.Count == 0 ? -1 : A.Count;
    };
    if (Pool.Size)
      M.Size = Count(*Pool.Size);
    M.Overflow = Pool.Overflow ? (Pool.Overflow->Count ? Pool.Overflow->Count : std::nullopt) : 0;
    P.Made.push_back(std::move(M));
  }
  for (const auto &[Where, Copies] : R.Made.Forks) {
    deploy::MadeConnection M;
    M.Where = place(Where, Name);
    M.Size = Copies.Count;
    P.Forks.push_back(std::move(M));
  }
  // Of connections one by one only the most that are open together count.
  const std::pair<const facts::Location, leases::Amount> *Most = nullptr;
  for (const auto &One : R.Made.Open)
    if (!Most || (Most->second.Count &&
                  (!One.second.Count || *One.second.Count > *Most->second.Count)))
      Most = &One;
  if (Most) {
    deploy::MadeConnection M;
    M.Where = place(Most->first, Name);
    M.Size = Most->second.Count;
    if (!M.Size)
      M.Words = Most->second.Cores ? "one connection for each processor"
                                   : "how many connections a loop opens is not known";
    P.Made.push_back(std::move(M));
  }
  return P;
}

/// Where \p U limits its statements for as long as a transaction or a role lives.
std::optional<facts::Location> limitsStatements(const facts::Unit &U) {
  for (const facts::Literal &L : U.Literals) {
    llvm::StringRef Text = L.Bytes;
    if (!Text.contains_insensitive("statement_timeout") || L.Pieces.empty())
      continue;
    for (llvm::StringRef Words : {"set local", "alter role", "alter user", "alter database"})
      if (Text.contains_insensitive(Words))
        return L.Pieces[0].Where;
  }
  return std::nullopt;
}

/// Two programs send the same statement: what is known of both.
void unite(Site &To, const Site &From) {
  if (To.Skipped && From.Skipped) {
    // Run to its end by one of them, whatever the others did not need to run.
    if (From.State == Knowledge::Unreached)
      To = From;
    return;
  }
  if (From.State != To.State) {
    // The worse of the two, but a call that one program reaches is reached.
    bool Take = To.State == Knowledge::Unreached ||
                (From.State > To.State && From.State != Knowledge::Unreached);
    if (Take) {
      To.State = From.State;
      To.Why = From.Why;
    }
  }
  for (const std::string &Kind : From.Kinds)
    if (!llvm::is_contained(To.Kinds, Kind))
      To.Kinds.push_back(Kind);
  llvm::sort(To.Kinds);
}

/// Runs \p Units as the programs that they make up.
llvm::Error run(Judgement &J, Audit &A, llvm::ArrayRef<leases::Membership> Units, LoadUnit Load,
                const Setting &S, const AnalysisOptions &Options, KeptAnalyses *Kept) {
  leases::Budget Limits{Options.PoolLimit, Options.OverflowLimit};
  std::vector<leases::Assembly> Programs = leases::assemble(Units);
  std::vector<bool> Reaches(Units.size());
  rules::Place Timeout; // of the program that was linked last
  auto Link = [&](const leases::Assembly &One, leases::Program &P) -> llvm::Error {
    Timeout = {};
    for (unsigned I : One.Units) {
      llvm::Expected<facts::Unit> U = Load(I, /*Last=*/Programs.size() == 1);
      if (!U)
        return U.takeError();
      if (std::optional<facts::Location> W = limitsStatements(*U); W && !Timeout.Line)
        Timeout = {U->Strings[W->File], W->Line, W->Column, 0};
      P.add(std::move(*U));
    }
    P.finish();
    for (unsigned I = 0; I < One.Units.size(); ++I)
      if (P.unitReachesDatabase(I))
        Reaches[One.Units[I]] = true;
    return llvm::Error::success();
  };
  auto Analyse = [&](const leases::Program &P, leases::Sharing *Shared, unsigned Number) {
    const std::string &Name = Programs[Number].Name;
    std::string Old = Kept ? Kept->find(Name) : std::string();
    leases::Memo Memo(Old);
    J.add(leases::analyse(P, Limits, Shared, Number, Kept ? &Memo : nullptr),
          [&](facts::StringId Id) { return P.string(Id); }, Name);
    if (Kept)
      if (std::string New = Memo.bytes(); New != Old)
        Kept->keep(Name, New);
    A.Seen.Made.back().Timeout = Timeout;
  };
  if (Programs.size() == 1) {
    leases::Program P(S.Models);
    if (llvm::Error E = Link(Programs[0], P))
      return E;
    Analyse(P, nullptr, 0);
  } else if (!Programs.empty()) {
    leases::Sharing Shared;
    for (unsigned I = 0; I < Programs.size(); ++I) {
      leases::Program P(S.Models);
      if (llvm::Error E = Link(Programs[I], P))
        return E;
      Shared.add(P, I);
    }
    for (unsigned I = 0; I < Programs.size(); ++I) {
      leases::Program P(S.Models);
      if (llvm::Error E = Link(Programs[I], P))
        return E;
      Analyse(P, &Shared, I);
      A.Seen.Programs.push_back(
          {Programs[I].Name, static_cast<unsigned>(Programs[I].Units.size())});
    }
  }
  for (bool Reach : Reaches)
    ++(Reach ? A.Seen.Analysed : A.Seen.Skipped);
  return llvm::Error::success();
}

} // namespace

void Judgement::add(const leases::Result &R, FileName Name, llvm::StringRef Program) {
  CheckGlobs Globs(Options.Checks.empty() ? "*" : Options.Checks);
  rules::Context Context{S.Pooler, Options.PoolLimit, Options.OverflowLimit};
  std::vector<rules::Finding> Found = rules::judge(
      R.Observations, Context, [&](llvm::StringRef Id) { return Globs.contains(Id); }, Name);
  A.Seen.Made.push_back(made(R, Name, Program));
  for (const rules::Finding &F : Found)
    A.Seen.Made.back().Found.push_back(F.Where);
  llvm::append_range(A.Findings, std::move(Found));
  // Who compares poolers counts places; the ways there are the same ones.
  std::vector<leases::Observation> Bare = R.Observations;
  for (leases::Observation &O : Bare)
    O.Paths.clear();
  Others.resize(S.All.size());
  for (size_t I = 0; I < S.All.size(); ++I)
    llvm::append_range(Others[I],
                       rules::judge(
                           Bare, {S.All[I], Options.PoolLimit, Options.OverflowLimit},
                           [&](llvm::StringRef Id) { return Globs.contains(Id); }, Name));
  for (const leases::ExecutionSite &One : R.Sites)
    Sites.push_back(site(One, Name));
  for (const facts::Location &W : R.Reached)
    Reached.insert(place(W, Name));
  for (const facts::Location &W : R.Relied)
    Relied.insert(place(W, Name));
  Truncated.insert(R.Truncated.begin(), R.Truncated.end());
}

void Judgement::finish() {
  A.Findings = rules::merge(std::move(A.Findings));
  // What one of the programs relies on stays, whatever the others would do without.
  for (rules::Finding &F : A.Findings)
    if (Relied.count({F.Where.File, F.Where.Line, F.Where.Column, 0}))
      F.Edits.clear();
  if (!Truncated.empty())
    for (rules::Finding &F : A.Findings)
      F.Edits.clear();
  for (size_t I = 0; I < Others.size(); ++I) {
    Outcome O{S.All[I].Name, S.All[I].Title, {}};
    for (const rules::Finding &F : rules::merge(std::move(Others[I])))
      O.Findings.push_back({F.Check, F.Level, F.Sure, F.Where});
    A.Poolers.push_back(std::move(O));
  }
  // A call that one of the programs reaches is not one that was not looked at.
  llvm::erase_if(Sites, [&](const Site &One) { return One.Skipped && Reached.count(One.Call); });
  llvm::stable_sort(Sites, [](const Site &X, const Site &Y) { return X.Where < Y.Where; });
  for (Site &One : Sites)
    if (A.Seen.Sites.empty() || A.Seen.Sites.back().Where != One.Where)
      A.Seen.Sites.push_back(std::move(One));
    else
      unite(A.Seen.Sites.back(), One);
  for (const Site &One : A.Seen.Sites)
    if (One.State == Knowledge::Unknown)
      A.Seen.BlindSpots.push_back({One.Where, "the text of this statement is unknown: " + One.Why});
    else if (One.State == Knowledge::Unreached)
      A.Seen.BlindSpots.push_back({One.Where, "this statement was not looked at: " + One.Why});
  for (const std::string &F : Truncated)
    A.Seen.BlindSpots.push_back({{}, F});
  llvm::sort(A.Seen.BlindSpots, [](const BlindSpot &X, const BlindSpot &Y) {
    return std::tie(X.Where, X.Why) < std::tie(Y.Where, Y.Why);
  });
}

llvm::Error link(Audit &A, llvm::ArrayRef<leases::Membership> Units, LoadUnit Load,
                 const Setting &S, const AnalysisOptions &Options, KeptAnalyses *Kept) {
  std::string Failed;
  llvm::CrashRecoveryContext Guard;
  bool Survived = Guard.RunSafelyOnThread(
      [&] {
        Judgement J(A, S, Options);
        if (llvm::Error E = run(J, A, Units, Load, S, Options, Kept))
          Failed = llvm::toString(std::move(E));
        J.finish();
      },
      StackSize);
  if (!Survived)
    return llvm::createStringError("the analysis of the whole program crashed; please report it");
  if (!Failed.empty())
    return llvm::createStringError(llvm::inconvertibleErrorCode(), Failed);
  return llvm::Error::success();
}

} // namespace pooltidy::tool
