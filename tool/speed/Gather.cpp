//===- Gather.cpp - The facts of a program's units, the quick way ---------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/speed/Gather.h"

#include "tool/Watch.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <numeric>
#include <thread>

using namespace llvm;

namespace pooltidy::tool {

std::optional<SavedUnit> Gatherer::kept(const Unit &U) const {
  if (!Kept.enabled())
    return std::nullopt;
  if (std::optional<std::string> Bytes = Kept.find(cacheKey(unitKey(U, Moved, Options.Tool))))
    if (std::optional<SavedUnit> Old = restoreUnit(*Bytes, Moved); Old && Old->Read.holds(Store))
      return Old;
  return std::nullopt;
}

SavedUnit Gatherer::made(const Unit &U, uint32_t Number, const Precompiled *Shared) {
  SavedUnit New;
  if (Options.Watched)
    if (StringRef Why = Options.Watched->why(Number); !Why.empty()) {
      New.Result = notParsed(Why);
      return New;
    }
  Watch::Turn Mine(Options.Watched, Number);
  auto Parse = [&](const std::string &Header) {
    IntrusiveRefCntPtr<View> Files(new View(Store, U.Group->Directory));
    New.Result = parse(U, Files, Options.ProjectRoot, Header);
    New.Read.add(*Files);
  };
  if (Shared) {
    Parse(Shared->Path);
    New.Read.add(Shared->Read);
  }
  // Whatever is wrong, it is to be told as it is without our help.
  if (!Shared || !New.Result.Unit || New.Result.Errors.Count)
    Parse("");
  // What crashed may not do so again.
  if (Kept.enabled() && New.Result.Unit)
    if (std::string Bytes = save(New, Moved); !Bytes.empty())
      Kept.keep(cacheKey(unitKey(U, Moved, Options.Tool)), Bytes);
  return New;
}

void Gatherer::inParallel(size_t Tasks, function_ref<void(size_t)> Task) const {
  std::atomic<size_t> Next{0};
  auto Work = [&] {
    for (size_t I = Next++; I < Tasks; I = Next++)
      Task(I);
  };
  std::vector<std::thread> Workers;
  for (size_t I = 1; I < std::min<size_t>(std::max(Options.Jobs, 1u), Tasks); ++I)
    Workers.emplace_back(Work);
  Work();
  for (std::thread &T : Workers)
    T.join();
}

void Gatherer::parseAll(ArrayRef<Unit> Units, ArrayRef<size_t> Which, Includes &Graph,
                        Gathered &Out) {
  std::mutex Lock;
  unsigned Done = 0;
  auto Finish = [&](size_t I, SavedUnit S) {
    std::lock_guard<std::mutex> Hold(Lock);
    Out.Results[I] = std::move(S.Result);
    Out.Read.add(S.Read);
    Report(++Done, Which.size(), Units[I].Command->File);
  };
  std::vector<size_t> Missing;
  inParallel(Which.size(), [&](size_t N) {
    if (std::optional<SavedUnit> Old = kept(Units[Which[N]]))
      return Finish(Which[N], std::move(*Old));
    std::lock_guard<std::mutex> Hold(Lock);
    Missing.push_back(Which[N]);
  });
  llvm::sort(Missing);

  // Headers first, then the units that need none, while those are made, then the rest.
  std::vector<SharedHeader> Plans;
  const bool Shares = !Options.Watched || Options.Watched->sharesHeaders();
  if (Options.SharedHeaders && Shares && Missing.size() > 1)
    Plans = planShared(Graph, Units, Missing);
  std::vector<std::promise<void>> Ready(Plans.size());
  std::vector<std::shared_future<void>> Waits;
  for (std::promise<void> &P : Ready)
    Waits.push_back(P.get_future().share());
  std::vector<std::optional<Precompiled>> Made(Plans.size());
  std::vector<size_t> PlanOf(Units.size(), Plans.size());
  for (size_t P = 0; P < Plans.size(); ++P)
    for (size_t I : Plans[P].Units)
      PlanOf[I] = P;
  llvm::stable_sort(Missing, [&](size_t L, size_t R) {
    return (PlanOf[L] < Plans.size()) < (PlanOf[R] < Plans.size());
  });
  inParallel(Plans.size() + Missing.size(), [&](size_t Task) {
    if (Task < Plans.size()) {
      {
        Watch::Turn Mine(Options.Watched, Watch::Headers);
        Made[Task] = precompile(Plans[Task], Store);
      }
      Ready[Task].set_value();
      return;
    }
    size_t I = Missing[Task - Plans.size()];
    const Precompiled *Shared = nullptr;
    if (PlanOf[I] < Plans.size()) {
      Waits[PlanOf[I]].wait();
      if (Made[PlanOf[I]])
        Shared = &*Made[PlanOf[I]];
    }
    Finish(I, made(Units[I], I, Shared));
  });
}

/// What the units that were parsed so far ask for.
Demand Gatherer::asks(const Gathered &Sofar) const {
  leases::Program P(Models);
  for (const Parsed &One : Sofar.Results)
    if (One.Unit)
      P.add(*One.Unit);
  P.finish();
  return demandOf(P);
}

Gathered Gatherer::run(ArrayRef<Unit> Units) {
  Gathered Out;
  Out.Results.resize(Units.size());
  Out.Skipped.assign(Units.size(), Options.Triage);
  std::vector<size_t> Next(Units.size());
  std::iota(Next.begin(), Next.end(), size_t(0));
  Includes Graph(Store, Options.ProjectRoot);
  if (!Options.Triage) {
    parseAll(Units, Next, Graph, Out);
    return Out;
  }
  Triage Sorted(Graph, Units, Models);
  for (Next = Sorted.first(); !Next.empty(); Next = Sorted.next(asks(Out))) {
    for (size_t I : Next)
      Out.Skipped[I] = false;
    parseAll(Units, Next, Graph, Out);
    if (!is_contained(Out.Skipped, true))
      break;
  }
  Out.Read.add(Graph.asked());
  return Out;
}

} // namespace pooltidy::tool
