//===- Places.cpp - Expressions that name a place -------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The left side of an assignment, the operand of &, an argument by reference: not what is
// stored there but where.
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

namespace pooltidy::leases {

using namespace facts;
using models::Role;

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
      if (P.type(node(N).Type).Kind == TypeKind::Character && isBuffer(C, *S)) // *p
        C = byteCell(C, V.K == Value::Ref ? V.Number : -1, node(N).Type, *S);
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
          // The variable itself holds the text of what it points to.
          CellId Byte = S->create(E.Type);
          return one(std::move(S), Value::ref(Byte));
        }
        if (Pointer.K == Value::Ref && P.type(E.Type).Kind == TypeKind::Character &&
            isBuffer(Pointer.Cell, *S)) {
          const int64_t At =
              Key.K == Value::Int && Pointer.Number >= 0 ? Pointer.Number + Key.Number : -1;
          CellId Byte = byteCell(Pointer.Cell, At, E.Type, *S);
          return one(std::move(S), Value::ref(Byte));
        }
        if (Key.K == Value::Int)
          if (auto Element = advance(Pointer, Key.Number, *S))
            return one(std::move(S), *Element);
        C = pointee(Base, Pointer, S->cell(C).Type, *S);
      }
      if (P.type(E.Type).Kind == TypeKind::Character && isBuffer(C, *S)) {
        CellId Byte = byteCell(C, Key.K == Value::Int ? Key.Number : -1, E.Type, *S);
        return one(std::move(S), Value::ref(Byte));
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

} // namespace pooltidy::leases
