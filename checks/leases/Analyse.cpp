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
//===----------------------------------------------------------------------===//

#include "leases/Analyse.h"
#include "leases/Narrowing.h"

namespace pooltidy::leases {

using namespace facts;

Result analyse(const Program &P, Budget Limits, Sharing *Shared, unsigned Number) {
  Interpreter I(P, Limits);
  auto Relevant = [&](const Function &F) { return F.Body != None && !F.System && P.reachesDatabase(F); };
  for (unsigned Round = 0; Round < 3; ++Round)
    for (const Function &F : P.functions()) {
      if (!Relevant(F) || I.visited(F.Usr))
        continue;
      bool Own = !F.Lambda && !F.Constructor && !F.Destructor && !P.hasCaller(F.Usr);
      bool Enters = Round == 0 ? Own : Round == 1 ? !F.Lambda && !P.hasCaller(F.Usr) : true;
      if (Enters && (!Shared || Shared->enters(P, F, Number, /*Early=*/Round == 0)))
        I.enter(F);
    }
  I.finish();
  Result R;
  R.Observations = I.observations();
  R.Sites = I.sites();
  R.Reached = I.reached();
  R.Made = I.supply();
  R.Truncated = I.truncated();
  if (Shared)
    for (const Function &F : P.functions())
      if (I.visited(F.Usr))
        Shared->finished(P, F);
  R.Relied = settleNarrowing(R.Observations, P.isWhole(), !R.Truncated.empty());
  observeStanding(P, Limits, I.holders(), R.Observations);
  return R;
}

} // namespace pooltidy::leases
