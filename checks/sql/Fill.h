//===- Fill.h - What to put into the holes ----------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Makes a statement with holes and placeholders acceptable to the grammar, without
// changing its length. What fits a hole depends on where it stands: an identifier
// nearly everywhere, else a number, a string constant, nothing at all, a query, a
// list in parentheses, a comparison, an assignment. The grammar itself says where it
// stopped, and the hole to blame is the last one at or before that place, so a
// handful of parses is enough where trying all combinations would take 8^n.
//
// Holes inside quotes and comments are plain text and stay as they are.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_SQL_FILL_H
#define POOLTIDY_SQL_FILL_H

#include "sql/Grammar.h"

namespace pooltidy::sql {

/// Most parses spent on one statement.
inline constexpr int MostTries = 24;

/// Parses the statement of \p V, filling its holes and placeholders as needed. The
/// fill that was accepted, or the first one if none was, is left in the working
/// text, and V's tokens are those of that text. A hole that the statement starts
/// with is left blank: its text comes before what is known.
Tree parseFilled(View &V);

/// Fills the holes in front of the statement with blanks and drops their tokens.
/// Returns whether there were any.
bool blankLeadingHoles(View &V);

} // namespace pooltidy::sql

#endif // POOLTIDY_SQL_FILL_H
