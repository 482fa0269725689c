//===- FieldValues.cpp - What the program puts into a member --------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/FieldValues.h"

#include "llvm/ADT/StringExtras.h"

namespace pooltidy::leases {

using namespace facts;
using models::Op;
using models::Operand;
using models::Role;
using models::Slot;

std::pair<const Function *, NodeId> FieldValues::only(StringId Field) {
  if (!Ready)
    read();
  auto It = Puts.find(Field);
  if (It == Puts.end() || It->second.Other || !It->second.By)
    return {nullptr, None};
  return {It->second.By, It->second.What};
}

bool FieldValues::changesLater(StringId Field) {
  if (!Ready)
    read();
  return Later.contains(Field);
}

void FieldValues::read() {
  Ready = true;
  for (const Function &F : P.functions())
    if (F.Body != None) {
      read(F);
      readMarks(F);
    }
}

bool FieldValues::marksTransaction(StringId Field) {
  if (!Ready)
    read();
  return SetAtBegin.contains(Field) && ClearedAtEnd.contains(Field);
}

/// The members that \p F sets to a constant, if it begins or ends a transaction.
void FieldValues::readMarks(const Function &F) {
  bool Begins = false, Ends = false;
  auto Says = [](llvm::StringRef Text, llvm::StringRef Word) {
    return Text.starts_with_insensitive(Word) && (Text.size() == Word.size() || !llvm::isAlnum(Text[Word.size()]));
  };
  for (const Node &N : F.Nodes) {
    if (N.Kind == NodeKind::Text) {
      const llvm::StringRef Text = llvm::StringRef(P.literal(N.Symbol).Bytes).trim();
      Begins |= Says(Text, "BEGIN") || Says(Text, "START TRANSACTION");
      Ends |= Says(Text, "COMMIT") || Says(Text, "END") || Says(Text, "ROLLBACK");
    } else if (N.Kind == NodeKind::Call || N.Kind == NodeKind::Construct) {
      for (const models::FunctionModel *M : P.models(N.Symbol))
        for (const models::Operation &O : M->Operations) {
          Begins |= O.Kind == Op::Begin;
          Ends |= O.Kind == Op::Commit || O.Kind == Op::Rollback;
        }
    }
  }
  if (!Begins && !Ends)
    return;
  for (const Node &N : F.Nodes) {
    if (N.Kind != NodeKind::Assign)
      continue;
    const Node &Left = F.Nodes[F.Kids[N.FirstKid]], &Right = F.Nodes[F.Kids[N.FirstKid + 1]];
    if (Left.Kind != NodeKind::Field || Right.Kind != NodeKind::Int)
      continue;
    if (Begins && Right.Value)
      SetAtBegin.insert(Left.Symbol);
    if (Ends && !Right.Value)
      ClearedAtEnd.insert(Left.Symbol);
  }
}

void FieldValues::read(const Function &F) {
  auto Kid = [&](const Node &N, unsigned I) { return F.Kids[N.FirstKid + I]; };
  auto FieldOf = [&](NodeId Target) -> const Node * {
    const Node *T = &F.Nodes[Target];
    while ((T->Kind == NodeKind::Index || T->Kind == NodeKind::Conditional) && T->KidCount)
      T = &F.Nodes[Kid(*T, 0)];
    return T->Kind == NodeKind::Field ? T : nullptr;
  };
  auto Spoil = [&](NodeId Target) {
    if (const Node *Field = FieldOf(Target)) {
      Puts[Field->Symbol].Other = true;
      if (!F.Constructor)
        Later.insert(Field->Symbol);
    }
  };
  auto IsNothing = [&](NodeId Value) {
    const Node *V = &F.Nodes[Value];
    while (V->Kind == NodeKind::Temporary)
      V = &F.Nodes[Kid(*V, 0)];
    return V->Kind == NodeKind::Null || (V->Kind == NodeKind::Int && !V->Value) ||
           (V->Kind == NodeKind::Text && P.literal(V->Symbol).Bytes.empty()) ||
           ((V->Kind == NodeKind::Construct || V->Kind == NodeKind::List) && !V->KidCount) ||
           (V->Kind == NodeKind::Construct && V->KidCount == 1 && F.Nodes[Kid(*V, 0)].Kind == NodeKind::Null);
  };
  auto Keep = [&](StringId Field, NodeId Value) {
    if (IsNothing(Value))
      return;
    if (!F.Constructor)
      Later.insert(Field);
    Put &Known = Puts[Field];
    Known.Other |= Known.By != nullptr;
    Known.By = &F;
    Known.What = Value;
  };
  // A method gives a member of its own object the value of \p Value.
  auto Assign = [&](NodeId Target, NodeId Value) {
    const Node &T = F.Nodes[Target];
    if (T.Kind != NodeKind::Field)
      return Spoil(Target);
    const Node *Object = &F.Nodes[Kid(T, 0)];
    if (Object->Kind == NodeKind::Deref)
      Object = &F.Nodes[Kid(*Object, 0)];
    if (Object->Kind == NodeKind::This || IsNothing(Value))
      Keep(T.Symbol, Value);
    else
      Spoil(Target);
  };
  auto Call = [&](const Node &N) {
    const Callee &C = P.callee(N.Symbol);
    const unsigned First = C.Method ? 1 : 0;
    for (unsigned I = First; I < N.KidCount && I - First < C.Parameters.size(); ++I)
      if (P.type(C.Parameters[I - First]).Kind == TypeKind::Reference) {
        const llvm::StringRef Spelled = P.string(C.ParameterTypes[I - First]);
        if (!Spelled.starts_with("const ") && !Spelled.ends_with("&&"))
          Spoil(Kid(N, I));
      }
    if (!C.Method || !N.KidCount || F.Nodes[Kid(N, 0)].Kind != NodeKind::Field)
      return;
    if (N.KidCount == 2 && llvm::StringRef(P.string(C.Name)).ends_with("::operator="))
      return Assign(Kid(N, 0), Kid(N, 1));
    for (const models::FunctionModel *M : P.models(N.Symbol))
      for (const models::Operation &O : M->Operations) {
        const Operand *To = O.operand(Slot::To), *From = O.operand(Slot::From);
        if (!To || To->K != Operand::Kind::This || O.Kind == Op::TextClear)
          continue;
        const bool Takes = From && From->K == Operand::Kind::Argument && 1 + From->Index < N.KidCount;
        if (O.Kind == Op::PointerSet || O.Kind == Op::TextAssign) {
          if (Takes)
            Assign(Kid(N, 0), Kid(N, 1 + From->Index));
        } else if (O.Kind != Op::PointerRelease) {
          Spoil(Kid(N, 0));
        }
      }
  };
  for (const Node &N : F.Nodes)
    switch (N.Kind) {
    case NodeKind::Assign:
      Assign(Kid(N, 0), Kid(N, 1));
      break;
    case NodeKind::InitField:
      Keep(N.Symbol, Kid(N, 0));
      break;
    case NodeKind::CompoundAssign:
    case NodeKind::Step:
    case NodeKind::AddressOf:
      Spoil(Kid(N, 0));
      break;
    case NodeKind::List:
      if (const ClassInfo *C = P.classInfo(P.type(N.Type).Usr))
        for (size_t I = 0; I < C->Fields.size() && I < N.KidCount; ++I)
          if (!IsNothing(Kid(N, I)))
            Puts[C->Fields[I].Name].Other = true;
      break;
    case NodeKind::Call:
      Call(N);
      break;
    default:
      break;
    }
}

} // namespace pooltidy::leases
