//===- Pack.cpp - Profiles as bytes ---------------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "poolers/Pack.h"

#include "support/Archive.h"

namespace pooltidy::poolers {

using support::fields;

template <class A> void visit(A &Ar, Cell &C) {
  auto &[What, How, Note, Source, Line] = C;
  fields(Ar, What, How, Note, Source, Line);
}
template <class A> void visit(A &Ar, Profile &P) {
  auto &[Name, Title, Aliases, F, TrackedSettings, QueryWaitTimeoutSeconds, Cells] = P;
  fields(Ar, Name, Title, Aliases, F, TrackedSettings, QueryWaitTimeoutSeconds, Cells);
}

std::string pack(std::vector<Profile> Profiles) {
  support::Writer W;
  fields(W, Profiles);
  return std::move(W.Out);
}

llvm::Expected<std::vector<Profile>> unpack(llvm::StringRef Bytes) {
  support::Reader R(Bytes);
  std::vector<Profile> Profiles;
  fields(R, Profiles);
  if (R.Bad || !R.In.empty())
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "the built-in profiles are damaged; build pooltidy again");
  return Profiles;
}

} // namespace pooltidy::poolers
