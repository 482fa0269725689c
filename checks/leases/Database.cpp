//===- Database.cpp - Which database a connection leads to ----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Database.h"

#include "llvm/Support/xxhash.h"

namespace pooltidy::leases {

Database::Database(const Conninfo &Info, uint64_t Whole, std::shared_ptr<const char> Mark)
    : Complete(Info.Complete), Whole(Whole), Mark(std::move(Mark)) {
  for (size_t I = 0; I < Count; ++I)
    if (const Parameter *P = Info.find(Names[I]))
      Parts[I] = Part{P->Value, P->ValueKnown, P->Same};
  Hash = Complete ^ Whole ^ reinterpret_cast<uintptr_t>(this->Mark.get());
  for (const auto &P : Parts)
    Hash = Hash * 31 + (P ? llvm::xxh3_64bits(P->Value) ^ P->Known ^ P->Same : 7);
}

bool Database::constant() const {
  if (!Complete)
    return false;
  for (const auto &P : Parts)
    if (P && !P->Known)
      return false;
  return true;
}

Relation Database::relation(const Database &Other) const {
  bool Equal = Complete && Other.Complete;
  for (size_t I = 0; I < Count; ++I) {
    const auto &A = Parts[I], &B = Other.Parts[I];
    // What is left out comes from the environment or is a default, so it may be anything.
    if (!A || !B) {
      Equal &= !A && !B;
      continue;
    }
    if (A->Known && B->Known) {
      if (A->Value != B->Value)
        return Relation::Different;
      continue;
    }
    Equal &= !A->Known && !B->Known && A->Value == B->Value && A->Same && A->Same == B->Same;
  }
  if (Equal || (Whole && Whole == Other.Whole) || (Mark && Mark == Other.Mark))
    return Relation::Same;
  return Relation::Unknown;
}

} // namespace pooltidy::leases
