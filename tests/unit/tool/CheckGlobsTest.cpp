//===- CheckGlobsTest.cpp - Lists of check names with * -------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/CheckGlobs.h"

#include <gtest/gtest.h>

using namespace pooltidy::tool;

namespace {

TEST(CheckGlobs, TheLastMatchDecides) {
  CheckGlobs G("pooling-*,-pooling-cursor,pooling-c*");
  EXPECT_TRUE(G.contains("pooling-cursor"));
  EXPECT_TRUE(G.contains("pooling-listen"));
  EXPECT_FALSE(CheckGlobs("*,-pooling-l*").contains("pooling-listen"));
  EXPECT_FALSE(CheckGlobs("-*").contains("pooling-listen"));
}

TEST(CheckGlobs, AGlobMatchesTheWholeName) {
  EXPECT_FALSE(CheckGlobs("cursor").contains("pooling-cursor"));
  EXPECT_FALSE(CheckGlobs("pooling-").contains("pooling-cursor"));
  EXPECT_TRUE(CheckGlobs("*cursor").contains("pooling-cursor"));
  EXPECT_TRUE(CheckGlobs("*-*-setting").contains("pooling-session-setting"));
  EXPECT_FALSE(CheckGlobs("pooling.cursor").contains("pooling-cursor"));
}

TEST(CheckGlobs, SpacesAndLineEndsSeparate) {
  CheckGlobs G(" -* ,\n pooling-cursor ,, \n");
  EXPECT_TRUE(G.contains("pooling-cursor"));
  EXPECT_FALSE(G.contains("pooling-listen"));
  EXPECT_FALSE(CheckGlobs("").contains(""));
}

TEST(CheckGlobs, NolintIgnoresNegativeGlobs) {
  CheckGlobs G("*,-pooling-cursor", /*KeepNegative=*/false);
  EXPECT_TRUE(G.contains("pooling-cursor"));
}

TEST(CheckGlobs, ManyStarsAreFast) {
  std::string Glob, Name(2000, 'a');
  for (int I = 0; I < 200; ++I)
    Glob += "*a";
  EXPECT_FALSE(CheckGlobs(Glob + "b").contains(Name));
}

TEST(CheckGlobs, PlainNamesAreThoseThatTurnOneCheckOn) {
  EXPECT_EQ(CheckGlobs("-*,pooling-a,-pooling-b,pooling-c*").plainNames(),
            std::vector<std::string>{"pooling-a"});
}

} // namespace
