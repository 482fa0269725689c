//===- FindTest.cpp - The profile for what a user typed -------------------===//
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
using testing::StartsWith;

namespace {

class Find : public testing::Test {
protected:
  void SetUp() override {
    Expected<std::vector<Profile>> P = builtinProfiles();
    if (!P)
      FAIL() << toString(P.takeError());
    All = std::move(*P);
  }
  std::string found(StringRef Typed) {
    Expected<Profile> P = findProfile(Typed, All);
    return P ? P->Name : toString(P.takeError());
  }
  std::vector<Profile> All;
};

TEST_F(Find, ExactNamesAndAliases) {
  EXPECT_EQ(found("pgbouncer-1.18"), "pgbouncer-1.18");
  EXPECT_EQ(found("pgbouncer"), "pgbouncer-1.25");
  EXPECT_EQ(found("PgBouncer"), "pgbouncer-1.25");
  EXPECT_EQ(found("pgbouncer+no-prepared"), "pgbouncer-1.25+no-prepared");
  EXPECT_EQ(found("pgbouncer-1.21+no-prepared"), "pgbouncer-1.21");
  EXPECT_EQ(found("pgbouncer-1.24+prepared"), "pgbouncer-1.24");
  EXPECT_EQ(found("odyssey-1.5"), "odyssey");
  EXPECT_EQ(found("rds-proxy"), "rds-proxy");
  EXPECT_EQ(found("generic"), "generic");
  EXPECT_EQ(findProfile("pgbouncer-1.22", All)->Title,
            "PgBouncer 1.22 with max_prepared_statements = 0, its default");
}

TEST_F(Find, ReleasesInBetween) {
  EXPECT_EQ(found("pgbouncer-1.22.1"), "pgbouncer-1.22");
  EXPECT_EQ(found("pgbouncer-1.22.1+prepared"), "pgbouncer-1.22+prepared");
  EXPECT_EQ(found("pgbouncer-1.20.0"), "pgbouncer-1.20");
  EXPECT_EQ(found("pgbouncer-1.24.1+no-prepared"), "pgbouncer-1.24+no-prepared");
  EXPECT_EQ(found("odyssey-1.5.0"), "odyssey-1.5.0");
  EXPECT_EQ(found("odyssey-1.4.1"), "odyssey-1.4");
  EXPECT_EQ(findProfile("pgbouncer-1.22.1", All)->Title,
            "PgBouncer 1.22 with max_prepared_statements = 0, its default, standing for "
            "pgbouncer-1.22.1");
}

TEST_F(Find, ReleasesToCome) {
  EXPECT_EQ(found("pgbouncer-1.26"), "pgbouncer-1.25");
  EXPECT_EQ(found("pgbouncer-2"), "pgbouncer-1.25");
  EXPECT_EQ(found("odyssey-1.6"), "odyssey");
}

TEST_F(Find, TooOldOrUnknown) {
  EXPECT_THAT(found("pgbouncer-1.17"),
              StartsWith("unknown pooler 'pgbouncer-1.17': it is older than the oldest known "
                         "release, allowed: pgbouncer-1.18, pgbouncer-1.19, "));
  EXPECT_THAT(found("pgbouncer-1.9"), HasSubstr("older"));
  EXPECT_THAT(found("pgbuncer"),
              StartsWith("unknown pooler 'pgbuncer' (did you mean 'pgbouncer'?), allowed: "));
  EXPECT_THAT(found("pgbouncer-1.18+prepared"), StartsWith("unknown pooler"));
  EXPECT_THAT(found("pgpool-4.5"), StartsWith("unknown pooler 'pgpool-4.5'"));
  EXPECT_THAT(found(""), StartsWith("unknown pooler ''"));
  EXPECT_THAT(found("pgbouncer-"), StartsWith("unknown pooler"));
  EXPECT_THAT(found("pgbouncer-1.x"), StartsWith("unknown pooler"));
  EXPECT_THAT(found("x%s%n"), StartsWith("unknown pooler 'x%s%n'"));
  EXPECT_THAT(found("nonsense"), HasSubstr("generic"));
}

} // namespace
