//===- Waiting.cpp - What keeps a server connection without using it ------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A wait matters while a transaction of the same thread is open: other threads wait
// beside it and hold nothing here. Waiting for another thread to give a connection
// back, inside of what hands out connections, is asking for a second one (Nesting.cpp).
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

namespace pooltidy::leases {

using namespace facts;

void Interpreter::waits(State &S, Location W, const models::Operation &O, const std::string &Name) {
  const uint32_t Now = threadNow();
  for (CellId Connection : S.connections()) {
    const Lease &L = *S.findLease(Connection);
    if (!L.inTransaction() || L.Muted || L.Foreign || L.Thread != Now || S.cell(Connection).Dead)
      continue;
    Certainty Sure = O.On == models::WaitsOn::Lock || S.Guessed ? Certainty::Possible
                     : L.Tx == Transaction::AssumedOpen         ? Certainty::Likely
                                                                : Certainty::Certain;
    // The innermost function that hands out connections and was called in the transaction.
    size_t Maker = Stack.size();
    while (Maker-- > 1)
      if (Stack[Maker].Start >= L.BegunStep && handsOut(Stack[Maker]))
        break;
    if (O.On != models::WaitsOn::Outside && Maker > 0) {
      nested(NoCell, Connection, askedFrom(W, Maker + 1), std::min(Sure, Certainty::Likely),
             "transaction", S);
      continue;
    }
    Observation Seen;
    Seen.What = Clash::Waits;
    Seen.About = Subject::Wait;
    Seen.Origin = L.Origin;
    Seen.Where = W;
    Seen.Name = O.What;
    Seen.Spelling = Name + "()";
    Seen.Sure = Sure;
    Seen.Paths.insert(wayThrough(L, path()));
    report(std::move(Seen));
  }
}

} // namespace pooltidy::leases
