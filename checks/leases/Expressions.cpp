//===- Expressions.cpp - Values and places --------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

namespace pooltidy::leases {

using namespace facts;
using models::Role;

//===----------------------------------------------------------------------===//
// Cells
//===----------------------------------------------------------------------===//

CellId Interpreter::symbolic(TypeId T, State &S) {
  CellId C = S.create(P.target(T));
  S.edit(C).Symbolic = true;
  return C;
}

CellId Interpreter::localCell(uint32_t L, State &S) {
  const facts::Local &Info = Stack.back().F->Locals[L];
  if (Info.Lives != Storage::Automatic)
    return globalCell(Info.Usr, S);
  if (L >= S.frame().Locals.size())
    S.frame().Locals.resize(Stack.back().F->Locals.size(), NoCell);
  CellId C = S.frame().Locals[L];
  if (C == NoCell) {
    C = symbolic(Info.Type, S);
    S.frame().Locals[L] = C;
  }
  return C;
}

CellId Interpreter::globalCell(StringId Usr, State &S) {
  if (auto It = S.Globals.find(Usr); It != S.Globals.end())
    return It->second;
  const Variable *V = P.variable(Usr);
  CellId C = symbolic(V ? V->Type : 0, S);
  S.Globals[Usr] = C;
  if (const std::string *Constant = V ? P.modelSet().constant(P.string(V->Name)) : nullptr)
    S.edit(C).V = Value::words(Text::constant(*Constant));
  if (!V || !V->Initializer)
    return C;
  // A constant, or a variable that nothing in the program ever changes, has the
  // value it was given. The connections of objects with static storage are looked
  // at when their initialisers are run as entries of their own.
  const Function *Init = P.function(V->Initializer);
  bool Fixed = V->Constant || !P.isAssigned(Usr);
  bool Sessions = P.role(V->Type) == Role::Connection || (P.isObject(V->Type) && Init && P.reachesDatabase(*Init));
  if (!Init || !Fixed || Sessions || Stack.size() > 30)
    return C;
  bool WasSilent = std::exchange(Silent, true);
  Outs R = run(*Init, NoCell, Value(), {}, V->Where, S.clone());
  Silent = WasSilent;
  if (R.size() != 1)
    return C;
  S.adopt(std::move(*R[0].S));
  S.edit(C).Symbolic = false;
  if (P.type(P.target(V->Type)).Kind == TypeKind::Reference && R[0].V.K == Value::Ref)
    S.Globals[Usr] = R[0].V.Cell;
  else
    initialize(C, R[0].V, S);
  return S.Globals[Usr];
}

CellId Interpreter::fieldCell(CellId Object, StringId Field, TypeId Type, State &S) {
  if (CellId Kid = S.findKid(Object, Field))
    return Kid;
  // A pair is a sequence of two, read by its members.
  if (S.cell(Object).Count >= 0)
    if (auto Position = P.fieldPosition(Field))
      if (CellId Kid = S.findKid(Object, elementKey(*Position)))
        return Kid;
  CellId Kid = S.create(P.target(Type));
  S.edit(Kid).Symbolic = S.cell(Object).Symbolic;
  S.setKid(Object, Field, Kid);
  // A public member of a library's connection works on that connection.
  auto OfLibrary = [&](TypeId T) {
    const ClassInfo *Info = P.classInfo(P.type(P.target(T)).Usr);
    return Info && Info->System;
  };
  if (P.role(S.cell(Object).Type) == Role::Connection && P.role(Type) == Role::None && OfLibrary(Type) &&
      OfLibrary(S.cell(Object).Type))
    S.edit(Kid).Link = S.cell(Object).Link ? S.cell(Object).Link : Object;
  if (S.cell(Object).Zeroed) {
    S.edit(Kid).Zeroed = true;
    if (!P.isObject(Type))
      S.edit(Kid).V = Value::integer(0);
    return Kid;
  }
  // A member that only constructors set, always to the same thing, has that value
  // in every object.
  if (S.cell(Object).Symbolic)
    if (auto Write = P.onlyWrite(Field); Write.first && Stack.size() < 30) {
      const TypeKind K = P.type(P.target(Type)).Kind;
      bool Simple = K == TypeKind::Integer || K == TypeKind::Bool || K == TypeKind::Pointer ||
                    P.role(Type) == Role::Text;
      if (Simple && !P.reachesDatabase(*Write.first)) {
        bool WasSilent = std::exchange(Silent, true);
        Frame F;
        F.F = Write.first;
        F.This = Object;
        Stack.push_back(std::move(F));
        StatePtr Copy = S.clone();
        Copy->Frames.push_back(llvm::makeIntrusiveRefCnt<FrameData>());
        Copy->frame().Locals.assign(Write.first->Locals.size(), NoCell);
        Outs R = eval(Write.second, std::move(Copy));
        Stack.pop_back();
        Silent = WasSilent;
        if (R.size() == 1) {
          Value V = R[0].V.K == Value::Ref ? R[0].S->cell(R[0].V.Cell).V : R[0].V;
          if (V.K == Value::Words || V.K == Value::Int)
            S.edit(Kid).V = V;
        }
      }
    }
  return Kid;
}

CellId Interpreter::elementCell(CellId Object, const Value &Key, TypeId Type, State &S) {
  uint32_t K = AnyElement;
  if (Key.K == Value::Int)
    K = elementKey(Key.Number);
  if (CellId Kid = S.findKid(Object, K))
    return Kid;
  if (K == AnyElement && S.cell(Object).Kids.size() == 1)
    return S.cell(Object).Kids[0].second;
  CellId Kid = symbolic(Type, S);
  S.setKid(Object, K, Kid);
  return Kid;
}

/// The cell that the pointer \p V, the value of node \p N, points to. Where that is
/// not known yet, an object is made up and remembered in the pointer.
CellId Interpreter::pointee(NodeId N, const Value &V, TypeId Pointer, State &S) {
  Value Decayed = V;
  if (Decayed.K == Value::Ref)
    return Decayed.Cell;
  TypeId Inner = P.type(P.target(Pointer)).Kind == TypeKind::Pointer ? P.type(P.target(Pointer)).Inner : 0;
  CellId C = symbolic(Inner, S);
  if (V.K == Value::Words)
    S.edit(C).V = V;
  if (N != None && V.K == Value::Unknown) {
    const Node &Source = node(N);
    switch (Source.Kind) {
    case NodeKind::Local: S.edit(localCell(Source.Symbol, S)).V = Value::ref(C); break;
    case NodeKind::Global: S.edit(globalCell(Source.Symbol, S)).V = Value::ref(C); break;
    case NodeKind::Field:
    case NodeKind::Index:
    case NodeKind::Deref: {
      // Only where finding the place again has no effect of its own.
      Outs R = place(N, S.clone());
      if (R.size() == 1 && R[0].V.K == Value::Ref) {
        S.adopt(std::move(*R[0].S));
        S.edit(R[0].V.Cell).V = Value::ref(C);
      }
      break;
    }
    default: break;
    }
  }
  return C;
}

std::optional<Value> Interpreter::advance(const Value &Pointer, int64_t Steps, State &S) {
  if (Pointer.K != Value::Ref)
    return std::nullopt;
  const CellData &D = S.cell(Pointer.Cell);
  CellId Array = NoCell;
  int64_t At = Steps;
  if (P.type(D.Type).Kind == TypeKind::Array && D.Count >= 0) {
    Array = Pointer.Cell; // an array stands for its first element
  } else if (D.Parent && S.cell(D.Parent).Count >= 0) {
    Array = D.Parent;
    At += D.Position;
  }
  if (!Array || At < 0 || At > S.cell(Array).Count)
    return std::nullopt;
  const Type &Whole = P.type(S.cell(Array).Type);
  TypeId Element = Whole.Kind == TypeKind::Array ? Whole.Inner : Whole.Arguments.empty() ? 0 : Whole.Arguments[0];
  return Value::ref(elementCell(Array, Value::integer(At), Element, S));
}

Value Interpreter::load(CellId C, const State &S) const {
  const CellData &D = S.cell(C);
  if (P.isObject(D.Type) && D.V.K != Value::Closure && D.V.K != Value::Function)
    return Value::ref(C);
  const Type &T = P.type(D.Type);
  if (T.Kind == TypeKind::Array) // decays to a pointer to itself
    return Value::ref(C);
  Value V = D.V;
  if (V.K == Value::Unknown && !V.Where.valid())
    V.Where = D.Made;
  return V;
}

void Interpreter::store(CellId C, const Value &V, State &S) {
  const CellData &D = S.cell(C);
  if (V.K == Value::Ref && P.isObject(D.Type) && P.role(D.Type) != Role::Pointer && V.Cell != C &&
      P.type(D.Type).Kind == TypeKind::Class && P.type(S.cell(V.Cell).Type).Kind == TypeKind::Class) {
    moveObject(V.Cell, C, S);
    return;
  }
  Value Plain = decay(V, S);
  CellData &To = S.edit(C);
  To.V = std::move(Plain);
  To.Symbolic = false;
}

/// Text and character arrays by value; everything else as it is.
Value Interpreter::decay(const Value &V, const State &S) const {
  if (V.K != Value::Ref)
    return V;
  const CellData &D = S.cell(V.Cell);
  if (P.role(D.Type) == Role::Text)
    return D.V;
  return V;
}

Text Interpreter::textOf(const Value &V, const State &S, TypeId Hint, Location W) const {
  const Value *At = &V;
  for (unsigned I = 0; I < 8 && At->K == Value::Ref; ++I) {
    const CellData &D = S.cell(At->Cell);
    if (!Hint)
      Hint = D.Type;
    // An array of characters written byte by byte is not followed.
    if (D.V.K == Value::Unknown || (D.V.K == Value::Ref && D.V.Cell == At->Cell))
      break;
    At = &D.V;
  }
  if (At->K == Value::Words)
    return *At->Known;
  const Type &T = P.type(P.target(Hint));
  if (At->K == Value::Int && T.Kind != TypeKind::Pointer && T.Kind != TypeKind::Class) {
    if (T.Kind == TypeKind::Character) {
      char Byte = static_cast<char>(At->Number);
      return Text::constant(llvm::StringRef(&Byte, 1), At->Where.valid() ? At->Where : W);
    }
    return Text::constant(std::to_string(At->Number), At->Where.valid() ? At->Where : W);
  }
  bool Number = T.Kind == TypeKind::Integer || T.Kind == TypeKind::Float || T.Kind == TypeKind::Bool;
  return Text::hole(Number ? sql::HoleKind::Number : sql::HoleKind::Unknown, "a value that only the run knows",
                    At->Where.valid() ? At->Where : W);
}

std::optional<int64_t> Interpreter::numberOf(const Value &V, const State &S) const {
  const Value *At = &V;
  for (unsigned I = 0; I < 4 && At->K == Value::Ref; ++I)
    At = &S.cell(At->Cell).V;
  if (At->K == Value::Int)
    return At->Number;
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

Interpreter::Outs Interpreter::place(NodeId N, StatePtr S) {
  const Node &E = node(N);
  switch (E.Kind) {
  case NodeKind::Local: {
    CellId C = localCell(E.Symbol, *S);
    return one(std::move(S), Value::ref(C));
  }
  case NodeKind::Global: {
    CellId C = globalCell(E.Symbol, *S);
    if (!S->cell(C).Type) // declared by a library
      S->edit(C).Type = P.target(E.Type);
    return one(std::move(S), Value::ref(C));
  }
  case NodeKind::This: {
    Value V = Value::ref(Stack.back().This);
    return one(std::move(S), V);
  }
  case NodeKind::Field:
    return then(place(kid(E, 0), std::move(S)), [&](StatePtr S, Value Object) {
      const Node &E = node(N);
      CellId C = fieldCell(Object.Cell, E.Symbol, E.Type, *S);
      return one(std::move(S), Value::ref(C));
    });
  case NodeKind::Deref: {
    NodeId Pointer = kid(E, 0);
    if (node(Pointer).Kind == NodeKind::This) {
      Value V = Value::ref(Stack.back().This);
      return one(std::move(S), V);
    }
    return then(eval(Pointer, std::move(S)), [&](StatePtr S, Value V) {
      CellId C = pointee(Pointer, V, node(Pointer).Type, *S);
      if (P.type(S->cell(C).Type).Kind == TypeKind::Array && P.type(node(N).Type).Kind != TypeKind::Array)
        if (auto First = advance(Value::ref(C), 0, *S))
          C = First->Cell;
      return one(std::move(S), Value::ref(C));
    });
  }
  case NodeKind::Index:
    return evalIndex(N, std::move(S));
  case NodeKind::Assign:
  case NodeKind::CompoundAssign:
    return then(evalAssign(N, std::move(S)), [&](StatePtr S, Value V) { return one(std::move(S), V); });
  case NodeKind::Step:
    if (!E.Flag)
      return then(eval(N, std::move(S)), [&](StatePtr S, Value) { return place(kid(node(N), 0), std::move(S)); });
    break;
  case NodeKind::Conditional: {
    NodeId Then = kid(E, 1), Else = kid(E, 2);
    return then(truth(kid(E, 0), std::move(S)),
                [&](StatePtr S, Value V) { return place(V.Number ? Then : Else, std::move(S)); });
  }
  case NodeKind::Binary:
    if (static_cast<Operator>(E.Value) == Operator::Comma)
      return then(eval(kid(E, 0), std::move(S)),
                  [&](StatePtr S, Value) { return place(kid(node(N), 1), std::move(S)); });
    break;
  case NodeKind::Call:
    // A function that returns a reference yields the cell itself.
    return then(evalCall(N, std::move(S)), [&](StatePtr S, Value V) {
      const Node &E = node(N);
      if (V.K == Value::Ref)
        if (P.type(P.callee(E.Symbol).Result).Kind == TypeKind::Reference || P.isObject(E.Type))
          return one(std::move(S), V);
      CellId C = S->create(P.target(E.Type), V);
      return one(std::move(S), Value::ref(C));
    });
  default:
    break;
  }
  // A value: give it a place of its own.
  return then(eval(N, std::move(S)), [&](StatePtr S, Value V) {
    const Node &E = node(N);
    if (V.K == Value::Ref && P.isObject(E.Type))
      return one(std::move(S), V);
    CellId C = S->create(P.target(E.Type), V);
    return one(std::move(S), Value::ref(C));
  });
}

Interpreter::Outs Interpreter::evalIndex(NodeId N, StatePtr S) {
  NodeId Base = kid(node(N), 0), Index = kid(node(N), 1);
  return then(place(Base, std::move(S)), [&](StatePtr S, Value Object) {
    return then(eval(Index, std::move(S)), [&](StatePtr S, Value Key) {
      const Node &E = node(N);
      CellId C = Object.Cell;
      // p[i] on a pointer indexes what it points to.
      if (P.type(S->cell(C).Type).Kind == TypeKind::Pointer) {
        Value Pointer = S->cell(C).V;
        if (Pointer.K == Value::Words) {
          CellId Byte = S->create(E.Type);
          return one(std::move(S), Value::ref(Byte));
        }
        if (Key.K == Value::Int)
          if (auto Element = advance(Pointer, Key.Number, *S))
            return one(std::move(S), *Element);
        C = pointee(Base, Pointer, S->cell(C).Type, *S);
      }
      if (Key.K == Value::Unknown && S->cell(C).Count > 1 && S->cell(C).Count <= 16) {
        // A table of statements, indexed by what only the run knows: any of them.
        Outs All;
        for (int64_t I = 0, Count = S->cell(C).Count; I < Count; ++I) {
          StatePtr Copy = I + 1 < Count ? S->clone() : std::move(S);
          CellId Kid = elementCell(C, Value::integer(I), E.Type, *Copy);
          All.push_back({std::move(Copy), Value::ref(Kid)});
        }
        return All;
      }
      CellId Kid = elementCell(C, Key, E.Type, *S);
      return one(std::move(S), Value::ref(Kid));
    });
  });
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

Interpreter::Outs Interpreter::eval(NodeId N, StatePtr S) {
  const Node &E = node(N);
  if (spent()) {
    giveUp(*Stack.front().F, "it takes too many steps");
    return one(std::move(S), Value::unknown(E.Where));
  }
  switch (E.Kind) {
  case NodeKind::Int:
    return one(std::move(S), Value::integer(E.Value, E.Where));
  case NodeKind::Null:
    return one(std::move(S), Value::integer(0, E.Where));
  case NodeKind::Text:
    return one(std::move(S), Value::words(Text::literal(P.literal(E.Symbol))));
  case NodeKind::This:
    return one(std::move(S), Value::ref(Stack.back().This));
  case NodeKind::Local:
  case NodeKind::Global:
  case NodeKind::Field:
  case NodeKind::Index:
  case NodeKind::Deref:
    return then(place(N, std::move(S)), [&](StatePtr S, Value V) {
      Value Loaded = load(V.Cell, *S);
      if (Loaded.K == Value::Unknown && !Loaded.Where.valid())
        Loaded.Where = node(N).Where;
      return one(std::move(S), Loaded);
    });
  case NodeKind::AddressOf:
    if (node(kid(E, 0)).Kind == NodeKind::Function)
      return eval(kid(E, 0), std::move(S));
    if (const Node &Element = node(kid(E, 0));
        Element.Kind == NodeKind::Index && P.type(Element.Type).Kind == TypeKind::Character) {
      // &buffer[n]
      NodeId Base = kid(Element, 0), Index = kid(Element, 1);
      return then(eval(Base, std::move(S)), [&](StatePtr S, Value Buffer) {
        return then(eval(Index, std::move(S)), [&](StatePtr S, Value At) {
          if (Buffer.K == Value::Ref)
            Buffer.Number = At.K == Value::Int && Buffer.Number >= 0 ? Buffer.Number + At.Number : -1;
          return one(std::move(S), Buffer);
        });
      });
    }
    return place(kid(E, 0), std::move(S));
  case NodeKind::Function: {
    Value V;
    V.K = Value::Function;
    V.Symbol = E.Symbol;
    return one(std::move(S), V);
  }
  case NodeKind::Not:
    return then(truth(kid(E, 0), std::move(S)),
                [](StatePtr S, Value V) { return one(std::move(S), Value::integer(!V.Number)); });
  case NodeKind::And:
  case NodeKind::Or:
    return truth(N, std::move(S));
  case NodeKind::Conditional: {
    NodeId Then = kid(E, 1), Else = kid(E, 2);
    return then(truth(kid(E, 0), std::move(S)),
                [&](StatePtr S, Value V) { return eval(V.Number ? Then : Else, std::move(S)); });
  }
  case NodeKind::Unary:
    return then(eval(kid(E, 0), std::move(S)), [&](StatePtr S, Value V) {
      if (V.K == Value::Int)
        return one(std::move(S), Value::integer(-V.Number, node(N).Where));
      return one(std::move(S), Value::unknown(node(N).Where));
    });
  case NodeKind::Binary:
    return evalBinary(N, std::move(S));
  case NodeKind::Assign:
  case NodeKind::CompoundAssign:
    return then(evalAssign(N, std::move(S)), [&](StatePtr S, Value V) {
      Value Loaded = load(V.Cell, *S);
      return one(std::move(S), Loaded);
    });
  case NodeKind::Step:
    return then(place(kid(E, 0), std::move(S)), [&](StatePtr S, Value Target) {
      Value Old = S->cell(Target.Cell).V;
      Value New = Old.K == Value::Int ? Value::integer(Old.Number + node(N).Value, Old.Where)
                                      : Value::unknown(Old.Where);
      if (auto Next = advance(Old, node(N).Value, *S))
        New = *Next;
      S->edit(Target.Cell).V = New;
      return one(std::move(S), node(N).Flag ? Old : New);
    });
  case NodeKind::Call:
    return then(evalCall(N, std::move(S)), [&](StatePtr S, Value V) {
      const Callee &C = P.callee(node(N).Symbol);
      if (V.K == Value::Ref && P.type(C.Result).Kind == TypeKind::Reference)
        V = load(V.Cell, *S);
      if (V.K == Value::Unknown && !V.Where.valid())
        V.Where = node(N).Where;
      return one(std::move(S), V);
    });
  case NodeKind::IndirectCall: {
    llvm::SmallVector<NodeId, 6> Nodes(kids(E).begin(), kids(E).end());
    return then(eval(Nodes[0], std::move(S)), [&](StatePtr S, Value Target) {
      Callee Shape;
      return evalArguments(llvm::ArrayRef(Nodes).drop_front(), Shape, std::move(S),
                           [&](StatePtr S, std::vector<Value> Values) {
                             return callValue(Target, std::move(Values), node(N).Where, std::move(S), false);
                           });
    });
  }
  case NodeKind::Construct:
    return construct(N, NoCell, std::move(S));
  case NodeKind::New: {
    if (!E.KidCount) {
      CellId C = S->create(E.Type);
      return one(std::move(S), Value::ref(C));
    }
    return then(eval(kid(E, 0), std::move(S)), [&](StatePtr S, Value V) {
      if (V.K == Value::Ref && P.isObject(node(N).Type))
        return one(std::move(S), V);
      CellId C = S->create(node(N).Type, V);
      return one(std::move(S), Value::ref(C));
    });
  }
  case NodeKind::Delete:
    return then(eval(kid(E, 0), std::move(S)), [&](StatePtr S, Value V) {
      Outs R;
      if (V.K != Value::Ref || S->cell(V.Cell).Symbolic)
        return one(std::move(S), Value());
      for (StatePtr &D : destroy(V.Cell, std::move(S), node(N).Where))
        R.push_back({std::move(D), Value()});
      return R;
    });
  case NodeKind::List:
    return evalList(N, std::move(S));
  case NodeKind::Lambda:
    return evalLambda(N, std::move(S));
  case NodeKind::Temporary:
    return then(eval(kid(E, 0), std::move(S)), [&](StatePtr S, Value V) {
      if (V.K == Value::Ref)
        S->Temporaries.push_back(V.Cell);
      return one(std::move(S), V);
    });
  case NodeKind::VaStart:
    return then(place(kid(E, 0), std::move(S)), [&](StatePtr S, Value V) {
      Value Pack;
      Pack.K = Value::Pack;
      Pack.Items = std::make_shared<const std::vector<Value>>(Stack.back().Variadic);
      S->edit(V.Cell).V = Pack;
      return one(std::move(S), Value());
    });
  case NodeKind::VaArg:
    return then(place(kid(E, 0), std::move(S)), [&](StatePtr S, Value List) {
      Value Pack = S->cell(List.Cell).V;
      if (Pack.K != Value::Pack || Pack.Items->empty())
        return one(std::move(S), Value::unknown(node(N).Where));
      Value First = Pack.Items->front();
      Value Rest;
      Rest.K = Value::Pack;
      Rest.Items = std::make_shared<const std::vector<Value>>(Pack.Items->begin() + 1, Pack.Items->end());
      S->edit(List.Cell).V = Rest;
      return one(std::move(S), First);
    });
  case NodeKind::Throw: {
    Outs R;
    if (E.KidCount)
      R = eval(kid(E, 0), std::move(S));
    else
      R.push_back({std::move(S), Value()});
    for (Out &O : R)
      Stack.back().Thrown.push_back({Flow::Throw, std::move(O.S), Value(), 0});
    return {};
  }
  case NodeKind::Evaluate:
  case NodeKind::Block: {
    // A GNU statement expression; its value is that of its last expression.
    Exits X = exec(N, std::move(S));
    Outs R;
    for (Exit &O : X)
      if (O.F == Flow::Normal)
        R.push_back({std::move(O.S), O.V});
      else
        Stack.back().Thrown.push_back(std::move(O));
    return R;
  }
  default: {
    Outs Now = one(std::move(S), Value());
    for (NodeId Kid : llvm::SmallVector<NodeId, 4>(kids(E).begin(), kids(E).end()))
      Now = then(std::move(Now), [&](StatePtr S, Value) { return eval(Kid, std::move(S)); });
    for (Out &O : Now)
      O.V = Value::unknown(node(N).Where);
    return Now;
  }
  }
}

Interpreter::Outs Interpreter::evalLambda(NodeId N, StatePtr S) {
  const Node &E = node(N);
  const Function *F = P.function(E.Symbol);
  llvm::SmallVector<NodeId, 4> Nodes(kids(E).begin(), kids(E).end());
  CellId Captures = S->create(0);
  Outs Now = one(std::move(S), Value());
  for (size_t I = 0; I < Nodes.size(); ++I) {
    bool ByReference = !F || I >= F->Captures.size() || F->Captures[I].ByReference;
    bool IsThis = F && I < F->Captures.size() && F->Captures[I].Local == None;
    Now = then(std::move(Now), [&](StatePtr S, Value) {
      if (IsThis) {
        S->setKid(Captures, elementKey(I), Stack.back().This);
        return one(std::move(S), Value());
      }
      Outs R = ByReference ? place(Nodes[I], std::move(S)) : eval(Nodes[I], std::move(S));
      for (Out &O : R) {
        CellId C = O.V.K == Value::Ref && (ByReference || P.isObject(node(Nodes[I]).Type)) ? O.V.Cell : NoCell;
        if (!C)
          C = O.S->create(P.target(node(Nodes[I]).Type), O.V);
        O.S->setKid(Captures, elementKey(I), C);
      }
      return R;
    });
  }
  Value V;
  V.K = Value::Closure;
  V.Symbol = E.Symbol;
  V.Cell = Captures;
  for (Out &O : Now)
    O.V = V;
  return Now;
}

Value Interpreter::arithmetic(Operator Op, const Value &L, const Value &R, Location W, const State &S) {
  if (L.K == Value::Int && R.K == Value::Int) {
    int64_t A = L.Number, B = R.Number;
    auto Wrap = [](uint64_t V) { return static_cast<int64_t>(V); };
    switch (Op) {
    case Operator::Add: return Value::integer(Wrap(uint64_t(A) + uint64_t(B)), W);
    case Operator::Subtract: return Value::integer(Wrap(uint64_t(A) - uint64_t(B)), W);
    case Operator::Multiply: return Value::integer(Wrap(uint64_t(A) * uint64_t(B)), W);
    case Operator::Divide:
      if (B && B != -1)
        return Value::integer(A / B, W);
      break;
    case Operator::Remainder:
      if (B && B != -1)
        return Value::integer(A % B, W);
      break;
    case Operator::Equal: return Value::integer(A == B);
    case Operator::NotEqual: return Value::integer(A != B);
    case Operator::Less: return Value::integer(A < B);
    case Operator::Greater: return Value::integer(A > B);
    case Operator::LessEqual: return Value::integer(A <= B);
    case Operator::GreaterEqual: return Value::integer(A >= B);
    case Operator::BitAnd: return Value::integer(A & B, W);
    case Operator::BitOr: return Value::integer(A | B, W);
    case Operator::ShiftLeft:
    case Operator::ShiftRight:
      if (B >= 0 && B < 63)
        return Value::integer(Op == Operator::ShiftLeft ? Wrap(uint64_t(A) << B) : A >> B, W);
      break;
    default: break;
    }
  }
  if (Op == Operator::Equal || Op == Operator::NotEqual) {
    auto NonNull = [&](const Value &V) {
      return V.K == Value::Words || V.K == Value::Closure || V.K == Value::Function ||
             (V.K == Value::Ref && !S.cell(V.Cell).Symbolic);
    };
    auto IsNull = [](const Value &V) { return V.K == Value::Int && V.Number == 0; };
    if ((IsNull(L) && NonNull(R)) || (IsNull(R) && NonNull(L)))
      return Value::integer(Op == Operator::NotEqual);
    if (L.K == Value::Ref && R.K == Value::Ref && L.Cell == R.Cell)
      return Value::integer(Op == Operator::Equal);
  }
  if (L.K == Value::Ref && R.K == Value::Ref) {
    // Two pointers into one array.
    const CellData &A = S.cell(L.Cell), &B = S.cell(R.Cell);
    CellId ArrayA = A.Parent ? A.Parent : L.Cell, ArrayB = B.Parent ? B.Parent : R.Cell;
    if (ArrayA == ArrayB)
      return arithmetic(Op, Value::integer(A.Parent ? A.Position : 0), Value::integer(B.Parent ? B.Position : 0), W, S);
  }
  // Moving a text pointer forward drops its first bytes.
  if (Op == Operator::Add && L.K == Value::Words && R.K == Value::Int && R.Number >= 0)
    return Value::words(L.Known->slice(static_cast<size_t>(R.Number), ~size_t(0)));
  Value V = Value::unknown(W);
  V.Cores = L.Cores || R.Cores;
  return V;
}

Interpreter::Outs Interpreter::evalBinary(NodeId N, StatePtr S) {
  NodeId Left = kid(node(N), 0), Right = kid(node(N), 1);
  return then(eval(Left, std::move(S)), [&](StatePtr S, Value L) {
    return then(eval(Right, std::move(S)), [&](StatePtr S, Value R) {
      const Node &E = node(N);
      auto Op = static_cast<Operator>(E.Value);
      if (Op == Operator::Comma)
        return one(std::move(S), R);
      // A place inside a character buffer: Number is the offset, negative when only
      // the run knows it.
      if (Op == Operator::Add && L.K == Value::Ref) {
        const Type &Buffer = P.type(S->cell(L.Cell).Type);
        if (Buffer.Kind == TypeKind::Character ||
            (Buffer.Kind == TypeKind::Array && P.type(Buffer.Inner).Kind == TypeKind::Character)) {
          Value Inside = L;
          bool Known = R.K == Value::Int && L.Number >= 0;
          Inside.Number = Known ? L.Number + R.Number : -1;
          return one(std::move(S), Inside);
        }
      }
      if (Op == Operator::Add && R.K == Value::Int)
        if (auto Moved = advance(L, R.Number, *S))
          return one(std::move(S), *Moved);
      Value V = arithmetic(Op, decay(L, *S), decay(R, *S), E.Where, *S);
      return one(std::move(S), V);
    });
  });
}

Interpreter::Outs Interpreter::evalAssign(NodeId N, StatePtr S) {
  NodeId Left = kid(node(N), 0), Right = kid(node(N), 1);
  return then(eval(Right, std::move(S)), [&](StatePtr S, Value R) {
    return then(place(Left, std::move(S)), [&](StatePtr S, Value L) {
      const Node &E = node(N);
      if (E.Kind == NodeKind::Assign) {
        store(L.Cell, R, *S);
      } else {
        Value Old = load(L.Cell, *S);
        S->edit(L.Cell).V = arithmetic(static_cast<Operator>(E.Value), Old, R, E.Where, *S);
      }
      return one(std::move(S), L);
    });
  });
}

//===----------------------------------------------------------------------===//
// Conditions
//===----------------------------------------------------------------------===//

/// Remembers on this path that node \p N was found to be true or false.
void Interpreter::assume(NodeId N, bool Holds, State &S) {
  const Node &E = node(N);
  if (E.Kind == NodeKind::Not) {
    assume(kid(E, 0), !Holds, S);
    return;
  }
  NodeId Place = N;
  Value Learned;
  if (E.Kind == NodeKind::Binary) {
    auto Op = static_cast<Operator>(E.Value);
    const Node &R = node(kid(E, 1));
    bool Equal = (Op == Operator::Equal && Holds) || (Op == Operator::NotEqual && !Holds);
    if (!Equal || (R.Kind != NodeKind::Int && R.Kind != NodeKind::Null))
      return;
    Place = kid(E, 0);
    Learned = Value::integer(R.Value, R.Where);
  } else if (!Holds) {
    Learned = Value::integer(0);
  } else if (P.type(E.Type).Kind == TypeKind::Bool) {
    Learned = Value::integer(1);
  } else {
    return; // a number that is not zero, a pointer that is not null
  }
  const Node &Target = node(Place);
  CellId C = NoCell;
  if (Target.Kind == NodeKind::Local)
    C = localCell(Target.Symbol, S);
  else if (Target.Kind == NodeKind::Field && node(kid(Target, 0)).Kind == NodeKind::Deref &&
           node(kid(node(kid(Target, 0)), 0)).Kind == NodeKind::This)
    C = fieldCell(Stack.back().This, Target.Symbol, Target.Type, S);
  if (!C)
    return;
  const CellData &D = S.cell(C);
  TypeKind K = P.type(D.Type).Kind;
  bool Scalar = K == TypeKind::Bool || K == TypeKind::Integer || K == TypeKind::Pointer;
  if (Scalar && D.V.K == Value::Unknown)
    S.edit(C).V = Learned;
  else if (Scalar && D.V.K == Value::Ref && !Holds && S.cell(D.V.Cell).Symbolic)
    S.edit(C).V = Learned;
}

Interpreter::Outs Interpreter::truth(NodeId N, StatePtr S) {
  const Node &E = node(N);
  if (E.Kind == NodeKind::And || E.Kind == NodeKind::Or) {
    bool Stop = E.Kind == NodeKind::Or; // the value that ends the evaluation
    NodeId Right = kid(E, 1);
    return then(truth(kid(E, 0), std::move(S)), [&](StatePtr S, Value V) {
      if ((V.Number != 0) == Stop)
        return one(std::move(S), V);
      return truth(Right, std::move(S));
    });
  }
  if (E.Kind == NodeKind::Not)
    return then(truth(kid(E, 0), std::move(S)),
                [](StatePtr S, Value V) { return one(std::move(S), Value::integer(!V.Number)); });
  return then(eval(N, std::move(S)), [&](StatePtr S, Value V) {
    V = decay(V, *S);
    switch (V.K) {
    case Value::Int: return one(std::move(S), Value::integer(V.Number != 0));
    case Value::Words:
    case Value::Closure:
    case Value::Function: return one(std::move(S), Value::integer(1));
    case Value::Ref:
      if (!S->cell(V.Cell).Symbolic)
        return one(std::move(S), Value::integer(1));
      break;
    default: break;
    }
    Outs Both;
    StatePtr No = S->clone();
    assume(N, true, *S);
    assume(N, false, *No);
    Both.push_back({std::move(S), Value::integer(1)});
    Both.push_back({std::move(No), Value::integer(0)});
    return Both;
  });
}

} // namespace pooltidy::leases
