//===- Narrow.h - State that ends with its transaction ----------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The smallest edit of SQL text after which a statement makes the same state, but the
// state ends with the transaction: SET becomes SET LOCAL, a session lock one of the
// transaction, and so on. Whether that is what the program wants is for others to know.
//
// An edit is checked by analysing the edited text: all of it must mean what it meant,
// but for the one effect. So a spelling that this file reads wrongly gives no edit, not a
// wrong one.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_SQL_NARROW_H
#define POOLTIDY_SQL_NARROW_H

#include "sql/Effects.h"

#include <optional>

namespace pooltidy::sql {

/// Replaces Length bytes at Offset, which are never none, by Text. The bytes are known:
/// no hole is among them.
struct TextEdit {
  uint32_t Offset = 0;
  uint32_t Length = 0;
  std::string Text;
};

/// Whether there is a narrower spelling for effects of \p Kind at all.
bool mayNarrow(EffectKind Kind);

/// The edit after which effect \p E of statement \p S of \p Sql ends with the transaction;
/// nothing when there is none that is surely right.
std::optional<TextEdit> narrowed(const SqlText &Sql, const Statement &S, const Effect &E);

} // namespace pooltidy::sql

#endif // POOLTIDY_SQL_NARROW_H
