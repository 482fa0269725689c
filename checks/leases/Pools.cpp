//===- Pools.cpp - How many connections a pool may hold -------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A library says the size of a pool where the pool is made, or in a call of its own
// before the pool starts. In the second form the default counts only where a start is
// seen that no such call came before; a pool from outside may have been told anything.
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

namespace pooltidy::leases {

using namespace facts;
using models::Slot;

void Interpreter::judgePool(const models::Operation &O, Location Otherwise,
                            const std::string &Origin, const Call &C, const Value &Result,
                            State &S) {
  for (Slot Part : {Slot::Size, Slot::Overflow}) {
    if (!has(O, Part, C))
      continue;
    Value Size = operand(O, Part, C, Result);
    for (unsigned I = 0; I < 4 && Size.K == Value::Ref; ++I)
      Size = S.cell(Size.Cell).V; // forwarded
    unsigned Limit = Part == Slot::Size ? Limits.Pool : Limits.Overflow;
    auto N = numberOf(Size, S);
    const models::Operand *Op = O.operand(Part);
    bool Written = Op->K == models::Operand::Kind::Argument
                       ? Op->Index < C.Written
                       : Op->K != models::Operand::Kind::Number;
    Location W = Written && Size.Where.valid() ? Size.Where : Otherwise;
    if (!Silent) {
      Amount A{N, Size.Cores};
      if (!N && Size.Usual)
        A.Count = Size.Number;
      std::optional<Amount> &To =
          Part == Slot::Size ? Supplied.Pools[Otherwise].Size : Supplied.Pools[Otherwise].Overflow;
      To ? To->unite(A) : void(To = A);
    }
    if (N && *N == 0 && Part == Slot::Size)
      tooMany(W, 0, false, Certainty::Certain, "any number of connections", Otherwise, Origin);
    else if (N && *N > static_cast<int64_t>(Limit))
      tooMany(W, *N, false, Certainty::Certain,
              Part == Slot::Size ? "connections" : "overflow connections", Otherwise, Origin);
    else if (Size.Cores)
      tooMany(W, 0, false, Certainty::Certain, "one connection for each processor", Otherwise, Origin);
    else if (Size.Usual && Size.Number > static_cast<int64_t>(Limit))
      tooMany(W, Size.Number, false, Certainty::Likely,
              Part == Slot::Size ? "connections unless configured otherwise"
                                 : "overflow connections unless configured otherwise",
              Otherwise, Origin);
  }
}

void Interpreter::makePool(const models::Operation &O, CellId Pool, const Call &C, State &S) {
  CellData &D = S.edit(Pool);
  D.Limited = has(O, Slot::Size, C);
  if (!D.Made.valid())
    D.Made = C.Where;
  if (D.Foreign)
    return;
  std::string Origin;
  if (const models::Library *L = mixedLibrary(C)) {
    Origin = L->Name + "\n@" + P.string(C.Where.File) + ":" + std::to_string(C.Where.Line) + ":" +
             std::to_string(C.Where.Column);
    CellId Pooled = S.create(0); // stands for what it hands out
    S.lease(Pooled).Origin = Origin;
    S.edit(Pool).Link = Pooled;
  }
  judgePool(O, C.Where, Origin, C, Value(), S);
  for (Slot Part : {Slot::Conninfo, Slot::Keywords, Slot::Options, Slot::Host, Slot::Database})
    if (O.operand(Part)) {
      startUp(O, C, S);
      break;
    }
}

void Interpreter::limitPool(const models::Operation &O, const Call &C, const Value &Result,
                            State &S) {
  Value At = operand(O, Slot::Pool, C, Result);
  if (At.K != Value::Ref)
    return;
  const CellData D = S.cell(At.Cell);
  const bool Start = O.Kind == models::Op::PoolStart;
  S.edit(At.Cell).Limited = true;
  const Lease *L = D.Link ? S.findLease(D.Link) : S.findLease(At.Cell);
  if (D.Foreign || (L && L->Foreign) || (Start && (D.Limited || D.Symbolic)))
    return;
  judgePool(O, Start && D.Made.valid() ? D.Made : C.Where, L ? L->Origin : "", C, Result, S);
}

} // namespace pooltidy::leases
