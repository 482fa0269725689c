//===- Placeholders.cpp - Marks that client libraries replace -------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// printf's space flag is left out: in "a % d" the percent sign is an operator.
//
//===----------------------------------------------------------------------===//

#include "sql/Placeholders.h"

#include "sql/Lexer.h"

#include <cstring>

namespace pooltidy::sql {

namespace {

bool oneOf(char C, const char *Set) { return C && std::strchr(Set, C); }

/// %s, %-5.2f, %llu, %1$s; %1, %L1 (QString); %1%, %|1$5|% (boost)
uint32_t percent(std::string_view T) {
  size_t I = 1;
  auto Peek = [&] { return I < T.size() ? T[I] : '\0'; };
  auto Digits = [&] {
    size_t From = I;
    while (isDigit(Peek()))
      ++I;
    return I - From;
  };
  if (Peek() == '|') {
    size_t Close = T.substr(0, 32).find("|%", 2);
    return Close == std::string_view::npos ? 0 : uint32_t(Close + 2);
  }
  bool Localized = Peek() == 'L' && I + 1 < T.size() && isDigit(T[I + 1]);
  I += Localized;
  size_t Position = Digits();
  if (Position && Peek() == '%')
    return uint32_t(I + 1);
  size_t AfterPosition = I;
  if (Position && Peek() == '$')
    ++I;
  while (oneOf(Peek(), "-+#0"))
    ++I;
  while (isDigit(Peek()) || Peek() == '*')
    ++I;
  if (Peek() == '.') {
    ++I;
    while (isDigit(Peek()) || Peek() == '*')
      ++I;
  }
  while (oneOf(Peek(), "hlzjtqL")) {
    ++I;
    if (!isWordByte(Peek()))
      break; // %L of format() and PL/pgSQL is complete without a conversion letter
  }
  bool Conversion = oneOf(Peek(), "diouxXeEfFgGaAcspnI");
  if (Conversion) // more of a word may follow: %s_import
    return uint32_t(I + 1);
  if (Position && Position <= 2)
    return uint32_t(AfterPosition);
  return T.size() > 1 && T[1] == 'L' && !Conversion ? 2 : 0;
}

/// {}, {0}, {name}, {:>10.3f}: nothing that could be an ODBC escape ({call f()}).
uint32_t braces(std::string_view T) {
  for (size_t I = 1; I < T.size() && I < 64; ++I) {
    if (T[I] == '}')
      return uint32_t(I + 1);
    if (!isWordByte(T[I]) && !oneOf(T[I], ":.<>^+-#*"))
      return 0;
  }
  return 0;
}

uint32_t wordAfter(std::string_view T, size_t I) {
  size_t From = I;
  while (I < T.size() && isWordByte(T[I]) && T[I] != '$')
    ++I;
  return I == From ? 0 : uint32_t(I);
}

} // namespace

uint32_t placeholderAt(std::string_view Text, uint32_t At, uint32_t End) {
  std::string_view T = Text.substr(At, End - At);
  if (T.empty())
    return 0;
  switch (T[0]) {
  case '?':
    return 1;
  case '%':
    return percent(T);
  case '{':
    return braces(T);
  case '$':
    if (T.size() > 1 && T[1] == '{') {
      uint32_t Length = braces(T.substr(1));
      return Length ? Length + 1 : 0;
    }
    return T.size() > 1 && isWordStart(T[1]) ? wordAfter(T, 1) : 0;
  case ':': // not the second colon of a cast
    return At && Text[At - 1] == ':' ? 0 : wordAfter(T, 1);
  case '@':
    return T.size() > 1 && isWordStart(T[1]) ? wordAfter(T, 1) : 0;
  default:
    return 0;
  }
}

bool isForeign(std::string_view Placeholder) {
  return Placeholder[0] == '{' || Placeholder[0] == '$' ||
         (Placeholder[0] == '%' && Placeholder.find('$') != std::string_view::npos);
}

bool hasPlaceholder(std::string_view Text, uint32_t Begin, uint32_t End) {
  if (Text.substr(Begin, End - Begin).find_first_of("?%{$:@") == std::string_view::npos)
    return false;
  for (const Token &T : lex(Text, Begin, End)) {
    if (T.Kind == TokenKind::Param)
      return true;
    if (T.Kind != TokenKind::Operator && T.Kind != TokenKind::Punct && T.Kind != TokenKind::Junk)
      continue;
    for (uint32_t At = T.Begin; At != T.End; ++At)
      if (placeholderAt(Text, At, End))
        return true;
  }
  return false;
}

} // namespace pooltidy::sql
