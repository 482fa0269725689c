//===- Statements.cpp - Control flow, blocks, exceptions ------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A statement takes one state and gives the ways it can be left. Blocks destroy
// what was declared in them on every one of these ways, which is how RAII guards,
// early returns and exceptions come out right without being special.
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

namespace pooltidy::leases {

using namespace facts;

namespace {
/// Paths with equal leases that are kept apart at a join, by the depth of calls.
/// Correlated branches (`good ? COMMIT : ROLLBACK`) need a few; every level of calls
/// multiplies what is kept, and far down the conditions are seldom about leases.
constexpr size_t maxVariants(size_t Depth) { return Depth <= 4 ? 4 : Depth <= 7 ? 2 : 1; }
/// Paths kept apart in all.
constexpr size_t MaxStates = 24;
/// Steps in one call after which only what leases look like is kept apart.
constexpr unsigned FewVariants = 20000;
/// Steps that make a statement costly.
constexpr unsigned CostlySteps = 2000;
} // namespace

/// A function that takes many times its own size to run is a product of unrelated
/// conditions, so less is kept apart in it.
size_t Interpreter::mostVariants() const {
  if (Stack.empty())
    return maxVariants(0);
  const Frame &F = Stack.back();
  if (IsBuilding)
    return Stack.size() > 3 ? 1 : 2;
  const size_t Size = F.F->Nodes.size();
  const unsigned Taken = Steps - F.Start;
  if (F.Own > 10 * Size + 1000 || Taken > FewVariants)
    return 1;
  const size_t Most = maxVariants(Stack.size());
  return F.Own > 4 * Size + 400 || Taken > FewVariants / 4 ? std::min<size_t>(Most, 2) : Most;
}

/// Called between the states that a statement runs on: when it has proved costly,
/// those that still wait for their turn, from \p Next on, are joined first.
void Interpreter::hurry(States &In, size_t Next, unsigned Before) {
  if (Steps - Before < CostlySteps || In.size() - Next < 2)
    return;
  States Rest;
  for (size_t I = Next; I < In.size(); ++I)
    Rest.push_back(std::move(In[I]));
  In.truncate(Next);
  join(Rest, 1);
  for (StatePtr &S : Rest)
    In.push_back(std::move(S));
}

void Interpreter::join(States &In, size_t Most) {
  if (In.size() < 2)
    return;
  Most = std::min(Most, mostVariants());
  llvm::DenseMap<uint64_t, unsigned> Seen;
  States Kept;
  for (StatePtr &S : In)
    if (Seen.try_emplace(S->signature(nullptr), 0).second)
      Kept.push_back(std::move(S));
  if (Kept.size() > Most) {
    // What leases look like must stay apart; what variables hold only to a degree.
    llvm::DenseSet<uint64_t> Shapes;
    for (StatePtr &S : Kept)
      Shapes.insert(S->leaseSignature());
    llvm::DenseMap<uint64_t, llvm::SmallVector<size_t, 4>> Groups;
    States Merged;
    for (StatePtr &S : Kept) {
      auto &Group = Groups[S->leaseSignature(/*Outline=*/Shapes.size() > MaxShapes)];
      if (Group.size() < Most) {
        Group.push_back(Merged.size());
        Merged.push_back(std::move(S));
      } else {
        Merged[Group.back()]->merge(*S);
      }
    }
    if (Merged.size() > MaxStates) {
      Merged.resize(MaxStates);
      if (!Stack.empty())
        giveUp(*Stack.back().F, "it has too many paths");
    }
    Kept = std::move(Merged);
  }
  In = std::move(Kept);
}

void Interpreter::joinExits(Exits &In) {
  if (In.size() < 2)
    return;
  Exits Out;
  // Exits with a value or a label are kept apart by it; the others join.
  for (Flow F : {Flow::Normal, Flow::Break, Flow::Continue, Flow::Throw}) {
    States Same;
    for (Exit &E : In)
      if (E.S && E.F == F && E.V.K == Value::Unknown)
        Same.push_back(std::move(E.S));
    join(Same);
    for (StatePtr &S : Same)
      Out.push_back({F, std::move(S), Value(), 0});
  }
  llvm::DenseMap<uint64_t, unsigned> Seen;
  for (Exit &E : In)
    if (E.S) {
      uint64_t Sig = E.S->signature(&E.V) * 31 + E.Label * 7 + static_cast<unsigned>(E.F);
      if (Seen.try_emplace(Sig, 0).second && Seen.size() <= MaxStates)
        Out.push_back(std::move(E));
    }
  In = std::move(Out);
}

/// Exceptions that left a call inside the expression just evaluated.
void Interpreter::takeThrown(Exits &Out) {
  Exits Thrown = std::move(Stack.back().Thrown);
  Stack.back().Thrown.clear();
  addTo(Out, std::move(Thrown));
}

Interpreter::States Interpreter::destroyTemporaries(StatePtr S, size_t Mark) {
  States Now;
  Now.push_back(std::move(S));
  while (!Now.empty() && Now[0]->Temporaries.size() > Mark) {
    States Next;
    for (StatePtr &One : Now) {
      CellId C = One->Temporaries.back();
      One->Temporaries.pop_back();
      for (StatePtr &D : destroy(C, std::move(One), Stack.back().CallSite))
        Next.push_back(std::move(D));
    }
    Now = std::move(Next);
  }
  return Now;
}

/// Destroys what the frame owns beyond the first \p Mark objects, the youngest first.
Interpreter::States Interpreter::unwind(StatePtr S, size_t Mark, Location Where) {
  States Now;
  Now.push_back(std::move(S));
  while (!Now.empty() && Now[0]->frame().Owned.size() > Mark) {
    States Next;
    for (StatePtr &One : Now) {
      CellId C = One->frame().Owned.back();
      One->frame().Owned.pop_back();
      for (StatePtr &D : destroy(C, std::move(One), Where))
        Next.push_back(std::move(D));
    }
    Now = std::move(Next);
    join(Now);
  }
  return Now;
}

Interpreter::Exits Interpreter::execAll(llvm::ArrayRef<NodeId> Kids, size_t From, States In) {
  Exits Left;
  for (size_t I = From; I < Kids.size() && !In.empty(); ++I) {
    States Next;
    const unsigned Before = Steps;
    for (size_t K = 0; K < In.size(); ++K) {
      for (Exit &E : exec(Kids[I], std::move(In[K])))
        if (E.F == Flow::Normal)
          Next.push_back(std::move(E.S));
        else
          Left.push_back(std::move(E));
      hurry(In, K + 1, Before);
    }
    join(Next);
    if (Stack.size() == 1)
      for (StatePtr &S : Next)
        S->collect({});
    In = std::move(Next);
    if (Steps > Ceiling)
      break;
  }
  for (StatePtr &S : In)
    Left.push_back({Flow::Normal, std::move(S), Value(), 0});
  return Left;
}

Interpreter::Exits Interpreter::execBlock(NodeId N, StatePtr S, size_t From) {
  llvm::SmallVector<NodeId, 16> Kids(kids(node(N)).begin(), kids(node(N)).end());
  const size_t Mark = S->frame().Owned.size();
  States In;
  In.push_back(std::move(S));
  Exits Out = execAll(Kids, From, std::move(In));

  // goto to a label of this block, forwards or backwards.
  for (unsigned Turn = 0; Turn < 4; ++Turn) {
    Exits Rest;
    bool Jumped = false;
    for (Exit &E : Out) {
      size_t Target = Kids.size();
      if (E.F == Flow::Goto)
        for (size_t I = 0; I < Kids.size(); ++I)
          if (node(Kids[I]).Kind == NodeKind::Label && node(Kids[I]).Symbol == E.Label)
            Target = I;
      if (Target == Kids.size()) {
        Rest.push_back(std::move(E));
        continue;
      }
      Jumped = true;
      if (Turn == 3)
        continue; // the same jump again and again adds nothing
      States Again;
      Again.push_back(std::move(E.S));
      addTo(Rest, execAll(Kids, Target, std::move(Again)));
    }
    Out = std::move(Rest);
    joinExits(Out);
    if (!Jumped)
      break;
  }

  // The end of the block, on whichever way it is left.
  Exits Done;
  for (Exit &E : Out) {
    States Now = unwind(std::move(E.S), Mark, node(N).Where);
    takeThrown(Done);
    for (StatePtr &One : Now)
      Done.push_back({E.F, std::move(One), E.V, E.Label});
  }
  return Done;
}

Interpreter::Exits Interpreter::exec(NodeId N, StatePtr S) {
  const Node &E = node(N);
  Exits Out;
  if (spent()) {
    giveUp(*Stack.front().F, "it takes too many steps");
    Out.push_back({Flow::Normal, std::move(S), Value(), 0});
    return Out;
  }
  const size_t Mark = S->Temporaries.size();
  auto Finish = [&](Outs In, auto Then) {
    for (Result &O : In) {
      // The value is in use while they go: it may own what one of them owns, too.
      const bool Kept = O.V.K == Value::Ref && O.S->Temporaries.size() > Mark;
      if (Kept)
        O.S->Temporaries.insert(O.S->Temporaries.begin() + Mark, O.V.Cell);
      for (StatePtr &D : destroyTemporaries(std::move(O.S), Mark + Kept)) {
        D->Temporaries.resize(std::min(D->Temporaries.size(), Mark));
        Then(std::move(D), O.V);
      }
    }
    Exits Thrown;
    takeThrown(Thrown);
    for (Exit &T : Thrown)
      for (StatePtr &D : destroyTemporaries(std::move(T.S), Mark))
        Out.push_back({T.F, std::move(D), Value(), T.Label});
  };
  auto Normal = [&](StatePtr S, const Value &V) { Out.push_back({Flow::Normal, std::move(S), V, 0}); };

  switch (E.Kind) {
  case NodeKind::Block:
    if (E.Flag) { // several variables declared at once
      llvm::SmallVector<NodeId, 4> Kids(kids(E).begin(), kids(E).end());
      States In;
      In.push_back(std::move(S));
      return execAll(Kids, 0, std::move(In));
    }
    return execBlock(N, std::move(S), 0);
  case NodeKind::Evaluate:
    Stack.back().Unused = kid(E, 0);
    Finish(eval(kid(E, 0), std::move(S)), Normal);
    return Out;
  case NodeKind::Declare: {
    const facts::Local &L = Stack.back().F->Locals[E.Symbol];
    if (L.Lives != Storage::Automatic) {
      // The initialiser of a static runs once; what it does is done here.
      if (S->Globals.count(L.Usr) || !E.KidCount) {
        globalCell(L.Usr, *S);
        Normal(std::move(S), Value());
        return Out;
      }
      Finish(eval(kid(E, 0), std::move(S)), [&](StatePtr S, const Value &V) {
        if (P.type(L.Type).Kind == TypeKind::Reference && V.K == Value::Ref) {
          S->Globals[L.Usr] = V.Cell;
        } else {
          CellId C = symbolic(L.Type, *S);
          S->edit(C).Symbolic = false;
          S->Globals[L.Usr] = C;
          initialize(C, V, *S);
        }
        Normal(std::move(S), Value());
      });
      return Out;
    }
    auto Bind = [this, N](StatePtr &S, CellId C) {
      auto &Locals = S->frame().Locals;
      if (Locals.size() <= node(N).Symbol)
        Locals.resize(Stack.back().F->Locals.size(), NoCell);
      Locals[node(N).Symbol] = C;
    };
    Bind(S, NoCell); // of an earlier turn of a loop
    if (!E.KidCount) {
      CellId C = S->create(L.Type);
      S->edit(C).Made = E.Where;
      Bind(S, C);
      if (P.isObject(L.Type))
        S->frame().Owned.push_back(C);
      Normal(std::move(S), Value());
      return Out;
    }
    if (P.type(L.Type).Kind == TypeKind::Reference) {
      Finish(place(kid(E, 0), std::move(S)), [&](StatePtr S, const Value &V) {
        Bind(S, V.Cell);
        // A temporary that a reference keeps alive dies with the block.
        NodeKind Init = node(kid(node(N), 0)).Kind;
        if (Init == NodeKind::Construct || Init == NodeKind::List)
          S->frame().Owned.push_back(V.Cell);
        Normal(std::move(S), Value());
      });
      return Out;
    }
    Finish(eval(kid(E, 0), std::move(S)), [&](StatePtr S, const Value &V) {
      CellId C;
      if (CellId Named = S->frame().Locals[node(N).Symbol]; Named != NoCell) {
        // Its own initialiser names it: a function that calls itself.
        S->edit(Named).Symbolic = false;
        initialize(Named, V, *S);
        if (P.isObject(L.Type))
          S->frame().Owned.push_back(Named);
        Normal(std::move(S), Value());
        return;
      }
      if (V.K == Value::Ref && P.isObject(L.Type)) {
        C = V.Cell; // the new object is the variable
      } else {
        C = S->create(L.Type);
        initialize(C, V, *S);
      }
      Bind(S, C);
      if (P.isObject(L.Type))
        S->frame().Owned.push_back(C);
      Normal(std::move(S), Value());
    });
    return Out;
  }
  case NodeKind::InitField: {
    CellId Self = Stack.back().This;
    // A reference member is another name for what it is bound to.
    bool Reference = P.type(E.Type).Kind == TypeKind::Reference;
    Finish(Reference ? place(kid(E, 0), std::move(S)) : eval(kid(E, 0), std::move(S)),
           [&](StatePtr S, const Value &V) {
             TypeId T = P.target(node(N).Type);
             if (V.K == Value::Ref && (Reference || P.isObject(T))) {
               S->setKid(Self, node(N).Symbol, V.Cell);
             } else {
               CellId C = S->create(T);
               S->setKid(Self, node(N).Symbol, C);
               initialize(C, V, *S);
             }
             Normal(std::move(S), Value());
           });
    return Out;
  }
  case NodeKind::InitBase: {
    NodeId Base = kid(E, 0);
    if (node(Base).Kind == NodeKind::Construct)
      Finish(construct(Base, Stack.back().This, std::move(S)), Normal);
    else
      Finish(eval(Base, std::move(S)), Normal);
    return Out;
  }
  case NodeKind::If: {
    NodeId Then = kid(E, 1), Else = E.KidCount > 2 ? kid(E, 2) : None;
    States Yes, No;
    Finish(truth(kid(E, 0), std::move(S)),
           [&](StatePtr S, const Value &V) { (V.Number ? Yes : No).push_back(std::move(S)); });
    join(Yes);
    join(No);
    for (StatePtr &One : Yes)
      addTo(Out, exec(Then, std::move(One)));
    for (StatePtr &One : No)
      if (Else != None)
        addTo(Out, exec(Else, std::move(One)));
      else
        Normal(std::move(One), Value());
    joinExits(Out);
    return Out;
  }
  case NodeKind::While:
  case NodeKind::Do:
  case NodeKind::For:
    return execLoop(N, std::move(S));
  case NodeKind::ForEach:
    return execForEach(N, std::move(S));
  case NodeKind::Switch:
    return execSwitch(N, std::move(S));
  case NodeKind::Case:
  case NodeKind::Label:
    return exec(kid(E, 0), std::move(S));
  case NodeKind::Return: {
    if (!E.KidCount) {
      Out.push_back({Flow::Return, std::move(S), Value(), 0});
      return Out;
    }
    const Type &Returned = P.type(Stack.back().F->Result);
    bool Reference = Returned.Kind == TypeKind::Reference;
    Finish(Reference ? place(kid(E, 0), std::move(S)) : eval(kid(E, 0), std::move(S)),
           [&](StatePtr S, const Value &V) {
             Value Given = V;
             // What a getter gives out of a buffer nobody wrote to yet, its caller may fill.
             const NodeId From = kid(node(N), 0);
             if (V.K == Value::Unknown && Returned.Kind == TypeKind::Pointer &&
                 P.type(Returned.Inner).Kind == TypeKind::Character &&
                 (node(From).Kind == NodeKind::Field || node(From).Kind == NodeKind::Global))
               Given = Value::ref(pointee(From, V, node(From).Type, *S));
             if (!Reference && V.K == Value::Ref) {
               // The returned object leaves the block alive.
               auto &Owned = S->frame().Owned;
               llvm::erase(Owned, V.Cell);
               Given = decay(V, *S);
             }
             Out.push_back({Flow::Return, std::move(S), Given, 0});
           });
    return Out;
  }
  case NodeKind::Break:
    Out.push_back({Flow::Break, std::move(S), Value(), 0});
    return Out;
  case NodeKind::Continue:
    Out.push_back({Flow::Continue, std::move(S), Value(), 0});
    return Out;
  case NodeKind::Goto:
    Out.push_back({Flow::Goto, std::move(S), Value(), E.Symbol});
    return Out;
  case NodeKind::Try:
    return execTry(N, std::move(S));
  case NodeKind::Handler:
    return exec(kid(E, 0), std::move(S));
  default:
    Finish(eval(N, std::move(S)), Normal);
    return Out;
  }
}

} // namespace pooltidy::leases
