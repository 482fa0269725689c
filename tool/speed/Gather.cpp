//===- Gather.cpp - The facts of a program's units, the quick way ---------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/speed/Gather.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <thread>

using namespace llvm;

namespace pooltidy::tool {

SavedUnit Gatherer::one(const Unit &U) {
  std::string Key;
  if (Kept.enabled()) {
    Key = cacheKey(unitKey(U, Moved, Options.Tool));
    if (std::optional<std::string> Bytes = Kept.find(Key))
      if (std::optional<SavedUnit> Old = restoreUnit(*Bytes, Moved); Old && Old->Read.holds(Store))
        return std::move(*Old);
  }
  SavedUnit New;
  IntrusiveRefCntPtr<View> Files(new View(Store, U.Group->Directory));
  New.Result = parse(U, Files, Options.ProjectRoot);
  New.Read.add(*Files);
  // What crashed may not do so again.
  if (Kept.enabled() && New.Result.Unit)
    if (std::string Bytes = save(New, Moved); !Bytes.empty())
      Kept.keep(Key, Bytes);
  return New;
}

void Gatherer::parseAll(ArrayRef<Unit> Units, ArrayRef<size_t> Which, Gathered &Out) {
  std::atomic<size_t> Next{0};
  std::mutex Lock;
  unsigned Done = 0;
  auto Work = [&] {
    for (size_t I = Next++; I < Which.size(); I = Next++) {
      SavedUnit S = one(Units[Which[I]]);
      std::lock_guard<std::mutex> Hold(Lock);
      Out.Results[Which[I]] = std::move(S.Result);
      Out.Read.add(S.Read);
      Report(++Done, Which.size(), Units[Which[I]].Command->File);
    }
  };
  std::vector<std::thread> Workers;
  for (size_t I = 1; I < std::min<size_t>(std::max(Options.Jobs, 1u), Which.size()); ++I)
    Workers.emplace_back(Work);
  Work();
  for (std::thread &T : Workers)
    T.join();
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
  if (!Options.Triage) {
    parseAll(Units, Next, Out);
    return Out;
  }
  Includes Graph(Store, Options.ProjectRoot);
  Triage Sorted(Graph, Units, Models);
  for (Next = Sorted.first(); !Next.empty(); Next = Sorted.next(asks(Out))) {
    for (size_t I : Next)
      Out.Skipped[I] = false;
    parseAll(Units, Next, Out);
    if (!is_contained(Out.Skipped, true))
      break;
  }
  Out.Read.add(Graph.asked());
  return Out;
}

} // namespace pooltidy::tool
