//===- Calls.cpp - Dispatch, frames, parameters ---------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A call goes to the model of the function, else to its body anywhere in the
// program, else it is unknown: it may change what it was given by reference, and
// may call what it was given to call.
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

namespace pooltidy::leases {

using namespace facts;
using models::Role;

namespace {
constexpr size_t MaxDepth = 36;
constexpr unsigned MaxRecursion = 4; ///< of one function; variadic templates are distinct functions
constexpr unsigned CostlyCall = 4000; ///< steps of a call that is not run in itself more than once
constexpr size_t MaxOverriders = 16;

/// Whether the text goes on in the program. What fprintf appends to a file is written.
bool makesText(const models::FunctionModel &M) {
  return llvm::any_of(M.Operations,
                      [](const models::Operation &O) { return O.Kind == models::Op::TextFormat; }) &&
         llvm::none_of(M.Operations, [](const models::Operation &O) {
           const auto *From = O.operand(models::Slot::From);
           return O.Kind == models::Op::TextAppend && From &&
                  From->K == models::Operand::Kind::Return;
         });
}
} // namespace

Interpreter::Outs Interpreter::evalArgument(NodeId N, TypeId Parameter, StatePtr S) {
  const Type &T = P.type(Parameter);
  if (T.Kind == TypeKind::Reference)
    return place(N, std::move(S));
  return then(eval(N, std::move(S)), [&](StatePtr S, Value V) {
    // A pointer nobody has set yet gets something to point to, so that the callee
    // and the statements after the call mean the same object.
    const Type &T = P.type(Parameter);
    NodeKind K = node(N).Kind;
    bool Stored = K == NodeKind::Local || K == NodeKind::Field || K == NodeKind::Global;
    TypeKind Inner = P.type(T.Inner).Kind;
    if (T.Kind == TypeKind::Pointer && V.K == Value::Unknown &&
        ((Inner != TypeKind::Void && Inner != TypeKind::Character) || Stored))
      V = Value::ref(pointee(N, V, Parameter, *S));
    return one(std::move(S), V);
  });
}

/// What is left of two values when the paths they came by become one. A place stays
/// one, but what it says is doubted where the two differ.
Value Interpreter::blend(const Value &Kept, State &S, const Value &Other, const State &From) const {
  if (Kept.same(Other))
    return Kept;
  if (Kept.K == Value::Pack && Other.K == Value::Pack &&
      Kept.Items->size() == Other.Items->size()) {
    auto Items = std::make_shared<std::vector<Value>>();
    for (size_t I = 0; I < Kept.Items->size(); ++I)
      Items->push_back(blend((*Kept.Items)[I], S, (*Other.Items)[I], From));
    Value V = Kept;
    V.Items = std::move(Items);
    return V;
  }
  if (Kept.K == Value::Ref && Other.K == Value::Ref) {
    const Value &Mine = S.cell(Kept.Cell).V, &Theirs = From.cell(Other.Cell).V;
    if ((Mine.K == Value::Words || Mine.K == Value::Int) && !Mine.same(Theirs))
      S.edit(Kept.Cell).V = Mine.orElse(Theirs);
    Value V = Kept;
    V.Nonzero &= Other.Nonzero;
    return V;
  }
  return Kept.K == Value::Ref ? Kept : Other.K == Value::Ref ? Other : Kept.orElse(Other);
}

/// Joins the ways an expression can go when there are too many: every shape of the
/// leases is kept, of equal shapes a few.
void Interpreter::thin(Outs &In) const {
  const size_t Most = 2 * mostVariants();
  if (In.size() <= Most)
    return;
  llvm::DenseSet<uint64_t> Shapes;
  for (Out &O : In)
    Shapes.insert(O.S->leaseSignature());
  Outs Few;
  llvm::DenseMap<uint64_t, llvm::SmallVector<size_t, 8>> Groups;
  for (Out &O : In) {
    auto &Group = Groups[O.S->leaseSignature(/*Outline=*/Shapes.size() > MaxShapes)];
    if (Group.size() < Most) {
      Group.push_back(Few.size());
      Few.push_back(std::move(O));
      continue;
    }
    Out &Kept = Few[Group.back()];
    Kept.S->merge(*O.S);
    Kept.V = blend(Kept.V, *Kept.S, O.V, *O.S);
  }
  In = std::move(Few);
}

Interpreter::Outs
Interpreter::evalArguments(llvm::ArrayRef<NodeId> Nodes, const Callee &C, StatePtr S,
                           llvm::function_ref<Outs(StatePtr, std::vector<Value>)> Then, bool Writes) {
  Value Nothing;
  Nothing.K = Value::Pack;
  Nothing.Items = std::make_shared<std::vector<Value>>();
  Outs Now = one(std::move(S), Nothing);
  for (size_t I = 0; I < Nodes.size(); ++I) {
    TypeId Parameter = I < C.Parameters.size() ? C.Parameters[I] : 0;
    Outs Next;
    NodeId Before = std::exchange(Stack.back().Logged, Writes && I >= C.Parameters.size() ? Nodes[I] : None);
    for (Out &O : Now)
      for (Out &R : evalArgument(Nodes[I], Parameter, std::move(O.S))) {
        auto Items = std::make_shared<std::vector<Value>>(*O.V.Items);
        Items->push_back(std::move(R.V));
        Value V = Nothing;
        V.Items = std::move(Items);
        Next.push_back({std::move(R.S), std::move(V)});
      }
    Stack.back().Logged = Before;
    thin(Next);
    Now = std::move(Next);
  }
  return then(std::move(Now), [&](StatePtr S, Value V) { return Then(std::move(S), *V.Items); });
}

/// The call or construction that node \p N is, with the values of its \p Arguments.
Interpreter::Call Interpreter::callAt(NodeId N, CellId Object, llvm::ArrayRef<NodeId> Arguments,
                                      std::vector<Value> Values) const {
  Call C;
  C.Callee = node(N).Symbol;
  C.Object = Object;
  C.Arguments = std::move(Values);
  for (NodeId A : Arguments)
    C.Types.push_back(node(A).Type);
  C.Where = node(N).Where;
  C.Written = static_cast<unsigned>(node(N).Value);
  return C;
}

Interpreter::Outs Interpreter::evalCall(NodeId N, StatePtr S) {
  const Node &E = node(N);
  const Callee &Target = P.callee(E.Symbol);
  llvm::SmallVector<NodeId, 6> Nodes(kids(E).begin(), kids(E).end());
  // printf and its like, but not what writes into a buffer.
  const bool Writes = Target.Variadic && llvm::none_of(P.models(E.Symbol), [](auto *M) { return makesText(*M); });
  auto Go = [&](StatePtr S, CellId Object, llvm::ArrayRef<NodeId> Arguments) {
    return evalArguments(Arguments, Target, std::move(S),
                         [&](StatePtr S, std::vector<Value> Values) {
                           Call C = callAt(N, Object, Arguments, std::move(Values));
                           C.Result = Target.Result;
                           C.Exact = node(N).Flag;
                           C.Unused = Stack.back().Unused == N;
                           C.Logged = Stack.back().Logged == N;
                           return dispatch(C, std::move(S));
                         },
                         Writes);
  };
  if (!Target.Method || Nodes.empty())
    return Go(std::move(S), NoCell, Nodes);
  return then(place(Nodes[0], std::move(S)), [&](StatePtr S, Value Object) {
    return Go(std::move(S), Object.Cell, llvm::ArrayRef(Nodes).drop_front());
  });
}

Interpreter::Outs Interpreter::dispatch(const Call &C, StatePtr S) {
  const Callee &Target = P.callee(C.Callee);
  if (!Target.NoReturn)
    return dispatchReturning(C, std::move(S));
  // What does not return ends the program or throws. Only an exception goes on, and
  // where its body is in sight that is already taken care of.
  StatePtr Before = P.function(Target.Usr) ? nullptr : S->clone();
  Outs Gone = dispatchReturning(C, std::move(S));
  if (Before && !P.endsProgram(C.Callee))
    Stack.back().Thrown.push_back({Flow::Throw, std::move(Before), Value(), 0});
  return end();
}

/// The program ends here, on this way.
Interpreter::Outs Interpreter::end() {
  for (Frame &Outer : Stack)
    Outer.Ended = true;
  return {};
}

/// Leaves of \p Candidates the overriders that an object of class \p Class runs. When it
/// is a \p Guess, the object may also be of a class that derives from that.
void Interpreter::keepFor(StringId Class, bool Guess,
                          llvm::SmallVectorImpl<const Function *> &Candidates) const {
  const Function *Nearest = nullptr;
  for (const Function *F : Candidates)
    if (P.derives(Class, F->Class) && (!Nearest || P.derives(F->Class, Nearest->Class)))
      Nearest = F;
  llvm::erase_if(Candidates, [&](const Function *F) {
    return F != Nearest && !(Guess && F->Class != Class && P.derives(F->Class, Class));
  });
}

Interpreter::Outs Interpreter::dispatchReturning(const Call &C, StatePtr S) {
  const Callee &Target = P.callee(C.Callee);
  const Function *Body = P.function(Target.Usr);
  if (Body && Body->Lambda) {
    Value Closure = S->cell(C.Object).V;
    if (Closure.K != Value::Closure)
      Closure = Value();
    return run(*Body, NoCell, Closure, C.Arguments, C.Where, std::move(S), C.Thread);
  }
  if (const models::FunctionModel *M = modelFor(C, *S))
    return apply(*M, C, std::move(S));
  if (Target.Trivial && !C.Arguments.empty() && C.Object) {
    // A generated copy or move. A pointer to what is copied is not followed.
    if (C.Arguments[0].K == Value::Ref && C.Arguments[0].Cell != C.Object) {
      CellId From = C.Arguments[0].Cell;
      bool Move = !Target.ParameterTypes.empty() &&
                  llvm::StringRef(P.string(Target.ParameterTypes[0])).ends_with("&&");
      if (!Move)
        From = copyObject(From, *S);
      moveObject(From, C.Object, *S);
    }
    return one(std::move(S), Value::ref(C.Object));
  }
  if (Target.Virtual && !C.Exact) {
    llvm::SmallVector<const Function *, 4> Candidates;
    // The exact class is known where the object was made in sight.
    const CellData &Object = S->cell(C.Object);
    const bool Guess = Object.Symbolic;
    StringId Class = Guess ? Object.Class : P.type(Object.Type).Usr;
    bool Touches = Body && P.reachesDatabase(*Body);
    for (StringId Usr : P.overriders(Target.Usr))
      if (const Function *F = P.function(Usr)) {
        Candidates.push_back(F);
        Touches |= P.reachesDatabase(*F);
      }
    if (Body)
      Candidates.push_back(Body);
    if (Class)
      keepFor(Class, Guess, Candidates);
    if (Candidates.size() > MaxOverriders) {
      // Those that touch no database can be spared.
      std::stable_partition(Candidates.begin(), Candidates.end(),
                            [&](const Function *F) { return P.reachesDatabase(*F); });
      if (P.reachesDatabase(*Candidates[MaxOverriders]))
        giveUp(*Candidates[MaxOverriders], "a virtual call may lead to it and to too many others");
      Candidates.resize(MaxOverriders);
    }
    if (!Candidates.empty()) {
      Outs All;
      const bool Decide = Guess && Touches && Candidates.size() > 1;
      for (size_t I = 0; I < Candidates.size(); ++I) {
        StatePtr Copy = I + 1 < Candidates.size() ? S->clone() : std::move(S);
        // What it is taken for now it is taken for from now on.
        if (Decide)
          Copy->edit(C.Object).Class = Candidates[I]->Class;
        for (Out &O : run(*Candidates[I], C.Object, Value(), C.Arguments, C.Where, std::move(Copy),
                          C.Thread))
          All.push_back(std::move(O));
      }
      thin(All);
      return All;
    }
  }
  if (!Body && Target.Virtual && !C.Exact && P.models(C.Callee).empty() && !P.isLibrary(Target.Class))
    unknownCallback(C.Where, *S);
  if (const Formatters::Formatter *How = Formats.of(Target, Body); How && How->Repeats)
    return format(Body, *How, C, std::move(S));
  if (!Body || !worthRunning(*Body, C, *S))
    return unknownCall(C, std::move(S));
  if (const SideEffects::Changes *Changes = Effects.only(Target, *Body);
      Changes && (C.Unused || P.type(C.Result).Kind == TypeKind::Void || Changes->Result)) {
    if (Effects.mayEnd(*Body))
      return runEnding(*Body, *Changes, C, std::move(S));
    if (Changes->none() || Costs.lookup(Body) > CheapCall)
      return passBy(*Changes, C, std::move(S));
  }
  // What is given to call decides what it does.
  const bool Given = llvm::any_of(C.Arguments, [&](const Value &V) {
    const Function *Callback = V.K == Value::Function  ? P.function(P.callee(V.Symbol).Usr)
                               : V.K == Value::Closure ? P.function(V.Symbol)
                                                       : nullptr;
    return Callback && P.reachesDatabase(*Callback);
  });
  // All that a helper does by that is to end the program.
  if (Ceiling != EntrySteps && !Given && Effects.alwaysEnds(*Body))
    return end();
  if (Given || P.reachesDatabase(*Body) || Ceiling != EntrySteps)
    return run(*Body, C.Object, Value(), C.Arguments, C.Where, std::move(S), C.Thread);
  return runHelper(*Body, C, std::move(S));
}

Interpreter::Outs Interpreter::run(const Function &F, CellId This, const Value &Closure,
                                   std::vector<Value> Arguments, Location CallSite, StatePtr S,
                                   bool Thread) {
  unsigned Same = 0;
  for (const Frame &Outer : Stack)
    Same += Outer.F == &F;
  const unsigned Most = Costs.lookup(&F) >= CostlyCall ? 2 : MaxRecursion;
  if (Stack.size() >= MaxDepth || Same >= Most || Steps > Ceiling || F.Body == None) {
    if (Stack.size() >= MaxDepth && Steps <= Ceiling)
      giveUp(F, "its calls are nested too deeply");
    // A call further out or further in may have room for it.
    const bool Again = Stack.size() < MaxDepth && Same >= Most;
    const size_t First =
        Again ? llvm::find_if(Stack, [&](const Frame &Outer) { return Outer.F == &F; }) -
                    Stack.begin()
              : 0;
    // One that is itself run in itself is remembered for such calls alone.
    for (Recording &R : Recordings)
      R.Exact &= Again && (R.Depth <= First || R.Level);
    if (Again) {
      // The calls that end earlier tell how it ends. If none does, this one has to.
      StatePtr &Deeper = Stack[First].Deeper;
      if (!Deeper) {
        Deeper = std::move(S);
        Deeper->Frames.resize(First + 1);
      }
      return {};
    }
    return one(std::move(S), Value::unknown(CallSite));
  }
  if (std::vector<StatePtr> Met = asBuilt(F, This, *S); !Met.empty()) {
    Outs All;
    for (StatePtr &Each : Met)
      for (Out &O : run(F, This, Closure, Arguments, CallSite, std::move(Each), Thread))
        All.push_back(std::move(O));
    thin(All);
    return All;
  }
  Frame New;
  New.F = &F;
  New.Start = Steps;
  New.This = This;
  New.CallSite = CallSite;
  New.Thread = Thread;
  for (size_t I = F.Parameters.size(); I < Arguments.size(); ++I)
    New.Variadic.push_back(Arguments[I]);
  Value Object = This == NoCell ? Value() : Value::ref(This);
  llvm::SmallVector<const Value *, 8> Given{&Object, &Closure};
  for (const Value &V : Arguments)
    Given.push_back(&V);
  // What a call is given is looked at only where that is less work than the call, and has
  // been of use.
  std::optional<Summaries::Input> In;
  // Where a connection was asked for is a place in this caller.
  if (Costs.lookup(&F) >= WorthRemembering && !handsOut(New)) {
    const Use Had = Uses.lookup(&F); // looking at what it is given may run other functions
    if (Had.Misses < MaxMisses * (Had.Hits + 1))
      In = inputOf(New, Given, *S, /*Coarse=*/Had.Misses >= ExactTries);
    if (In)
      In->Key = llvm::hash_combine(In->Key, Same);
  }
  if (!In)
    return runAnew(F, std::move(New), Closure, Arguments, std::move(S));
  const Forgotten Out = forget(*In->Seen, *S);
  const size_t Thrown = Stack.back().Thrown.size();
  const llvm::DenseSet<CellId> Open = openTransactions(*S);
  Outs Result;
  if (auto Known = Remembered.recall(F, *In, S, path(&New),
                                     llvm::hash_combine(callers(), CallSite.File, CallSite.Line, CallSite.Column),
                                     Serial)) {
    ++Uses[&F].Hits;
    Steps += Known->Endings.size();
    for (Summaries::End &E : Known->Endings)
      begunNow(*E.S, Open);
    for (Observation &O : Known->Reports)
      report(std::move(O));
    for (Summaries::End &E : Known->Endings)
      if (E.Throws)
        Stack.back().Thrown.push_back({Flow::Throw, std::move(E.S), std::move(E.V), 0});
      else
        Result.push_back({std::move(E.S), std::move(E.V)});
  } else {
    ++Uses[&F].Misses;
    Result = runAndRemember(F, std::move(New), Closure, Arguments, std::move(S), *In, Same);
  }
  recollect(Out, Result, Thrown);
  return Result;
}

/// Gives the parameters of \p F, whose frame is on top, the values \p Arguments.
void Interpreter::bindParameters(const Function &F, llvm::ArrayRef<Value> Arguments, State &S) {
  std::vector<CellId> Locals(F.Locals.size(), NoCell);
  for (size_t I = 0; I < F.Parameters.size(); ++I) {
    TypeId T = F.Locals[F.Parameters[I]].Type;
    Value V = I < Arguments.size() ? Arguments[I] : Value::unknown(F.Where);
    bool Alias = P.type(T).Kind == TypeKind::Reference || P.isObject(T);
    if (Alias && V.K == Value::Ref) {
      Locals[F.Parameters[I]] = V.Cell;
    } else {
      CellId Cell = S.create(P.target(T));
      initialize(Cell, V, S);
      Locals[F.Parameters[I]] = Cell;
    }
  }
  S.frame().Locals = std::move(Locals);
}

/// Runs \p F, whose frame is \p New, with \p Arguments.
Interpreter::Outs Interpreter::runBody(const Function &F, Frame New, const Value &Closure,
                                       llvm::ArrayRef<Value> Arguments, StatePtr S) {
  const size_t TemporaryMark = S->Temporaries.size();
  S->Frames.push_back(llvm::makeIntrusiveRefCnt<FrameData>());
  bindParameters(F, Arguments, *S);
  if (Closure.K == Value::Closure)
    for (size_t I = 0; I < F.Captures.size(); ++I) {
      CellId Captured = S->findKid(Closure.Cell, elementKey(I));
      if (F.Captures[I].Local == None)
        New.This = Captured;
      else if (Captured)
        S->frame().Locals[F.Captures[I].Local] = Captured;
    }
  S->frame().This = New.This;
  Stack.push_back(std::move(New));
  Exits X = exec(F.Body, std::move(S));
  // What was given up half-way is entered again on its own.
  if (Steps <= Ceiling && !Silent)
    Visited.insert(F.Usr);
  Exits Thrown = std::move(Stack.back().Thrown);
  StatePtr Deeper = Stack.back().Ended ? nullptr : std::move(Stack.back().Deeper);
  Stack.pop_back();
  addTo(X, std::move(Thrown));
  if (X.empty() && Deeper)
    X.push_back({Flow::Normal, std::move(Deeper), Value(), 0});

  Outs Result;
  llvm::DenseMap<uint64_t, unsigned> Seen;
  for (Exit &E : X) {
    E.S->Frames.pop_back();
    E.S->Temporaries.resize(std::min(E.S->Temporaries.size(), TemporaryMark));
    if (E.F == Flow::Throw) {
      if (!Stack.empty())
        Stack.back().Thrown.push_back(std::move(E));
      continue;
    }
    if (E.F != Flow::Return)
      E.V = Value();
    if (X.size() > 1 && !Seen.try_emplace(E.S->signature(&E.V), 0).second)
      continue;
    Result.push_back({std::move(E.S), std::move(E.V)});
  }
  thin(Result);
  return Result;
}

/// Whether a parameter of type \p Parameter can take \p V, as far as is known.
bool Interpreter::accepts(TypeId Parameter, const Value &V, const State &S) const {
  const TypeId Target = P.target(Parameter);
  const Type &Want = P.type(Target);
  const bool Text = P.role(Target) == Role::Text;
  if (V.K == Value::Words)
    return Text || Want.Kind == TypeKind::Pointer;
  if (V.K == Value::Int)
    return Want.Kind != TypeKind::Class && Want.Kind != TypeKind::Array;
  if (V.K != Value::Ref)
    return true;
  const TypeId Given = S.cell(V.Cell).Type;
  const Type &Have = P.type(Given);
  if (Have.Kind == TypeKind::Other)
    return true;
  if (Want.Kind == TypeKind::Pointer)
    return P.type(Want.Inner).Kind != TypeKind::Class || P.type(Want.Inner).Usr == Have.Usr ||
           Have.Kind == TypeKind::Pointer;
  if (Want.Kind != TypeKind::Class)
    return Have.Kind == Want.Kind;
  return Want.Usr == Have.Usr || (Text && P.role(Given) == Role::Text);
}

/// The operator() of class \p Class, its bases included, that takes \p Arguments.
const Function *Interpreter::chooseOverload(StringId Class, llvm::ArrayRef<Value> Arguments,
                                            const State &S) const {
  llvm::SmallVector<StringId, 8> Classes{Class};
  const Function *First = nullptr;
  for (size_t I = 0; I < Classes.size() && I < 16; ++I) {
    for (const Function *Each : P.callOperators(Classes[I])) {
      const Function &F = *Each;
      bool Fits = F.Parameters.size() >= Arguments.size();
      for (size_t A = 0; Fits && A < Arguments.size(); ++A)
        Fits = accepts(F.Locals[F.Parameters[A]].Type, Arguments[A], S);
      if (Fits)
        return &F;
      if (!First)
        First = &F;
    }
    if (const ClassInfo *Info = P.classInfo(Classes[I]))
      Classes.append(Info->Bases.begin(), Info->Bases.end());
  }
  return First;
}

Interpreter::Outs Interpreter::callValue(const Value &Callable, std::vector<Value> Arguments,
                                         Location W, StatePtr S, bool Thread) {
  const Value *At = &Callable;
  CellId Object = NoCell;
  for (unsigned I = 0; I < 6 && At->K == Value::Ref; ++I) {
    Object = At->Cell;
    At = &S->cell(At->Cell).V;
  }
  Value Target = *At;
  if (Target.K == Value::Closure && !Target.Symbol) {
    // What std::bind made. A placeholder is an object of a library that holds its number.
    std::vector<Value> Bound;
    Value What;
    for (const auto &[Key, Kid] : S->cell(Target.Cell).Kids) {
      if (Key == AnyElement)
        continue;
      const CellData &D = S->cell(Kid);
      unsigned Place = 0;
      if (P.isObject(D.Type) && D.V.K == Value::Words &&
          !D.V.Known->bytes().getAsInteger(10, Place))
        Bound.push_back(Place && Place <= Arguments.size() ? Arguments[Place - 1]
                                                           : Value::unknown(W));
      else
        Bound.push_back(P.type(D.Type).Kind == TypeKind::Other && D.V.K != Value::Unknown
                            ? D.V
                            : Value::ref(Kid));
    }
    if (S->findKid(Target.Cell, AnyElement))
      Bound.insert(Bound.end(), Arguments.begin(), Arguments.end());
    if (!Bound.empty()) {
      What = Bound.front();
      Bound.erase(Bound.begin());
    }
    return callValue(What, std::move(Bound), W, std::move(S), Thread);
  }
  if (Target.K == Value::Closure) {
    const Function *F = P.function(Target.Symbol);
    if (F && P.callOperators(F->Class).size() > 1) // of a generic lambda
      F = chooseOverload(F->Class, Arguments, *S);
    if (F)
      return run(*F, NoCell, Target, std::move(Arguments), W, std::move(S), Thread);
  } else if (Target.K == Value::Function) {
    Call C;
    C.Callee = Target.Symbol;
    C.Where = W;
    C.Result = P.callee(Target.Symbol).Result;
    if (P.callee(Target.Symbol).Method && !Arguments.empty()) { // a pointer to member
      C.Object = Arguments[0].K == Value::Ref ? Arguments[0].Cell : NoCell;
      Arguments.erase(Arguments.begin());
    }
    C.Written = Arguments.size();
    C.Types.assign(Arguments.size(), 0);
    C.Arguments = std::move(Arguments);
    C.Thread = Thread;
    return dispatch(C, std::move(S));
  } else if (Object) {
    // An object with operator(), or one made of lambdas.
    if (const Function *F = chooseOverload(P.type(S->cell(Object).Type).Usr, Arguments, *S)) {
      Value Closure;
      if (F->Lambda)
        for (const auto &[Key, Kid] : S->cell(Object).Kids)
          if (const Value &Held = S->cell(Kid).V; Held.K == Value::Closure)
            if (const Function *G = P.function(Held.Symbol); G && G->Class == F->Class)
              Closure = Held;
      return run(*F, F->Lambda ? NoCell : Object, Closure, std::move(Arguments), W, std::move(S),
                 Thread);
    }
  }
  // Whoever it calls may do anything with the connection, but what is usual is nothing.
  unknownCallback(W, *S);
  return one(std::move(S), Value::unknown(W));
}

/// Calls what the program is seen to put into the member \p Through, as it calls the
/// overriders of a virtual method: of a structure of function pointers that came from
/// outside only that is known.
std::optional<Interpreter::Outs> Interpreter::callStored(NodeId Through, const std::vector<Value> &Arguments,
                                                         Location W, StatePtr &S) {
  if (node(Through).Kind != NodeKind::Field)
    return std::nullopt;
  llvm::SmallVector<uint32_t, 4> Known;
  for (uint32_t Id : P.functionsIn(node(Through).Symbol))
    if (const Function *F = P.function(P.callee(Id).Usr); F && P.reachesDatabase(*F))
      Known.push_back(Id);
  if (Known.empty() || Known.size() > MaxOverriders)
    return std::nullopt;
  Outs All;
  for (uint32_t Id : Known) {
    StatePtr Copy = S->clone();
    Value Target;
    Target.K = Value::Function;
    Target.Symbol = Id;
    // What it is taken for now it is taken for from now on.
    if (CellId C = knownPlace(Through, *Copy))
      Copy->edit(C).V = Target;
    for (Out &O : callValue(Target, Arguments, W, std::move(Copy), false))
      All.push_back(std::move(O));
  }
  return All;
}

/// What a function says that is asked twice with the same constants is taken for the
/// same (getenv("DATABASE_URL"), config.get("db")): equal numbers, 0 when not known.
uint32_t Interpreter::sameAnswer(const Call &C, const State &S) const {
  llvm::hash_code All = llvm::hash_combine(P.callee(C.Callee).Usr, C.Object);
  for (const Value &V : C.Arguments) {
    Text T = textOf(V, S);
    auto N = numberOf(V, S);
    if (!T.complete() && !N)
      return 0;
    All = llvm::hash_combine(All, N ? std::to_string(*N) : T.bytes().str());
  }
  return static_cast<uint32_t>(All) | 1;
}

Interpreter::Outs Interpreter::unknownCall(const Call &C, StatePtr S) {
  const Callee &Target = P.callee(C.Callee);
  // What is given by reference to something that is not const may change.
  std::vector<Value> Callbacks;
  for (size_t I = 0; I < C.Arguments.size(); ++I) {
    const Value &V = C.Arguments[I];
    if (V.K == Value::Closure || (V.K == Value::Ref && S->cell(V.Cell).V.K == Value::Closure))
      Callbacks.push_back(V);
    if (V.K != Value::Ref || I >= Target.Parameters.size())
      continue;
    givenBack(V.Cell, *S); // for all that is known
    const Type &T = P.type(Target.Parameters[I]);
    bool Const = llvm::StringRef(P.string(Target.ParameterTypes[I])).starts_with("const ");
    bool Moved = llvm::StringRef(P.string(Target.ParameterTypes[I])).ends_with("&&");
    if ((T.Kind == TypeKind::Reference || T.Kind == TypeKind::Pointer) && !Const && !Moved) {
      const CellData &D = S->cell(V.Cell);
      if (D.V.K == Value::Words || D.V.K == Value::Int)
        S->edit(V.Cell).V = Value::unknown(C.Where);
      else if (D.V.K == Value::Unknown && P.type(D.Type).Kind == TypeKind::Pointer)
        S->edit(V.Cell).V = Value::unknown(C.Where);
    }
  }
  Value Result = Value::unknown(C.Where);
  Result.Symbol = sameAnswer(C, *S);
  TypeId T = P.target(C.Result);
  if (P.isObject(T) || P.type(C.Result).Kind == TypeKind::Reference) {
    uint32_t Same = Result.Symbol;
    Result = Value::ref(resultOf(C, T, *S));
    if (P.role(T) ==
        Role::Text) // another text each time, unless it was asked for with the same constants
      S->edit(Result.Cell).V.Symbol =
          Same ? Same : static_cast<uint32_t>(llvm::hash_combine(3, Result.Cell)) | 1;
  } else if (P.type(C.Result).Kind == TypeKind::Pointer && P.isObject(P.type(C.Result).Inner)) {
    // The same getter gives the same connection each time, as far as anyone can tell.
    if (C.Arguments.empty() && P.role(P.type(C.Result).Inner) == Role::Connection) {
      uint32_t Key = C.Object ? elementKey(C.Callee) : Target.Usr;
      CellId Known = C.Object ? S->findKid(C.Object, Key) : S->Globals.lookup(Key);
      if (!Known) {
        Known = symbolic(P.type(C.Result).Inner, *S, Met::Field, C.Object, Key);
        if (C.Object)
          S->setKid(C.Object, Key, Known);
        else
          S->Globals[Key] = Known;
      }
      Result = Value::ref(Known);
    } else {
      Result = Value::ref(resultOf(C, P.type(C.Result).Inner, *S));
    }
  }
  if (Target.Constructor && C.Object)
    Result = Value::ref(C.Object);
  Outs Now = one(std::move(S), Result);
  // A callback handed to something unknown is called some time, with who knows what.
  for (const Value &Callback : Callbacks) {
    Outs Next;
    for (Out &O : Now) {
      StatePtr Without = O.S->clone();
      Outs Called = callValue(Callback, {}, C.Where, std::move(O.S), false);
      Next.push_back({std::move(Without), O.V});
      for (Out &R : Called)
        Next.push_back({std::move(R.S), O.V});
    }
    Now = std::move(Next);
  }
  return Now;
}

} // namespace pooltidy::leases
