//===- NarrowingTest.cpp - When a narrower spelling would do --------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Narrowing.h"

#include "gtest/gtest.h"

using namespace pooltidy;
using namespace pooltidy::leases;

namespace {

Observation outlives(uint32_t Line, std::optional<Edit> Narrow, Obstacle Against = Obstacle::None) {
  Observation O;
  O.Where = {1, Line, 1};
  O.Narrow = std::move(Narrow);
  O.Against = Against;
  return O;
}

const Edit Local{{1, 1, 1}, "SET", "SET LOCAL"};

TEST(Narrowing, EveryWayMustAgree) {
  Observation O = outlives(1, Local);
  joinNarrowing(O, outlives(1, Local));
  EXPECT_TRUE(O.Narrow);
  joinNarrowing(O, outlives(1, {}, Obstacle::Unused)); // says nothing against it
  EXPECT_TRUE(O.Narrow);
  joinNarrowing(O, outlives(1, {}, Obstacle::Outside));
  EXPECT_FALSE(O.Narrow);
  EXPECT_EQ(O.Against, Obstacle::Outside);
  joinNarrowing(O, outlives(1, Local)); // and never comes back
  EXPECT_FALSE(O.Narrow);
}

TEST(Narrowing, TheOrderOfWaysDoesNotMatter) {
  Observation O = outlives(1, {}, Obstacle::Unused);
  joinNarrowing(O, outlives(1, Local));
  EXPECT_TRUE(O.Narrow);
  Observation P = outlives(1, {}, Obstacle::Text);
  joinNarrowing(P, outlives(1, Local));
  EXPECT_FALSE(P.Narrow);
}

TEST(Narrowing, RemarksForbidAndGo) {
  Observation Remark = outlives(1, {});
  Remark.What = Clash::Needed;
  std::vector<Observation> All{outlives(1, Local), Remark, outlives(2, Local)};
  EXPECT_EQ(settleNarrowing(All, /*Whole=*/true, /*Cut=*/false),
            std::set<facts::Location>{Remark.Where});
  ASSERT_EQ(All.size(), 2u);
  EXPECT_FALSE(All[0].Narrow);
  EXPECT_EQ(All[0].Against, Obstacle::Later);
  EXPECT_TRUE(All[1].Narrow);
}

TEST(Narrowing, WhatWasNotSeenForbids) {
  std::vector<Observation> All{outlives(1, Local)};
  All[0].Exposed = true;
  auto Copy = All;
  settleNarrowing(Copy, /*Whole=*/true, /*Cut=*/false);
  EXPECT_TRUE(Copy[0].Narrow);
  settleNarrowing(Copy, /*Whole=*/false, /*Cut=*/false);
  EXPECT_FALSE(Copy[0].Narrow);
  EXPECT_EQ(Copy[0].Against, Obstacle::Unseen);
  All[0].Exposed = false;
  settleNarrowing(All, /*Whole=*/true, /*Cut=*/true);
  EXPECT_FALSE(All[0].Narrow);
}

} // namespace
