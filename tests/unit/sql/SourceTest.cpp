//===- SourceTest.cpp - The text under analysis and its holes -------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sql/Source.h"
#include "sql/Constants.h"

#include "SqlTest.h"

using namespace pooltidy::sql;
using namespace pooltidy::sql::test;

namespace {

TEST(Source, HolesAndStrayBytes) {
  SqlText Sql{std::string("a\0b\x1a", 4), {}};
  EXPECT_EQ(Source(Sql).base(), "a b ");
  Source Src(marked("a¤b§"));
  EXPECT_EQ(Src.work(), "axxxxxxxxb11111111");
  EXPECT_TRUE(Src.hasHole(0, 2));
  EXPECT_FALSE(Src.hasHole(0, 1));
  EXPECT_FALSE(Src.hasHole(9, 10));
  std::string Out;
  Src.append(Out, 0, Src.size());
  EXPECT_EQ(unmarked(Out), "a¤b¤");
}

TEST(Source, BadHolesAreClipped) {
  Source Src(SqlText{"abcdef", {{4, 10, {}}, {1, 2, {}}, {9, 1, {}}, {2, 0, {}}}});
  ASSERT_EQ(Src.holes().size(), 1u);
  EXPECT_EQ(Src.work(), "abcdxx");
}

TEST(Source, AdjacentHolesStayTwo) {
  Source Src(marked("¤¤"));
  std::string Out;
  Src.append(Out, 0, Src.size());
  EXPECT_EQ(unmarked(Out), "¤¤");
}

TEST(Source, Punch) {
  Source Src(marked("ab¤cdef"));
  Src.punch(1, 12);
  std::string Out;
  Src.append(Out, 0, Src.size());
  EXPECT_EQ(unmarked(Out), "a¤ef");
}

TEST(Source, Shown) {
  EXPECT_EQ(shown(std::string("a") + HoleMark), "a…");
  EXPECT_EQ(shown(std::string(70, 'a')), std::string(60, 'a') + "…");
  EXPECT_EQ(shown("a\nb"), "a b");
}

std::string opened(std::string_view Constant) {
  Source Src(SqlText{std::string(Constant), {}});
  std::vector<Token> Toks = lex(Src.work(), 0, Src.size());
  TextRange R = openConstant(Src, Toks.at(0));
  return std::string(Src.work(R.Begin, R.End));
}

TEST(Constants, KeepTheirLength) {
  EXPECT_EQ(opened("$$a b$$"), "a b");
  EXPECT_EQ(opened("$q$a'b$q$"), "a'b");
  EXPECT_EQ(opened("'a b'"), "a b ");
  EXPECT_EQ(opened("'f(''x'')'"), "f( 'x' ) ");
  EXPECT_EQ(opened("'f('''')'"), "f( '' ) ");
  EXPECT_EQ(opened("'f(''it''''s'')'"), "f( 'it''  s' ) ");
  EXPECT_EQ(opened("E'f(\\'x\\')\\n'"), "f( 'x' ) \n ");
  EXPECT_EQ(opened("E'a\\\\b'"), "a \\b ");
  EXPECT_EQ(opened("'a'\n'b'"), "a   b ");
  EXPECT_EQ(opened("'a' -- don't\n'b'"), "a            b ");
  EXPECT_EQ(opened("'open"), "open");
  EXPECT_EQ(opened("$$open"), "open");
}

} // namespace
