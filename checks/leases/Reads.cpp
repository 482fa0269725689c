//===- Reads.cpp - The names that a function may look at ------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Reads.h"

namespace pooltidy::leases {

using namespace facts;
using models::Op;

uint32_t Reads::name(StringId Usr, bool Field) {
  auto [It, New] = Numbers.try_emplace(Usr, Names.size());
  if (New) {
    Names.push_back(Usr);
    Fields.resize(Names.size());
    if (Field)
      Fields.set(It->second);
  }
  return It->second;
}

void Reads::find() {
  if (std::exchange(Found, true))
    return;
  const std::vector<Function> &Functions = P.functions();
  // One node a function, and one for whatever is called without a name.
  const size_t Any = Functions.size();
  std::vector<std::vector<uint32_t>> Direct(Functions.size() + 1), Leads(Functions.size() + 1);
  Opens.resize(Functions.size() + 1);

  for (size_t I = 0; I < Functions.size(); ++I) {
    const Function &F = Functions[I];
    const bool Runs = F.Body != None && Effects.runs(F); // whatever is called without a name
    llvm::DenseSet<StringId> Whole; // classes whose objects it copies
    llvm::DenseSet<TypeId> Looked;  // a type can be an argument of another many times over
    auto Copies = [&](TypeId T, auto &Self) -> void {
      if (!Looked.insert(T).second)
        return;
      const Type &Ty = P.type(P.target(T));
      for (TypeId A : Ty.Arguments)
        Self(A, Self);
      if (Ty.Kind == TypeKind::Array)
        Self(Ty.Inner, Self);
      const ClassInfo *C = P.classInfo(Ty.Usr);
      if (Ty.Kind != TypeKind::Class || !C || !Whole.insert(Ty.Usr).second)
        return;
      for (const FieldInfo &Field : C->Fields) {
        Direct[I].push_back(name(Field.Name, true));
        Self(Field.Type, Self);
      }
      for (StringId Base : C->Bases)
        Self(P.classType(Base), Self);
    };
    for (const Local &L : F.Locals)
      if (L.Usr) {
        Locals.insert(L.Usr);
        Direct[I].push_back(name(L.Usr, false));
      }
    // What is looked at when the program ends makes no difference to what comes after it.
    for (StringId To : P.leads(F.Usr))
      if (const Function *G = P.function(To); G && !Effects.alwaysEnds(*G))
        Leads[I].push_back(indexOf(*G));
    for (const Node &N : F.Nodes)
      switch (N.Kind) {
      case NodeKind::Global:
        Direct[I].push_back(name(N.Symbol, false));
        break;
      case NodeKind::Field:
      case NodeKind::InitField:
        Direct[I].push_back(name(N.Symbol, true));
        break;
      case NodeKind::Assign:
      case NodeKind::ForEach:
      case NodeKind::List:
      case NodeKind::Lambda:
      case NodeKind::Return:
        for (unsigned K = 0; K < N.KidCount; ++K)
          if (TypeId T = F.Nodes[F.Kids[N.FirstKid + K]].Type; P.isObject(T))
            Copies(T, Copies);
        Copies(N.Type, Copies);
        break;
      case NodeKind::Delete:
        for (StringId To : P.destroys(P.type(F.Nodes[F.Kids[N.FirstKid]].Type).Inner))
          if (const Function *G = P.function(To))
            Leads[I].push_back(indexOf(*G));
        break;
      case NodeKind::IndirectCall:
        if (Runs)
          Leads[I].push_back(Any);
        break;
      case NodeKind::Function:
        if (const Function *G = P.function(P.callee(N.Symbol).Usr))
          Leads[Any].push_back(indexOf(*G));
        break;
      case NodeKind::Call:
      case NodeKind::Construct: {
        for (const models::FunctionModel *M : P.models(N.Symbol))
          for (const models::Operation &O : M->Operations)
            if (O.Kind == Op::Connect || O.Kind == Op::Reconnect || O.Kind == Op::Pool || O.Kind == Op::Acquire ||
                O.Kind == Op::Registered)
              Opens.set(I);
        if (const Callee &C = P.callee(N.Symbol); C.Trivial || !P.function(C.Usr)) {
          // The body is not in sight: it may look at all of what it is given, and call it.
          for (unsigned K = 0; K < N.KidCount; ++K) {
            TypeId T = F.Nodes[F.Kids[N.FirstKid + K]].Type;
            if (P.type(T).Kind == TypeKind::Pointer)
              T = P.type(T).Inner;
            Copies(T, Copies);
          }
          if (Runs)
            Leads[I].push_back(Any);
          // What it gave the last time may be kept under its name.
          Direct[I].push_back(name(C.Usr, false));
        }
        break;
      }
      default:
        break;
      }
    if (F.Lambda)
      Leads[Any].push_back(I);
  }
  for (const Function &F : Functions)
    if (F.Class)
      for (uint32_t Index : P.callOperators(F.Class))
        Leads[Any].push_back(Index);

  Seen.resize(Functions.size() + 1);
  for (size_t I = 0; I < Seen.size(); ++I) {
    Seen[I].resize(Names.size());
    for (uint32_t Number : Direct[I])
      Seen[I].set(Number);
    llvm::sort(Leads[I]);
    Leads[I].erase(llvm::unique(Leads[I]), Leads[I].end());
  }
  // What is called comes before its callers as far as there is such an order.
  std::vector<uint32_t> Order;
  llvm::BitVector Met(Seen.size());
  for (uint32_t Root = 0; Root < Seen.size(); ++Root) {
    std::vector<std::pair<uint32_t, size_t>> Way;
    if (!Met.test(Root))
      Way.push_back({Root, 0});
    Met.set(Root);
    while (!Way.empty()) {
      auto &[At, Next] = Way.back();
      if (Next == Leads[At].size()) {
        Order.push_back(At);
        Way.pop_back();
      } else if (uint32_t To = Leads[At][Next++]; !Met.test(To)) {
        Met.set(To);
        Way.push_back({To, 0});
      }
    }
  }
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (uint32_t At : Order)
      for (uint32_t To : Leads[At]) {
        if (Seen[To].test(Seen[At])) {
          Seen[At] |= Seen[To];
          Changed = true;
        }
        if (Opens.test(To) && !Opens.test(At)) {
          Opens.set(At);
          Changed = true;
        }
      }
  }
}

const std::vector<StringId> &Reads::variables(const Function &F) {
  find();
  auto [It, New] = Variables.try_emplace(indexOf(F));
  if (New)
    for (unsigned Number : Seen[indexOf(F)].set_bits())
      if (!Fields.test(Number))
        It->second.push_back(Names[Number]);
  return It->second;
}

bool Reads::field(const Function &F, StringId Field) {
  find();
  auto It = Numbers.find(Field);
  // A member that nothing in the program names is one that models know.
  return It == Numbers.end() || Seen[indexOf(F)].test(It->second);
}

bool Reads::opens(const Function &F) {
  find();
  return Opens.test(indexOf(F));
}

} // namespace pooltidy::leases
