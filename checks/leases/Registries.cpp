//===- Registries.cpp - Statements that are kept in maps ------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A program whose statements can be configured declares them by name, with the text
// that is used unless somebody gives another, and takes them out of a map much later.
// The function that declares them touches no database, and none of those that do calls
// it, so it is run once on its own; what it puts into which map is kept here.
//
// Keys are compared by what is known of them: the prefix is often only known when the
// program runs. Nothing but statements is taken from here: that a user name is empty
// unless it is configured says nothing about what the program does.
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

#include "llvm/ADT/StringExtras.h"

namespace pooltidy::leases {

using namespace facts;
using models::Role;

namespace {

constexpr unsigned MaxDeclaring = 30000;     ///< steps of one function that declares
constexpr unsigned MaxDeclaringAll = 200000; ///< of all of them
constexpr size_t ShortestKey = 3;            ///< of which something is known

/// The bytes of \p T behind its last hole.
llvm::StringRef tail(const Text &T) {
  if (T.complete())
    return T.bytes();
  const sql::Hole &Last = T.sql().Holes.back();
  return T.bytes().drop_front(Last.Offset + Last.Length);
}

llvm::StringRef head(const Text &T) {
  return T.complete() ? T.bytes() : T.bytes().take_front(T.sql().Holes[0].Offset);
}

/// How many of the last bytes of two keys agree that may be the same; 0 where they are not.
size_t agreement(const Text &A, const Text &B) {
  if (A.complete() && B.complete())
    return A.bytes() == B.bytes() ? A.size() + 1 : 0;
  const llvm::StringRef TailA = tail(A), TailB = tail(B), HeadA = head(A), HeadB = head(B);
  const size_t Last = std::min(TailA.size(), TailB.size()), First = std::min(HeadA.size(), HeadB.size());
  if (Last < ShortestKey || TailA.take_back(Last) != TailB.take_back(Last) ||
      HeadA.take_front(First) != HeadB.take_front(First))
    return 0;
  return Last + (TailA.size() == TailB.size());
}

} // namespace

/// The member or the variable that the container \p C is; 0 where nothing tells.
StringId Interpreter::ownerOf(CellId C, const State &S) const {
  auto Member = [&](CellId Object) -> StringId {
    for (const auto &[Key, Kid] : S.cell(Object).Kids)
      if (Kid == C && Key < elementKey(0))
        return Key;
    return 0;
  };
  for (const Frame &F : llvm::reverse(Stack))
    if (F.This)
      if (StringId Field = Member(F.This))
        return Field;
  StringId Owner = 0; // of several the first of the program, whatever the order of a hash
  for (const auto &[Usr, Held] : S.Globals)
    if (StringId One = Held == C ? Usr : Member(Held); One && (!Owner || One < Owner))
      Owner = One;
  return Owner;
}

/// The element of the map \p Map at \p Key, while a function that declares is run.
std::optional<CellId> Interpreter::declared(CellId Map, const Value &Key, TypeId ValueType, State &S) {
  if (!Declaring || P.role(ValueType) != Role::Text)
    return std::nullopt;
  const Text Wanted = textOf(Key, S);
  const StringId Owner = ownerOf(Map, S);
  if (!Owner || tail(Wanted).size() < ShortestKey)
    return std::nullopt;
  CellId Element = S.create(P.target(ValueType), Value::words(Text()));
  Declaring->push_back({Owner, Wanted, Element});
  S.Globals[FirstRegistered + static_cast<uint32_t>(Declaring->size())] = Element; // so that it is not forgotten
  return Element;
}

Outlook::Registry Interpreter::declareAll() {
  Outlook::Registry Registry;
  Silent = true;
  unsigned Left = MaxDeclaringAll;
  for (const Function &F : P.all().P.functions()) {
    const bool HasStatement = llvm::any_of(F.Nodes, [this](const Node &N) {
      return N.Kind == NodeKind::Text && beginsLikeStatement(P.literal(N.Symbol).Bytes);
    });
    if (!HasStatement || F.Body == None || F.System || F.Lambda || !Left || P.reachesDatabase(F))
      continue;
    std::vector<Declared> Seen;
    Declaring = &Seen;
    const unsigned Most = std::min(Left, MaxDeclaring);
    Steps = 0;
    Ceiling = Most;
    StatePtr S = std::make_unique<State>();
    std::vector<Value> Arguments = unknownArguments(F, *S);
    CellId This = NoCell;
    if (F.Method) {
      This = S->create(P.classType(F.Class));
      S->edit(This).Symbolic = !F.Constructor;
    }
    Outs Ends = run(F, This, Value(), std::move(Arguments), Location(), std::move(S));
    Left -= std::min(Left, Steps);
    Declaring = nullptr;
    if (Ends.empty())
      continue;
    const State &After = *Ends[0].S;
    for (const Declared &D : Seen) {
      const Value &V = After.cell(D.Element).V;
      if (V.K == Value::Words && beginsLikeStatement(V.Known->bytes()))
        Registry[D.Owner].push_back({D.Key, V});
    }
  }
  return Registry;
}

/// The statement that the program declares for \p Key in the map \p Map from outside, where
/// it is the only one.
Value Interpreter::registered(CellId Map, const Value &Key, TypeId ValueType, State &S) {
  if (Declaring || !S.cell(Map).Symbolic || P.role(ValueType) != Role::Text)
    return Value();
  const Text Wanted = textOf(Key, S);
  if (tail(Wanted).size() < ShortestKey)
    return Value();
  const StringId Owner = ownerOf(Map, S);
  if (!Owner)
    return Value();
  const auto *Known = P.declared(Owner, [&](Outlook &Whole) {
    Trace Unheard; // what it asks of the program is no question of this entry
    return Interpreter(Whole, Unheard, Limits, {}).declareAll();
  });
  if (!Known)
    return Value();
  size_t Best = 0;
  Value Found;
  for (const auto &[Have, What] : *Known) {
    const size_t Agree = agreement(Have, Wanted);
    if (!Agree || Agree < Best)
      continue;
    if (Agree == Best && !Found.same(What)) {
      Found = Value(); // two statements go by that name
      continue;
    }
    if (Agree > Best)
      Found = What;
    Best = Agree;
  }
  return Found;
}

} // namespace pooltidy::leases
