//===- Constants.h - Text inside string constants ---------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Turns a string constant into the text it stands for, in place and without moving
// a byte that matters: what belongs to the quoting becomes a space.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_SQL_CONSTANTS_H
#define POOLTIDY_SQL_CONSTANTS_H

#include "sql/Lexer.h"
#include "sql/Source.h"

namespace pooltidy::sql {

struct TextRange {
  uint32_t Begin;
  uint32_t End;
};

/// Opens the String or Dollar token \p T: afterwards the range returned reads as
/// plain SQL. A doubled quote that opens a constant becomes " '", one that closes it
/// "' ", so the quotes inside keep their meaning.
TextRange openConstant(Source &Src, const Token &T);

} // namespace pooltidy::sql

#endif // POOLTIDY_SQL_CONSTANTS_H
