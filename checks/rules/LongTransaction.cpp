//===- LongTransaction.cpp - Waiting while a transaction is open ----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An open transaction keeps a server connection from everybody else. Waiting for the
// database itself is what it is there for; waiting for anything else starves others.
//
//===----------------------------------------------------------------------===//

#include "rules/Wording.h"

namespace pooltidy::rules {

std::optional<Verdict> longTransaction(const leases::Observation &O, const Context &) {
  if (O.What != leases::Clash::Waits)
    return std::nullopt;
  Verdict V;
  V.Level = Severity::Warning;
  V.What = Consequence::Pins;
  const bool Transaction = O.While.empty() || O.While == "a transaction is open";
  V.Message = O.Spelling + " waits for " + (O.Name.empty() ? "something other than the database" : O.Name) +
              " while " + (Transaction ? "a transaction is open" : O.While) +
              ": the server connection is missing from the pool for as long as that takes, and other clients queue "
              "for it until they fail with query_wait_timeout";
  V.Fix = Transaction ? "Wait before the transaction begins or after it has ended; split it in two where the work allows."
                      : "Collect what is waited for first, and come back to the connection when it is there.";
  return V;
}

} // namespace pooltidy::rules
