//===- TextTest.cpp - Texts and their places ------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Text.h"

#include "gtest/gtest.h"

using namespace pooltidy;
using namespace pooltidy::leases;

namespace {

facts::Location at(uint32_t Line, uint32_t Column) { return {1, Line, Column}; }

/// \p Bytes as they stand from \p Line, \p Column on.
Text written(llvm::StringRef Bytes, uint32_t Line, uint32_t Column) {
  facts::Literal L;
  L.Bytes = Bytes.str();
  L.Pieces = {{0, at(Line, Column), false}};
  return Text::literal(L);
}

Text hole(sql::HoleKind Kind = sql::HoleKind::Unknown) {
  return Text::hole(Kind, "the parameter 'x'", at(9, 9));
}

TEST(Text, Empty) {
  Text T;
  EXPECT_TRUE(T.empty());
  EXPECT_TRUE(T.complete());
  EXPECT_FALSE(T.opaque());
  EXPECT_EQ(T.shown(), "");
  EXPECT_EQ(T.why(), "");
  EXPECT_FALSE(T.place(0).valid());
  EXPECT_TRUE(T.slice(0, 10).empty());
  EXPECT_TRUE(T == Text());
}

TEST(Text, PlacesOfALiteralOfSeveralPieces) {
  // "SET "  "jit = off" over two lines, and a word out of a macro.
  facts::Literal L;
  L.Bytes = "SET jit = off";
  L.Pieces = {{0, at(1, 5), false}, {4, at(2, 7), false}, {10, at(3, 1), true}};
  Text T = Text::literal(L);
  EXPECT_EQ(T.place(0), at(1, 5));
  EXPECT_EQ(T.place(3), at(1, 8));
  EXPECT_EQ(T.place(4), at(2, 7));
  EXPECT_EQ(T.place(9), at(2, 12));
  EXPECT_EQ(T.place(10), at(3, 1));
  EXPECT_EQ(T.place(12), at(3, 1)); // in the macro
  EXPECT_EQ(T.run(0, 0), 0u);
  EXPECT_EQ(T.run(0, 3), 3u);
  EXPECT_EQ(T.run(0, 7), 4u); // up to the line's end
  EXPECT_EQ(T.run(4, 3), 3u);
  EXPECT_EQ(T.run(10, 3), 1u); // all of it stands at one place
}

TEST(Text, ConstantsStandWhereTheyWereMade) {
  Text T = Text::constant("BEGIN", at(4, 2));
  EXPECT_EQ(T.place(0), at(4, 2));
  EXPECT_EQ(T.place(4), at(4, 2));
  EXPECT_FALSE(Text::constant("BEGIN").place(0).valid());
}

TEST(Text, AHoleSaysWhy) {
  Text T = hole();
  EXPECT_TRUE(T.opaque());
  EXPECT_FALSE(T.complete());
  EXPECT_EQ(T.why(), "the parameter 'x'");
  EXPECT_EQ(T.shown(), "…");
  EXPECT_EQ(T.size(), sql::HoleLength);
}

TEST(Text, Append) {
  Text T = written("SET ", 1, 10);
  T.append(hole());
  T.append(written(" TO 1", 2, 1));
  T.append(Text());
  EXPECT_EQ(T.shown(), "SET … TO 1");
  EXPECT_FALSE(T.opaque());
  ASSERT_EQ(T.sql().Holes.size(), 1u);
  EXPECT_EQ(T.sql().Holes[0].Offset, 4u);
  EXPECT_EQ(T.sql().Holes[0].Length, sql::HoleLength);
  EXPECT_EQ(T.place(1), at(1, 11));
  EXPECT_EQ(T.place(5), at(9, 9));
  EXPECT_EQ(T.place(4 + sql::HoleLength), at(2, 1));
  EXPECT_EQ(T.place(4 + sql::HoleLength + 1), at(2, 2));
}

TEST(Text, AppendToItself) {
  Text T = written("a", 1, 1);
  T.append(hole());
  T.append(T);
  EXPECT_EQ(T.shown(), "a…a…");
  EXPECT_EQ(T.sql().Holes.size(), 2u);
  EXPECT_EQ(T.place(1 + sql::HoleLength), at(1, 1));
}

TEST(Text, SliceKeepsPlaces) {
  Text T = written("SELECT 1; SET jit = off", 3, 20);
  Text S = T.slice(10, 3);
  EXPECT_EQ(S.bytes(), "SET");
  EXPECT_EQ(S.place(0), at(3, 30));
  EXPECT_EQ(S.place(2), at(3, 32));
  EXPECT_EQ(T.slice(10, ~size_t(0)).bytes(), "SET jit = off");
  EXPECT_TRUE(T.slice(1000, 5).empty());
  EXPECT_TRUE(T.slice(5, 0).empty());
}

TEST(Text, SliceOverPieces) {
  Text T = written("SET ", 1, 1);
  T.append(hole(sql::HoleKind::Number));
  T.append(written(" TO 1", 2, 1));
  EXPECT_EQ(T.slice(0, 4).shown(), "SET ");
  EXPECT_TRUE(T.slice(0, 4).complete());
  Text Middle = T.slice(2, 2 + sql::HoleLength + 3);
  EXPECT_EQ(Middle.shown(), "T … TO");
  ASSERT_EQ(Middle.sql().Holes.size(), 1u);
  EXPECT_EQ(Middle.sql().Holes[0].Kind, sql::HoleKind::Number);
  EXPECT_EQ(Middle.place(0), at(1, 3));
  EXPECT_EQ(Middle.place(2 + sql::HoleLength), at(2, 1));
  // A part of what is not known is not known either.
  Text Cut = T.slice(6, 3);
  EXPECT_EQ(Cut.shown(), "…");
  EXPECT_TRUE(Cut.opaque());
  EXPECT_EQ(Cut.why(), "the parameter 'x'");
}

TEST(Text, SliceOfSlice) {
  Text T = written("0123456789", 1, 1);
  EXPECT_EQ(T.slice(2, 6).slice(2, 2).bytes(), "45");
  EXPECT_EQ(T.slice(2, 6).slice(2, 2).place(0), at(1, 5));
}

TEST(Text, WhatTwoTextsHaveInCommon) {
  Text A = written("SELECT a, b FROM t", 1, 1), B = written("SELECT a FROM t", 1, 1);
  EXPECT_EQ(Text::common(A, B).shown(), "SELECT a… FROM t");
  EXPECT_EQ(Text::common(B, A).shown(), "SELECT a… FROM t");
  EXPECT_EQ(Text::common(A, A).bytes().take_front(8), "SELECT a");
  // Whole words only.
  Text C = Text::common(written("SET role_a = 1", 1, 1), written("SET role_b = 1", 1, 1));
  EXPECT_EQ(C.shown(), "SET … = 1");
  EXPECT_EQ(C.place(0), at(1, 1));
  EXPECT_EQ(C.place(C.size() - 1).Line, 1u);
  EXPECT_TRUE(Text::common(written("COMMIT", 1, 1), written("ROLLBACK", 1, 1)).empty());
  // From other places of the source: not the same text with a word changed.
  EXPECT_TRUE(Text::common(A, written("SELECT a FROM t", 2, 1)).empty());
  EXPECT_TRUE(Text::common(hole(), hole()).empty());
}

TEST(Text, WhatGrowsComesToRest) {
  Text T = written("SELECT 1", 1, 1);
  Text Longer = T;
  Longer.append(written(", 2", 2, 1));
  Text Once = Text::common(T, Longer);
  EXPECT_EQ(Once.shown(), "SELECT 1…");
  Longer = Once;
  Longer.append(written(", 2", 2, 1));
  EXPECT_TRUE(Text::common(Once, Longer) == Once);
}

TEST(Text, HolesThatMayDifferAreNotTheSame) {
  auto With = [](uint64_t First, llvm::StringRef Middle, uint64_t Last) {
    Text T = written("SET a = ", 1, 1);
    T.append(Text::hole(sql::HoleKind::Unknown, "x", at(9, 9), First));
    T.append(written(Middle, 1, 20));
    T.append(Text::hole(sql::HoleKind::Unknown, "y", at(9, 9), Last));
    return T;
  };
  EXPECT_NE(Text::common(With(1, " , b ", 2), With(1, " , c ", 2)).identity(0, 9), 0u);
  EXPECT_EQ(Text::common(With(1, " , b ", 2), With(3, " , c ", 2)).identity(0, 9), 0u);
  Text T = Text::common(With(1, " , b ", 2), With(1, " , c ", 4));
  EXPECT_EQ(T.identity(T.size() - sql::HoleLength), 0u);
  T = Text::common(With(1, " , b ", 2), With(1, " , c ", 2));
  EXPECT_NE(T.identity(T.size() - sql::HoleLength), 0u);
}

TEST(Text, EqualWhenTheSameWordsStandAtTheSamePlace) {
  EXPECT_TRUE(written("a", 1, 1) == written("a", 1, 1));
  EXPECT_FALSE(written("a", 1, 1) == written("b", 1, 1));
  EXPECT_FALSE(written("a", 1, 1) == written("a", 2, 1));
  Text Filler = Text::constant(std::string(sql::HoleLength, 'x'), at(9, 9));
  EXPECT_FALSE(hole() == Filler);
  EXPECT_TRUE(hole() == hole());
}

TEST(Text, EveryByteOfEverySliceKeepsItsPlace) {
  Text T = written("abc", 1, 1);
  T.append(hole());
  T.append(written("defg", 2, 5));
  T.append(Text::constant("hi", at(3, 1)));
  for (size_t From = 0; From <= T.size(); ++From)
    for (size_t Count = 0; Count <= T.size() - From; ++Count) {
      Text S = T.slice(From, Count);
      ASSERT_EQ(S.bytes(), T.bytes().substr(From, Count));
      for (size_t I = 0; I < Count; ++I)
        ASSERT_EQ(S.place(I), T.place(From + I)) << From << " " << Count << " " << I;
    }
}

} // namespace
