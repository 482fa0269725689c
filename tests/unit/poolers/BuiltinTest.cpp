//===- BuiltinTest.cpp - The profiles that travel in the program ----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every file loads, the facts that findings hang on are what was measured, and
// "generic" is never better than any profile.
//
//===----------------------------------------------------------------------===//

#include "poolers/Pooler.h"

#include "llvm/ADT/StringSet.h"
#include "gtest/gtest.h"

using namespace pooltidy::poolers;
using namespace llvm;

namespace {

class BuiltinPoolers : public testing::Test {
protected:
  void SetUp() override {
    Expected<std::vector<Profile>> P = builtinProfiles();
    if (!P)
      FAIL() << toString(P.takeError());
    All = std::move(*P);
  }
  const Profile &get(StringRef Name) {
    for (const Profile &P : All)
      if (P.Name == Name)
        return P;
    ADD_FAILURE() << "no profile " << Name.str();
    return All.front();
  }
  Outcome outcome(StringRef Name, Feature F) { return get(Name).cell(F).What; }
  Evidence evidence(StringRef Name, Feature F) { return get(Name).cell(F).How; }

  std::vector<Profile> All;
};

TEST_F(BuiltinPoolers, AllAreThere) {
  for (StringRef Name :
       {"pgbouncer-1.18", "pgbouncer-1.19", "pgbouncer-1.20", "pgbouncer-1.21",
        "pgbouncer-1.21+prepared", "pgbouncer-1.22", "pgbouncer-1.22+prepared",
        "pgbouncer-1.23", "pgbouncer-1.23+prepared", "pgbouncer-1.24",
        "pgbouncer-1.24+no-prepared", "pgbouncer-1.25", "pgbouncer-1.25+no-prepared",
        "supavisor", "supavisor+prepared", "pgcat", "odyssey", "odyssey-1.4", "rds-proxy",
        "neon", "azure", "pgdog", "generic"})
    EXPECT_EQ(get(Name).Name, Name);
  EXPECT_EQ(All.back().Name, "generic");
  StringSet<> Names;
  for (const Profile &P : All) {
    EXPECT_FALSE(P.Title.empty()) << P.Name;
    EXPECT_TRUE(Names.insert(P.Name).second) << P.Name;
    for (const std::string &A : P.Aliases)
      EXPECT_TRUE(Names.insert(A).second) << A;
  }
}

TEST_F(BuiltinPoolers, WhatNobodyCheckedIsUnsafe) {
  for (const Profile &P : All)
    for (unsigned I = 0; I < FeatureCount; ++I) {
      const Cell &C = P.Cells[I];
      if (C.How == Evidence::Unverified)
        EXPECT_NE(C.What, Outcome::Ok) << P.Name << " " << name(static_cast<Feature>(I)).str();
      else
        EXPECT_FALSE(C.Source.empty()) << P.Name << " " << name(static_cast<Feature>(I)).str();
    }
}

TEST_F(BuiltinPoolers, GenericIsTheWorst) {
  const Profile &Generic = All.back();
  for (const Profile &P : All)
    for (unsigned I = 0; I < FeatureCount; ++I)
      EXPECT_GE(badness(Generic.Cells[I].What), badness(P.Cells[I].What))
          << P.Name << " " << name(static_cast<Feature>(I)).str();
  for (const Profile &P : All)
    for (const std::string &S : Generic.TrackedSettings)
      EXPECT_TRUE(P.tracks(S)) << P.Name << " " << S;
  EXPECT_FALSE(Generic.tracks("TimeZone")); // Supavisor tracks nothing
  EXPECT_EQ(Generic.QueryWaitTimeoutSeconds, 120u);
  EXPECT_EQ(Generic.cell(Feature::SessionSetting).How, Evidence::Measured);
  EXPECT_EQ(Generic.cell(Feature::Cancel).What, Outcome::Error); // RDS Proxy
}

TEST_F(BuiltinPoolers, PgBouncerBeforePreparedStatements) {
  const Profile &P = get("pgbouncer-1.18");
  EXPECT_EQ(P.F, Family::PassThrough);
  EXPECT_EQ(P.QueryWaitTimeoutSeconds, 120u);
  EXPECT_EQ(P.cell(Feature::SessionSetting).What, Outcome::Leak);
  EXPECT_EQ(P.cell(Feature::SessionSetting).How, Evidence::Measured);
  EXPECT_EQ(P.cell(Feature::NamedPrepare).What, Outcome::Leak);
  EXPECT_EQ(P.cell(Feature::DuplicatePrepare).What, Outcome::Error);
  EXPECT_EQ(P.cell(Feature::Replication).What, Outcome::Refused);
  EXPECT_EQ(P.cell(Feature::StartupTrackedOptions).What, Outcome::Refused);
  EXPECT_EQ(P.cell(Feature::Cancel).What, Outcome::Ok);
  EXPECT_TRUE(P.tracks("TIMEZONE"));
  EXPECT_TRUE(P.tracks("client_encoding"));
  EXPECT_FALSE(P.tracks("search_path"));
  EXPECT_FALSE(P.tracks("IntervalStyle"));
}

TEST_F(BuiltinPoolers, PgBouncerByRelease) {
  EXPECT_FALSE(get("pgbouncer-1.19").tracks("IntervalStyle"));
  EXPECT_TRUE(get("pgbouncer-1.20").tracks("intervalstyle"));
  EXPECT_TRUE(get("pgbouncer-1.25").tracks("IntervalStyle"));
  EXPECT_EQ(outcome("pgbouncer-1.19", Feature::StartupTrackedOptions), Outcome::Refused);
  EXPECT_EQ(outcome("pgbouncer-1.20", Feature::StartupTrackedOptions), Outcome::Ok);
  EXPECT_EQ(outcome("pgbouncer-1.25", Feature::StartupOptions), Outcome::Refused);
  EXPECT_EQ(outcome("pgbouncer-1.22", Feature::Replication), Outcome::Refused);
  EXPECT_EQ(outcome("pgbouncer-1.23", Feature::Replication), Outcome::Ok);
  EXPECT_EQ(outcome("pgbouncer-1.24+no-prepared", Feature::Replication), Outcome::Ok);
  // What was measured with 1.18.0 and 1.24.1 stands on the release notes in between.
  EXPECT_EQ(evidence("pgbouncer-1.22", Feature::SessionSetting), Evidence::Documented);
  EXPECT_EQ(evidence("pgbouncer-1.24", Feature::SessionSetting), Evidence::Measured);
}

TEST_F(BuiltinPoolers, PreparedStatementsAreADefaultSince124) {
  for (StringRef Off : {"pgbouncer-1.21", "pgbouncer-1.22", "pgbouncer-1.23",
                        "pgbouncer-1.24+no-prepared", "pgbouncer-1.25+no-prepared", "azure",
                        "neon", "supavisor", "pgcat"})
    EXPECT_EQ(outcome(Off, Feature::NamedPrepare), Outcome::Leak) << Off.str();
  for (StringRef On : {"pgbouncer-1.21+prepared", "pgbouncer-1.22+prepared",
                       "pgbouncer-1.23+prepared", "pgbouncer-1.24", "pgbouncer-1.25"}) {
    EXPECT_EQ(outcome(On, Feature::NamedPrepare), Outcome::Ok) << On.str();
    EXPECT_EQ(outcome(On, Feature::DuplicatePrepare), Outcome::Killed) << On.str();
    EXPECT_EQ(outcome(On, Feature::SqlDeallocate), Outcome::Error) << On.str();
    EXPECT_EQ(outcome(On, Feature::UnnamedPrepare), Outcome::Leak) << On.str();
    EXPECT_EQ(outcome(On, Feature::SqlPrepare), Outcome::Leak) << On.str();
  }
}

TEST_F(BuiltinPoolers, OtherFamilies) {
  EXPECT_FALSE(get("supavisor").tracks("TimeZone"));
  EXPECT_EQ(outcome("supavisor", Feature::StartupOptions), Outcome::Ignored);
  EXPECT_EQ(outcome("supavisor+prepared", Feature::SqlDeallocate), Outcome::Killed);
  EXPECT_EQ(get("odyssey").F, Family::Wiping);
  EXPECT_EQ(outcome("odyssey", Feature::SessionLock), Outcome::Lost);
  EXPECT_EQ(outcome("odyssey", Feature::NamedPrepare), Outcome::Ok);
  EXPECT_EQ(outcome("odyssey-1.4", Feature::NamedPrepare), Outcome::Error);
  EXPECT_EQ(outcome("pgcat", Feature::SessionSetting), Outcome::Lost);
  EXPECT_EQ(outcome("pgcat", Feature::SettingInTransaction), Outcome::Leak);
  EXPECT_EQ(get("rds-proxy").F, Family::Pinning);
  EXPECT_EQ(outcome("rds-proxy", Feature::Listen), Outcome::Pinned);
  EXPECT_EQ(outcome("rds-proxy", Feature::Cancel), Outcome::Error);
  EXPECT_EQ(get("pgdog").F, Family::Emulating);
  EXPECT_TRUE(get("pgdog").tracks("search_path"));
  EXPECT_EQ(outcome("neon", Feature::Replication), Outcome::Refused);
  EXPECT_EQ(evidence("neon", Feature::NamedPrepare), Evidence::Unverified);
}

} // namespace
