//===- Splitter.h - Where one statement ends --------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Cuts a list of tokens at the semicolons that end statements: not at those inside
// parentheses (CREATE RULE ... DO (a; b)) nor inside the body of a SQL-standard
// function (BEGIN ATOMIC a; b; END). The grammar is not asked, so that one bad
// statement does not spoil its neighbours.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_SQL_SPLITTER_H
#define POOLTIDY_SQL_SPLITTER_H

#include "sql/Lexer.h"

namespace pooltidy::sql {

/// Tokens [First, Last) make one statement, without its semicolon; never empty.
struct TokenRange {
  size_t First;
  size_t Last;
};

/// The statements in \p Tokens, which are tokens of \p Text.
std::vector<TokenRange> split(std::string_view Text, const std::vector<Token> &Tokens);

} // namespace pooltidy::sql

#endif // POOLTIDY_SQL_SPLITTER_H
