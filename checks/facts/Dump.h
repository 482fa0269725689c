//===- Dump.h - Facts for people and scripts --------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A unit as JSON, complete: with every index replaced by what it stands for, except that
// nodes refer to callees, literals and types by number, as those are large and many nodes
// share one. docs/facts.md says what each key means; a test compares the two.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_FACTS_DUMP_H
#define POOLTIDY_FACTS_DUMP_H

#include "facts/Facts.h"

#include "llvm/Support/raw_ostream.h"

namespace pooltidy::facts {

/// Writes all of \p U, which deserialize() must have accepted or extract() made.
void dump(const Unit &U, llvm::raw_ostream &OS);

/// The names of NodeKind, Operator, TypeKind and Storage as the dump spells them.
llvm::StringRef name(NodeKind K);
llvm::StringRef name(Operator O);
llvm::StringRef name(TypeKind K);
llvm::StringRef name(Storage S);

} // namespace pooltidy::facts

#endif // POOLTIDY_FACTS_DUMP_H
