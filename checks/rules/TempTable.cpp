//===- TempTable.cpp - Temporary objects that outlive their transaction ---===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A temporary table, view or sequence lives on one server connection until that
// connection ends.
//
//===----------------------------------------------------------------------===//

#include "rules/Wording.h"

namespace pooltidy::rules {

std::optional<Verdict> tempTable(const leases::Observation &O, const Context &C) {
  if (O.About != leases::Subject::TemporaryObject || O.What != leases::Clash::Outlives)
    return std::nullopt;
  std::string Leak = "it stays on the server connection: this program's next transaction may not find it, and another "
                     "client that gets the connection ";
  Leak += O.IfNotExists ? "silently uses it, rows and all, instead of making its own"
                        : "sees it instead of a permanent table of that name, or fails with 42P07 (already exists)";
  return verdict(C, poolers::Feature::TemporaryObject, quoted(O) + when(O),
                 {Leak, "the pooler drops it when the transaction ends, so the next statement does not find it",
                  "the pooler refuses it"},
                 O.Narrow ? "Create it with ON COMMIT DROP: nothing after the transaction uses it." :
                 "Create it with ON COMMIT DROP in the one transaction that uses it, or use a CTE, unnest() of an array "
                 "parameter, or an UNLOGGED table with a key for each job.");
}

} // namespace pooltidy::rules
