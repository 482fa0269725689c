//===- NestedAcquire.cpp - A second connection while one is held ----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// With one connection to give, whoever holds it and asks for another waits for itself.
// With more it takes as many threads, each holding one: the same under load.
//
//===----------------------------------------------------------------------===//

#include "rules/Wording.h"

namespace pooltidy::rules {

std::optional<Verdict> nestedAcquire(const leases::Observation &O, const Context &C) {
  if (O.What != leases::Clash::Nested)
    return std::nullopt;
  const unsigned Limit = C.PoolLimit + C.OverflowLimit;
  Verdict V;
  V.Level = Severity::Warning;
  V.What = Consequence::Hangs;
  const bool Transaction = O.Name == "transaction";
  V.Message = O.Spelling + " is used here while the same thread still " +
              (Transaction ? "has a transaction open on another one: that one keeps its server "
                             "connection until it commits or rolls back"
                           : "holds another one out of the same pool");
  V.Message += Limit < 2 ? ", so with one connection to give the program waits for itself"
                         : ", so " + std::to_string(Limit) +
                               " threads that do this at once wait for each other";
  if (Transaction)
    V.Message += " until the pooler gives up (query_wait_timeout)";
  V.Fix = "Use the connection that is already held: pass it, or its transaction, to the code here. "
          "What must be kept even "
          "if that transaction is rolled back is done after it has ended.";
  return V;
}

} // namespace pooltidy::rules
