//===- Enter.cpp - Entries, and the end of the analysis -------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An entry is run with nothing known of its arguments: what it is handed are objects from
// outside, whose connections are in whatever state their type says.
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

namespace pooltidy::leases {

using namespace facts;
using models::Role;

Interpreter::Interpreter(Outlook &Whole, Trace &Asked, Budget Limits, Before Was)
    : Sightings(Whole.P), P(Whole, Asked), Limits(Limits), Effects(P), Names(P), Formats(P), Kept(P),
      TotalSteps(Was.Taken), StartSteps(Was.Taken), Backends(P.modelSet()) {
  BoundByEnvironment = Was.BoundByEnvironment;
  for (const auto &L : P.modelSet().libraries())
    if (L->hasForeign())
      Mixed.insert(L.get());
}

/// What a call of \p F that nothing is known of is given.
std::vector<Value> Interpreter::unknownArguments(const Function &F, State &S) {
  std::vector<Value> Arguments;
  for (uint32_t Parameter : F.Parameters) {
    TypeId T = F.Locals[Parameter].Type;
    const Type &Ty = P.type(T);
    if (Ty.Kind == TypeKind::Reference || P.isObject(T))
      Arguments.push_back(Value::ref(symbolic(T, S)));
    else if (Ty.Kind == TypeKind::Pointer && P.isObject(Ty.Inner))
      Arguments.push_back(Value::ref(symbolic(Ty.Inner, S)));
    else
      Arguments.push_back(Value::unknown(F.Locals[Parameter].Where)),
          Arguments.back().Symbol = Parameter + 1;
    // The coverage says where what is not known comes from.
    if (const Value &V = Arguments.back(); V.K == Value::Ref)
      if (CellData &D = S.edit(V.Cell); D.V.K == Value::Unknown && !D.V.Where.valid())
        D.V.Where = F.Locals[Parameter].Where;
  }
  return Arguments;
}

void Interpreter::enter(const Function &F) {
  P.found(&F);
  TotalSteps += Steps;
  Steps = 0;
  const bool Full = TotalSteps < MaxTotalSteps;
  EntrySteps = Full ? MaxEntrySteps : MaxLateSteps;
  if (Full)
    LastFull = TotalSteps - StartSteps;
  else
    FirstShort = std::min(FirstShort, TotalSteps - StartSteps);
  Ceiling = EntrySteps;
  HelperSteps.clear();
  StatePtr S = std::make_unique<State>();
  std::vector<Value> Arguments = unknownArguments(F, *S);
  // Who is handed a transaction object runs inside its transaction from the start.
  for (const Value &V : Arguments)
    if (V.K == Value::Ref && P.role(S->cell(V.Cell).Type) == Role::Transaction)
      connectionOf(V, *S, F.Where);
  CellId This = NoCell;
  if (F.Method && !F.Lambda) {
    This = S->create(P.classType(F.Class));
    // A constructor builds a new object, every other method meets one.
    S->edit(This).Symbolic = !F.Constructor;
  }
  // What is open when the entry ends is somebody else's to commit.
  for (Out &O : run(F, This, Value(), std::move(Arguments), Location(), std::move(S))) {
    noteForeign(F, O);
    for (CellId C : O.S->connections())
      if (Lease &L = O.S->lease(C); L.inTransaction() && !L.Alive.empty()) {
        Stack.emplace_back().F = &F;
        leases::leave(L, here(F.Nodes[F.Body].Where, *O.S, ""));
        Stack.pop_back();
      }
  }
  Stack.clear();
  Taken = TotalSteps + Steps - StartSteps;
}

bool Interpreter::Before::fits(const Sightings &S) const {
  const bool AnyFull = S.FirstShort != 0, AnyShort = S.FirstShort != ~uint64_t(0);
  return (!AnyFull || Taken + S.LastFull < MaxTotalSteps) && (!AnyShort || Taken + S.FirstShort >= MaxTotalSteps);
}

} // namespace pooltidy::leases
