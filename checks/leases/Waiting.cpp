//===- Waiting.cpp - What keeps a server connection without using it ------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A wait matters while a transaction of the same thread is open, or while something else
// keeps the server connection: a COPY, rows that are read one by one, a pipeline without
// its sync. Other threads wait beside it and hold nothing here. Waiting for another thread
// to give a connection back, inside of what hands out connections, is asking for a second
// one (Nesting.cpp).
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

namespace pooltidy::leases {

using namespace facts;
using models::Op;
using models::Role;
using models::Slot;
using models::WaitsOn;

/// Whether \p Connection has a server connection to itself because of what this thread did.
bool Interpreter::keepsServer(CellId Connection, const State &S) const {
  const Lease &L = *S.findLease(Connection);
  if (L.Muted || L.Foreign || S.cell(Connection).Dead)
    return false;
  return L.inTransaction() ? L.Thread == threadNow() : !L.Busy.empty();
}

void Interpreter::waits(State &S, Location W, const std::string &What, WaitsOn On, Certainty Most,
                        const std::string &Name) {
  for (CellId Connection : S.connections()) {
    if (!keepsServer(Connection, S))
      continue;
    const Lease &L = *S.findLease(Connection);
    // That a flag says whether a transaction is open does not mean that one ever is, here.
    const bool Supposed = S.Inside && L.Tx == Transaction::AssumedOpen;
    Certainty Sure = std::min(Most, S.Guessed || Supposed                ? Certainty::Possible
                                    : L.Tx == Transaction::AssumedOpen   ? Certainty::Likely
                                                                         : Certainty::Certain);
    // The innermost function that hands out connections and was called in the transaction.
    size_t Maker = Stack.size();
    while (Maker-- > 1)
      if (Stack[Maker].Start >= L.BegunStep && handsOut(Stack[Maker]))
        break;
    if (On != WaitsOn::Outside && Maker > 0) {
      nested(NoCell, Connection, askedFrom(W, Maker + 1), std::min(Sure, Certainty::Likely), "transaction", S);
      continue;
    }
    Observation Seen;
    Seen.What = Clash::Waits;
    Seen.About = Subject::Wait;
    Seen.Origin = L.Origin;
    Seen.Where = W;
    Seen.Name = What;
    Seen.Spelling = Name;
    Seen.While = L.inTransaction() ? "a transaction is open" : L.Busy;
    Seen.Sure = Sure;
    Seen.Paths.insert(wayThrough(L, path()));
    WaitsTold += !Silent && Sure != Certainty::Possible;
    report(std::move(Seen));
  }
}

/// A loop that reads to the end was only followed for some turns: what its other ways out
/// found at its end, it finds as well.
void Interpreter::drainLike(State &S, const Exits &Left) {
  for (CellId C : S.connections())
    if (!S.findLease(C)->Busy.empty() && llvm::any_of(Left, [&](const Exit &E) {
          const Lease *L = E.S && E.F == Flow::Normal ? E.S->findLease(C) : nullptr;
          return L && L->Busy.empty();
        }))
      S.lease(C).Busy.clear();
}

/// What a caller passed in and nobody knows may wait for anything.
void Interpreter::unknownCallback(Location W, State &S) {
  waits(S, W, "whatever the function does that is passed in", WaitsOn::Outside, Certainty::Possible, "the callback");
}

bool Interpreter::noWait(Value From, const State &S) const {
  // Waiting for an answer that works on the connection is waiting for the database.
  if (From.K == Value::Ref && S.cell(From.Cell).Link)
    return true;
  auto IsFile = [&](CellId C) { return S.cell(C).File || P.role(S.cell(C).Type) == Role::File; };
  for (unsigned I = 0; I < 4 && From.K == Value::Ref && !IsFile(From.Cell) &&
                       P.role(S.cell(From.Cell).Type) == Role::None && S.cell(From.Cell).V.K != Value::Unknown;
       ++I)
    From = S.cell(From.Cell).V;
  return From.K == Value::Words || (From.K == Value::Ref && (IsFile(From.Cell) || S.findLease(From.Cell))) ||
         isOwnSocket(From, S);
}

bool Interpreter::isOneOf(const Value &From, const std::vector<std::string> &Names, const State &S) const {
  if (From.K != Value::Ref)
    return false;
  for (const auto &[Usr, C] : S.Globals) {
    const Variable *V = P.variable(Usr);
    if (V && llvm::is_contained(Names, P.string(V->Name)) &&
        (C == From.Cell || (S.cell(C).V.K == Value::Ref && S.cell(C).V.Cell == From.Cell)))
      return true;
  }
  return false;
}

/// Whether \p Limit, of type \p T, is a time of 0. A null pointer is no limit at all.
bool Interpreter::isNoTime(const Value &Limit, const facts::Type &T, const State &S) const {
  if (Limit.K != Value::Ref)
    return T.Kind != TypeKind::Pointer && Limit.K == Value::Int && !Limit.Number;
  const CellData &D = S.cell(Limit.Cell);
  if (D.V.K == Value::Int)
    return !D.V.Number;
  return (D.Zeroed || !D.Kids.empty()) && D.V.K == Value::Unknown && !D.Symbolic &&
         llvm::all_of(D.Kids, [&](const auto &Kid) { return numberOf(Value::ref(Kid.second), S) == 0; });
}

std::optional<Interpreter::Outs> Interpreter::applyWaiting(const models::Operation &O, const models::FunctionModel &M,
                                                           const Call &C, Value Result, StatePtr &S,
                                                           const std::string &Name) {
  auto Get = [&](Slot Part) { return operand(O, Part, C, Result); };
  auto Connection = [&]() -> Lease & { return S->lease(connectionOf(Get(Slot::Connection), *S, C.Where)); };
  switch (O.Kind) {
  case Op::Wait: {
    Certainty Most = O.On == WaitsOn::Lock ? Certainty::Possible : Certainty::Certain;
    if (has(O, Slot::Count, C)) {
      // A null pointer says nothing of its type; the parameter does.
      const models::Operand *Limit = O.operand(Slot::Count);
      const auto &Parameters = P.callee(C.Callee).Parameters;
      const bool Here = Limit->K == models::Operand::Kind::Argument && Limit->Index < Parameters.size();
      if (isNoTime(Get(Slot::Count), P.type(Here ? Parameters[Limit->Index] : 0), *S))
        break;
    }
    if (has(O, Slot::From, C)) {
      if (noWait(Get(Slot::From), *S))
        break;
      if (!O.Words.empty() && !isOneOf(Get(Slot::From), O.Words, *S))
        Most = Certainty::Possible;
    }
    if (O.On != WaitsOn::Lock)
      longLived(*S, C.Where);
    waits(*S, C.Where, O.What, O.On, Most, "'" + Name + "()'");
    break;
  }
  case Op::OpensFile: {
    CellId File = S->create(0);
    S->edit(File).File = S->edit(File).Symbolic = true; // or it could not be opened
    Result = Value::ref(File);
    break;
  }
  case Op::Watches: {
    Value Object = Get(Slot::Object), From = Get(Slot::From);
    if (Object.K == Value::Ref && From.K == Value::Ref)
      for (CellId X : connectionsIn(From.Cell, *S))
        S->edit(Object.Cell).Link = X;
    break;
  }
  case Op::Busy:
    Connection().Busy = O.What;
    break;
  case Op::Drained:
    Connection().Busy.clear();
    break;
  case Op::Fetch: {
    if (Connection().Busy.empty())
      break;
    // It goes on, or it has come to its end.
    Outs Both;
    StatePtr Ended = S->clone();
    Ended->lease(connectionOf(Get(Slot::Connection), *Ended, C.Where)).Busy.clear();
    Both.push_back({std::move(Ended), Get(Slot::End)});
    Value More = has(O, Slot::More, C) ? Get(Slot::More) : Value::unknown(C.Where);
    if (const facts::Type &T = P.type(C.Result); More.K == Value::Unknown && T.Kind == TypeKind::Pointer)
      More = Value::ref(S->create(T.Inner));
    Both.push_back({std::move(S), More});
    return Both;
  }
  default: break;
  }
  return one(std::move(S), Result);
}

//===----------------------------------------------------------------------===//
// Loops that only something outside of them ends
//===----------------------------------------------------------------------===//

/// Whether a loop goes round until another thread or a signal ends it: its condition is
/// always true or an atomic flag, and nothing in its body leaves it or changes the flag.
bool Interpreter::spins(NodeId Cond, NodeId Body) const {
  const Node *C = &node(Cond);
  while (C->Kind == NodeKind::Not)
    C = &node(kid(*C, 0));
  uint32_t Flag = 0;
  if (C->Kind == NodeKind::Call) {
    // std::atomic<bool> by its conversion or load(): a class of no interest with one plain argument.
    const Callee &Target = P.callee(C->Symbol);
    if (!endlessCondition(Cond) || !P.models(C->Symbol).empty() || !C->KidCount)
      return false;
    const Node &Object = node(kid(*C, 0));
    const facts::Type &T = P.type(P.target(Object.Type));
    if (T.Arguments.size() != 1 || !P.isLibrary(Target.Class) ||
        (P.type(T.Arguments[0]).Kind != TypeKind::Bool && P.type(T.Arguments[0]).Kind != TypeKind::Integer))
      return false;
    Flag = Object.Symbol;
  } else if (C->Kind != NodeKind::Int || !C->Value) {
    return false;
  }
  // What leaves the loop, and calls that are given the flag.
  auto Leaves = [&](NodeId N, bool Inner, auto &Self) -> bool {
    const Node &E = node(N);
    switch (E.Kind) {
    case NodeKind::Return:
    case NodeKind::Throw:
    case NodeKind::Goto: return true;
    case NodeKind::Break:
      if (!Inner)
        return true;
      break;
    case NodeKind::Call:
      if (P.callee(E.Symbol).NoReturn)
        return true;
      break;
    case NodeKind::Global:
    case NodeKind::Field:
    case NodeKind::Local:
      if (Flag && E.Symbol == Flag)
        return true;
      break;
    default: break;
    }
    bool Loops = E.Kind == NodeKind::While || E.Kind == NodeKind::Do || E.Kind == NodeKind::For ||
                 E.Kind == NodeKind::ForEach || E.Kind == NodeKind::Switch;
    return llvm::any_of(kids(E), [&](NodeId K) { return Self(K, Inner || Loops, Self); });
  };
  return !Leaves(Body, false, Leaves);
}

void Interpreter::endless(Location W, const std::vector<std::pair<CellId, uint32_t>> &Before, State &After) {
  for (const auto &[Connection, Step] : Before) {
    const Lease *L = After.findLease(Connection);
    if (!L || !L->inTransaction() || L->BegunStep != Step || After.cell(Connection).Dead)
      continue;
    waits(After, W, "another thread or a signal to end it", WaitsOn::Outside, Certainty::Likely, "this loop");
    return;
  }
}

} // namespace pooltidy::leases
