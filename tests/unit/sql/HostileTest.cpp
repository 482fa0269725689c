//===- HostileTest.cpp - Text that nobody should send ---------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sql/Effects.h"

#include "SqlTest.h"

#include <random>
#include <thread>

using namespace pooltidy::sql;
using namespace pooltidy::sql::test;

namespace {

std::string repeat(std::string_view Text, size_t Count) {
  std::string Out;
  Out.reserve(Text.size() * Count);
  while (Count--)
    Out += Text;
  return Out;
}

TEST(Hostile, NulAndBrokenUtf8) {
  std::string Nul("SET a = 1;\0 SELECT pg_sleep(1)", 30);
  EXPECT_EQ(effects(Nul), "set:a @SET; sleep:pg_sleep @pg_sleep");
  EXPECT_EQ(effects(std::string("S\0ET x = 1", 10)), "");
  EXPECT_EQ(effects("SELECT '\xff\xfe\x80', pg_sleep(1)"), "sleep:pg_sleep @pg_sleep");
  EXPECT_EQ(effects("SET \xff\xfe = '\xc3'"), "set:\xff\xfe @SET");
  EXPECT_EQ(effects("SET x = '\x1a'"), "set:x @SET"); // looks like a mark, and is none
}

TEST(Hostile, Size) {
  std::string Long(8 << 20, 'a');
  EXPECT_EQ(effects("SELECT '" + Long + "', pg_sleep(1)"), "sleep:pg_sleep @pg_sleep +uncertain");
  EXPECT_EQ(effects("SET x = '" + Long), "set:x @SET +uncertain");
  EXPECT_EQ(analyse("SET " + Long + " = 1").at(0).Effects.at(0).NameKnown, false);
  EXPECT_EQ(analyse(repeat("SET a = 1;", 2000)).size(), 2000u);
  EXPECT_EQ(analyse(repeat(";", 100000)).size(), 0u);
}

TEST(Hostile, Depth) {
  for (size_t Count : {30u, 1200u, 100000u}) {
    for (const auto &[Open, Close] : std::initializer_list<std::pair<const char *, const char *>>{
             {"(", ")"},
             {"1+", ""},
             {"'a'||", ""},
             {"NOT ", ""},
             {"(SELECT ", ")"},
             {"array[", "]"},
             {"f(", ")"},
             {"- ", ""},
             {"CASE WHEN a THEN ", " END"}}) {
      std::string Text =
          "SELECT " + repeat(Open, Count) + "1" + repeat(Close, Count) + ", pg_sleep(1)";
      std::vector<Statement> All = analyse(Text);
      ASSERT_EQ(All.size(), 1u);
      ASSERT_EQ(All[0].Effects.size(), 1u) << Open << Count;
      EXPECT_EQ(All[0].Effects[0].Kind, EffectKind::Sleep);
    }
    EXPECT_EQ(analyse(repeat("SELECT 1 UNION ", Count) + "SELECT 2").size(), 1u);
    EXPECT_EQ(analyse(repeat("EXPLAIN ", Count) + "SELECT 2").size(), 1u);
  }
  EXPECT_EQ(analyse(repeat("/*", 100000)).size(), 0u);
}

TEST(Hostile, NestedCallsStayLinear) {
  std::string Text = "SELECT " + repeat("pg_advisory_lock(", 20000) + "1" + repeat(")", 20000);
  EXPECT_EQ(analyse(Text).at(0).Effects.size(), 20000u);
  EXPECT_EQ(analyse(repeat("UPDATE pg_settings (", 5000)).size(), 1u);
  EXPECT_EQ(analyse("DO $a$" + repeat("OPEN r; EXECUTE x; ", 10000) + "$a$").size(), 1u);
}

TEST(Hostile, ManyHoles) {
  SqlText Sql = marked(repeat("¤", 20000));
  EXPECT_EQ(analyse(Sql).size(), 1u);
  Sql = marked("SELECT " + repeat("¤, ", 1000) + "pg_sleep(1)");
  EXPECT_EQ(analyse(Sql).at(0).How, Understanding::Parsed);
  Sql = marked(repeat("SELECT ¤ ¤ ¤ ¤ ¤;", 500)); // each fails whatever is filled in
  EXPECT_EQ(analyse(Sql).size(), 500u);
}

TEST(Hostile, AnyMixture) {
  const char *Parts[] = {"SELECT ",
                         "SET ",
                         "x",
                         "'",
                         "''",
                         "\"",
                         "$$",
                         "$a$",
                         "(",
                         ")",
                         ";",
                         "=",
                         "?",
                         "%s",
                         "{}",
                         ":a",
                         "/*",
                         "*/",
                         "--",
                         "\n",
                         "DO ",
                         "EXECUTE ",
                         "FROM ",
                         "TEMP ",
                         "1",
                         "CREATE ",
                         "TABLE ",
                         "INTO ",
                         "pg_advisory_lock(",
                         "set_config(",
                         "'a',",
                         "true",
                         "DECLARE ",
                         "CURSOR ",
                         "WITH ",
                         "HOLD ",
                         "FOR ",
                         "UPDATE ",
                         "pg_settings ",
                         "WHERE ",
                         "name ",
                         "IN ",
                         "E'",
                         "\\",
                         "U&'",
                         "BEGIN ",
                         "END ",
                         "CASE ",
                         "\x1a",
                         "\xc3",
                         "||",
                         "format(",
                         "PERFORM ",
                         " ",
                         " ",
                         "RETURN QUERY ",
                         "LOOP ",
                         "THEN ",
                         "CURRENT OF "};
  std::mt19937 Random(1);
  for (int Round = 0; Round != 12000; ++Round) {
    SqlText Sql;
    if (Round % 3 == 0)
      Sql.Text = "DO $q$ BEGIN ";
    for (size_t I = Random() % 20; I != 0; --I) {
      if (Random() % 8 == 0) {
        Sql.Holes.push_back({uint32_t(Sql.Text.size()), HoleLength, HoleKind(Random() % 3)});
        Sql.Text.append(HoleLength, '?');
      } else {
        Sql.Text += Parts[Random() % std::size(Parts)];
      }
    }
    uint32_t After = 0;
    for (const Statement &S : analyse(Sql)) {
      ASSERT_LE(After, S.Begin) << Sql.Text;
      ASSERT_LT(S.Begin, S.End) << Sql.Text;
      ASSERT_LE(S.End, Sql.Text.size()) << Sql.Text;
      After = S.End;
      uint32_t Last = S.Begin;
      for (const Effect &E : S.Effects) {
        ASSERT_LE(Last, E.Offset) << Sql.Text;
        ASSERT_GT(E.Length, 0u) << Sql.Text;
        ASSERT_LE(E.Offset + E.Length, S.End) << Sql.Text;
        Last = E.Offset;
      }
    }
  }
}

TEST(Hostile, Threads) {
  auto Work = [] {
    for (int I = 0; I != 200; ++I)
      EXPECT_EQ(effects("SET x = ¤; SELECT pg_sleep(1) FROM t WHERE a = ?"),
                "set:x @SET; sleep:pg_sleep @pg_sleep");
  };
  std::vector<std::thread> All;
  for (int I = 0; I != 4; ++I)
    All.emplace_back(Work);
  for (std::thread &T : All)
    T.join();
}

} // namespace
