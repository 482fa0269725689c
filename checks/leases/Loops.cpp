//===- Loops.cpp - Loops, switches and exceptions -------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Loops are followed for a bounded number of turns, switches into each label that may
// be meant, and try blocks as if any of their statements might throw.
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

namespace pooltidy::leases {

using namespace facts;

namespace {
/// Times a loop whose condition is known is followed, for tables and pools.
constexpr unsigned MaxKnownTurns = 24;
/// Times a loop is followed when only the run knows whether it goes on: what one
/// turn leaves behind must be seen by the next.
constexpr unsigned MaxUnknownTurns = 2;
} // namespace

/// Whether a loop on this condition is meant to run as long as the program does:
/// it says so, or it looks at a flag.
bool Interpreter::endlessCondition(NodeId N) const {
  const Node *E = &node(N);
  while (E->Kind == NodeKind::Not)
    E = &node(kid(*E, 0));
  if (E->Kind == NodeKind::Int)
    return E->Value != 0;
  if (E->Kind == NodeKind::Local || E->Kind == NodeKind::Global || E->Kind == NodeKind::Field ||
      E->Kind == NodeKind::Deref)
    return P.type(P.target(E->Type)).Kind == TypeKind::Bool || P.type(P.target(E->Type)).Kind == TypeKind::Integer;
  if (E->Kind == NodeKind::Call) // std::atomic<bool>: a conversion or load() without arguments
    return P.callee(E->Symbol).Method && E->Value == 0 && P.type(E->Type).Kind == TypeKind::Bool &&
           !P.function(P.callee(E->Symbol).Usr);
  return false;
}

Interpreter::Exits Interpreter::execLoop(NodeId N, StatePtr S) {
  const NodeKind Kind = node(N).Kind;
  NodeId Cond = None, Body = None, Step = None;
  Exits Out;
  States In;
  if (Kind == NodeKind::For) {
    Cond = kid(node(N), 1);
    Step = kid(node(N), 2);
    Body = kid(node(N), 3);
    for (Exit &E : exec(kid(node(N), 0), std::move(S)))
      if (E.F == Flow::Normal)
        In.push_back(std::move(E.S));
      else
        Out.push_back(std::move(E));
  } else {
    Cond = kid(node(N), Kind == NodeKind::While ? 0 : 1);
    Body = kid(node(N), Kind == NodeKind::While ? 1 : 0);
    In.push_back(std::move(S));
  }

  Loop L;
  L.Endless = endlessCondition(Cond);
  L.Serial = Serial;
  const Node &C = node(Cond);
  auto CondOp = static_cast<Operator>(C.Value);
  bool Compares = C.Kind == NodeKind::Binary && (CondOp == Operator::Less || CondOp == Operator::LessEqual ||
                                                 CondOp == Operator::NotEqual);
  // A bound is computed, not fetched from a database.
  auto Computed = [this](NodeId E, auto &Self) -> bool {
    const Node &X = node(E);
    if (X.Kind == NodeKind::Assign || X.Kind == NodeKind::IndirectCall)
      return false;
    if (X.Kind == NodeKind::Call)
      if (const Function *F = P.function(P.callee(X.Symbol).Usr); F && P.reachesDatabase(*F))
        return false;
    return llvm::all_of(kids(X), [&](NodeId K) { return Self(K, Self); });
  };
  // What a variable is compared with says how often only where the loop counts in it: one that is
  // given values is the state of a machine.
  auto Counted = [&](NodeId E, auto &Self) -> bool {
    if (E == None)
      return false;
    const Node &X = node(E), &Left = node(kid(C, 0));
    if ((X.Kind == NodeKind::Step || X.Kind == NodeKind::CompoundAssign) && node(kid(X, 0)).Kind == NodeKind::Local &&
        node(kid(X, 0)).Symbol == Left.Symbol)
      return true;
    return llvm::any_of(kids(X), [&](NodeId K) { return Self(K, Self); });
  };
  if (Compares && node(kid(C, 0)).Kind == NodeKind::Local)
    Compares = Counted(Step, Counted) || Counted(Body, Counted);
  if (Compares && !In.empty() && Computed(kid(C, 1), Computed)) {
    bool WasSilent = std::exchange(Silent, true);
    Outs R = eval(kid(C, 1), In[0]->clone());
    Silent = WasSilent;
    if (!R.empty())
      L.Bound = R[0].V;
    Stack.back().Thrown.clear();
  }
  Stack.back().Loops.push_back(L);
  std::vector<std::pair<CellId, uint32_t>> Kept; // open transactions, and when they were begun
  if (!In.empty() && !Silent && spins(Cond, Body))
    for (CellId X : In[0]->connections())
      if (keepsServer(X, *In[0]) && In[0]->findLease(X)->inTransaction())
        Kept.push_back({X, In[0]->findLease(X)->BegunStep});
  const uint32_t WaitsBefore = WaitsTold;

  const size_t Mark = In.empty() ? 0 : In[0]->Temporaries.size();
  unsigned Unknown = 0;
  bool First = Kind == NodeKind::Do;
  for (unsigned Turn = 0; !In.empty(); ++Turn) {
    States Go;
    bool Doubt = false;
    for (StatePtr &One : In) {
      if (First) {
        Go.push_back(std::move(One));
        continue;
      }
      Outs R = truth(Cond, std::move(One));
      Doubt |= R.size() > 1;
      for (Result &O : R)
        for (StatePtr &D : destroyTemporaries(std::move(O.S), Mark))
          if (O.V.Number)
            Go.push_back(std::move(D));
          else
            Out.push_back({Flow::Normal, std::move(D), Value(), 0});
      takeThrown(Out);
    }
    First = false;
    In.clear();
    join(Go);
    // What a flag was taken to be before says nothing of the turns to come.
    bool Flag = L.Endless && P.type(P.target(node(Cond).Type)).Kind == TypeKind::Bool;
    Unknown += Doubt || Flag || node(Cond).Kind == NodeKind::Int;
    if (Unknown > MaxUnknownTurns || Turn > MaxKnownTurns || Steps > Ceiling) {
      // Enough is seen. A loop that only a flag ends is not left here.
      for (StatePtr &One : Go)
        drainLike(*One, Out);
      for (StatePtr &One : Go)
        if (node(Cond).Kind != NodeKind::Int)
          Out.push_back({Flow::Normal, std::move(One), Value(), 0});
      break;
    }
    const unsigned Before = Steps;
    for (size_t K = 0; K < Go.size(); ++K) {
      for (Exit &E : exec(Body, std::move(Go[K]))) {
        if (E.F == Flow::Break)
          Out.push_back({Flow::Normal, std::move(E.S), Value(), 0});
        else if (E.F != Flow::Normal && E.F != Flow::Continue)
          Out.push_back(std::move(E));
        else if (Step == None || node(Step).Kind == NodeKind::Unknown)
          In.push_back(std::move(E.S));
        else
          for (Result &O : eval(Step, std::move(E.S)))
            for (StatePtr &D : destroyTemporaries(std::move(O.S), Mark))
              In.push_back(std::move(D));
      }
      hurry(Go, K + 1, Before);
    }
    takeThrown(Out);
    join(In);
    if (Turn == 0 && !In.empty() && WaitsTold == WaitsBefore)
      endless(node(N).Where, Kept, *In[0]);
  }
  Stack.back().Loops.pop_back();
  joinExits(Out);
  return Out;
}

Interpreter::Exits Interpreter::execForEach(NodeId N, StatePtr S) {
  NodeId Range = kid(node(N), 0), Body = kid(node(N), 1);
  const uint32_t Var = node(N).Symbol;
  const bool ByReference = node(N).Flag;
  Exits Out;
  States In;
  const size_t Mark = S->Temporaries.size();
  CellId Whole = NoCell;
  for (Result &O : place(Range, std::move(S))) {
    Whole = O.V.Cell;
    In.push_back(std::move(O.S));
  }
  takeThrown(Out);
  Loop L;
  L.Serial = Serial;
  L.Bound = Value::unknown(node(N).Where);
  if (In.empty())
    return Out;
  const int64_t Count = countOf(Whole, *In[0]);
  if (Count >= 0)
    L.Bound = Value::integer(Count, node(N).Where);
  Stack.back().Loops.push_back(L);
  TypeId ElementType = Stack.back().F->Locals[Var].Type;
  unsigned Turns = Count >= 0 ? static_cast<unsigned>(std::min<int64_t>(Count, 64)) : MaxUnknownTurns;
  // How many there are is not known, but some of them are: those come first.
  std::vector<uint32_t> Known;
  if (Count < 0) {
    for (const auto &[Key, Kid] : In[0]->cell(Whole).Kids)
      if (Key >= elementKey(0) && Key != AnyElement && Known.size() < 64)
        Known.push_back(Key);
    llvm::sort(Known);
    Turns += Known.size();
  }
  for (unsigned I = 0; I < Turns && !In.empty(); ++I) {
    States Next;
    for (StatePtr &One : In) {
      if (Count < 0) // it may end before each turn
        Out.push_back({Flow::Normal, One->clone(), Value(), 0});
      CellId Element = NoCell;
      if (Count >= 0)
        Element = elementCell(Whole, Value::integer(I), ElementType, *One);
      else if (I < Known.size())
        Element = One->findKid(Whole, Known[I]);
      if (!Element)
        Element = symbolic(ElementType, *One);
      if (!ByReference) {
        CellId Copy = P.isObject(ElementType) ? copyObject(Element, *One) : One->create(P.target(ElementType));
        if (!P.isObject(ElementType))
          initialize(Copy, load(Element, *One), *One);
        Element = Copy;
      }
      auto &Locals = One->frame().Locals;
      if (Locals.size() <= Var)
        Locals.resize(Stack.back().F->Locals.size(), NoCell);
      Locals[Var] = Element;
      for (Exit &E : exec(Body, std::move(One))) {
        if (E.F == Flow::Break)
          Out.push_back({Flow::Normal, std::move(E.S), Value(), 0});
        else if (E.F == Flow::Normal || E.F == Flow::Continue)
          Next.push_back(std::move(E.S));
        else
          Out.push_back(std::move(E));
      }
    }
    join(Next);
    In = std::move(Next);
    if (Steps > Ceiling)
      break;
  }
  for (StatePtr &One : In)
    Out.push_back({Flow::Normal, std::move(One), Value(), 0});
  Stack.back().Loops.pop_back();
  Exits Done;
  for (Exit &E : Out)
    for (StatePtr &D : destroyTemporaries(std::move(E.S), Mark))
      Done.push_back({E.F, std::move(D), E.V, E.Label});
  joinExits(Done);
  return Done;
}

//===----------------------------------------------------------------------===//
// Switch and try
//===----------------------------------------------------------------------===//

Interpreter::Exits Interpreter::execSwitch(NodeId N, StatePtr S) {
  NodeId Cond = kid(node(N), 0), Body = kid(node(N), 1);
  Exits Out;
  const size_t Mark = S->Temporaries.size();
  Outs Values = eval(Cond, std::move(S));
  takeThrown(Out);
  // Where each label leads: the index of its statement in the body.
  std::vector<std::pair<std::optional<int64_t>, size_t>> Labels;
  bool HasDefault = false;
  if (node(Body).Kind == NodeKind::Block) {
    auto Kids = kids(node(Body));
    for (size_t I = 0; I < Kids.size(); ++I)
      for (const Node *K = &node(Kids[I]); K->Kind == NodeKind::Case; K = &node(kid(*K, 0))) {
        Labels.push_back({K->Flag ? std::nullopt : std::optional<int64_t>(K->Value), I});
        HasDefault |= K->Flag;
      }
  }
  auto Enter = [&](StatePtr S, size_t At) {
    for (Exit &E : execBlock(Body, std::move(S), At))
      if (E.F == Flow::Break)
        Out.push_back({Flow::Normal, std::move(E.S), Value(), 0});
      else
        Out.push_back(std::move(E));
  };
  for (Result &O : Values)
    for (StatePtr &One : destroyTemporaries(std::move(O.S), Mark)) {
      if (O.V.K == Value::Int) {
        size_t Target = ~size_t(0);
        for (auto &[Label, At] : Labels)
          if (Label ? *Label == O.V.Number : Target == ~size_t(0))
            Target = At;
        for (auto &[Label, At] : Labels)
          if (Label && *Label == O.V.Number)
            Target = At;
        if (Target == ~size_t(0))
          Out.push_back({Flow::Normal, std::move(One), Value(), 0});
        else
          Enter(std::move(One), Target);
        continue;
      }
      size_t Tried = 0;
      for (auto &[Label, At] : Labels) {
        if (++Tried > 64 || Steps > Ceiling)
          break;
        StatePtr Copy = One->clone();
        if (Label && node(Cond).Kind == NodeKind::Local)
          Copy->edit(localCell(node(Cond).Symbol, *Copy)).V = Value::integer(*Label);
        Enter(std::move(Copy), At);
      }
      if (!HasDefault)
        Out.push_back({Flow::Normal, std::move(One), Value(), 0});
    }
  joinExits(Out);
  return Out;
}

Interpreter::Exits Interpreter::execTry(NodeId N, StatePtr S) {
  llvm::SmallVector<NodeId, 4> Kids(kids(node(N)).begin(), kids(node(N)).end());
  NodeId Body = Kids[0];
  Exits Out;
  States Caught;
  const size_t Mark = S->frame().Owned.size();

  // Any statement of the body may throw. Its effects have happened or not; each
  // handler is entered with what the statements before left, marked as a guess.
  llvm::SmallVector<NodeId, 16> Statements(kids(node(Body)).begin(), kids(node(Body)).end());
  States In;
  In.push_back(std::move(S));
  for (size_t I = 0; I < Statements.size() && !In.empty(); ++I) {
    States Next;
    for (StatePtr &One : In)
      for (Exit &E : exec(Statements[I], std::move(One))) {
        if (E.F == Flow::Normal)
          Next.push_back(std::move(E.S));
        else if (E.F == Flow::Throw)
          Caught.push_back(std::move(E.S));
        else
          Out.push_back(std::move(E));
      }
    join(Next);
    In = std::move(Next);
    if (I + 1 < Statements.size())
      for (StatePtr &One : In) {
        Caught.push_back(One->clone());
        Caught.back()->Guessed = true;
      }
  }
  for (StatePtr &One : In)
    Out.push_back({Flow::Normal, std::move(One), Value(), 0});

  Exits Done;
  for (Exit &E : Out)
    for (StatePtr &D : unwind(std::move(E.S), Mark, node(N).Where))
      Done.push_back({E.F, std::move(D), E.V, E.Label});
  States Handled;
  for (StatePtr &One : Caught)
    for (StatePtr &D : unwind(std::move(One), Mark, node(N).Where))
      Handled.push_back(std::move(D));
  join(Handled);
  for (size_t H = 1; H < Kids.size(); ++H)
    for (StatePtr &One : Handled)
      for (Exit &E : exec(Kids[H], H + 1 < Kids.size() ? One->clone() : std::move(One))) {
        // What goes on after a handled guess is as certain as anything else, but
        // its leases carry the doubt of how they came about.
        Done.push_back(std::move(E));
      }
  takeThrown(Done);
  joinExits(Done);
  return Done;
}

} // namespace pooltidy::leases
