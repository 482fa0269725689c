//===- SuppressionsTest.cpp - NOLINT comments -----------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Suppressions.h"

#include "TestFiles.h"

#include <gtest/gtest.h>

using namespace llvm;
using namespace pooltidy;
using namespace pooltidy::tool;

namespace {

bool silences(StringRef Text, unsigned Line, StringRef Check = "pooling-cursor",
              unsigned Column = 1) {
  return FileSuppressions(Text).silences(Check, Line, Column);
}

TEST(Suppressions, NolintIsForItsLine) {
  EXPECT_TRUE(silences("x(); // NOLINT\ny();\n", 1));
  EXPECT_FALSE(silences("x(); // NOLINT\ny();\n", 2));
  EXPECT_TRUE(silences("\n\n/* NOLINT */ x();", 3));
}

TEST(Suppressions, NextLineIsForTheNextOne) {
  EXPECT_TRUE(silences("// NOLINTNEXTLINE\nx();\n", 2));
  EXPECT_FALSE(silences("// NOLINTNEXTLINE\nx();\n", 1));
  EXPECT_FALSE(silences("// NOLINTNEXTLINE\n\nx();\n", 3));
  EXPECT_TRUE(silences("// NOLINTNEXTLINE(pooling-*)\r\nx();\r\n", 2));
}

TEST(Suppressions, ListsNameChecksAndGlobs) {
  EXPECT_TRUE(silences("x(); // NOLINT(pooling-cursor)", 1));
  EXPECT_TRUE(silences("x(); // NOLINT(bugprone-x, pooling-cursor)", 1));
  EXPECT_TRUE(silences("x(); // NOLINT(pooling-*)", 1));
  EXPECT_TRUE(silences("x(); // NOLINT(*)", 1));
  EXPECT_FALSE(silences("x(); // NOLINT(pooling-listen)", 1));
  EXPECT_FALSE(silences("x(); // NOLINT()", 1));
  // clang-tidy ignores negative globs here, and so the first one decides.
  EXPECT_TRUE(silences("x(); // NOLINT(*,-pooling-cursor)", 1));
}

TEST(Suppressions, WhatIsNotQuiteNolintIsNothing) {
  EXPECT_FALSE(silences("x(); // NOLINTX", 1));
  EXPECT_FALSE(silences("x(); // nolint", 1));
  EXPECT_FALSE(silences("x(); // NOLINTNEXTLINES\n", 2));
  // A list that does not end on its line is no list: everything is meant.
  EXPECT_TRUE(silences("x(); // NOLINT(pooling-listen\n)", 1));
}

TEST(Suppressions, BlocksReachFromMarkToMark) {
  StringRef Text = "a();\n// NOLINTBEGIN(pooling-*)\nb();\n// NOLINTEND(pooling-*)\nc();\n";
  EXPECT_FALSE(silences(Text, 1));
  EXPECT_TRUE(silences(Text, 3));
  EXPECT_FALSE(silences(Text, 5));
  EXPECT_TRUE(FileSuppressions(Text).mistakes().empty());
}

TEST(Suppressions, BlocksNest) {
  StringRef Text = "// NOLINTBEGIN(pooling-cursor)\n// NOLINTBEGIN(pooling-listen)\nx();\n"
                   "// NOLINTEND(pooling-listen)\ny();\n// NOLINTEND(pooling-cursor)\n";
  EXPECT_TRUE(silences(Text, 3, "pooling-listen"));
  EXPECT_FALSE(silences(Text, 5, "pooling-listen"));
  EXPECT_TRUE(silences(Text, 5, "pooling-cursor"));
}

TEST(Suppressions, HalfABlockIsToldAndSilencesNothing) {
  FileSuppressions Open("x();\n  // NOLINTBEGIN\ny();\n");
  EXPECT_FALSE(Open.silences("pooling-cursor", 3, 1));
  EXPECT_EQ(Open.mistakes(), std::vector<std::string>{"2:6: unmatched 'NOLINTBEGIN'"});
  FileSuppressions Other("// NOLINTBEGIN(pooling-a)\ny();\n// NOLINTEND(pooling-b)\n");
  EXPECT_FALSE(Other.silences("pooling-a", 2, 1));
  EXPECT_EQ(Other.mistakes().size(), 2u);
}

TEST(Suppressions, AColumnOnTheMarksLineCounts) {
  StringRef Text = "x(); /* NOLINTBEGIN */ y(); /* NOLINTEND */ z();";
  EXPECT_FALSE(silences(Text, 1, "pooling-cursor", 1));
  EXPECT_TRUE(silences(Text, 1, "pooling-cursor", 24));
  EXPECT_FALSE(silences(Text, 1, "pooling-cursor", 45));
}

std::vector<std::string> remarks(StringRef Text, std::vector<std::pair<StringRef, unsigned>> Used) {
  FileSuppressions S(Text);
  for (auto [Check, Line] : Used)
    S.use(Check, Line, 1);
  std::vector<std::string> Out;
  for (const CommentRemark &R : S.remarks("a.c"))
    Out.push_back(std::to_string(R.Where.Line) + ": " + StringRef(R.Text).split(';').first.str());
  return Out;
}
using Remarks = std::vector<std::string>;

TEST(Suppressions, IdleCommentsForOurChecksAreTold) {
  EXPECT_EQ(remarks("x(); // NOLINT(pooling-cursor): direct\n", {}),
            Remarks{"1: 'NOLINT(pooling-cursor)' silences nothing"});
  EXPECT_EQ(remarks("x(); // NOLINT(pooling-cursor, bugprone-x): direct\n", {}),
            Remarks{"1: 'NOLINT(pooling-cursor, bugprone-x)' silences nothing"});
  EXPECT_EQ(remarks("// NOLINTNEXTLINE(pooling-cursor,pooling-listen): direct\nx();\n", {{"pooling-cursor", 2}}),
            Remarks{"1: 'NOLINTNEXTLINE(pooling-cursor,pooling-listen)' silences nothing of pooling-listen"});
  EXPECT_EQ(remarks("\n// NOLINTBEGIN(pooling-*)\nx();\n// NOLINTEND(pooling-*)\n", {}),
            Remarks{"2: 'NOLINTBEGIN(pooling-*)' silences nothing"});
  // They may be for other tools.
  EXPECT_TRUE(remarks("x(); // NOLINT\ny(); // NOLINT(bugprone-x)\nz(); // NOLINT(*)\n", {}).empty());
}

TEST(Suppressions, AReasonIsAWordBesideOrAbove) {
  auto Told = [](StringRef Text, unsigned Line) {
    return !remarks(Text, {{"pooling-cursor", Line}}).empty();
  };
  EXPECT_TRUE(Told("x(); // NOLINT(pooling-cursor)\n", 1));
  EXPECT_TRUE(Told("x(); // NOLINT\n", 1));
  EXPECT_TRUE(Told("x(); /* NOLINT(pooling-cursor) */ y();\n", 1));
  EXPECT_TRUE(Told("y();\nx(); // NOLINT(pooling-cursor) --\n", 2));
  EXPECT_TRUE(Told("// NOLINT(a)\n// NOLINTNEXTLINE(pooling-cursor)\nx();\n", 3));
  EXPECT_FALSE(Told("x(); // NOLINT(pooling-cursor): not pooled\n", 1));
  EXPECT_FALSE(Told("x(); // not pooled, NOLINT(pooling-cursor)\n", 1));
  EXPECT_FALSE(Told("x(); /* NOLINT(pooling-cursor) not pooled */\n", 1));
  EXPECT_FALSE(Told("// This goes past the pooler.\n// NOLINTNEXTLINE(pooling-cursor)\nx();\n", 3));
  EXPECT_FALSE(Told("/* NOLINTBEGIN(pooling-*) session mode */\nx();\n/* NOLINTEND(pooling-*) */\n", 2));
}

TEST(Suppressions, SilencedFindingsAreCounted) {
  TestFiles T;
  T.write("a.cpp", "x();\ny(); // NOLINT(pooling-cursor)\n");
  Audit A;
  A.Root = T.Root;
  for (unsigned Line : {1, 2}) {
    rules::Finding F;
    F.Check = "pooling-cursor";
    F.Where = {"a.cpp", Line, 1, 0};
    A.Findings.push_back(F);
    F.Where.File = "gone.cpp"; // cannot be read, so nothing silences it
    A.Findings.push_back(F);
  }
  EXPECT_TRUE(applySuppressions(A).empty());
  EXPECT_EQ(A.Silenced, 1u);
  EXPECT_EQ(A.Findings.size(), 3u);
}

} // namespace
