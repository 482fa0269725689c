//===- OversizedPool.cpp - More connections than the budget allows --------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every process brings its own pool, so the limit is small: one connection and no
// overflow unless the user says otherwise.
//
//===----------------------------------------------------------------------===//

#include "rules/Wording.h"

namespace pooltidy::rules {

std::optional<Verdict> oversizedPool(const leases::Observation &O, const Context &C) {
  if (O.What != leases::Clash::TooMany)
    return std::nullopt;
  Verdict V;
  V.Level = Severity::Warning;
  V.What = Consequence::Exhausts;
  std::string Limit = std::to_string(C.PoolLimit) + " and an overflow of " + std::to_string(C.OverflowLimit);
  std::string Count = O.Count ? (O.AtLeast ? "at least " : "") + std::to_string(O.Count) + " " : "";
  V.Message = Count + O.Spelling + " in one process, above the limit of " + Limit +
              ": multiplied by the number of processes they use up the pooler's and the server's connections, and "
              "other clients wait or are refused";
  V.Fix = "Use a pool of " + std::to_string(C.PoolLimit) + " with no overflow and let the pooler do the pooling; raise "
          "the pool limit where the budget allows more.";
  return V;
}

} // namespace pooltidy::rules
