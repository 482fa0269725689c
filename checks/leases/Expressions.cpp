//===- Expressions.cpp - Values and conditions ----------------------------===//
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
      if (Loaded.K == Value::Unknown && node(N).Kind == NodeKind::Field && S->cell(V.Cell).Symbolic &&
          Kept.marksTransaction(node(N).Symbol))
        return eitherWay(V.Cell, node(N).Where, std::move(S));
      if (Loaded.K == Value::Unknown && isFirstOfItsKind(N, V.Cell, *S))
        Loaded = Value::integer(0, node(N).Where);
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
          if (Buffer.K == Value::Words) // of a literal: what is left of it
            return one(std::move(S), arithmetic(Operator::Add, Buffer, At, node(N).Where, *S));
          if (Buffer.K == Value::Ref)
            Buffer.Number = At.K == Value::Int && Buffer.Number >= 0 ? Buffer.Number + At.Number : -1;
          return one(std::move(S), Buffer);
        });
      });
    }
    return then(place(kid(E, 0), std::move(S)), [&](StatePtr S, Value V) {
      // The address of an object that the caller handed over by reference is no null pointer.
      const NodeKind Of = node(kid(node(N), 0)).Kind;
      if (V.K == Value::Ref && (Of == NodeKind::Local || Of == NodeKind::Global || Of == NodeKind::Field) &&
          S->cell(V.Cell).Symbolic)
        V.Nonzero = true;
      return one(std::move(S), V);
    });
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
      CellData &To = S->edit(Target.Cell);
      To.V = New;
      To.Symbolic = false;
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
                             if (Target.K == Value::Unknown)
                               if (auto Known = callStored(kid(node(N), 0), Values, node(N).Where, S))
                                 return std::move(*Known);
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
    llvm::SmallVector<NodeId, 8> Kids(kids(E).begin(), kids(E).end());
    const bool HasValue = E.Kind == NodeKind::Block && !Kids.empty() &&
                          node(Kids.back()).Kind == NodeKind::Evaluate;
    Exits X;
    if (HasValue) {
      States In;
      In.push_back(std::move(S));
      X = execAll(llvm::ArrayRef(Kids).drop_back(), 0, std::move(In));
    } else {
      X = exec(N, std::move(S));
    }
    Outs R;
    for (Exit &O : X)
      if (O.F != Flow::Normal)
        Stack.back().Thrown.push_back(std::move(O));
      else if (!HasValue)
        R.push_back({std::move(O.S), O.V});
      else
        for (Out &Last : eval(kid(node(Kids.back()), 0), std::move(O.S)))
          R.push_back(std::move(Last));
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

/// Whether node \p N, whose cell is \p C, is the variable in which the objects of a class note
/// which of them is the current one, as the first of them finds it: empty. Its constructor asks.
bool Interpreter::isFirstOfItsKind(NodeId N, CellId C, const State &S) const {
  const Node &E = node(N);
  const Function &F = *Stack.back().F;
  if (E.Kind != NodeKind::Global || !F.Constructor || !S.cell(C).Symbolic || S.cell(C).V.Nonzero)
    return false;
  const facts::Type &T = P.type(P.target(E.Type));
  return T.Kind == TypeKind::Pointer && P.type(T.Inner).Kind == TypeKind::Class && P.type(T.Inner).Usr == F.Class;
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
  // select() wants the highest socket plus one.
  if (Op == Operator::Add && L.K == Value::Ref && R.K == Value::Int && S.findLease(L.Cell))
    return L;
  if (Op == Operator::Equal || Op == Operator::NotEqual) {
    auto NonNull = [&](const Value &V) {
      return V.notZero() || V.K == Value::Words || V.K == Value::Closure || V.K == Value::Function ||
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
  V.Nonzero = Op == Operator::BitOr && (L.notZero() || R.notZero());
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
      if (const Type &Left = P.type(node(kid(E, 0)).Type);
          Op == Operator::Add && L.K == Value::Unknown && Left.Kind == TypeKind::Pointer &&
          P.type(Left.Inner).Kind == TypeKind::Character)
        if (NodeKind K = node(kid(E, 0)).Kind;
            K == NodeKind::Local || K == NodeKind::Field || K == NodeKind::Global)
          L = Value::ref(
              pointee(kid(E, 0), L, node(kid(E, 0)).Type, *S)); // memory nobody wrote to yet
      if (Op == Operator::Add && L.K == Value::Ref) {
        const Type &Buffer = P.type(S->cell(L.Cell).Type);
        const Type &Pointer = P.type(node(kid(E, 0)).Type);
        const bool Fresh = Buffer.Kind == TypeKind::Other && Pointer.Kind == TypeKind::Pointer &&
                           P.type(Pointer.Inner).Kind == TypeKind::Character;
        if (Fresh || Buffer.Kind == TypeKind::Character ||
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
      // The program's own buffer is never a literal.
      if (Op == Operator::Equal || Op == Operator::NotEqual) {
        auto Buffer = [&](const Value &V) {
          return V.K == Value::Ref && P.type(S->cell(V.Cell).Type).Kind == TypeKind::Array;
        };
        if ((Buffer(L) && R.K == Value::Words) || (Buffer(R) && L.K == Value::Words))
          return one(std::move(S), Value::integer(Op == Operator::NotEqual, E.Where));
      }
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
        CellData &To = S->edit(L.Cell);
        To.V = arithmetic(static_cast<Operator>(E.Value), Old, R, E.Where, *S);
        To.Symbolic = false;
      }
      return one(std::move(S), L);
    });
  });
}

//===----------------------------------------------------------------------===//
// Conditions
//===----------------------------------------------------------------------===//

/// Remembers on this path that node \p N was found to be true or false.
/// The cell that a variable or a member names, where no call or index is on the way.
CellId Interpreter::knownPlace(NodeId N, State &S) {
  const Node &E = node(N);
  switch (E.Kind) {
  case NodeKind::Local:
    return localCell(E.Symbol, S);
  case NodeKind::Deref: {
    if (node(kid(E, 0)).Kind == NodeKind::This)
      return Stack.back().This;
    CellId Pointer = knownPlace(kid(E, 0), S);
    const Value &V = S.cell(Pointer).V;
    return Pointer && V.K == Value::Ref && !V.Number ? V.Cell : NoCell;
  }
  case NodeKind::Field: {
    CellId Object = knownPlace(kid(E, 0), S);
    return Object ? fieldCell(Object, E.Symbol, E.Type, S) : NoCell;
  }
  default:
    return NoCell;
  }
}

void Interpreter::assume(NodeId N, bool Holds, State &S) {
  const Node &E = node(N);
  if (E.Kind == NodeKind::Not) {
    assume(kid(E, 0), !Holds, S);
    return;
  }
  if (E.Kind == NodeKind::Call && E.KidCount == 1 && P.callee(E.Symbol).Method) {
    // Whether a smart pointer has an object decides the same way twice, too.
    const Node &Of = node(kid(E, 0));
    const CellId Holder =
        Of.Kind == NodeKind::Global ? globalCell(Of.Symbol, S) : knownPlace(kid(E, 0), S);
    if (Holder && P.role(S.cell(Holder).Type) == Role::Pointer &&
        P.type(P.callee(E.Symbol).Result).Kind == TypeKind::Bool) {
      const Value &Had = S.cell(Holder).V;
      const bool Doubted = Had.K == Value::Ref && S.cell(Had.Cell).Symbolic;
      if (Holds && Doubted)
        S.edit(Holder).V.Nonzero = true;
      else if (!Holds && (Doubted || Had.K == Value::Unknown))
        S.edit(Holder).V = Value::integer(0);
    }
    return;
  }
  NodeId Place = N;
  Value Learned;
  if (E.Kind == NodeKind::Binary) {
    auto Op = static_cast<Operator>(E.Value);
    const Node &R = node(kid(E, 1));
    bool Equal = (Op == Operator::Equal && Holds) || (Op == Operator::NotEqual && !Holds);
    bool Unequal = (Op == Operator::NotEqual && Holds) || (Op == Operator::Equal && !Holds);
    if (R.Kind != NodeKind::Int && R.Kind != NodeKind::Null)
      return;
    if (!Equal && !(Unequal && (R.Kind == NodeKind::Null || R.Value == 0)))
      return;
    Place = kid(E, 0);
    Learned = Equal ? Value::integer(R.Value, R.Where) : Value::neverZero(R.Where);
  } else if (!Holds) {
    Learned = Value::integer(0);
  } else if (P.type(E.Type).Kind == TypeKind::Bool) {
    Learned = Value::integer(1);
  } else {
    Learned = Value::neverZero(E.Where);
  }
  const NodeKind Kind = node(Place).Kind;
  // Whether a variable of the program points somewhere decides the same way twice: what
  // opens a connection when there is none does so once. A flag may be another thread's.
  const bool Variable =
      Kind == NodeKind::Global && P.type(node(Place).Type).Kind == TypeKind::Pointer;
  CellId C = Kind == NodeKind::Local || Kind == NodeKind::Field ? knownPlace(Place, S)
             : Variable                                         ? globalCell(node(Place).Symbol, S)
                                                                : NoCell;
  if (!C)
    return;
  const CellData &D = S.cell(C);
  TypeKind K = P.type(D.Type).Kind;
  bool Scalar = K == TypeKind::Bool || K == TypeKind::Integer || K == TypeKind::Pointer;
  if (Learned.notZero() && K == TypeKind::Pointer && P.isObject(P.type(D.Type).Inner) &&
      (D.V.K == Value::Unknown || D.V.K == Value::Ref)) {
    // There is an object, and it is the same one the next time.
    Value Found = D.V.K == Value::Ref ? D.V : Value::ref(symbolic(P.type(D.Type).Inner, S, Met::Pointee, C));
    Found.Nonzero = true;
    S.edit(C).V = Found;
    return;
  }
  if (Scalar && D.V.K == Value::Unknown) {
    Learned.Cores = D.V.Cores;
    Learned.Usual = D.V.Usual;
    if (Learned.K == Value::Unknown) { // where it came from stays what it is
      Learned.Where = D.V.Where;
      Learned.Number = D.V.Number;
    }
    S.edit(C).V = Learned;
  } else if (Scalar && D.V.K == Value::Ref && !Holds && S.cell(D.V.Cell).Symbolic)
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
    case Value::Unknown:
      if (V.Nonzero)
        return one(std::move(S), Value::integer(1));
      break;
    case Value::Words:
    case Value::Closure:
    case Value::Function: return one(std::move(S), Value::integer(1));
    case Value::Ref:
      if (V.Nonzero || !S->cell(V.Cell).Symbolic)
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
