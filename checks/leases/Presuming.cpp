//===- Presuming.cpp - What other functions left behind -------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An entry knows nothing of what ran before it. Here is what it may presume all the same:
// a member that the program only ever gives one value holds it, when it holds anything.
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

namespace pooltidy::leases {

using namespace facts;
using models::Role;

/// Gives \p Kid, the member \p Field of the object \p Object from outside, what the program
/// puts there. Whether it is there at the moment stays open.
void Interpreter::presume(CellId Kid, CellId Object, StringId Field, TypeId FieldType, State &S) {
  constexpr unsigned MaxPresumptions = 4; // one inside the other
  const TypeId T = P.target(FieldType);
  const bool IsText = P.role(T) == Role::Text;
  const TypeId Inner = P.type(T).Kind == TypeKind::Pointer ? P.type(T).Inner
                       : P.role(T) == Role::Pointer && !P.type(T).Arguments.empty()
                           ? P.type(T).Arguments[0]
                           : 0;
  const bool IsObject = Inner && P.type(Inner).Kind == TypeKind::Class && P.role(Inner) == Role::None &&
                        !P.isLibrary(P.type(Inner).Usr);
  if ((!IsText && !IsObject) || S.cell(Kid).V.known() || Presuming >= MaxPresumptions || Stack.size() > 24 ||
      NothingKept.contains(Field))
    return;
  auto [By, What] = Kept.only(Field);
  if (!By) {
    NothingKept.insert(Field);
    return;
  }
  const unsigned WasCeiling = Ceiling;
  if (Ceiling == EntrySteps)
    Ceiling = std::min(Ceiling, Steps + MaxHelperSteps);
  ++Presuming;
  const size_t Temporaries = S.Temporaries.size();
  Outs R = valueIn(*By, What, Object, S);
  --Presuming;
  const bool Finished = Steps <= Ceiling;
  Ceiling = WasCeiling;
  // What opens a connection or sends something is not presumed: it is looked at where it is.
  if (!Finished || R.empty() || R[0].S->connections().size() != S.connections().size() ||
      R[0].S->leaseSignature() != S.leaseSignature()) {
    NothingKept.insert(Field);
    return;
  }
  State &After = *R[0].S;
  Value V = R[0].V;
  for (unsigned I = 0; I < 6 && V.K == Value::Ref; ++I) {
    const CellData &D = After.cell(V.Cell);
    if (IsObject && P.isObject(D.Type) && P.role(D.Type) != Role::Pointer)
      break;
    V = D.V;
  }
  if (IsText) {
    auto Same = [&](const Out &O) {
      Value Other = O.V;
      for (unsigned I = 0; I < 6 && Other.K == Value::Ref; ++I)
        Other = O.S->cell(Other.Cell).V;
      return Other.same(V);
    };
    if (V.K == Value::Words && !V.Known->empty() && llvm::all_of(R, Same))
      S.edit(Kid).V = V;
    return;
  }
  if (V.K != Value::Ref || !P.derives(P.type(After.cell(V.Cell).Type).Usr, P.type(Inner).Usr) ||
      After.cell(V.Cell).Symbolic)
    return;
  After.Frames.pop_back();
  After.Temporaries.resize(std::min(After.Temporaries.size(), Temporaries));
  // It was made out of sight: whether it is there, and in what state, is open.
  CellData &Made = After.edit(V.Cell);
  Made.Class = P.type(Made.Type).Usr;
  Made.Symbolic = true;
  After.edit(Kid).V = Value::ref(V.Cell);
  S.adopt(std::move(After));
}

/// A member that says whether a transaction is open, and whose value is not known: callers
/// may have one open, or not, and whoever reads it decides by that.
Interpreter::Outs Interpreter::eitherWay(CellId Flag, Location W, StatePtr S) {
  StatePtr Open = S->clone();
  Open->edit(Flag).V = Value::integer(1, W);
  Open->Inside = true;
  for (CellId C : Open->connections())
    if (Lease &L = Open->lease(C); Open->cell(C).Symbolic && L.Tx == Transaction::AssumedNone)
      L.Tx = Transaction::AssumedOpen;
  S->edit(Flag).V = Value::integer(0, W);
  Outs Both;
  Value No = S->cell(Flag).V, Yes = Open->cell(Flag).V;
  Both.push_back({std::move(S), No});
  Both.push_back({std::move(Open), Yes});
  return Both;
}

} // namespace pooltidy::leases
