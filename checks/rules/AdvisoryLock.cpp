//===- AdvisoryLock.cpp - Session locks that outlive their transaction ----===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A session-level advisory lock belongs to the server connection. The next
// transaction of the same program may run on another one, and another program on
// the one that holds the lock.
//
//===----------------------------------------------------------------------===//

#include "rules/Wording.h"

namespace pooltidy::rules {

std::optional<Verdict> advisoryLock(const leases::Observation &O, const Context &C) {
  if (O.About != leases::Subject::AdvisoryLock)
    return std::nullopt;
  if (O.What == leases::Clash::Expects)
    return verdict(C, poolers::Feature::SessionLock, quoted(O) + when(O),
                   {"it may run on a server connection that does not hold the lock: it then returns false with a "
                    "warning, and the lock stays taken",
                    "the lock is already gone: the pooler released it when its transaction ended",
                    "the pooler refuses session-level locks"},
                   "Take the lock with pg_advisory_xact_lock in the transaction that needs it; it is released by "
                   "COMMIT or ROLLBACK.");
  std::string Why = O.End == leases::Ending::Rollback
                        ? "ROLLBACK does not release it, so it stays taken on a server connection that other clients get"
                        : "it stays taken on the server connection after this program has given that back, and another "
                          "client that gets the connection holds it too";
  return verdict(C, poolers::Feature::SessionLock, quoted(O) + when(O),
                 {Why, "the pooler releases it when the transaction ends, so what it should protect runs without it",
                  "the pooler refuses session-level locks"},
                 O.Narrow ? "Use the lock of the same name with _xact_, which COMMIT and ROLLBACK release."
                          : "Use pg_advisory_xact_lock in the transaction that does the protected work, without an "
                            "unlock; for a lock that must be held longer use a row with an expiry time, or a direct "
                            "connection.");
}

} // namespace pooltidy::rules
