//===- SqlTest.h - A notation for effects in tests --------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// SQL in tests is written with marks for holes: ¤ an unknown one, § a number, ¶ a
// parameter. What comes out is one line of text:
//
//   "set:search_path @SET; commit @COMMIT +chain"
//
// with statements separated by ";", and for each effect its kind, its name (a "?" for
// one that is not known), the text at its offset and its flags. UseRelation is left
// out by effects() and is the only kind in relations().
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TESTS_SQLTEST_H
#define POOLTIDY_TESTS_SQLTEST_H

#include "sql/Effects.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>

namespace pooltidy::sql::test {

inline SqlText marked(std::string_view Marked) {
  SqlText Sql;
  while (!Marked.empty()) {
    std::string_view Mark = Marked.substr(0, 2);
    HoleKind Kind = Mark == "¤"   ? HoleKind::Unknown
                    : Mark == "§" ? HoleKind::Number
                                  : HoleKind::Parameter;
    if (Kind != HoleKind::Parameter || Mark == "¶") {
      Sql.Holes.push_back({uint32_t(Sql.Text.size()), HoleLength, Kind});
      Sql.Text.append(HoleLength, '\x7f'); // filler means nothing
      Marked.remove_prefix(2);
    } else {
      Sql.Text += Marked[0];
      Marked.remove_prefix(1);
    }
  }
  return Sql;
}

/// Holes as ¤ again, whether they are marks in names or filler in text.
inline std::string unmarked(std::string_view Text) {
  std::string Out;
  for (size_t I = 0; I < Text.size(); ++I)
    if (Text[I] == HoleMark)
      Out += "¤";
    else if (Text.substr(I, HoleLength) == std::string(HoleLength, '\x7f'))
      Out += "¤", I += HoleLength - 1;
    else
      Out += Text[I];
  return Out;
}

inline std::string print(const SqlText &Sql, const Effect &E) {
  std::string Out(name(E.Kind));
  if (!E.Name.empty() || !E.NameKnown)
    Out.append(1, ':').append(unmarked(E.Name)).append(E.NameKnown ? "" : "?");
  Out.append(" @").append(unmarked(std::string_view(Sql.Text).substr(E.Offset, E.Length)));
  auto Flag = [&](bool Set, const char *Text) { Out += Set ? Text : ""; };
  Flag(E.OnCommitDrop, " +drop");
  Flag(E.IfNotExists, " +ifnotexists");
  Flag(E.Hold, " +hold");
  Flag(E.Chain, " +chain");
  Flag(E.Try, " +try");
  Flag(E.Shared, " +shared");
  Flag(E.Uncertain, " +uncertain");
  Flag(E.InBody, " +body");
  return Out;
}

/// All effects but UseRelation.
inline std::string effects(std::string_view Marked) {
  SqlText Sql = marked(Marked);
  std::string Out;
  for (const Statement &S : analyse(Sql))
    for (const Effect &E : S.Effects)
      if (E.Kind != EffectKind::UseRelation)
        Out.append(Out.empty() ? "" : "; ").append(print(Sql, E));
  return Out;
}

/// The names of the relations used, in order.
inline std::string relations(std::string_view Marked) {
  std::string Out;
  for (const Statement &S : analyse(marked(Marked)))
    for (const Effect &E : S.Effects)
      if (E.Kind == EffectKind::UseRelation)
        Out.append(Out.empty() ? "" : " ").append(unmarked(E.Name)).append(E.NameKnown ? "" : "?");
  return Out;
}

/// The spellings of all effects but UseRelation.
inline std::string spellings(std::string_view Marked) {
  std::string Out;
  for (const Statement &S : analyse(marked(Marked)))
    for (const Effect &E : S.Effects)
      if (E.Kind != EffectKind::UseRelation)
        Out.append(Out.empty() ? "" : "; ").append(E.Spelling);
  return Out;
}

/// "parsed SELECT; tokens SET; opaque", one for each statement.
inline std::string understanding(std::string_view Marked) {
  std::string Out;
  for (const Statement &S : analyse(marked(Marked))) {
    Out += Out.empty() ? "" : "; ";
    Out += S.How == Understanding::Parsed   ? "parsed"
           : S.How == Understanding::Tokens ? "tokens"
                                            : "opaque";
    Out.append(S.Keyword.empty() ? "" : " ").append(S.Keyword);
  }
  return Out;
}

struct Row {
  std::string_view Sql;
  std::string_view Expected;
};

template <class Function> void check(Function F, std::initializer_list<Row> Rows) {
  for (const Row &R : Rows)
    EXPECT_EQ(F(R.Sql), R.Expected) << "in: " << R.Sql;
}

} // namespace pooltidy::sql::test

#endif // POOLTIDY_TESTS_SQLTEST_H
