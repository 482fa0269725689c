//===- Backends.cpp - Programs that work on several databases -------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A program that can use PostgreSQL or another database through the same library keeps
// the driver's name in its configuration, and asks for it wherever the two differ. What
// it answers itself there holds for its connections on that path, however they came to
// be and whoever holds them.
//
//===----------------------------------------------------------------------===//

#include "leases/Interpreter.h"

namespace pooltidy::leases {

using namespace facts;
using models::Slot;

Interpreter::BackendNames::BackendNames(const models::ModelSet &Models) {
  auto Add = [this](const std::string &Word, bool IsOurs, uint64_t Bit) {
    const std::string Key = llvm::StringRef(Word).lower();
    (IsOurs ? Ours : Others)[Key] |= Bit;
  };
  unsigned Number = 0;
  for (const auto &L : Models.libraries()) {
    if (!L->hasForeign() || Number >= MaxLibraries)
      continue;
    const uint64_t Bit = Bits[L.get()] = uint64_t(1) << Number++;
    for (const models::FunctionModel &F : L->Functions)
      for (const models::Operation &O : F.Operations) {
        if (O.Ours.empty())
          continue; // its words are types, or parts of a connection string
        for (const std::string &Word : O.Words)
          Add(Word, false, Bit);
        for (const std::string &Word : O.Ours)
          Add(Word, true, Bit);
      }
  }
}

/// The ways on after the comparison \p O of a text of the run with the name of a database;
/// nothing where it is another comparison.
std::optional<Interpreter::Outs> Interpreter::askedForBackend(const models::Operation &O, const Call &C,
                                                              const Value &Result, StatePtr &S) {
  const Value From = operand(O, Slot::From, C, Result), What = operand(O, Slot::What, C, Result);
  Text A = textOf(From, *S, operandType(O, Slot::From, C)), B = textOf(What, *S, operandType(O, Slot::What, C));
  const bool First = A.complete(); // which of the two is the constant
  const Text &Name = First ? A : B, &Asked = First ? B : A;
  if (!Name.complete() || Name.empty() || Asked.sql().Holes.size() != 1 ||
      Asked.sql().Holes[0].Length != Asked.size())
    return std::nullopt;
  const std::string Key = Name.bytes().lower();
  const uint64_t Others = Backends.Others.lookup(Key), Ours = Backends.Ours.lookup(Key);
  if (!Others && !Ours)
    return std::nullopt;
  StatePtr No = S->clone();
  S->UsedElsewhere |= Others & ~Ours;
  No->UsedElsewhere |= Ours & ~Others;
  if (!O.AnyCase) {
    Value At = First ? What : From;
    while (At.K == Value::Ref && S->cell(At.Cell).V.K == Value::Ref && S->cell(At.Cell).V.Cell != At.Cell)
      At = S->cell(At.Cell).V;
    if (At.K == Value::Ref && S->cell(At.Cell).V.K == Value::Unknown)
      S->edit(At.Cell).V = Value::words(Name);
  }
  Outs Both;
  const bool Order = O.Says == models::Answer::Order;
  Both.push_back({std::move(S), Value::integer(O.Says == models::Answer::Equal, C.Where)});
  Both.push_back({std::move(No), Order ? Value::neverZero(C.Where)
                                       : Value::integer(O.Says == models::Answer::Unequal, C.Where)});
  return Both;
}

/// Whether the program has found that the library of \p C is used for another database, so
/// that this is where connections lead of which nothing else is known.
bool Interpreter::usedElsewhere(const Call &C, const Lease &L, const State &S) const {
  const models::Library *Library = L.Told || !S.UsedElsewhere ? nullptr : mixedLibrary(C);
  return Library && (S.UsedElsewhere & Backends.Bits.lookup(Library));
}

} // namespace pooltidy::leases
