//===- Standing.cpp - Connections that stand for the whole run ------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Declarations tell how long a connection lives: a variable with static or thread
// storage keeps its session as long as the program or the thread. A class that
// keeps a container of connections is a pool, and pools are meant to stay.
//
//===----------------------------------------------------------------------===//

#include "leases/Analyse.h"

#include "llvm/ADT/StringExtras.h"

#include <optional>

namespace pooltidy::leases {

using namespace facts;
using models::Role;

namespace {

enum class Holds : uint8_t { Nothing, Connection, Pool };

class Holdings {
public:
  Holdings(const Program &P, const Holders &Known) : P(P), Seen(Known) {}

  Holds of(TypeId T, unsigned Depth = 0) {
    if (Depth > 8)
      return Holds::Nothing;
    const Type &Ty = P.type(T);
    switch (Ty.Kind) {
    case TypeKind::Pointer:
    case TypeKind::Reference:
    case TypeKind::Array:
      return of(Ty.Inner, Depth + 1);
    case TypeKind::Class: break;
    default: return Holds::Nothing;
    }
    switch (P.role(T)) {
    case Role::Connection: return Holds::Connection;
    case Role::Pool: return Holds::Pool;
    case Role::Pointer:
    case Role::Box:
      return Ty.Arguments.empty() ? Holds::Nothing : of(Ty.Arguments[0], Depth + 1);
    case Role::Sequence:
    case Role::Map: {
      Holds Any = Holds::Nothing;
      for (TypeId A : Ty.Arguments)
        Any = std::max(Any, of(A, Depth + 1));
      return Any;
    }
    case Role::None: break;
    default: return Holds::Nothing; // a transaction, a callable, a thread does not own its session
    }
    const ClassInfo *C = P.classInfo(Ty.Usr);
    if (!C || C->System)
      return Holds::Nothing;
    auto [It, New] = Known.try_emplace(Ty.Usr, Holds::Nothing);
    if (!New)
      return It->second;
    Holds Any = Holds::Nothing;
    for (const FieldInfo &F : C->Fields) {
      const Type &FieldType = P.type(F.Type);
      if (FieldType.Kind == TypeKind::Reference)
        continue; // somebody else's
      Holds H = Seen.Fields.contains(F.Name) ? Holds::Connection : of(F.Type, Depth + 1);
      bool Many = P.role(F.Type) == Role::Sequence || P.role(F.Type) == Role::Map || FieldType.Kind == TypeKind::Array;
      if (H == Holds::Connection && Many)
        H = Holds::Pool;
      Any = std::max(Any, H);
    }
    for (StringId Base : C->Bases)
      if (TypeId B = P.classType(Base))
        Any = std::max(Any, of(B, Depth + 1));
    return Known[Ty.Usr] = Any;
  }

private:
  const Program &P;
  const Holders &Seen;
  llvm::DenseMap<StringId, Holds> Known;
};

/// Which variables of the program get a connection into a member. A record, which has no functions
/// of its own, only has room for one: somebody has to put it there.
class Filled {
public:
  explicit Filled(const Program &P) : P(P) {
    for (const Function &F : P.functions()) {
      if (F.Class)
        WithFunctions.insert(F.Class);
      for (const Node &N : F.Nodes)
        if (N.Kind == NodeKind::Assign && P.type(N.Type).Kind == TypeKind::Pointer)
          stored(F, N);
    }
    // Who hands on what it is given hands it to whoever stores in it.
    for (bool Changed = true; std::exchange(Changed, false);)
      for (const Function &F : P.functions())
        for (const Node &N : F.Nodes)
          if (N.Kind == NodeKind::Call)
            Changed |= handedOn(F, N);
  }

  /// Whether \p V, whose type holds a connection, is more than a record that nobody puts one into.
  bool operator()(const Variable &V) const {
    const Type &T = P.type(V.Type);
    return T.Kind != TypeKind::Class || P.role(V.Type) != Role::None || WithFunctions.contains(T.Usr) ||
           Variables.contains(V.Usr);
  }

private:
  const Program &P;
  llvm::DenseSet<StringId> WithFunctions; ///< classes
  llvm::DenseSet<StringId> Variables;
  std::set<std::pair<StringId, uint32_t>> Parameters; ///< of functions, by index, that are stored in

  /// The variable that the place \p Id is a part of, or leads to it.
  static const Node &root(const Function &F, NodeId Id) {
    const Node *N = &F.Nodes[Id];
    while (N->KidCount && (N->Kind == NodeKind::Field || N->Kind == NodeKind::Index || N->Kind == NodeKind::Deref ||
                           N->Kind == NodeKind::AddressOf))
      N = &F.Nodes[F.Kids[N->FirstKid]];
    return *N;
  }

  bool fill(const Function &F, const Node &Root) {
    if (Root.Kind == NodeKind::Global)
      return Variables.insert(Root.Symbol).second;
    if (Root.Kind == NodeKind::Local)
      for (uint32_t I = 0; I < F.Parameters.size(); ++I)
        if (F.Parameters[I] == Root.Symbol)
          return Parameters.insert({F.Usr, I}).second;
    return false;
  }

  void stored(const Function &F, const Node &N) {
    const NodeId To = F.Kids[N.FirstKid];
    const Node *Member = &F.Nodes[To];
    while (Member->Kind == NodeKind::Index || Member->Kind == NodeKind::Deref)
      Member = &F.Nodes[F.Kids[Member->FirstKid]];
    if (Member->Kind == NodeKind::Field && P.role(P.type(F.Nodes[To].Type).Inner) == Role::Connection &&
        F.Nodes[F.Kids[N.FirstKid + 1]].Kind != NodeKind::Null)
      fill(F, root(F, To));
  }

  bool handedOn(const Function &F, const Node &N) {
    const Callee &C = P.callee(N.Symbol);
    bool Changed = false;
    for (unsigned I = C.Method; I < N.KidCount; ++I) {
      const NodeId Given = F.Kids[N.FirstKid + I];
      // The member itself may be handed to who sets it.
      const Node *To = &F.Nodes[Given];
      const bool Member = To->Kind == NodeKind::AddressOf && F.Nodes[F.Kids[To->FirstKid]].Kind == NodeKind::Field &&
                          P.role(P.type(F.Nodes[F.Kids[To->FirstKid]].Type).Inner) == Role::Connection;
      if (Member || Parameters.count({C.Usr, I - C.Method}))
        Changed |= fill(F, root(F, Given));
    }
    return Changed;
  }
};

/// Where in \p L byte \p Offset stands.
Location placeIn(const Literal &L, size_t Offset) { return Text::literal(L).place(Offset); }

/// pool_size= and max_overflow= of a connection URL. libpq would refuse them, so the
/// program reads them itself, to make a pool of that size.
void observeUrl(const Literal &L, Budget Limits, std::vector<Observation> &Out) {
  llvm::StringRef S = L.Bytes;
  if (!S.starts_with("postgresql://") && !S.starts_with("postgres://") && !S.starts_with("postgresql+"))
    return;
  size_t Query = S.find('?');
  if (Query == llvm::StringRef::npos)
    return;
  llvm::SmallVector<llvm::StringRef, 8> Parts;
  llvm::SplitString(S.substr(Query + 1), Parts, "&");
  for (llvm::StringRef Part : Parts) {
    auto [Key, Text] = Part.split('=');
    bool Pool = Key == "pool_size", Overflow = Key == "max_overflow";
    int64_t N = 0;
    if ((!Pool && !Overflow) || Text.getAsInteger(10, N))
      continue;
    if (N <= static_cast<int64_t>(Pool ? Limits.Pool : Limits.Overflow))
      continue;
    Observation O;
    O.What = Clash::TooMany;
    O.About = Subject::PoolSize;
    size_t At = static_cast<size_t>(Part.data() - S.data());
    O.Where = placeIn(L, At);
    O.Length = static_cast<uint32_t>(Part.size());
    O.Count = N;
    O.Spelling = Pool ? "connections" : "overflow connections";
    O.Name = Key.str();
    O.Paths.insert(std::vector<PathStep>());
    if (O.Where.valid())
      Out.push_back(std::move(O));
  }
}

} // namespace

void observeStanding(const Program &P, Budget Limits, const Holders &Seen,
                     std::vector<Observation> &Out) {
  Holdings H(P, Seen);
  std::optional<Filled> IsFilled; // looks through all of the program, which most need not
  for (const Variable &V : P.variables()) {
    bool Connection = Seen.Variables.contains(V.Usr) || H.of(V.Type) == Holds::Connection;
    if (V.System || !Connection || (Seen.Foreign.contains(V.Usr) && !Seen.Ours.contains(V.Usr)))
      continue;
    if (!IsFilled)
      IsFilled.emplace(P);
    if (!(*IsFilled)(V))
      continue;
    Observation O;
    O.What = Clash::LongLived;
    O.About = Subject::Connection;
    O.Where = V.Where;
    O.Name = P.string(V.Name);
    O.Length = static_cast<uint32_t>(llvm::StringRef(O.Name).rsplit("::").second.empty()
                                         ? O.Name.size()
                                         : llvm::StringRef(O.Name).rsplit("::").second.size());
    O.Spelling = V.Lives == Storage::ThreadLocal ? "a connection for each thread"
                                                 : "a connection with static lifetime";
    O.Paths.insert(std::vector<PathStep>());
    Out.push_back(std::move(O));
  }
  std::set<uint32_t> Literals;
  for (const Function &F : P.functions())
    if (!F.System)
      for (const Node &N : F.Nodes)
        if (N.Kind == NodeKind::Text)
          Literals.insert(N.Symbol);
  for (uint32_t L : Literals)
    observeUrl(P.literal(L), Limits, Out);
}

} // namespace pooltidy::leases
