//===- Lexer.cpp - PostgreSQL's tokens, for any bytes ---------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Rules are those of the server's scan.l (PostgreSQL 15) with
// standard_conforming_strings on, which has been the default since 9.1.
//
//===----------------------------------------------------------------------===//

#include "sql/Lexer.h"

#include <cstring>

namespace pooltidy::sql {

bool equalsWord(std::string_view Text, std::string_view Upper) {
  if (Text.size() != Upper.size())
    return false;
  for (size_t I = 0; I != Text.size(); ++I)
    if (toUpper(Text[I]) != Upper[I])
      return false;
  return true;
}

namespace {

bool isOperatorByte(char C) { return C && std::strchr("~!@#^&|`?+-*/%<>=", C); }

class Lexer {
public:
  Lexer(std::string_view Text, uint32_t Begin, uint32_t End)
      : Text(Text.data()), At(Begin), End(End) {}

  std::vector<Token> run() {
    Out.reserve((End - At) / 5 + 4 < 4096 ? (End - At) / 5 + 4 : 4096);
    while (skipBlanks())
      next();
    return std::move(Out);
  }

private:
  char peek(uint32_t Ahead = 0) const { return End - At > Ahead ? Text[At + Ahead] : '\0'; }

  uint32_t lineEnd(uint32_t From) const {
    while (From < End && Text[From] != '\n' && Text[From] != '\r')
      ++From;
    return From;
  }

  /// Skips whitespace and comments; false at the end of the text.
  bool skipBlanks() {
    while (At < End) {
      if (isSpace(Text[At])) {
        ++At;
      } else if (peek() == '-' && peek(1) == '-') {
        At = lineEnd(At);
      } else if (peek() == '/' && peek(1) == '*') {
        skipBlockComment();
      } else {
        return true;
      }
    }
    return false;
  }

  /// Block comments nest. One that is never closed hides the rest of the text,
  /// as it does for the server, which refuses it.
  void skipBlockComment() {
    uint32_t Depth = 0;
    while (At < End) {
      if (peek() == '/' && peek(1) == '*') {
        ++Depth;
        At += 2;
      } else if (peek() == '*' && peek(1) == '/') {
        At += 2;
        if (--Depth == 0)
          return;
      } else {
        ++At;
      }
    }
  }

  void push(uint32_t Begin, TokenKind Kind, bool Closed = true) {
    Out.push_back({Begin, At, Kind, Closed});
  }

  void next() {
    uint32_t Begin = At;
    char C = peek();
    if (isWordStart(C)) {
      if (quotedPrefix())
        return;
      while (At < End && isWordByte(Text[At]))
        ++At;
      return push(Begin, TokenKind::Word);
    }
    if (C == '\'')
      return string(Begin, '\'');
    if (C == '"')
      return quoted(Begin);
    if (isDigit(C) || (C == '.' && isDigit(peek(1))))
      return number(Begin);
    if (C == '$')
      return dollar(Begin);
    if (isOperatorByte(C))
      return op(Begin);
    ++At;
    if (C == ':' && (peek() == ':' || peek() == '='))
      ++At;
    else if (C == '.' && peek() == '.')
      ++At;
    push(Begin, std::strchr("()[],.;:", C) && C ? TokenKind::Punct : TokenKind::Junk);
  }

  /// E'..', B'..', X'..', N'..', U&'..' and U&"..": the letter belongs to the quote.
  bool quotedPrefix() {
    uint32_t Begin = At;
    char Letter = toUpper(peek());
    if (peek(1) == '\'' && std::strchr("EBXN", Letter)) {
      ++At;
      string(Begin, Letter);
      return true;
    }
    if (Letter == 'U' && peek(1) == '&' && (peek(2) == '\'' || peek(2) == '"')) {
      At += 2;
      peek() == '"' ? quoted(Begin) : string(Begin, Letter);
      return true;
    }
    return false;
  }

  /// Backslashes escape in E'..' alone, and B'..' and X'..' have no doubled quotes.
  void string(uint32_t Begin, char Letter) {
    const bool Escapes = Letter == 'E', Doubles = Letter != 'B' && Letter != 'X';
    ++At;
    while (At < End) {
      if (!Escapes) { // the usual case, also for megabyte literals
        const void *Quote = std::memchr(Text + At, '\'', End - At);
        At = Quote ? uint32_t(static_cast<const char *>(Quote) - Text) : End;
        if (!Quote)
          break;
      } else if (Text[At] == '\\') {
        At += At + 1 < End ? 2 : 1;
        continue;
      } else if (Text[At] != '\'') {
        ++At;
        continue;
      }
      ++At;
      if (Doubles && peek() == '\'') {
        ++At;
      } else if (uint32_t Next = continuation(At)) {
        At = Next;
      } else {
        return push(Begin, TokenKind::String);
      }
    }
    push(Begin, TokenKind::String, /*Closed=*/false);
  }

  /// 'a' <newline> 'b' is one constant. Returns the offset after the second
  /// opening quote, or 0.
  uint32_t continuation(uint32_t From) const {
    bool Newline = false;
    while (From < End) {
      char C = Text[From];
      if (C == '\'')
        return Newline ? From + 1 : 0;
      if (C == '\n' || C == '\r')
        Newline = true;
      if (isSpace(C))
        ++From;
      else if (C == '-' && From + 1 < End && Text[From + 1] == '-')
        From = lineEnd(From);
      else
        return 0;
    }
    return 0;
  }

  void quoted(uint32_t Begin) {
    ++At;
    while (At < End) {
      const void *Quote = std::memchr(Text + At, '"', End - At);
      if (!Quote)
        break;
      At = uint32_t(static_cast<const char *>(Quote) - Text) + 1;
      if (peek() != '"')
        return push(Begin, TokenKind::Quoted);
      ++At;
    }
    At = End;
    push(Begin, TokenKind::Quoted, /*Closed=*/false);
  }

  void number(uint32_t Begin) {
    while (isDigit(peek()))
      ++At;
    if (peek() == '.' && peek(1) != '.') {
      ++At;
      while (isDigit(peek()))
        ++At;
    }
    if (toUpper(peek()) == 'E') {
      uint32_t Sign = peek(1) == '+' || peek(1) == '-';
      if (isDigit(peek(1 + Sign))) {
        At += 1 + Sign;
        while (isDigit(peek()))
          ++At;
      }
    }
    push(Begin, TokenKind::Number);
  }

  void dollar(uint32_t Begin) {
    ++At;
    if (isDigit(peek())) {
      while (isDigit(peek()))
        ++At;
      return push(Begin, TokenKind::Param);
    }
    uint32_t Tag = At;
    if (Tag < End && isWordStart(Text[Tag]))
      while (Tag < End && isWordByte(Text[Tag]) && Text[Tag] != '$')
        ++Tag;
    if (Tag >= End || Text[Tag] != '$')
      return push(Begin, TokenKind::Junk);
    std::string_view Delimiter(Text + Begin, Tag + 1 - Begin);
    At = Tag + 1;
    size_t Close = std::string_view(Text, End).find(Delimiter, At);
    At = Close == std::string_view::npos ? End : uint32_t(Close + Delimiter.size());
    push(Begin, TokenKind::Dollar, Close != std::string_view::npos);
  }

  /// An operator ends before a comment starts, and a longer one may end in + or -
  /// only if it also has a character that standard SQL operators lack.
  void op(uint32_t Begin) {
    bool Special = false;
    while (At < End && isOperatorByte(Text[At])) {
      if ((Text[At] == '-' && peek(1) == '-') || (Text[At] == '/' && peek(1) == '*'))
        break;
      Special |= std::strchr("~!@#^&|`?%", Text[At]) != nullptr;
      ++At;
    }
    while (!Special && At - Begin > 1 && (Text[At - 1] == '+' || Text[At - 1] == '-'))
      --At;
    push(Begin, TokenKind::Operator);
  }

  const char *Text;
  uint32_t At;
  uint32_t End;
  std::vector<Token> Out;
};

} // namespace

std::vector<Token> lex(std::string_view Text, uint32_t Begin, uint32_t End) {
  return Lexer(Text, Begin, End).run();
}

} // namespace pooltidy::sql
