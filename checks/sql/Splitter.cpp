//===- Splitter.cpp - Where one statement ends ----------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// BEGIN ATOMIC is looked for in CREATE FUNCTION and CREATE PROCEDURE alone: in
// any other statement BEGIN and END are transaction control. CASE also ends in
// END, so both are counted once a body is open.
//
//===----------------------------------------------------------------------===//

#include "sql/Splitter.h"

namespace pooltidy::sql {

std::vector<TokenRange> split(std::string_view Text, const std::vector<Token> &Tokens) {
  std::vector<TokenRange> Out;
  size_t First = 0;
  size_t Parens = 0, Bodies = 0;
  bool Routine = false;
  auto Is = [&](size_t I, std::string_view Upper) {
    return I < Tokens.size() && Tokens[I].Kind == TokenKind::Word &&
           equalsWord(Text.substr(Tokens[I].Begin, Tokens[I].End - Tokens[I].Begin), Upper);
  };
  for (size_t I = 0; I != Tokens.size(); ++I) {
    const Token &T = Tokens[I];
    if (T.Kind == TokenKind::Word) {
      if (I < First + 4 && Is(First, "CREATE") && (Is(I, "FUNCTION") || Is(I, "PROCEDURE")))
        Routine = true;
      if (!Routine)
        continue;
      if ((Is(I, "BEGIN") && Is(I + 1, "ATOMIC")) || (Bodies && Is(I, "CASE")))
        ++Bodies;
      else if (Bodies && Is(I, "END"))
        --Bodies;
      continue;
    }
    if (T.Kind != TokenKind::Punct)
      continue;
    char C = Text[T.Begin];
    if (C == '(' || C == '[') {
      ++Parens;
    } else if (C == ')' || C == ']') {
      Parens -= Parens != 0;
    } else if (C == ';' && !Parens && !Bodies) {
      if (I != First)
        Out.push_back({First, I});
      First = I + 1;
      Routine = false;
    }
  }
  if (First != Tokens.size())
    Out.push_back({First, Tokens.size()});
  return Out;
}

} // namespace pooltidy::sql
