//===- LongLivedSession.cpp - Connections that are never given back -------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// In transaction mode an idle client costs the pooler little. It costs a place where
// clients are counted: in session mode, and on the server itself.
//
//===----------------------------------------------------------------------===//

#include "rules/Wording.h"

namespace pooltidy::rules {

std::optional<Verdict> longLivedSession(const leases::Observation &O, const Context &) {
  if (O.What != leases::Clash::LongLived)
    return std::nullopt;
  Verdict V;
  V.Level = Severity::Warning;
  V.What = Consequence::Exhausts;
  std::string What = O.Name.empty() ? "this is " + O.Spelling : "'" + O.Name + "' is " + O.Spelling;
  V.Message = What + ": the session stays open while nothing is asked of it; every process and thread takes a place "
                     "of the session-mode cap or of max_connections for as long as it runs, and an idle time-out of "
                     "the pooler surprises it with a closed socket";
  V.Fix = "Open the connection late, for one unit of work, and close it early; or take it from a pool of bounded size.";
  return V;
}

} // namespace pooltidy::rules
