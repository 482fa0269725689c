//===- Formatting.cpp - Calls of the program's own printf -----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Carries out what leases/Formatters.h found a function to do, without running it.
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

namespace pooltidy::leases {

using namespace facts;

/// The text that a function that reads the format itself writes, into what it was given.
Interpreter::Outs Interpreter::writeFormatted(const Formatters::Formatter &How, const Call &C, StatePtr S) {
  std::vector<Text> Given;
  bool Known = true;
  if (How.Given == None) {
    for (size_t I = P.callee(C.Callee).Parameters.size(); I < C.Arguments.size(); ++I)
      Given.push_back(textOf(C.Arguments[I], *S, I < C.Types.size() ? C.Types[I] : 0, C.Where));
  } else {
    Value List = How.Given < C.Arguments.size() ? C.Arguments[How.Given] : Value();
    for (unsigned I = 0; I < 4 && List.K == Value::Ref; ++I)
      List = S->cell(List.Cell).V;
    Known = List.K == Value::Pack;
    if (Known)
      for (const Value &V : *List.Items)
        Given.push_back(textOf(V, *S, 0, C.Where));
  }
  Value To = How.To < C.Arguments.size() ? C.Arguments[How.To] : Value();
  Text Whole = How.Format < C.Arguments.size()
                   ? formatPrintf(textOf(C.Arguments[How.Format], *S, 0, C.Where), Given, Known)
                   : Text();
  Value Length = Value::integer(static_cast<int64_t>(Whole.size()), C.Where);
  if (To.K == Value::Ref) {
    CellId Cell = To.Cell;
    for (unsigned I = 0; I < 4 && S->cell(Cell).V.K == Value::Ref && S->cell(Cell).V.Cell != Cell; ++I)
      Cell = S->cell(Cell).V.Cell;
    S->edit(Cell).V = Value::words(std::move(Whole));
    S->edit(Cell).Symbolic = false;
  }
  if (P.type(C.Result).Kind == TypeKind::Pointer)
    return one(std::move(S), To);
  return one(std::move(S), P.type(C.Result).Kind == TypeKind::Integer ? Length : Value::unknown(C.Where));
}

/// Carries out the plain declarations that stand in the body before the statement with \p
/// Call in it: where in the buffer the text begins may be one of them.
Interpreter::States Interpreter::declareBefore(NodeId Call, StatePtr S) {
  auto Has = [&](NodeId Root, auto &Self) -> bool {
    return Root == Call || llvm::any_of(kids(node(Root)), [&](NodeId Kid) { return Self(Kid, Self); });
  };
  States Now;
  Now.push_back(std::move(S));
  llvm::SmallVector<NodeId, 16> Statements;
  auto Collect = [&](NodeId Block, auto &Self) -> bool {
    for (NodeId Statement : kids(node(Block))) {
      const bool Inner = node(Statement).Kind == NodeKind::Block; // also of several in one declaration
      if (Inner ? Self(Statement, Self) : Has(Statement, Has))
        return true;
      if (!Inner)
        Statements.push_back(Statement);
    }
    return false;
  };
  Collect(Stack.back().F->Body, Collect);
  for (NodeId Statement : Statements) {
    const Node &D = node(Statement);
    if (D.Kind != NodeKind::Declare || !D.KidCount || P.isObject(Stack.back().F->Locals[D.Symbol].Type))
      continue;
    States Next;
    for (StatePtr &One : Now)
      for (Exit &E : exec(Statement, std::move(One)))
        if (E.F == Flow::Normal)
          Next.push_back(std::move(E.S));
    Now = std::move(Next);
  }
  return Now;
}

/// A call \p C of \p F, which does \p How and nothing else that matters.
Interpreter::Outs Interpreter::format(const Function *F, const Formatters::Formatter &How, const Call &C,
                                      StatePtr S) {
  if (How.Call == None || !F)
    return writeFormatted(How, C, std::move(S));
  Frame New;
  New.F = F;
  New.This = C.Object;
  New.CallSite = C.Where;
  New.Start = Steps;
  for (size_t I = F->Parameters.size(); I < C.Arguments.size(); ++I)
    New.Variadic.push_back(C.Arguments[I]);
  Value List;
  List.K = Value::Pack;
  List.Items = std::make_shared<const std::vector<Value>>(New.Variadic);
  S->Frames.push_back(llvm::makeIntrusiveRefCnt<FrameData>());
  bindParameters(*F, C.Arguments, *S);
  Stack.push_back(std::move(New));
  if (How.Given == None)
    S->edit(localCell(How.List, *S)).V = List;
  else if (uint32_t Given = F->Parameters[How.Given]; Given != How.List)
    S->edit(localCell(How.List, *S)).V = S->cell(localCell(Given, *S)).V;
  Outs R;
  for (StatePtr &Ready : declareBefore(How.Call, std::move(S)))
    for (Out &O : eval(How.Call, std::move(Ready)))
      R.push_back(std::move(O));
  for (Out &O : R) {
    // What it counts beside the text is not followed.
    for (const Node &N : F->Nodes)
      if (N.Kind == NodeKind::Assign || N.Kind == NodeKind::CompoundAssign || N.Kind == NodeKind::Step)
        if (NodeId Left = F->Kids[N.FirstKid]; node(Left).Kind == NodeKind::Field)
          if (CellId Cell = knownPlace(Left, *O.S); Cell && O.S->cell(Cell).V.K == Value::Int)
            O.S->edit(Cell).V = Value::unknown(C.Where);
    if (P.type(C.Result).Kind == TypeKind::Pointer)
      for (const Node &N : F->Nodes) // it gives back the buffer
        if (N.Kind == NodeKind::Return && N.KidCount)
          if (CellId Cell = knownPlace(F->Kids[N.FirstKid], *O.S)) {
            O.V = load(Cell, *O.S);
            break;
          }
    O.S->Frames.pop_back();
  }
  Exits Thrown = std::move(Stack.back().Thrown);
  Stack.pop_back();
  for (Exit &E : Thrown) {
    E.S->Frames.pop_back();
    if (!Stack.empty())
      Stack.back().Thrown.push_back(std::move(E));
  }
  return R;
}

} // namespace pooltidy::leases
