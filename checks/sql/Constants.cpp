//===- Constants.cpp - Text inside string constants -----------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Whether an inner quote opens or closes is counted, not parsed: an apostrophe in an
// inner comment turns the count around, which does no more than put a space inside
// a constant rather than beside it.
//
//===----------------------------------------------------------------------===//

#include "sql/Constants.h"

namespace pooltidy::sql {

namespace {

TextRange openDollar(Source &Src, const Token &T) {
  uint32_t Open = uint32_t(Src.base().find('$', T.Begin + 1)) + 1 - T.Begin;
  TextRange R{T.Begin + Open, T.Closed ? T.End - Open : T.End};
  Src.blank(T.Begin, R.Begin);
  Src.blank(R.End, T.End);
  return R;
}

class Opener {
public:
  Opener(Source &Src, const Token &T) : Src(Src), At(T.Begin), End(T.End) {}

  TextRange run() {
    bool Escapes = toUpper(Src.base()[At]) == 'E';
    uint32_t Quote = uint32_t(Src.base().find('\'', At));
    if (Quote >= End) // the quotes came from a hole
      return {At, End};
    TextRange R{Quote + 1, End};
    Src.blank(At, R.Begin);
    At = R.Begin;
    while (At < End) {
      char C = peek(0);
      if (C == '\'' && peek(1) == '\'')
        innerQuote();
      else if (C == '\'')
        nextPart();
      else if (C == '\\' && Escapes && At + 1 < End)
        escape();
      else
        ++At;
    }
    return R;
  }

private:
  char peek(uint32_t Ahead) const { return End - At > Ahead ? Src.base()[At + Ahead] : '\0'; }

  /// Two bytes that stand for one quote.
  void innerQuote() {
    if (Inside && (peek(2) == '\'' || peek(2) == '\\') && peek(3) == '\'') {
      Src.write(At, "''  "); // a quote inside the inner constant
      At += 4;
      return;
    }
    Src.write(At, Inside ? "' " : " '");
    Inside = !Inside;
    At += 2;
  }

  void escape() {
    char C = peek(1);
    if (C == '\'')
      return innerQuote();
    bool Newline = C == 'n' || C == 'r';
    bool Blank = C == 't' || C == 'b' || C == 'f';
    if (Newline || Blank)
      Src.write(At, Newline ? " \n" : "  ");
    else
      Src.blank(At, At + 1); // the character itself, or the digits of one
    At += 2;
  }

  /// 'a' <newline> 'b': from this quote to the next is nothing.
  void nextPart() {
    uint32_t From = At++;
    bool Comment = false;
    while (At < End && (Comment || peek(0) != '\'')) {
      if (peek(0) == '-' && peek(1) == '-')
        Comment = true;
      else if (peek(0) == '\n' || peek(0) == '\r')
        Comment = false;
      ++At;
    }
    At += At < End;
    Src.blank(From, At);
  }

  Source &Src;
  uint32_t At;
  uint32_t End;
  bool Inside = false;
};

} // namespace

TextRange openConstant(Source &Src, const Token &T) {
  return T.Kind == TokenKind::Dollar ? openDollar(Src, T) : Opener(Src, T).run();
}

} // namespace pooltidy::sql
