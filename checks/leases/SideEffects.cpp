//===- SideEffects.cpp - What a function without a database does ----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/SideEffects.h"

#include "llvm/ADT/Sequence.h"

namespace pooltidy::leases {

using namespace facts;
using models::Op;

/// Whether a caller can see through the arguments, or through the object, that it ran.
bool SideEffects::changesArguments(const Callee &Target) const {
  // The USR of a method that is const ends so.
  if (Target.Method && !llvm::StringRef(P.string(Target.Usr)).ends_with("#1"))
    return true;
  for (size_t I = 0; I < Target.Parameters.size(); ++I) {
    const TypeId Id = Target.Parameters[I];
    const Type &T = P.type(Id);
    if (T.Kind == TypeKind::Class && P.role(Id) != models::Role::Text)
      return true; // it may own or call something
    if (T.Kind != TypeKind::Pointer && T.Kind != TypeKind::Reference)
      continue;
    if (llvm::StringRef(P.string(Target.ParameterTypes[I])).starts_with("const "))
      continue;
    // A stream or a lock of a library without a model: nothing is known of it either way.
    const Type &Inner = P.type(T.Inner);
    const ClassInfo *C = P.classInfo(Inner.Usr);
    if (Inner.Kind != TypeKind::Class || !Inner.Arguments.empty() || (C && !C->System) ||
        P.role(T.Inner) != models::Role::None)
      return true;
  }
  return false;
}

const SideEffects::Changes *SideEffects::only(const Callee &Target, const Function &F) {
  if (P.reachesDatabase(F) || changesArguments(Target))
    return nullptr;
  const Summary &S = of(F);
  return S.Runs ? nullptr : &S.Changed;
}

const SideEffects::Summary &SideEffects::of(const Function &F) {
  auto &Slot = Known[&F];
  if (!Slot) {
    // Whoever meets it again on the way down, by recursion, takes it as it is so far.
    Slot = std::make_unique<Summary>();
    Summary *S = Slot.get();
    read(F, *S);
    return *S;
  }
  return *Slot;
}

void SideEffects::read(const Function &F, Summary &S) {
  auto Kid = [&](const Node &N, unsigned I) { return F.Kids[N.FirstKid + I]; };
  auto Changes = [&](NodeId Target) {
    const Node *T = &F.Nodes[Target];
    while (T->Kind == NodeKind::Index || T->Kind == NodeKind::Deref ||
           T->Kind == NodeKind::Conditional)
      T = &F.Nodes[Kid(*T, 0)];
    if (T->Kind == NodeKind::Global)
      S.Changed.Variables.insert(T->Symbol);
    else if (T->Kind == NodeKind::Local && F.Locals[T->Symbol].Usr)
      S.Changed.Variables.insert(F.Locals[T->Symbol].Usr);
    else if (T->Kind == NodeKind::Field)
      S.Changed.Fields.insert(T->Symbol);
  };
  auto Calls = [&](const Node &N) {
    const Callee &C = P.callee(N.Symbol);
    S.MayEnd |= C.NoReturn;
    for (const models::FunctionModel *M : P.models(N.Symbol))
      for (const models::Operation &O : M->Operations) {
        S.Runs |= models::concernsSession(O.Kind) || O.Kind == Op::Call || O.Kind == Op::CallEach ||
                  O.Kind == Op::CallLater || O.Kind == Op::Fold || O.Kind == Op::MapEach ||
                  O.Kind == Op::Visit || O.Kind == Op::Unpack;
        S.MayEnd |= O.Kind == Op::Exit;
      }
    if (const Function *G = P.function(C.Usr)) {
      const Summary &Inner = of(*G);
      S.Runs |= Inner.Runs && !Inner.AlwaysEnds; // what is run when the program ends is nobody's
      S.MayEnd |= Inner.MayEnd;
      S.Changed.Variables.insert(Inner.Changed.Variables.begin(), Inner.Changed.Variables.end());
      S.Changed.Fields.insert(Inner.Changed.Fields.begin(), Inner.Changed.Fields.end());
    }
    S.Runs |= C.Virtual && !N.Flag && !P.overriders(C.Usr).empty();
  };
  auto Visit = [&](NodeId Root, auto &Self) -> void {
    const Node &N = F.Nodes[Root];
    switch (N.Kind) {
    case NodeKind::Throw:
      S.Runs = true;
      break;
    case NodeKind::IndirectCall:
      S.Runs |= mayReachDatabase(F, N);
      break;
    case NodeKind::Assign:
    case NodeKind::CompoundAssign:
    case NodeKind::Step:
    case NodeKind::AddressOf:
      Changes(Kid(N, 0));
      break;
    case NodeKind::Call:
    case NodeKind::Construct: {
      const Callee &C = P.callee(N.Symbol);
      for (unsigned I = 0, First = C.Method; I < N.KidCount; ++I)
        if (I < First || (I - First < C.Parameters.size() &&
                          P.type(C.Parameters[I - First]).Kind == TypeKind::Reference))
          Changes(Kid(N, I));
      Calls(N);
      break;
    }
    default:
      break;
    }
    for (unsigned I = 0; I < N.KidCount; ++I)
      Self(Kid(N, I), Self);
  };
  Visit(F.Body, Visit);
  S.AlwaysEnds = ends(F, F.Body);

  llvm::SmallVector<std::optional<int64_t>, 4> Results;
  for (const Node &N : F.Nodes)
    if (N.Kind == NodeKind::Return && N.KidCount) {
      const Node &Given = F.Nodes[Kid(N, 0)];
      Results.push_back(Given.Kind == NodeKind::Int ? std::optional(Given.Value) : std::nullopt);
    }
  if (!Results.empty() && llvm::all_equal(Results))
    S.Changed.Result = Results.front();
}

/// Whether the program ends on every way through \p Root. An exception is a way out.
bool SideEffects::ends(const Function &F, NodeId Root) {
  const Node &N = F.Nodes[Root];
  auto Kid = [&](unsigned I) { return F.Kids[N.FirstKid + I]; };
  auto LeavesEarly = [&](NodeId At, auto &Self) -> bool {
    const Node &M = F.Nodes[At];
    return M.Kind == NodeKind::Return || M.Kind == NodeKind::Goto || M.Kind == NodeKind::Throw ||
           M.Kind == NodeKind::Break || M.Kind == NodeKind::Continue ||
           llvm::any_of(llvm::seq(M.KidCount), [&](unsigned I) { return Self(F.Kids[M.FirstKid + I], Self); });
  };
  switch (N.Kind) {
  case NodeKind::Block:
    for (unsigned I = 0; I < N.KidCount; ++I) {
      if (ends(F, Kid(I)))
        return true;
      if (LeavesEarly(Kid(I), LeavesEarly))
        return false;
    }
    return false;
  case NodeKind::If:
  case NodeKind::Conditional:
    return ends(F, Kid(0)) || (N.KidCount > 2 && ends(F, Kid(1)) && ends(F, Kid(2)));
  case NodeKind::Call: {
    if (P.endsProgram(N.Symbol))
      return true;
    const Function *G = P.function(P.callee(N.Symbol).Usr);
    if (G && of(*G).AlwaysEnds)
      return true;
    break;
  }
  case NodeKind::Lambda:
  case NodeKind::Switch:
  case NodeKind::Try:
    return false;
  default:
    break;
  }
  const bool First = N.Kind == NodeKind::And || N.Kind == NodeKind::Or || N.Kind == NodeKind::While ||
                     N.Kind == NodeKind::For || N.Kind == NodeKind::ForEach || N.Kind == NodeKind::Do;
  return llvm::any_of(llvm::seq(First ? std::min(N.KidCount, 1u) : N.KidCount), [&](unsigned I) { return ends(F, Kid(I)); });
}

/// Whether the call \p N of what a variable holds may be one of a function that touches
/// a database: one whose address is taken somewhere and that fits.
bool SideEffects::mayReachDatabase(const Function &F, const Node &N) {
  if (!AddressesTaken) {
    AddressesTaken.emplace();
    for (const Function &G : P.functions())
      for (const Node &M : G.Nodes)
        if (M.Kind == NodeKind::Function)
          if (const Function *Target = P.function(P.callee(M.Symbol).Usr);
              Target && P.reachesDatabase(*Target))
            AddressesTaken->insert(M.Symbol);
  }
  return llvm::any_of(*AddressesTaken, [&](uint32_t Taken) {
    const Callee &C = P.callee(Taken);
    if (C.Parameters.size() + 1 != N.KidCount || P.type(C.Result).Kind != P.type(N.Type).Kind)
      return false;
    return llvm::all_of(llvm::enumerate(C.Parameters), [&](auto Parameter) {
      const Type &Given = P.type(F.Nodes[F.Kids[N.FirstKid + 1 + Parameter.index()]].Type);
      const Type &Wanted = P.type(Parameter.value());
      return (Wanted.Kind == TypeKind::Pointer) ==
                 (Given.Kind == TypeKind::Pointer || Given.Kind == TypeKind::Array) ||
             Wanted.Kind == TypeKind::Reference;
    });
  });
}

} // namespace pooltidy::leases
