//===- ChangesTest.cpp - Which lines changed since a revision -------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Changes.h"

#include <gtest/gtest.h>

using namespace llvm;

namespace pooltidy::tool {
namespace {

ChangedLines read(StringRef Diff) {
  ChangedLines C;
  if (Error E = C.addDiff(Diff, "/p"))
    ADD_FAILURE() << toString(std::move(E));
  return C;
}

TEST(Changes, LinesThatAreNewOrOther) {
  ChangedLines C = read("diff --git a/src/a.c b/src/a.c\n"
                        "index 1..2 100644\n"
                        "--- a/src/a.c\n"
                        "+++ b/src/a.c\n"
                        "@@ -3 +3 @@ int f()\n-old\n+new\n"
                        "@@ -9,0 +10,2 @@\n+one\n+two\n\\ No newline at end of file\n");
  for (unsigned Line : {3u, 10u, 11u})
    EXPECT_TRUE(C.contains("/p/src/a.c", Line)) << Line;
  for (unsigned Line : {2u, 4u, 9u, 12u})
    EXPECT_FALSE(C.contains("/p/src/a.c", Line)) << Line;
  EXPECT_FALSE(C.contains("/p/src/b.c", 3));
}

TEST(Changes, OfLinesThatWentTheNeighboursAreLeft) {
  ChangedLines C = read("diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -5,2 +4,0 @@\n-x\n-y\n");
  EXPECT_TRUE(C.contains("/p/a.c", 4));
  EXPECT_TRUE(C.contains("/p/a.c", 5));
  EXPECT_FALSE(C.contains("/p/a.c", 3));
  EXPECT_FALSE(C.contains("/p/a.c", 6));
}

TEST(Changes, TextThatLooksLikeHeads) {
  ChangedLines C = read("diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n"
                        "@@ -1,2 +1,2 @@\n--- a/b.c\n-@@ -7 +7 @@\n+++ b/b.c\n+@@ -8 +8 @@\n"
                        "@@ -20 +20 @@\n-x\n+y\n");
  EXPECT_TRUE(C.contains("/p/a.c", 20));
  EXPECT_FALSE(C.contains("/p/b.c", 20));
  EXPECT_FALSE(C.contains("/p/a.c", 8));
}

TEST(Changes, NamesAsGitWritesThem) {
  ChangedLines C = read("diff --git a/x y.c b/x y.c\n--- a/x y.c\t\n+++ b/x y.c\t\n@@ -1 +1 @@\n-x\n+y\n"
                        "diff --git \"a/\\\"q\\t\\303\\266.c\" b/q\n--- /dev/null\n"
                        "+++ \"b/\\\"q\\t\\303\\266.c\"\n@@ -0,0 +1 @@\n+y\n"
                        "diff --git a/gone.c b/gone.c\n--- a/gone.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n");
  EXPECT_TRUE(C.contains("/p/x y.c", 1));
  EXPECT_TRUE(C.contains("/p/\"q\t\xc3\xb6.c", 1));
  EXPECT_FALSE(C.contains("/p/gone.c", 1));
}

TEST(Changes, AnyBytesEndSomehow) {
  ChangedLines C;
  for (StringRef Diff : {"@@ -1 +1 @@", "+++ ", "+++ \"b/\\", "@@ -1,4000000000 +1 @@\n+++ b/a.c\n"})
    if (Error E = C.addDiff(Diff, "/p"))
      consumeError(std::move(E));
  EXPECT_TRUE(bool(C.addDiff("@@ -x +y @@\n", "/p")));
}

TEST(Changes, AFindingCountsByItsWay) {
  Audit A;
  A.Root = "/p";
  for (unsigned Line : {1u, 5u, 9u}) {
    rules::Finding F;
    F.Where = {"/p/nowhere.c", Line, 1, 0};
    A.Findings.push_back(F);
  }
  A.Findings[1].Path.push_back({{"/p/other.c", 7, 1, 0}, "the transaction begins here"});
  ChangedLines C = read("diff --git a/other.c b/other.c\n--- a/other.c\n+++ b/other.c\n@@ -7 +7 @@\n-x\n+y\n"
                        "diff --git a/nowhere.c b/nowhere.c\n--- a/nowhere.c\n+++ b/nowhere.c\n"
                        "@@ -9 +9 @@\n-x\n+y\n");
  keepChanged(A, C, "main");
  ASSERT_EQ(A.Findings.size(), 2u);
  EXPECT_EQ(A.Findings[0].Where.Line, 5u);
  EXPECT_EQ(A.Findings[1].Where.Line, 9u);
  EXPECT_EQ(A.Known.size(), 1u);
  EXPECT_EQ(A.Unchanged, 1u);
  EXPECT_EQ(A.Since, "main");
}

} // namespace
} // namespace pooltidy::tool
