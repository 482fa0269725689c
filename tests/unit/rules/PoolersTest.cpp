//===- PoolersTest.cpp - Which finding behind which pooler ----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RulesTest.h"

#include <array>

using namespace pooltidy::rules;
using namespace pooltidy::rules::test;
using pooltidy::poolers::Outcome;

namespace {

TEST(Poolers, EachObservationBelongsToOneCheck) {
  auto Worst = everything(Outcome::Leak);
  for (const Sample &S : samples()) {
    std::vector<Finding> Found;
    judged(S.O, Worst, &Found);
    if (!*S.Check) {
      EXPECT_TRUE(Found.empty()) << S.Name;
      continue;
    }
    ASSERT_EQ(Found.size(), 1u) << S.Name;
    EXPECT_EQ(Found[0].Check, S.Check) << S.Name;
  }
}

TEST(Poolers, EveryRuleHasASample) {
  std::set<std::string> Seen;
  for (const Sample &S : samples())
    Seen.insert(S.Check);
  for (const Rule &R : allRules())
    if (R.Check) {
      EXPECT_TRUE(Seen.count(R.Id)) << R.Id;
    }
}

/// Checks of which the pooler decides, with the others' verdict behind all of them.
TEST(Poolers, EachOutcome) {
  const std::map<std::string, std::string> Always = {
      {"fetch", "error breaks"},
      {"set-local", "error wrong-result"},
      {"set_config-local", "error wrong-result"},
      {"xact-lock", "error wrong-result"},
      {"lock-table", "error breaks"},
      {"for-update", "error wrong-result"},
      {"savepoint", "error breaks"},
      {"large-object", "error breaks"},
      {"declare", "error breaks"},
      {"temp-drop", "error wrong-result"},
      {"snapshot-alone", "error wrong-result"},
      {"wait", "warning pins"},
      {"nested", "warning hangs"},
      {"long-lived", "warning exhausts"},
      {"pool", "warning exhausts"},
      {"no-timeout", "warning hangs"},
      {"keyword", "error breaks"},
      {"set-timezone", ""},
      {"set-intervalstyle", ""},
  };
  const std::map<std::string, const char *> Levels = {
      {"discard", "note"}, {"function", "warning"}, {"pid", "warning"}};
  struct {
    Outcome Is;
    const char *Level, *What;
  } const Outcomes[] = {
      {Outcome::Leak, "error", "leaks"},           {Outcome::Lost, "error", "wrong-result"},
      {Outcome::Ignored, "error", "wrong-result"}, {Outcome::Error, "error", "breaks"},
      {Outcome::Killed, "error", "breaks"},        {Outcome::Refused, "error", "breaks"},
      {Outcome::Pinned, "warning", "pins"},        {Outcome::Ok, "", ""},
  };
  for (const auto &[Is, Level, What] : Outcomes) {
    auto P = everything(Is);
    for (const Sample &S : samples()) {
      std::string Expected;
      if (auto It = Always.find(S.Name); It != Always.end()) {
        Expected = It->second;
      } else if (*Level) {
        auto Own = Levels.find(S.Name);
        Expected = std::string(Own == Levels.end() ? Level : Own->second) + " " + What;
      }
      EXPECT_EQ(judged(S.O, P), Expected) << S.Name << " where everything is " << name(Is).str();
    }
  }
}

// What a library frees behind the program's back, by whether the pooler follows
// statements, and by where it was prepared.
TEST(Poolers, FreedInATransaction) {
  Observation Here = release(Subject::DeallocatedPrepared, Ending::Commit, "~statement()", "p");
  Observation Later = Here;
  Later.Elsewhere = true;
  Observation AfterCommit = Here;
  AfterCommit.Postponed = true;
  const std::map<std::string, std::array<const char *, 3>> Expected = {
      // freed where it was prepared, freed in a later transaction, freed after COMMIT
      {"pgbouncer-1.18", {"", "error breaks", ""}},
      {"pgbouncer-1.25+no-prepared", {"", "error breaks", ""}},
      {"pgbouncer-1.25", {"error breaks", "error breaks", "error breaks"}},
      {"supavisor", {"", "error breaks", ""}},
      {"supavisor+prepared", {"error breaks", "error breaks", "error breaks"}},
      {"pgcat+prepared", {"error breaks", "error breaks", "error breaks"}},
      {"odyssey", {"", "", ""}},
      {"rds-proxy", {"warning pins", "warning pins", "warning pins"}},
  };
  auto All = llvm::cantFail(pooltidy::poolers::builtinProfiles());
  for (const auto &[Name, Rows] : Expected) {
    auto P = llvm::cantFail(pooltidy::poolers::findProfile(Name, All));
    EXPECT_EQ(judged(Here, P), Rows[0]) << Name;
    EXPECT_EQ(judged(Later, P), Rows[1]) << Name;
    EXPECT_EQ(judged(AfterCommit, P), Rows[2]) << Name;
  }
}

// A statement of SQL PREPARE is the pooler's business as such, whatever it does with others.
TEST(Poolers, FreedStatementsOfSqlPrepare) {
  using pooltidy::poolers::Feature;
  Observation Later = release(Subject::DeallocatedPrepared, Ending::Commit, "~statement()", "p");
  Later.Elsewhere = true;
  auto P = everything(Outcome::Error);
  P.Cells[static_cast<unsigned>(Feature::SqlPrepare)].What = Outcome::Ok;
  EXPECT_EQ(judged(Later, P), "error breaks");
  Later.SqlLevel = true;
  EXPECT_EQ(judged(Later, P), "");
}

// Settings that a library makes of its own accord.
TEST(Poolers, UnaskedSettings) {
  Observation Visible = observation(Clash::Outlives, Subject::Setting, Ending::Statement,
                                    "SET bytea_output", "bytea_output");
  Visible.Unasked = true;
  Observation Harmless = Visible;
  Harmless.Harmless = true;
  const std::tuple<Outcome, const char *, const char *> Rows[] = {
      {Outcome::Leak, "note leaks", ""},          {Outcome::Lost, "", ""},
      {Outcome::Ignored, "", ""},                 {Outcome::Refused, "error breaks", "error breaks"},
      {Outcome::Pinned, "warning pins", "warning pins"}, {Outcome::Ok, "", ""},
  };
  for (const auto &[Is, Seen, Unseen] : Rows) {
    EXPECT_EQ(judged(Visible, everything(Is)), Seen) << name(Is).str();
    EXPECT_EQ(judged(Harmless, everything(Is)), Unseen) << name(Is).str();
  }
}

TEST(Poolers, Builtin) {
  struct Row {
    const char *Sample;
    /// pgbouncer-1.18, pgbouncer, supavisor, odyssey, pgcat, rds-proxy, pgdog
    const char *Expected[7];
  };
  const char *Names[] = {"pgbouncer-1.18", "pgbouncer", "supavisor", "odyssey",
                         "pgcat",          "rds-proxy", "pgdog"};
  const char *Leak = "error leaks", *Lost = "error wrong-result", *Breaks = "error breaks",
             *Pins = "warning pins";
  const Row Rows[] = {
      {"set", {Leak, Leak, Leak, Lost, Lost, Pins, ""}},
      {"set-commit", {Leak, Leak, Leak, Lost, Leak, Pins, ""}},
      {"set_config", {Leak, Leak, Leak, Lost, Leak, Pins, ""}},
      {"set-timezone", {"", "", Leak, "", "", Pins, ""}},
      {"set-intervalstyle", {Leak, "", Leak, "", Lost, Pins, ""}},
      {"role", {Leak, Leak, Leak, Lost, Lost, Pins, Leak}},
      {"authorization", {Leak, Leak, Leak, Lost, Leak, Pins, Leak}},
      {"lock", {Leak, Leak, Leak, Lost, Leak, Pins, Leak}},
      {"temp", {Leak, Leak, Leak, Lost, Leak, Pins, Leak}},
      {"hold", {Leak, Leak, Leak, Lost, Leak, Pins, Leak}},
      {"prepare", {Leak, Leak, Leak, Leak, Lost, Pins, Leak}},
      {"named", {Leak, "", Leak, "", Leak, "", ""}},
      {"unnamed", {Leak, Leak, Leak, "", Leak, Leak, Leak}},
      {"deallocated", {Breaks, Breaks, Breaks, "", Breaks, Pins, Breaks}},
      {"listen", {Leak, Leak, Leak, Lost, Leak, Pins, Leak}},
      {"currval", {Leak, Leak, Leak, Breaks, Leak, Leak, Leak}},
      {"option", {Breaks, Breaks, Lost, "", Lost, Lost, ""}},
      {"replication", {Breaks, "", Lost, "", Lost, Breaks, Breaks}},
      // The same behind all of them.
      {"set-local", {Lost, Lost, Lost, Lost, Lost, Lost, Lost}},
      {"wait", {Pins, Pins, Pins, Pins, Pins, Pins, Pins}},
      {"keyword", {Breaks, Breaks, Breaks, Breaks, Breaks, Breaks, Breaks}},
  };
  for (const Row &R : Rows)
    for (size_t I = 0; I < std::size(Names); ++I)
      EXPECT_EQ(judged(sample(R.Sample), builtin(Names[I])), R.Expected[I])
          << R.Sample << " behind " << Names[I];
}

TEST(Poolers, GenericIsNeverMilder) {
  auto All = pooltidy::poolers::builtinProfiles();
  ASSERT_TRUE(bool(All)) << llvm::toString(All.takeError());
  const auto &Generic = All->back();
  for (const auto &P : *All)
    for (const Sample &S : samples())
      if (!judged(S.O, P).empty()) {
        EXPECT_FALSE(judged(S.O, Generic).empty()) << S.Name << " is reported behind " << P.Name;
      }
}

TEST(Poolers, TrackedNamesInAnyCase) {
  auto P = everything(Outcome::Leak);
  P.TrackedSettings = {"TimeZone"};
  for (const char *Name : {"timezone", "TimeZone", "TIMEZONE"})
    EXPECT_EQ(
        judged(observation(Clash::Outlives, Subject::Setting, Ending::Statement, "SET", Name), P),
        "")
        << Name;
  // An unknown name may be any, and a role is no setting.
  EXPECT_EQ(judged(observation(Clash::Outlives, Subject::Setting, Ending::Statement, "SET", ""), P),
            "error leaks");
  P.TrackedSettings = {"*"};
  EXPECT_EQ(judged(sample("set"), P), "");
  EXPECT_EQ(judged(sample("role"), P), "error leaks");
}

} // namespace
