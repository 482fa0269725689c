//===- Pack.cpp - Libraries as bytes --------------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "models/Pack.h"

#include "support/Archive.h"

namespace pooltidy::models {

using support::fields;

// Structured bindings, so that a field added to a record does not compile until it is
// packed too.
template <class A> void visit(A &Ar, Operand &O) {
  auto &[K, Index, Number, String, Default] = O;
  fields(Ar, K, Index, Number, String, Default);
}
template <class A> void visit(A &Ar, Operation &O) {
  auto &[Kind, Operands, Wire, Style, Says, End, On, Bounded, Cached, Once, Plain, Semicolons, AnyCase, AnyOf, SkipEmpty, Backwards, Outside, Lazy, Postponed, Own, What, Words, Ours, Line] = O;
  fields(Ar, Kind, Operands, Wire, Style, Says, End, On, Bounded, Cached, Once, Plain, Semicolons, AnyCase, AnyOf, SkipEmpty, Backwards, Outside, Lazy, Postponed, Own, What, Words, Ours, Line);
}
template <class A> void visit(A &Ar, Condition &C) {
  auto &[MinArgs, MaxArgs, ParamTypes, ArgValues, ArgTexts, ArgHas] = C;
  fields(Ar, MinArgs, MaxArgs, ParamTypes, ArgValues, ArgTexts, ArgHas);
}
template <class A> void visit(A &Ar, FunctionModel &F) {
  auto &[Names, When, Operations, Note, Source, Line] = F;
  fields(Ar, Names, When, Operations, Note, Source, Line);
}
template <class A> void visit(A &Ar, TypeModel &T) {
  auto &[Name, R] = T;
  fields(Ar, Name, R);
}
template <class A> void visit(A &Ar, Library &L) {
  auto &[Name, Title, File, Database, Headers, Types, Functions, Constants] = L;
  fields(Ar, Name, Title, File, Database, Headers, Types, Functions, Constants);
}

std::string pack(std::vector<Library> Libraries) {
  support::Writer W;
  fields(W, Libraries);
  return std::move(W.Out);
}

llvm::Expected<std::vector<Library>> unpack(llvm::StringRef Bytes) {
  support::Reader R(Bytes);
  std::vector<Library> Libraries;
  fields(R, Libraries);
  if (R.Bad || !R.In.empty())
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "the built-in models are damaged; build pooltidy again");
  return Libraries;
}

} // namespace pooltidy::models
