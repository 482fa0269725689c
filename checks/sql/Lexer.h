//===- Lexer.h - PostgreSQL's tokens, for any bytes -------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Cuts text into the tokens the server's scanner would see: words, quoted
// identifiers, the six kinds of string constants, dollar quotes, numbers,
// parameters, operators. Comments and whitespace are dropped.
//
// Why not libpg_query's scanner: it gives up on the first unterminated quote or
// bad escape, it copies its input, and it costs more than the rest of the token
// work together. This one never fails (an open quote runs to the end of the text),
// is linear in its input and needs no NUL at the end. The unit tests hold it
// against libpg_query's scanner, token by token.
//
// It refuses to know keywords: whether a word is one depends on where it stands.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_SQL_LEXER_H
#define POOLTIDY_SQL_LEXER_H

#include <cstdint>
#include <string_view>
#include <vector>

namespace pooltidy::sql {

enum class TokenKind : uint8_t {
  Word,   ///< unquoted identifier or keyword
  Quoted, ///< "identifier", U&"identifier"
  String, ///< 'x', E'x', B'x', X'x', N'x', U&'x', with continuation lines
  Dollar, ///< $$x$$, $tag$x$tag$
  Number,
  Param,    ///< $1
  Operator, ///< a run of operator characters, cut as the server cuts it
  Punct,    ///< ( ) [ ] , . ; : and the pairs :: := ..
  Junk,     ///< a byte no token starts with: { } \ $ and control characters
};

struct Token {
  uint32_t Begin;
  uint32_t End;
  TokenKind Kind;
  bool Closed; ///< false for a quote that the text never closes
};

/// The tokens of Text[Begin, End). Offsets are into \p Text.
std::vector<Token> lex(std::string_view Text, uint32_t Begin, uint32_t End);

/// True for bytes that can start, or go on in, an unquoted identifier.
inline bool isWordStart(unsigned char C) {
  return (C >= 'a' && C <= 'z') || (C >= 'A' && C <= 'Z') || C == '_' || C >= 0x80;
}
inline bool isDigit(unsigned char C) { return C >= '0' && C <= '9'; }
inline bool isWordByte(unsigned char C) { return isWordStart(C) || isDigit(C) || C == '$'; }
inline bool isSpace(unsigned char C) {
  return C == ' ' || C == '\t' || C == '\n' || C == '\r' || C == '\f' || C == '\v';
}
/// ASCII alone, as the server folds names in a UTF-8 database.
inline char toLower(char C) { return C >= 'A' && C <= 'Z' ? char(C + 32) : C; }
inline char toUpper(char C) { return C >= 'a' && C <= 'z' ? char(C - 32) : C; }

/// Compares without case; \p Upper is in upper case.
bool equalsWord(std::string_view Text, std::string_view Upper);

} // namespace pooltidy::sql

#endif // POOLTIDY_SQL_LEXER_H
