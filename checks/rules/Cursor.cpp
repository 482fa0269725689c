//===- Cursor.cpp - Cursors across transactions ---------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A cursor WITH HOLD lives on one server connection; one without hold ends with its
// transaction, behind a pooler or not.
//
//===----------------------------------------------------------------------===//

#include "rules/Wording.h"

namespace pooltidy::rules {

std::optional<Verdict> cursor(const leases::Observation &O, const Context &C) {
  if (O.About != leases::Subject::Cursor || O.What == leases::Clash::Alone)
    return std::nullopt;
  if (O.What == leases::Clash::Expects) {
    Verdict V;
    V.What = Consequence::Breaks;
    if (O.Name == "all") {
      V.Message = quoted(O) + when(O) + ": it closes the held cursors of whichever server connection it gets, also "
                  "those that another client is reading, and none on the others";
      V.Fix = "Remove it: a cursor of a transaction ends with the transaction, and CLOSE with its name ends one early.";
      return V;
    }
    V.Message = quoted(O) + when(O) + ": the transaction that declared the cursor has ended or is not this one; the "
                "statement fails with 34000 (cursor does not exist), or meets a cursor of that name that another "
                "client left on the server connection";
    V.Fix = "Declare, fetch and close the cursor in one transaction, or page through the rows by key.";
    return V;
  }
  return verdict(C, poolers::Feature::HeldCursor, quoted(O) + when(O),
                 {"the cursor stays on the server connection: the next FETCH may fail with 34000, and another client that "
                  "gets the connection may read these rows",
                  "the pooler closes it when the transaction ends, so the next FETCH fails with 34000",
                  "the pooler refuses it"},
                 O.Narrow ? "Leave out WITH HOLD: nothing after the transaction fetches from it." :
                 "Fetch within one transaction without WITH HOLD, page through the rows by key, or use COPY ... TO STDOUT.");
}

} // namespace pooltidy::rules
