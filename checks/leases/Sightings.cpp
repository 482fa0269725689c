//===- Sightings.cpp - What running the program showed --------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Sightings.h"

#include "leases/Narrowing.h"

namespace pooltidy::leases {

void Sightings::note(Observation O) {
  if (!O.Origin.empty()) {
    auto [At, First] = Unsure.try_emplace({O.Origin, O.key()}, O);
    if (First)
      return;
    Observation &Old = At->second;
    joinNarrowing(Old, O);
    Old.Sure = std::max(Old.Sure, O.Sure);
    Old.Paths.insert(O.Paths.begin(), O.Paths.end());
    return;
  }
  auto [It, New] = Seen.try_emplace(O.key(), O);
  if (New)
    return;
  Observation &Old = It->second;
  joinNarrowing(Old, O);
  Old.Sure = std::max(Old.Sure, O.Sure);
  Old.Count = std::max(Old.Count, O.Count);
  constexpr size_t MaxPaths = 8;
  for (const auto &Path : O.Paths)
    if (Old.Paths.size() < MaxPaths)
      Old.Paths.insert(Path);
}

void Sightings::add(const Sightings &Other) {
  for (const auto &[Key, O] : Other.Seen)
    note(O);
  for (const auto &[Key, O] : Other.Unsure)
    note(O);
  Covered.add(Other.Covered);
  Visited.insert(Other.Visited.begin(), Other.Visited.end());
  Truncated.insert(Other.Truncated.begin(), Other.Truncated.end());
  PreparedNames.insert(Other.PreparedNames.begin(), Other.PreparedNames.end());
  PreparedUnknown |= Other.PreparedUnknown;
  BoundByEnvironment |= Other.BoundByEnvironment;
  Taken += Other.Taken;
  ExecutedNames.insert(ExecutedNames.end(), Other.ExecutedNames.begin(), Other.ExecutedNames.end());
  for (const auto &[Origin, B] : Other.Opened) {
    Databases &Known = Opened[Origin];
    Known.Postgres |= B.Postgres;
    Known.Foreign |= B.Foreign;
  }
  Held.Variables.insert(Other.Held.Variables.begin(), Other.Held.Variables.end());
  Held.Fields.insert(Other.Held.Fields.begin(), Other.Held.Fields.end());
  Held.Foreign.insert(Other.Held.Foreign.begin(), Other.Held.Foreign.end());
  Held.Ours.insert(Other.Held.Ours.begin(), Other.Held.Ours.end());
  auto Unite = [](std::optional<Amount> &To, const std::optional<Amount> &From) {
    if (To && From)
      To->unite(*From);
    else if (From)
      To = From;
  };
  auto UniteAll = [](std::map<facts::Location, Amount> &To, const std::map<facts::Location, Amount> &From) {
    for (const auto &[W, A] : From)
      if (auto [It, New] = To.try_emplace(W, A); !New)
        It->second.unite(A);
  };
  for (const auto &[W, Pool] : Other.Supplied.Pools) {
    Supply::Pool &Known = Supplied.Pools[W];
    Unite(Known.Size, Pool.Size);
    Unite(Known.Overflow, Pool.Overflow);
  }
  UniteAll(Supplied.Open, Other.Supplied.Open);
  UniteAll(Supplied.Forks, Other.Supplied.Forks);
}

void Sightings::finish(const Program &P) {
  // An EXECUTE of a statement that is prepared somewhere in the program is told with
  // its PREPARE; one that is prepared nowhere relies on somebody else's session.
  for (Observation &O : ExecutedNames)
    if (!PreparedNames.count(O.Name) && !PreparedUnknown && Truncated.empty() && O.Where.valid())
      note(std::move(O));
  ExecutedNames.clear();
  auto IsForeign = [&](const std::string &Origin) {
    auto It = Opened.find(Origin);
    // Nobody is seen to open that one: what does a whole program open through the library?
    if (It == Opened.end() && P.isWhole())
      It = Opened.find(Origin.substr(0, Origin.find('\n')));
    return It != Opened.end() && It->second.Foreign && !It->second.Postgres &&
           (P.isWhole() || llvm::StringRef(Origin).contains('\n'));
  };
  // What happens on a connection from outside counts unless all that the program
  // opens through the library lead to another database.
  for (auto &[Key, O] : std::exchange(Unsure, {}))
    if (!IsForeign(Key.first)) {
      O.Origin.clear();
      note(std::move(O));
    }
}

} // namespace pooltidy::leases
