//===- MissingTimeout.cpp - Connections without a time limit --------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// libpq waits for ever for a server that does not answer unless it is told not to.
//
//===----------------------------------------------------------------------===//

#include "rules/Wording.h"

namespace pooltidy::rules {

std::optional<Verdict> missingTimeout(const leases::Observation &O, const Context &) {
  if (O.What != leases::Clash::Unbounded)
    return std::nullopt;
  Verdict V;
  V.Level = Severity::Warning;
  V.What = Consequence::Hangs;
  V.Message = O.Spelling + ": connecting waits for ever when the server or the pooler does not answer; a pooler with a "
                           "full pool lets it connect and blocks the first statement instead, which only the pooler's "
                           "query_wait_timeout or a deadline of the program ends";
  V.Fix = "Give connect_timeout (2 seconds or more) or set PGCONNECT_TIMEOUT, and limit statements with ALTER ROLE ... SET "
          "statement_timeout or SET LOCAL in each transaction.";
  return V;
}

} // namespace pooltidy::rules
