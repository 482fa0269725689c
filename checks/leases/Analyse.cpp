//===- Analyse.cpp - All leases of a program ------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Functions are entered in three rounds. First those that nobody in the program
// calls, as the program or its users would. Then what no entry led to: callbacks
// that are only registered, members of a cycle, constructors behind a factory that
// is not in sight. So every function that touches a database is run at least once,
// and one with callers is judged by them.
//
// In each round the entries of one source file are a group, run by one interpreter. What
// a group shows hangs on nothing but the answers it was given (Outlook.h), so the next
// analysis need not run it again where all of these are the same (Memo.h).
//
//===----------------------------------------------------------------------===//

#include "leases/Analyse.h"
#include "leases/Memo.h"
#include "leases/Narrowing.h"

#include "llvm/ADT/MapVector.h"

namespace pooltidy::leases {

using namespace facts;

Result analyse(const Program &P, Budget Limits, Sharing *Shared, unsigned Number, Memo *Kept) {
  Outlook Whole(P);
  Sightings All(P);
  if (Kept)
    Kept->begin(Whole, Limits);
  auto Relevant = [&](const Function &F) { return F.Body != None && !F.System && P.reachesDatabase(F); };
  for (unsigned Round = 0; Round < 3; ++Round) {
    llvm::MapVector<StringId, std::vector<const Function *>> Groups; // by file
    for (const Function &F : P.functions()) {
      if (!Relevant(F) || All.Visited.contains(F.Usr))
        continue;
      bool Own = !F.Lambda && !F.Constructor && !F.Destructor && !P.hasCaller(F.Usr);
      bool Enters = Round == 0 ? Own : Round == 1 ? !F.Lambda && !P.hasCaller(F.Usr) : true;
      if (Enters && (!Shared || Shared->enters(P, F, Number, /*Early=*/Round == 0)))
        Groups[F.Where.File].push_back(&F);
    }
    for (auto &[File, Entries] : Groups) {
      llvm::erase_if(Entries, [&](const Function *F) { return All.Visited.contains(F->Usr); });
      if (Entries.empty())
        continue;
      const Memo::Group Group{Round, File, Entries, {All.Taken, All.BoundByEnvironment}};
      if (Kept)
        if (const std::optional<Sightings> Same = Kept->recall(Group)) {
          All.add(*Same);
          continue;
        }
      Trace Asked;
      Interpreter I(Whole, Asked, Limits, {All.Taken, All.BoundByEnvironment});
      for (const Function *F : Entries)
        if (!I.visited(F->Usr))
          I.enter(*F);
      if (Kept)
        Kept->remember(Group, Asked, I.seen());
      All.add(I.seen());
    }
  }
  All.finish(P);
  Result R;
  for (auto &[Key, O] : All.Seen)
    R.Observations.push_back(std::move(O));
  R.Sites = All.Covered.sites([&](StringId Usr) { return All.Visited.contains(Usr); });
  R.Reached = All.Covered.calls();
  R.Made = All.Supplied;
  R.Truncated = All.Truncated;
  if (Shared)
    for (const Function &F : P.functions())
      if (All.Visited.contains(F.Usr))
        Shared->finished(P, F);
  R.Relied = settleNarrowing(R.Observations, P.isWhole(), !R.Truncated.empty());
  observeStanding(P, Limits, All.Held, R.Observations);
  return R;
}

} // namespace pooltidy::leases
