//===- Nesting.cpp - A second connection while one is held ----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One thread that holds a connection and asks for another may wait for itself. Two
// things count as holding: a transaction that is open, because it keeps a server
// connection of the pooler, and a connection that was taken out of a pool of the
// program and is not back yet, because the pool has one less. Two things count as
// asking: to send something on another connection, since only then a pooler looks for
// a server connection, and to take another one out of the same pool.
//
// A pool of the program's own needs no recognition by name: it is a container, and an
// element that is a connection leaves it and comes back.
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

namespace pooltidy::leases {

using namespace facts;
using models::Role;

/// Which thread of the program runs: the frame that it started with.
uint32_t Interpreter::threadNow() const {
  for (size_t I = Stack.size(); I-- > 0;)
    if (Stack[I].Thread)
      return static_cast<uint32_t>(I + 1);
  return 0;
}

/// Whether values of \p T are a connection, lead to one or keep one.
bool Interpreter::leadsToConnection(TypeId T, unsigned Depth) const {
  if (Depth > 4)
    return false;
  const Type &Ty = P.type(T);
  if (Ty.Kind == TypeKind::Pointer || Ty.Kind == TypeKind::Reference)
    return leadsToConnection(Ty.Inner, Depth + 1);
  if (Ty.Kind != TypeKind::Class)
    return false;
  switch (P.role(T)) {
  case Role::Connection:
  case Role::Autocommit:
  case Role::Transaction:
    return true;
  case Role::Pointer:
  case Role::Box:
    return !Ty.Arguments.empty() && leadsToConnection(Ty.Arguments[0], Depth + 1);
  case Role::None:
    break;
  default:
    return false;
  }
  const ClassInfo *Class = P.classInfo(Ty.Usr);
  if (!Class || Class->System)
    return false;
  return llvm::any_of(Class->Fields,
                      [&](const FieldInfo &F) { return leadsToConnection(F.Type, Depth + 1); });
}

/// Where the program asks for what is made at \p W: outside of the helpers that only
/// make connections and hand them out.
Location Interpreter::askedFrom(Location W, size_t Top) const {
  for (size_t I = Top; I-- > 1;) {
    const Frame &F = Stack[I];
    if (!handsOut(F))
      break;
    W = F.CallSite;
  }
  return W;
}

/// Whether \p F makes something that leads to a connection for whoever called it.
bool Interpreter::handsOut(const Frame &F) const {
  if (!F.CallSite.valid() || F.Thread)
    return false;
  return leadsToConnection(F.F->Constructor ? P.classType(F.F->Class) : F.F->Result);
}

std::vector<CellId> Interpreter::connectionsIn(CellId C, const State &S) const {
  std::vector<CellId> Found;
  auto Look = [&](CellId C, unsigned Depth, auto &Self) -> void {
    if (!C || Depth > 4)
      return;
    const CellData &D = S.cell(C);
    Role R = P.role(D.Type);
    if (S.findLease(C) || R == Role::Connection) {
      if (D.Link)
        return Self(D.Link, Depth + 1, Self);
      Found.push_back(C);
      return;
    }
    if (R == Role::Sequence || R == Role::Map || R == Role::Pool)
      return;
    if (D.Link)
      Self(D.Link, Depth + 1, Self);
    if (D.V.K == Value::Ref && D.V.Cell != C)
      Self(D.V.Cell, Depth + 1, Self);
    for (const auto &[Key, Kid] : D.Kids)
      Self(Kid, Depth + 1, Self);
  };
  Look(C, 0, Look);
  return Found;
}

/// Whether some variable of the running functions still leads to \p Connection. What
/// lies in a container is not held, and neither is what a dead object knew.
bool Interpreter::holdsNow(CellId Connection, const State &S) const {
  llvm::DenseSet<CellId> Seen;
  llvm::SmallVector<CellId, 32> Work;
  for (const auto &F : S.Frames) {
    Work.append(F->Locals.begin(), F->Locals.end());
    Work.append(F->Owned.begin(), F->Owned.end());
  }
  Work.append(S.Temporaries.begin(), S.Temporaries.end());
  for (const Frame &F : Stack)
    Work.push_back(F.This);
  while (!Work.empty()) {
    CellId C = Work.pop_back_val();
    if (C == NoCell || !Seen.insert(C).second)
      continue;
    const CellData &D = S.cell(C);
    if (D.Dead)
      continue;
    if (C == Connection)
      return true;
    Role R = P.role(D.Type);
    if (R == Role::Sequence || R == Role::Map || R == Role::Pool)
      continue;
    if (D.Link)
      Work.push_back(D.Link);
    if (D.V.K == Value::Ref)
      Work.push_back(D.V.Cell);
    for (const auto &[Key, Kid] : D.Kids)
      Work.push_back(Kid);
  }
  return false;
}

llvm::DenseSet<CellId> Interpreter::openTransactions(const State &S) const {
  llvm::DenseSet<CellId> Open;
  for (CellId C : S.connections())
    if (S.findLease(C)->inTransaction())
      Open.insert(C);
  return Open;
}

/// The transactions of \p S that are not among \p Before were begun by a call that was
/// remembered: they are as old as that call of now.
void Interpreter::begunNow(State &S, const llvm::DenseSet<CellId> &Before) {
  for (CellId C : openTransactions(S))
    if (!Before.contains(C)) {
      S.lease(C).BegunStep = Steps;
      S.lease(C).BegunSerial = Serial;
    }
}

/// Whether two connections lead to the same database.
Relation Interpreter::relation(CellId A, CellId B, const State &S) const {
  const Lease &L = *S.findLease(A), &M = *S.findLease(B);
  const CellData &X = S.cell(A), &Y = S.cell(B);
  if (L.Pool && L.Pool == M.Pool)
    return Relation::Same;
  if (X.Lender && X.Lender == Y.Lender)
    return Relation::Same;
  if (!L.Leads || !M.Leads)
    return Relation::Unknown;
  Relation R = L.Leads->relation(*M.Leads);
  // One place that is passed again and again, as in a loop over hosts, has other values each time.
  if (R == Relation::Same && X.MadeIn == Y.MadeIn && !L.Leads->constant())
    return Relation::Unknown;
  return R;
}

void Interpreter::nested(CellId Second, CellId First, Location W, Certainty Sure,
                         const std::string &Held, State &S) {
  const Lease &Theirs = *S.findLease(First);
  const Lease *Mine = Second ? S.findLease(Second) : nullptr;
  const CellData &D = S.cell(Second);
  Observation O;
  O.What = Clash::Nested;
  O.About = Subject::Connection;
  O.Where = W;
  O.Name = Held;
  O.Spelling = "a second connection";
  O.Origin = !Mine || Mine->Origin.empty() ? Theirs.Origin : Mine->Origin;
  O.Sure = S.Guessed ? Certainty::Possible : Sure;
  std::vector<PathStep> Path = path();
  if (Theirs.inTransaction() && Theirs.Begun.valid())
    Path.insert(Path.begin(), {Theirs.Begun, "the first connection's transaction begins here"});
  else if (S.cell(First).Asked.valid())
    Path.insert(Path.begin(), {S.cell(First).Asked, "the first connection is taken here"});
  if (D.Made.valid() && D.Made != W)
    Path.push_back({D.Made, "the second connection is made here"});
  O.Paths.insert(std::move(Path));
  report(std::move(O));
}

void Interpreter::needsServer(CellId Connection, Location W, State &S) {
  if (Silent)
    return;
  const Lease &Mine = S.lease(Connection);
  const CellData D = S.cell(Connection);
  // Who is in a transaction has its server connection. What was not seen to be made may
  // be any connection, also the one that is held.
  if (Mine.Foreign || Mine.Muted || Mine.inTransaction() || !D.Serial)
    return;
  const uint32_t Now = threadNow();
  for (CellId First : S.connections()) {
    const Lease &Theirs = *S.findLease(First);
    if (First == Connection || !Theirs.inTransaction() || Theirs.Foreign || Theirs.Muted ||
        Theirs.Thread != Now || S.cell(First).Dead ||
        (Theirs.Begun.valid() && Mine.Reported == Theirs.Begun))
      continue;
    Relation R = relation(First, Connection, S);
    if (R == Relation::Different)
      continue;
    // Taken while the transaction was open: the place to change is where it is taken.
    bool Inside = D.Serial > Theirs.BegunSerial;
    Certainty Sure = Certainty::Certain;
    if (R == Relation::Unknown) {
      bool FromOutside = !S.cell(First).Serial && !Theirs.Leads && !Theirs.Pool;
      bool Own = Mine.Pooled || D.Lender || (Mine.Leads && Mine.Leads->constant());
      Sure = FromOutside && Own && Inside ? Certainty::Likely : Certainty::Possible;
    } else if (Theirs.Tx == Transaction::AssumedOpen) {
      Sure = Certainty::Likely;
    }
    nested(Connection, First, Inside && D.Asked.valid() ? D.Asked : W, Sure, "transaction", S);
    if (Theirs.Begun.valid())
      S.lease(Connection).Reported = Theirs.Begun;
    return;
  }
}

void Interpreter::taken(CellId Connection, State &S) {
  if (Silent)
    return;
  const Lease &Mine = S.lease(Connection);
  const CellData D = S.cell(Connection);
  if (Mine.Foreign)
    return;
  for (CellId First : S.connections()) {
    const Lease &Theirs = *S.findLease(First);
    const CellData &X = S.cell(First);
    bool SamePool = (Mine.Pool && Mine.Pool == Theirs.Pool) || (D.Taken && D.Taken == X.Taken);
    if (First == Connection || !SamePool || X.Dead || Theirs.Foreign || X.Holder != D.Holder ||
        !holdsNow(First, S))
      continue;
    nested(Connection, First, D.Asked.valid() ? D.Asked : D.Made, Certainty::Certain,
           Theirs.inTransaction() ? "transaction" : "pool", S);
    return;
  }
}

//===----------------------------------------------------------------------===//
// Pools of the program's own
//===----------------------------------------------------------------------===//

void Interpreter::lent(CellId Container, CellId Element, TypeId Type, State &S) {
  // An element that nobody has looked at yet points to some connection.
  if (const CellData &D = S.cell(Element); D.V.K == Value::Unknown && leadsToConnection(Type)) {
    const facts::Type &T = P.type(P.target(Type));
    TypeId Inner = T.Kind == TypeKind::Pointer ? T.Inner
                   : P.role(Type) == Role::Pointer && !T.Arguments.empty() && D.Symbolic
                       ? T.Arguments[0]
                       : 0;
    if (Inner && P.role(Inner) == Role::Connection)
      S.edit(Element).V = Value::ref(symbolic(Inner, S));
  }
  for (CellId C : connectionsIn(Element, S)) {
    S.lease(C); // so that it can be found again when it has left
    S.edit(C).Lender = Container;
  }
}

/// Takes an element off an end of \p Container: the first for \p At 0, the last for -1.
Interpreter::States Interpreter::pop(CellId Container, int64_t At, Location W, StatePtr S) {
  const CellData D = S->cell(Container);
  const bool Known = D.Count >= 0;
  uint32_t Key = AnyElement;
  if (Known)
    Key = elementKey(At < 0 ? D.Count - 1 : 0);
  else if (At >= 0)
    Key = elementKey(0);
  CellId Element = S->findKid(Container, Key);
  if (!Element && !Known && D.Kids.size() == 1)
    Element = D.Kids[0].second;
  CellData &N = S->edit(Container);
  llvm::erase_if(N.Kids, [&](const auto &KeyAndKid) { return KeyAndKid.second == Element; });
  if (Known && N.Count > 0) {
    --N.Count;
    if (At >= 0)
      for (auto &[K, Kid] : N.Kids)
        if (K >= elementKey(0) && K != AnyElement)
          --K;
  }
  // A connection that went out of the container before its element did, or that has
  // another name by now, is with whoever asked for it.
  const std::vector<CellId> Inside = connectionsIn(Element, *S);
  const CellData E = S->cell(Element);
  const bool Unique =
      P.role(E.Type) == Role::Connection || P.string(P.type(E.Type).Name) == "std::unique_ptr";
  bool Left = false;
  for (CellId C : S->connections()) {
    if (S->cell(C).Lender != Container || S->cell(C).Taken || S->cell(C).Dead)
      continue;
    bool InElement = llvm::is_contained(Inside, C);
    bool Stays = llvm::any_of(S->cell(Container).Kids, [&](const auto &K) {
      return llvm::is_contained(connectionsIn(K.second, *S), C);
    });
    if (Stays || (InElement && Unique))
      continue;
    Left |= InElement;
    CellData &Out = S->edit(C);
    Out.Taken = Container;
    Out.Serial = ++Serial;
    Out.Holder = threadNow();
    if (!Out.Made.valid())
      Out.Made = W;
    Out.Asked = askedFrom(W);
    taken(C, *S);
  }
  States Now;
  if (Element && !Left)
    return destroy(Element, std::move(S), W);
  Now.push_back(std::move(S));
  return Now;
}

void Interpreter::givenBack(CellId Element, State &S) {
  for (CellId C : connectionsIn(Element, S))
    if (S.cell(C).Taken)
      S.edit(C).Taken = NoCell;
}

} // namespace pooltidy::leases
