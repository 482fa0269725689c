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

namespace pooltidy::models {

inline constexpr unsigned OpCount = static_cast<unsigned>(Op::StoreEach) + 1;
inline constexpr unsigned SlotCount = static_cast<unsigned>(Slot::Expand) + 1;
inline constexpr unsigned RoleCount = static_cast<unsigned>(Role::Iterator) + 1;

/// A set of slots, one bit each.
using Slots = uint32_t;
constexpr Slots bit(Slot S) { return Slots(1) << static_cast<unsigned>(S); }

/// Keys of an operation that are not operands.
enum Extra : uint16_t {
  NoExtra = 0,
  ProtocolKey = 1, ///< protocol: simple | extended
  StyleKey = 2,    ///< style: printf | braces | percent | dollar (must be given)
  AtEndKey = 4,    ///< at-end: rollback | commit | nothing
  LazyKey = 8,     ///< lazy: true | false
  WhatKey = 16,    ///< what: words (must be given)
  AnswerKey = 32,  ///< answer: equal | unequal | order | prefix | suffix | inside
  BoundedKey = 128, ///< bounded: true | false
  WordsKey = 64,   ///< words: a list of words (must be given with `from`)
  CachedKey = 256, ///< cached: true | false
  PlainKey = 1024, ///< plain: true | false
  OnceKey = 2048,  ///< once: true | false
  SyntaxKey = 512, ///< syntax: libpq | semicolons
  PostponedKey = 2048, ///< postponed: true | false
  UnaskedKey = 4096, ///< unasked: harmless | visible
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
  uint16_t Extras = NoExtra;
  bool RestFrom = false; ///< `from: rest N` is allowed
};

/// The row of \p O.
const OpSchema &schema(Op O);

/// The names of all operations, slots and roles, indexed by their enumerators.
llvm::ArrayRef<llvm::StringRef> opNames();
llvm::ArrayRef<llvm::StringRef> slotNames();
llvm::ArrayRef<llvm::StringRef> roleNames();

} // namespace pooltidy::models

#endif // POOLTIDY_MODELS_SCHEMA_H
