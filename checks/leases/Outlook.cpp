//===- Outlook.cpp - What a run of an entry can ask of the program --------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Outlook.h"

namespace pooltidy::leases {

using namespace facts;

Outlook::Outlook(const Program &P) : P(P), Effects(P), Names(P, Effects), Formats(P), Kept(P) {
  // Functions that call each other are summed up from the one that is asked for first, so
  // all are asked for here, in the order of the program.
  for (const Function &F : P.functions())
    if (F.Body != None)
      Effects.changes(F);
  for (uint32_t C = 0; C < P.calleeCount(); ++C) {
    const Callee &Target = P.callee(C);
    if (Callees.try_emplace(Target.Usr, C).second)
      Formats.of(Target, P.function(Target.Usr));
  }
  for (const Variable &V : P.variables())
    if (V.Initializer)
      Initialized[V.Initializer].push_back(V.Usr);
}

std::optional<uint32_t> Outlook::calleeOf(StringId Usr) const {
  auto It = Callees.find(Usr);
  return It == Callees.end() ? std::nullopt : std::optional(It->second);
}

llvm::ArrayRef<StringId> Outlook::initializedBy(StringId Usr) const {
  auto It = Initialized.find(Usr);
  return It == Initialized.end() ? llvm::ArrayRef<StringId>() : llvm::ArrayRef<StringId>(It->second);
}

llvm::ArrayRef<StringId> View::destroys(TypeId Id) const {
  // What the end of an object runs hangs on its class, its bases, members and arguments.
  llvm::DenseSet<StringId> Met;
  auto Visit = [&](TypeId Of, unsigned Depth, auto &Self) -> void {
    const Type &Ty = P.type(P.target(Of));
    if (Ty.Kind != TypeKind::Class || Depth > 6)
      return;
    for (TypeId A : Ty.Arguments)
      Self(A, Depth + 1, Self);
    if (!Met.insert(Ty.Usr).second)
      return;
    const ClassInfo *C = classInfo(Ty.Usr);
    if (!C || C->System)
      return;
    for (const FieldInfo &F : C->Fields)
      Self(F.Type, Depth + 1, Self);
    for (StringId Base : C->Bases)
      Self(classType(Base), Depth + 1, Self);
  };
  Visit(Id, 0, Visit);
  return P.destroys(Id);
}

std::vector<const Function *> View::callOperators(StringId Class) const {
  note(Question::Callable, Class);
  std::vector<const Function *> Out;
  for (uint32_t Index : P.callOperators(Class))
    Out.push_back(found(&P.functions()[Index]));
  return Out;
}

const View::Entries *View::declared(StringId Owner, llvm::function_ref<Outlook::Registry(Outlook &)> Find) const {
  note(Question::Declared, Owner);
  if (!All.Declared)
    All.Declared = Find(All);
  auto It = All.Declared->find(Owner);
  if (It == All.Declared->end())
    return nullptr;
  T.Lasting = false; // texts are not compared
  return &It->second;
}

void View::bases(StringId Class, unsigned Depth) const {
  if (const ClassInfo *C = classInfo(Class); C && Depth < 16)
    for (StringId Base : C->Bases)
      bases(Base, Depth + 1);
}

} // namespace pooltidy::leases
