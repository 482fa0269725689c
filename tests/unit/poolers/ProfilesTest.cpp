//===- ProfilesTest.cpp - Reading pooler profiles -------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "poolers/Pooler.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace pooltidy::poolers;
using namespace llvm;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace {

std::string errorOf(StringRef Text, ArrayRef<Profile> Known = {}) {
  Expected<std::vector<Profile>> P = parseProfiles(Text, "p.yaml", Known);
  return P ? "(no error)" : toString(P.takeError());
}

/// A profile with every cell, so that others can be like it.
Profile base() {
  Profile P;
  P.Name = "base";
  P.Title = "Base";
  P.F = Family::Wiping;
  P.TrackedSettings = {"timezone"};
  P.Aliases = {"b"};
  for (Cell &C : P.Cells)
    C = {Outcome::Leak, Evidence::Measured, "", "Base 1.0", 1};
  return P;
}

TEST(Profiles, LikeAnotherOne) {
  Expected<std::vector<Profile>> P = parseProfiles(R"(poolers:
  - name: x
    title: X
    like: base
    inherited-evidence: documented
    also-tracks: [IntervalStyle]
    query-wait-timeout: 7
    cells:
      listen: {is: ok, how: measured, source: X 2.0, note: by magic}
  - name: y
    aliases: [why]
    title: Y
    like: x
    family: pinning
    tracks: []
)",
                                                   "p.yaml", base());
  ASSERT_TRUE(!!P) << toString(P.takeError());
  ASSERT_EQ(P->size(), 2u);
  const Profile &X = (*P)[0], &Y = (*P)[1];
  EXPECT_EQ(X.F, Family::Wiping);
  EXPECT_TRUE(X.Aliases.empty());
  EXPECT_TRUE(X.tracks("TimeZone") && X.tracks("intervalstyle"));
  EXPECT_EQ(X.QueryWaitTimeoutSeconds, 7u);
  EXPECT_EQ(X.cell(Feature::Listen).What, Outcome::Ok);
  EXPECT_EQ(X.cell(Feature::Listen).How, Evidence::Measured);
  EXPECT_EQ(X.cell(Feature::Listen).Note, "by magic");
  EXPECT_EQ(X.cell(Feature::Listen).Line, 9u);
  EXPECT_EQ(X.cell(Feature::Load).How, Evidence::Documented);
  EXPECT_EQ(X.cell(Feature::Load).Source, "Base 1.0");
  EXPECT_EQ(Y.F, Family::Pinning);
  EXPECT_EQ(Y.Aliases, std::vector<std::string>{"why"});
  EXPECT_TRUE(Y.TrackedSettings.empty());
  EXPECT_EQ(Y.cell(Feature::Listen).What, Outcome::Ok);
}

TEST(Profiles, AStarTracksEverything) {
  Profile P = base();
  P.TrackedSettings = {"*"};
  EXPECT_TRUE(P.tracks("anything"));
}

TEST(Profiles, EveryCellOrLike) {
  std::string Error = errorOf("poolers:\n  - name: x\n    title: X\n    family: wiping\n"
                              "    cells:\n      listen: {is: leak, how: unverified}\n");
  EXPECT_THAT(Error, HasSubstr("p.yaml:2:5: pooler 'x' says nothing about 'session-setting'"));
  EXPECT_THAT(Error, HasSubstr("'cancel'"));
  EXPECT_THAT(Error, Not(HasSubstr("'listen'")));
}

TEST(Profiles, Mistakes) {
  Profile B = base();
  EXPECT_THAT(errorOf("x: 1\n"),
              StartsWith("p.yaml:1:1: unknown key of a file of poolers 'x', allowed: poolers"));
  EXPECT_EQ(errorOf("poolers:\n  - name: x\n    title: X\n    like: bas\n", B),
            "p.yaml:4:11: unknown pooler 'bas' (did you mean 'base'?), allowed: base");
  EXPECT_EQ(errorOf("poolers:\n  - name: base\n    title: X\n    like: base\n", B),
            "p.yaml:2:11: pooler 'base' is already described");
  EXPECT_EQ(errorOf("poolers:\n  - title: X\n    like: base\n", B),
            "p.yaml:2:5: a pooler needs the key 'name'");
  auto Cell = [&](StringRef Text) {
    return errorOf(("poolers:\n  - name: x\n    title: X\n    like: base\n    cells:\n      " +
                    Text + "\n")
                       .str(),
                   B);
  };
  EXPECT_THAT(Cell("listn: {is: ok, how: source, source: s}"),
              StartsWith("p.yaml:6:7: unknown key of 'cells' 'listn' (did you mean 'listen'?)"));
  EXPECT_EQ(Cell("listen: {is: leaks, how: source, source: s}"),
            "p.yaml:6:20: unknown is 'leaks' (did you mean 'leak'?), allowed: ok, leak, lost, "
            "ignored, error, killed, refused, pinned");
  EXPECT_THAT(Cell("listen: {is: leak, how: guessed}"),
              HasSubstr("p.yaml:6:31: unknown how 'guessed', allowed: measured, source"));
  EXPECT_EQ(Cell("listen: {how: unverified}"), "p.yaml:6:15: 'listen' needs the key 'is'");
  EXPECT_EQ(Cell("listen: {is: leak, how: measured}"),
            "p.yaml:6:15: 'listen' is measured, so it needs a 'source'");
  EXPECT_THAT(Cell("listen: {is: ok, how: unverified}"),
              StartsWith("p.yaml:6:15: 'listen' cannot be ok while it is unverified"));
  EXPECT_THAT(Cell("listen: leak"), HasSubstr("'listen' must be a mapping"));
  EXPECT_THAT(errorOf("poolers:\n  - name: x\n    title: X\n    like: base\n    tracks: all\n", B),
              StartsWith("p.yaml:5:13: 'tracks' must be a list"));
  EXPECT_THAT(errorOf("poolers:\n  - name: x\n    title: X\n    like: base\n    family: odd\n", B),
              StartsWith("p.yaml:5:13: unknown family 'odd', allowed: pass-through, wiping"));
  EXPECT_THAT(errorOf("poolers:\n  - name: x\n    title: X\n    like: base\n"
                      "    query-wait-timeout: soon\n",
                      B),
              StartsWith("p.yaml:5:25: 'query-wait-timeout' is not a whole number"));
}

TEST(Profiles, TheWorstOfSeveral) {
  Profile Good = base(), Bad = base();
  Good.Name = "good";
  Bad.Name = "bad";
  Good.cell(Feature::Listen);
  for (Cell &C : Good.Cells)
    C.What = Outcome::Ok;
  Bad.Cells[static_cast<unsigned>(Feature::Listen)] = {Outcome::Pinned, Evidence::Source, "",
                                                       "Bad 1", 3};
  Bad.TrackedSettings = {"*"};
  Profile W = worstOf({Good, Bad});
  EXPECT_EQ(W.Name, "generic");
  EXPECT_EQ(W.cell(Feature::Listen).What, Outcome::Pinned);
  EXPECT_EQ(W.cell(Feature::Listen).Source, "as behind bad: Bad 1");
  EXPECT_TRUE(W.tracks("timezone"));
  EXPECT_FALSE(W.tracks("other"));
  // Of nothing at all, everything stays unsafe.
  EXPECT_EQ(worstOf({}).cell(Feature::Cancel).What, Outcome::Leak);
}

TEST(Profiles, SilentIsWorseThanLoud) {
  EXPECT_EQ(badness(Outcome::Ok), 0u);
  EXPECT_LT(badness(Outcome::Pinned), badness(Outcome::Error));
  EXPECT_LT(badness(Outcome::Killed), badness(Outcome::Ignored));
  EXPECT_LT(badness(Outcome::Lost), badness(Outcome::Leak));
}

} // namespace
