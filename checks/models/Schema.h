//===- Schema.h - What each operation of a model takes ----------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One table with a row per operation: its name in YAML, the operands it must have and
// may have, and its extra keys. The loader refuses what is not in the table, so an
// interpreter of operations can rely on every row without checking again.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_MODELS_SCHEMA_H
#define POOLTIDY_MODELS_SCHEMA_H

#include "models/Model.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"

namespace pooltidy::models {

inline constexpr unsigned OpCount = static_cast<unsigned>(Op::Fork) + 1;
inline constexpr unsigned SlotCount = static_cast<unsigned>(Slot::End) + 1;
inline constexpr unsigned RoleCount = static_cast<unsigned>(Role::Iterator) + 1;

/// A set of slots, one bit each.
using Slots = uint64_t;
constexpr Slots bit(Slot S) { return Slots(1) << static_cast<unsigned>(S); }

/// Keys of an operation that are not operands.
enum Extra : uint32_t {
  NoExtra = 0,
  ProtocolKey = 1 << 0, ///< protocol: simple | extended
  StyleKey = 1 << 1, ///< style: printf | braces | percent | dollar (must be given)
  AtEndKey = 1 << 2, ///< at-end: rollback | commit | nothing
  LazyKey = 1 << 3, ///< lazy: true | false
  WhatKey = 1 << 4, ///< what: words (must be given)
  AnswerKey = 1 << 5, ///< answer: equal | unequal | order | prefix | suffix | inside
  BoundedKey = 1 << 6, ///< bounded: true | false
  OnKey = 1 << 7, ///< on: outside | thread | lock
  WordsKey = 1 << 8, ///< words: a list of words (must be given with `from`)
  CachedKey = 1 << 9, ///< cached: true | false
  PlainKey = 1 << 10, ///< plain: true | false
  OnceKey = 1 << 11, ///< once: true | false
  SyntaxKey = 1 << 12, ///< syntax: libpq | semicolons
  PostponedKey = 1 << 13, ///< postponed: true | false
  UnaskedKey = 1 << 14, ///< unasked: harmless | visible
  SureKey = 1 << 15, ///< sure-of: names of variables
  AnyCaseKey = 1 << 16, ///< any-case: true | false
  AnyOfKey = 1 << 17, ///< any-of: true | false
  SkipEmptyKey = 1 << 18, ///< skip-empty: true | false
  BackwardsKey = 1 << 19, ///< backwards: true | false
  OutsideKey = 1 << 20, ///< outside: true | false
  OursKey = 1 << 21, ///< ours: a list of words
};

/// What an operation without `result:` does with the value of the call.
enum class ResultDefault : uint8_t {
  None,          ///< nothing
  Return,        ///< result: return
  ReturnIfNoTo,  ///< result: return, unless `to:` is given
};

struct OpSchema {
  Op Kind;
  llvm::StringRef Name;
  Slots Needed = 0;
  Slots Allowed = 0; ///< beyond Needed
  ResultDefault Result = ResultDefault::None;
  uint32_t Extras = NoExtra;
  bool RestFrom = false; ///< `from: rest N` is allowed
};

/// The keys that an operation may have.
llvm::SmallVector<llvm::StringRef> keysOf(const OpSchema &Row);

/// The row of \p O.
const OpSchema &schema(Op O);

/// The names of all operations, slots and roles, indexed by their enumerators.
llvm::ArrayRef<llvm::StringRef> opNames();
llvm::ArrayRef<llvm::StringRef> slotNames();
llvm::ArrayRef<llvm::StringRef> roleNames();

} // namespace pooltidy::models

#endif // POOLTIDY_MODELS_SCHEMA_H
