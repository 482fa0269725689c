//===- Objects.cpp - Construction, copies, destruction --------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

namespace pooltidy::leases {

using namespace facts;
using models::Role;

/// Gives the fresh cell \p C the value \p V.
void Interpreter::initialize(CellId C, const Value &V, State &S) {
  TypeId T = S.cell(C).Type;
  if (V.K == Value::Ref && P.isObject(T) && V.Cell != C && P.isObject(S.cell(V.Cell).Type)) {
    moveObject(V.Cell, C, S);
    return;
  }
  Value Plain = P.role(T) == Role::Text ? Value::words(Text()) : Value();
  if (P.role(T) == Role::Text) {
    // Text from text; anything else that becomes text is not known.
    Value From = V;
    for (unsigned I = 0; I < 6 && From.K == Value::Ref; ++I)
      From = S.cell(From.Cell).V;
    Plain = From.K == Value::Words ? From : Value::unknown(From.Where.valid() ? From.Where : V.Where);
  } else if (P.type(T).Kind == TypeKind::Array && V.K == Value::Ref && V.Cell != C) {
    moveObject(V.Cell, C, S);
    return;
  } else {
    // Forwarding hands on a reference to what is meant by value.
    Plain = V;
    const bool WantsPlace = P.role(T) == Role::Iterator;
    const bool WantsPointer = P.type(T).Kind == TypeKind::Pointer || WantsPlace;
    if (V.K == Value::Ref && V.Cell != C) {
      const Type &From = P.type(S.cell(V.Cell).Type);
      const bool PointerItself = WantsPlace ? P.role(S.cell(V.Cell).Type) == Role::Iterator
                                            : From.Kind == TypeKind::Pointer &&
                                                  P.type(P.type(T).Inner).Kind != TypeKind::Pointer;
      bool Scalar = From.Kind != TypeKind::Class && From.Kind != TypeKind::Array && From.Kind != TypeKind::Pointer &&
                    From.Kind != TypeKind::Other;
      if (WantsPointer ? PointerItself : Scalar || P.role(S.cell(V.Cell).Type) == Role::Text)
        Plain = S.cell(V.Cell).V;
    }
  }
  S.edit(C).V = std::move(Plain);
}

CellId Interpreter::copyObject(CellId From, State &S, unsigned Depth) {
  CellData D = S.cell(From);
  CellId To = S.create(D.Type, D.V);
  CellData &N = S.edit(To);
  N.Count = D.Count;
  // A copy of a connection's handle is another name of the same session.
  N.Link = D.Link ? D.Link : P.role(D.Type) == Role::Connection ? From : NoCell;
  N.Foreign = D.Foreign;
  N.Symbolic = D.Symbolic;
  N.Made = D.Made;
  if (Depth > 6)
    return To;
  std::vector<std::pair<uint32_t, CellId>> Kids = D.Kids;
  for (auto &[Key, Kid] : Kids) {
    // A reference member stays a name for the same object.
    bool Shared = P.role(S.cell(Kid).Type) == Role::Connection || P.role(S.cell(Kid).Type) == Role::Transaction;
    if (Shared)
      continue;
    const int64_t Position = S.cell(Kid).Position;
    const bool Element = S.cell(Kid).Parent == From;
    Kid = copyObject(Kid, S, Depth + 1);
    if (Element) {
      S.edit(Kid).Parent = To;
      S.edit(Kid).Position = Position;
    }
  }
  S.edit(To).Kids = std::move(Kids);
  return To;
}

/// Makes \p To one more owner of what the pointer \p From points to.
void Interpreter::sharePointer(CellId From, CellId To, State &S) {
  if (S.cell(From).V.K == Value::Unknown && S.cell(From).Symbolic) {
    const Type &T = P.type(S.cell(From).Type);
    Value Target = Value::ref(symbolic(T.Arguments.empty() ? 0 : T.Arguments[0], S));
    S.edit(From).V = Target;
  }
  Value Target = S.cell(From).V;
  CellData &New = S.edit(To);
  New.V = Target;
  New.Symbolic = false;
  New.Owner = true;
  S.edit(From).Owner = true;
  if (CellId Deleter = S.findKid(From, DeleterKey))
    S.setKid(To, DeleterKey, Deleter);
  if (Target.K == Value::Ref)
    S.edit(Target.Cell).Shared = true;
}

void Interpreter::moveObject(CellId From, CellId To, State &S) {
  if (From == To)
    return;
  CellData D = S.cell(From);
  const TypeId Old = S.cell(To).Type;
  const TypeId Type = Old ? Old : D.Type;
  const Role R = P.role(Type);
  D.Type = Type;
  // Where it stands is not moved with it.
  D.Parent = S.cell(To).Parent;
  D.Position = S.cell(To).Position;
  S.put(To, D);
  // Iterators ask the elements which container they are in.
  for (const auto &[Key, Kid] : D.Kids)
    if (Key >= elementKey(0) && Key != AnyElement && S.cell(Kid).Parent == From)
      S.edit(Kid).Parent = To;
  if (R == Role::Connection) {
    // The session itself moves; everything that works on it follows the new name.
    if (const Lease *L = S.findLease(From))
      S.putLease(To, *L);
  }
  if (D.Symbolic)
    return;
  CellData &Left = S.edit(From);
  Left.KeepsTransaction = Left.KeepsSavepoint = false;
  Left.Holds = CellData::NoStatement;
  if (R == Role::Connection)
    Left.Dead = true;
  if (R == Role::Pointer)
    Left.V = Value::integer(0);
}

Interpreter::Outs Interpreter::construct(NodeId N, CellId Into, StatePtr S) {
  const Node &E = node(N);
  const Callee &Target = P.callee(E.Symbol);
  llvm::SmallVector<NodeId, 6> Nodes(kids(E).begin(), kids(E).end());
  CellId Object = Into ? Into : S->create(P.target(E.Type));
  S->edit(Object).Made = E.Where;
  const bool IsText = P.role(E.Type) == Role::Text,
             IsValue = IsText || P.role(E.Type) == Role::Iterator;
  if (IsText && !Into)
    S->edit(Object).V = Value::words(Text());
  return evalArguments(Nodes, Target, std::move(S), [&](StatePtr S, std::vector<Value> Values) {
    Call C = callAt(N, Object, Nodes, std::move(Values));
    C.Result = node(N).Type;
    C.Exact = true;
    Outs R;
    bool Plain = !modelFor(C, *S) && !P.function(P.callee(C.Callee).Usr) && !P.callee(C.Callee).Trivial;
    Role Kind = P.role(node(N).Type);
    if (Plain && !C.Arguments.empty() &&
        (Kind == Role::Sequence || Kind == Role::Map || Kind == Role::Callable || Kind == Role::Box ||
         Kind == Role::Pointer) &&
        C.Arguments.size() == 1) {
      // A container, a callable, a pointer made of one other value takes it over.
      const Value &From = C.Arguments[0];
      if (From.K == Value::Ref && P.isObject(S->cell(From.Cell).Type) && Kind != Role::Pointer)
        moveObject(copyObject(From.Cell, *S), C.Object, *S);
      else
        S->edit(C.Object).V = From;
      return one(std::move(S), Value::ref(C.Object));
    }
    R = dispatch(C, std::move(S));
    for (Out &O : R) {
      if (IsValue) {
        // Text is a value; a model may have put it in the object or returned it.
        Value V = O.V.K == Value::Words ? O.V : O.S->cell(C.Object).V;
        O.S->edit(C.Object).V = V;
        O.V = Into ? Value::ref(C.Object) : V;
      } else {
        O.V = Value::ref(C.Object);
      }
    }
    return R;
  });
}

/// A new object of type \p T out of evaluated arguments: make_unique, emplace.
Interpreter::Outs Interpreter::constructType(TypeId T, std::vector<Value> Arguments, bool Move, Location W,
                                             StatePtr S) {
  T = P.target(T);
  const Type &Ty = P.type(T);
  if (Ty.Kind != TypeKind::Class || P.role(T) == Role::Text) {
    CellId C = S->create(T);
    initialize(C, Arguments.empty() ? Value() : Arguments[0], *S);
    return one(std::move(S), Value::ref(C));
  }
  CellId Object = S->create(T);
  S->edit(Object).Made = W;
  // The same class already built is moved or copied in.
  if (Arguments.size() == 1 && Arguments[0].K == Value::Ref && P.type(S->cell(Arguments[0].Cell).Type).Usr == Ty.Usr) {
    moveObject(Move ? Arguments[0].Cell : copyObject(Arguments[0].Cell, *S), Object, *S);
    return one(std::move(S), Value::ref(Object));
  }
  std::optional<uint32_t> Best;
  // Parameters beyond the arguments have defaults, or the call would not compile.
  auto Fits = [&](const Callee &C) { return !C.Trivial && C.Parameters.size() >= Arguments.size(); };
  if (const ClassInfo *Info = P.classInfo(Ty.Usr))
    for (uint32_t Id : Info->Constructors)
      if (Fits(P.callee(Id)) && (!Best || P.callee(Id).Parameters.size() < P.callee(*Best).Parameters.size()))
        Best = Id;
  if (!Best)
    Best = P.constructorOf(P.string(Ty.Name));
  // A class that takes over its library base's constructors.
  if (const ClassInfo *Info = P.classInfo(Ty.Usr); Info && !Best && !Arguments.empty())
    for (StringId Base : Info->BaseNames)
      if (!Best)
        Best = P.constructorOf(P.string(Base));
  if (!Best) {
    if (Arguments.size() == 1 && P.role(T) != Role::None)
      S->edit(Object).V = Arguments[0];
    return one(std::move(S), Value::ref(Object));
  }
  Call C;
  C.Callee = *Best;
  C.Object = Object;
  C.Arguments = std::move(Arguments);
  C.Types.resize(C.Arguments.size());
  C.Where = W;
  C.Result = T;
  C.Written = C.Arguments.size();
  C.Exact = true;
  Outs R = dispatch(C, std::move(S));
  for (Out &O : R)
    O.V = Value::ref(Object);
  return R;
}

Interpreter::Outs Interpreter::evalList(NodeId N, StatePtr S) {
  const Node &E = node(N);
  llvm::SmallVector<NodeId, 8> Nodes(kids(E).begin(), kids(E).end());
  TypeId T = P.target(E.Type);
  const ClassInfo *Class = P.type(T).Kind == TypeKind::Class ? P.classInfo(P.type(T).Usr) : nullptr;
  if (P.type(T).Kind != TypeKind::Array && P.type(T).Kind != TypeKind::Class) {
    if (Nodes.size() == 1)
      return eval(Nodes[0], std::move(S));
    return one(std::move(S), Nodes.empty() ? Value::integer(0, E.Where) : Value::unknown(E.Where));
  }
  if (P.role(T) == Role::Text) {
    // A structure that stands for text: the member that is text says which.
    Outs Now = one(std::move(S), Value::unknown(E.Where));
    for (NodeId Kid : Nodes)
      Now = then(std::move(Now), [&](StatePtr S, Value Known) {
        Outs R = eval(Kid, std::move(S));
        for (Out &O : R)
          if (Value V = decay(O.V, *O.S); V.K == Value::Words)
            O.V = V;
          else
            O.V = Known;
        return R;
      });
    return Now;
  }
  // std::array wraps the array it is.
  if (P.role(T) == Role::Sequence && Nodes.size() == 1 && node(Nodes[0]).Kind == NodeKind::List &&
      P.type(node(Nodes[0]).Type).Kind == TypeKind::Array) {
    Outs R = evalList(Nodes[0], std::move(S));
    for (Out &O : R)
      if (O.V.K == Value::Ref)
        O.S->edit(O.V.Cell).Type = T;
    return R;
  }
  CellId Whole = S->create(T);
  S->edit(Whole).Made = E.Where;
  bool Aggregate = Class && P.role(T) == Role::None && !Class->Fields.empty();
  if (!Aggregate)
    S->edit(Whole).Count = static_cast<int64_t>(Nodes.size());
  Outs Now = one(std::move(S), Value());
  constexpr size_t MaxElements = 256; // a longer table is data, not statements
  for (size_t I = 0; I < Nodes.size() && I < MaxElements; ++I) {
    uint32_t Key = Aggregate ? (I < Class->Fields.size() ? Class->Fields[I].Name : elementKey(I)) : elementKey(I);
    bool Reference = Aggregate && I < Class->Fields.size() &&
                     P.type(Class->Fields[I].Type).Kind == TypeKind::Reference;
    Now = then(std::move(Now), [&](StatePtr S, Value) {
      Outs R = Reference ? place(Nodes[I], std::move(S)) : eval(Nodes[I], std::move(S));
      for (Out &O : R) {
        CellId C;
        if (O.V.K == Value::Ref && (Reference || P.isObject(node(Nodes[I]).Type))) {
          C = O.V.Cell;
        } else {
          TypeId Type = Aggregate && I < Class->Fields.size() ? P.target(Class->Fields[I].Type)
                                                              : P.target(node(Nodes[I]).Type);
          C = O.S->create(Type);
          initialize(C, O.V, *O.S);
        }
        O.S->setKid(Whole, Key, C);
      }
      return R;
    });
  }
  for (Out &O : Now)
    O.V = Value::ref(Whole);
  return Now;
}

void Interpreter::closeConnection(CellId C, State &S) {
  S.edit(C).Dead = true;
  if (const Lease *L = S.findLease(C))
    S.Lost |= L->lost();
}

/// Whether what the pointer points to is not simply destroyed with it: a deleter was given
/// or its type names a class of the program that is one.
bool Interpreter::hasDeleter(CellId Pointer, const State &S) const {
  if (CellId Given = S.findKid(Pointer, DeleterKey)) {
    Value V = S.cell(Given).V;
    for (unsigned I = 0; I < 4 && V.K == Value::Ref; ++I) {
      if (P.callOperator(P.type(S.cell(V.Cell).Type).Usr))
        return true;
      V = S.cell(V.Cell).V;
    }
    return V.K == Value::Closure || V.K == Value::Function;
  }
  const Type &T = P.type(S.cell(Pointer).Type);
  return T.Arguments.size() > 1 && P.callOperator(P.type(T.Arguments[1]).Usr);
}

Interpreter::Outs Interpreter::callDeleter(CellId Pointer, const Value &Target, Location W,
                                           StatePtr S) {
  Value Deleter;
  if (CellId Given = S->findKid(Pointer, DeleterKey))
    Deleter = S->cell(Given).V;
  else
    Deleter = Value::ref(S->create(P.type(S->cell(Pointer).Type).Arguments[1]));
  return callValue(Deleter, {Target}, W, std::move(S), false);
}

Interpreter::States Interpreter::destroy(CellId C, StatePtr S, Location W, unsigned Depth) {
  States Now;
  const CellData D = S->cell(C); // a copy: destructors change the state
  if (!C || D.Dead || D.Symbolic || Depth > 12) {
    // What a pool handed out goes back to it.
    if (const Lease *L = C && D.Symbolic ? S->findLease(C) : nullptr; L && L->Pool)
      S->edit(C).Dead = true;
    Now.push_back(std::move(S));
    return Now;
  }
  TypeId T = D.Type;
  const Role R = P.role(T);
  const ClassInfo *Class = P.type(T).Kind == TypeKind::Class ? P.classInfo(P.type(T).Usr) : nullptr;
  S->edit(C).Dead = true;
  if (CellId On = D.Link ? D.Link : C; D.KeepsTransaction && (D.Link || S->findLease(C))) {
    auto End = static_cast<models::AtEnd>(D.AtEnd);
    S->edit(C).KeepsTransaction = false;
    if (End != models::AtEnd::Nothing)
      S->lease(On).BeginNext = false;
    if (End != models::AtEnd::Nothing && S->lease(On).inTransaction())
      leases::finish(S->lease(On), End == models::AtEnd::Commit, here(W, *S, ""));
  }
  if (D.KeepsSavepoint && D.Link) {
    S->edit(C).KeepsSavepoint = false;
    leases::rollbackTo(S->lease(D.Link), savepointOf(C, *S));
    leases::releaseSavepoint(S->lease(D.Link), savepointOf(C, *S));
  }
  if (Class && Class->Destructor)
    if (const Function *F = P.function(Class->Destructor)) {
      S->edit(C).Dead = false;
      for (Out &O : run(*F, C, Value(), {}, W, std::move(S))) {
        O.S->edit(C).Dead = true;
        Now.push_back(std::move(O.S));
      }
      S = nullptr;
    }
  if (S)
    Now.push_back(std::move(S));
  auto Each = [&](CellId Kid) {
    States Next;
    for (StatePtr &One : Now)
      for (StatePtr &N : destroy(Kid, std::move(One), W, Depth + 1))
        Next.push_back(std::move(N));
    Now = std::move(Next);
  };
  if (R == Role::Pointer && D.V.K == Value::Ref && !Now.empty() &&
      !(Now[0]->cell(D.V.Cell).Shared && Now[0]->heldElsewhere(D.V.Cell, C))) {
    if (hasDeleter(C, *Now[0])) {
      States Next;
      for (StatePtr &One : Now)
        for (Out &O : callDeleter(C, D.V, W, std::move(One)))
          Next.push_back(std::move(O.S));
      Now = std::move(Next);
    } else {
      Each(D.V.Cell);
    }
  }
  if (auto Library =
          P.type(T).Kind == TypeKind::Class ? P.destructorOf(P.type(T).Usr) : std::nullopt) {
    Call End;
    End.Callee = *Library;
    End.Object = C;
    End.Where = D.Made.valid() ? D.Made : W;
    States Next;
    for (StatePtr &One : Now)
      if (const models::FunctionModel *M = modelFor(End, *One))
        for (Out &O : apply(*M, End, std::move(One)))
          Next.push_back(std::move(O.S));
      else
        Next.push_back(std::move(One));
    Now = std::move(Next);
  }
  // Members in reverse; a member that is a reference is not ours to destroy.
  std::vector<std::pair<uint32_t, CellId>> Kids = D.Kids;
  for (auto It = Kids.rbegin(); It != Kids.rend() && !Now.empty(); ++It) {
    bool Reference = false;
    if (Class)
      for (const FieldInfo &F : Class->Fields)
        Reference |= F.Name == It->first && P.type(F.Type).Kind == TypeKind::Reference;
    if (!Reference && P.isObject(Now[0]->cell(It->second).Type))
      Each(It->second);
  }
  return Now;
}

} // namespace pooltidy::leases
