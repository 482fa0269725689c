//===- Packing.h - Sightings as bytes and back ------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One description of each record serves both directions; see support/Archive.h.
// The archives have a name() besides, as the numbers that strings go by differ from one
// program to the next.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_PACKING_H
#define POOLTIDY_LEASES_PACKING_H

#include "leases/Outlook.h"
#include "leases/Sightings.h"
#include "support/Archive.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace pooltidy::leases {

/// Writes; \p Name gives the number that is written for a string.
class Packer : public support::Writer {
public:
  explicit Packer(llvm::function_ref<uint32_t(facts::StringId)> Name) : Name(Name) {}
  void name(facts::StringId &S) { number(Name(S)); }
  template <class List> void list(List &Vs) {
    number(Vs.size());
    for (auto &V : Vs)
      field(*this, V);
  }
  template <class T> void maybe(std::optional<T> &V) {
    number(V.has_value());
    if (V)
      field(*this, *V);
  }

private:
  llvm::function_ref<uint32_t(facts::StringId)> Name;
};

/// Reads; \p Name gives the string for a number that was written, if the program has it.
class Unpacker : public support::Reader {
public:
  Unpacker(llvm::StringRef In, llvm::function_ref<std::optional<facts::StringId>(uint64_t)> Name)
      : Reader(In), Name(Name) {}
  void name(facts::StringId &S) {
    const std::optional<facts::StringId> Found = Name(number());
    Bad |= !Found;
    S = Found.value_or(0);
  }
  template <class T> void list(std::vector<T> &Vs) {
    const uint64_t Size = number();
    Vs.clear();
    for (uint64_t I = 0; I < Size && !Bad; ++I)
      field(*this, Vs.emplace_back());
  }
  template <class T> void maybe(std::optional<T> &V) {
    V.reset();
    if (number())
      field(*this, V.emplace());
  }

private:
  llvm::function_ref<std::optional<facts::StringId>(uint64_t)> Name;
};

/// A set or a map, in its order.
template <class T, class A, class Set> void packSet(A &Ar, Set &S) {
  std::vector<T> List(S.begin(), S.end());
  field(Ar, List);
  S = Set(List.begin(), List.end());
}
/// A set of strings by their numbers.
template <class A> void packNames(A &Ar, llvm::DenseSet<facts::StringId> &S) {
  std::vector<facts::StringId> List(S.begin(), S.end());
  llvm::erase_if(List, [](facts::StringId Usr) { return !Trace::isName(Usr); }); // elements of containers
  llvm::sort(List);
  uint64_t Size = List.size();
  field(Ar, Size);
  List.resize(std::min<uint64_t>(Size, 1u << 28));
  for (facts::StringId &Usr : List) {
    Ar.name(Usr);
    if constexpr (requires { Ar.Bad; })
      if (Ar.Bad)
        return;
  }
  S.clear();
  S.insert(List.begin(), List.end());
}

} // namespace pooltidy::leases

namespace pooltidy::facts {

template <class A>
  requires requires(A &Ar, StringId &S) { Ar.name(S); }
void visit(A &Ar, Location &L) {
  auto &[File, Line, Column] = L;
  Ar.name(File);
  support::fields(Ar, Line, Column);
}

} // namespace pooltidy::facts

namespace pooltidy::leases {

using support::fields;

template <class A> void visit(A &Ar, Edit &E) {
  auto &[Where, Old, New] = E;
  fields(Ar, Where, Old, New);
}
template <class A> void visit(A &Ar, PathStep &S) {
  auto &[Where, Text, Kind] = S;
  fields(Ar, Where, Text, Kind);
}
template <class A> void visit(A &Ar, Observation &O) {
  auto &[What, About, End, Sure, Where, Length, Name, Spelling, While, Library, Release, OnCommitDrop, IfNotExists,
         SqlLevel, Elsewhere, Postponed, Unasked, Harmless, SetConfig, Origin, Narrow, Against, Exposed, Count, AtLeast,
         Paths] = O;
  fields(Ar, What, About, End, Sure, Where, Length, Name, Spelling, While, Library, Release, OnCommitDrop, IfNotExists,
         SqlLevel, Elsewhere, Postponed, Unasked, Harmless, SetConfig, Origin, Narrow, Against, Exposed, Count,
         AtLeast);
  packSet<std::vector<PathStep>>(Ar, Paths);
}
template <class A> void visit(A &Ar, ExecutionSite &S) {
  auto &[Where, Call, Function, Operation, Kinds, State, Why, Skipped] = S;
  fields(Ar, Where, Call, Operation, State, Why, Skipped);
  Ar.name(Function);
  packSet<std::string>(Ar, Kinds);
}
template <class A> void visit(A &Ar, Coverage::Hole &H) {
  auto &[Where, Why] = H;
  fields(Ar, Where, Why);
}
template <class A> void visit(A &Ar, Coverage::Seen &S) {
  auto &[Site, Holes] = S;
  fields(Ar, Site);
  packSet<Coverage::Hole>(Ar, Holes);
}
template <class A> void visit(A &Ar, Coverage &C) {
  packSet<std::pair<facts::Location, Coverage::Seen>>(Ar, C.all());
  packSet<facts::Location>(Ar, C.allCalls());
}
template <class A> void visit(A &Ar, Amount &M) {
  auto &[Count, Cores] = M;
  fields(Ar, Count, Cores);
}
template <class A> void visit(A &Ar, Supply::Pool &P) {
  auto &[Size, Overflow] = P;
  fields(Ar, Size, Overflow);
}
template <class A> void visit(A &Ar, Supply &S) {
  auto &[Pools, Open, Forks] = S;
  packSet<std::pair<facts::Location, Supply::Pool>>(Ar, Pools);
  packSet<std::pair<facts::Location, Amount>>(Ar, Open);
  packSet<std::pair<facts::Location, Amount>>(Ar, Forks);
}
template <class A> void visit(A &Ar, Holders &H) {
  auto &[Variables, Fields, Foreign, Ours] = H;
  packNames(Ar, Variables);
  packNames(Ar, Fields);
  packNames(Ar, Foreign);
  packNames(Ar, Ours);
}
template <class A> void visit(A &Ar, Sightings::Databases &D) {
  auto &[Postgres, Foreign] = D;
  fields(Ar, Postgres, Foreign);
}
template <class A> void visit(A &Ar, Sightings &All) {
  auto &[Seen, Covered, Visited, Truncated, PreparedNames, PreparedUnknown, BoundByEnvironment, ExecutedNames, Opened,
         Unsure, Held, Supplied, Taken, LastFull, FirstShort] = All;
  // The keys of observations follow from them.
  std::vector<Observation> Sure, Other;
  for (auto &[Key, O] : Seen)
    Sure.push_back(O);
  for (auto &[Key, O] : Unsure)
    Other.push_back(O);
  fields(Ar, Sure, Other, Covered, PreparedUnknown, BoundByEnvironment, ExecutedNames, Held, Supplied, Taken, LastFull,
         FirstShort);
  Seen.clear();
  for (Observation &O : Sure)
    Seen.try_emplace(O.key(), O);
  Unsure.clear();
  for (Observation &O : Other)
    Unsure.try_emplace({O.Origin, O.key()}, O);
  packNames(Ar, Visited);
  packSet<std::string>(Ar, Truncated);
  packSet<std::string>(Ar, PreparedNames);
  packSet<std::pair<std::string, Sightings::Databases>>(Ar, Opened);
}

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_PACKING_H
