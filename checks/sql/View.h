//===- View.h - One statement as its readers see it -------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Tokens of one statement, questions about them, and the one place that adds
// effects. The readers (Commands, Settings, Objects, Calls) work on tokens whether
// or not the grammar accepted the statement: once it has, a token pattern is as
// good as the tree, it knows the exact place to underline, and it sees the holes,
// which the tree does not. What needs the tree (which words are relations, which
// calls run) is in ParseWalk.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_SQL_VIEW_H
#define POOLTIDY_SQL_VIEW_H

#include "sql/Effects.h"
#include "sql/Lexer.h"
#include "sql/Source.h"

namespace pooltidy::sql {

/// Index of a token in View::Toks; past the end where there is none.
using TokenIndex = size_t;

/// A possibly qualified name, or other text that identifies something.
struct Name {
  std::string Text;  ///< with a HoleMark for each hole
  bool Known = true; ///< no hole, no placeholder, and not cut short
  TokenIndex First = 0;
  TokenIndex Last = 0;    ///< one past the last token; == First when there is no name
  bool Temporary = false; ///< it was qualified with pg_temp, which Text leaves out

  explicit operator bool() const { return Last != First; }
};

class View {
public:
  View(Source &Src, std::vector<Token> Toks, Statement &Out, bool InBody)
      : Src(Src), Toks(std::move(Toks)), Out(Out), InBody(InBody) {}

  Source &Src;
  std::vector<Token> Toks;
  Statement &Out;
  bool InBody;
  /// Effects found now rest on tokens alone.
  bool Uncertain = false;

  size_t size() const { return Toks.size(); }
  std::string_view text(TokenIndex I) const {
    return I < Toks.size() ? Src.work(Toks[I].Begin, Toks[I].End) : std::string_view();
  }
  bool has(TokenIndex I, TokenKind Kind) const { return I < Toks.size() && Toks[I].Kind == Kind; }
  /// An unquoted word, compared without case; \p Upper is in upper case.
  bool is(TokenIndex I, std::string_view Upper) const {
    return has(I, TokenKind::Word) && equalsWord(text(I), Upper);
  }
  bool isAny(TokenIndex I, std::initializer_list<std::string_view> Uppers) const;
  bool punct(TokenIndex I, char C) const {
    return has(I, TokenKind::Punct) && Toks[I].End - Toks[I].Begin == 1 &&
           Src.work()[Toks[I].Begin] == C;
  }
  bool op(TokenIndex I, std::string_view Text) const {
    return has(I, TokenKind::Operator) && text(I) == Text;
  }
  bool isName(TokenIndex I) const { return has(I, TokenKind::Word) || has(I, TokenKind::Quoted); }

  /// The token that starts at or after byte \p Offset.
  TokenIndex at(uint32_t Offset) const;
  /// The first token of I..End that is the word \p Upper outside parentheses; size()
  /// if there is none.
  TokenIndex findTop(TokenIndex I, std::string_view Upper, TokenIndex End = TokenIndex(-1)) const;
  /// The token after the parenthesis that closes the one at \p I; gives up, and
  /// returns size() + 1, after \p Limit tokens.
  TokenIndex pastParens(TokenIndex I, size_t Limit = size_t(-1)) const;
  /// A hole or placeholder that the fill left blank, or a comment's hole, lies between
  /// two tokens.
  bool holeBetween(TokenIndex First, TokenIndex Second) const;

  /// Reads name(.name)* at \p I, folded as the server folds it.
  Name nameAt(TokenIndex I) const;
  /// The value of the string constant at \p I, folded to lower case if \p Fold.
  Name stringAt(TokenIndex I, bool Fold = false) const;
  /// Tokens First..Last as stable text: case folded outside quotes, comments gone,
  /// whitespace only where it is needed.
  Name exprAt(TokenIndex First, TokenIndex Last) const;

  /// Adds an effect shown at tokens First..Last.
  Effect &add(EffectKind Kind, TokenIndex First, TokenIndex Last, const Name &What,
              std::string Spelling);
  Effect &add(EffectKind Kind, TokenIndex At, std::string Spelling) {
    return add(Kind, At, At + 1, Name(), std::move(Spelling));
  }

private:
  void appendToken(std::string &Out, TokenIndex I) const;
  void settle(Name &N) const;
};

} // namespace pooltidy::sql

#endif // POOLTIDY_SQL_VIEW_H
