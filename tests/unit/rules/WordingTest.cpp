//===- WordingTest.cpp - What findings say --------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RulesTest.h"

using namespace pooltidy::rules;
using namespace pooltidy::rules::test;
using pooltidy::poolers::Evidence;
using pooltidy::poolers::Outcome;

namespace {

Finding only(const Observation &O, const pooltidy::poolers::Profile &P) {
  std::vector<Finding> Found;
  judged(O, P, &Found);
  EXPECT_EQ(Found.size(), 1u) << O.Spelling;
  return Found.empty() ? Finding() : Found[0];
}

TEST(Wording, EverySentenceIsOne) {
  for (Outcome Is : {Outcome::Leak, Outcome::Lost, Outcome::Ignored, Outcome::Error,
                     Outcome::Killed, Outcome::Refused, Outcome::Pinned, Outcome::Ok})
    for (const Sample &S : samples()) {
      std::vector<Finding> Found;
      judged(S.O, everything(Is), &Found);
      for (const Finding &F : Found) {
        llvm::StringRef M = F.Message, Fix = F.Fix;
        EXPECT_TRUE(M.contains(S.O.Spelling)) << S.Name << ": " << F.Message;
        EXPECT_GT(M.size(), S.O.Spelling.size() + 20) << F.Message; // and what happens
        EXPECT_FALSE(M.ends_with(".")) << F.Message;
        EXPECT_FALSE(M.contains("  ")) << F.Message;
        EXPECT_TRUE(Fix.ends_with(".")) << F.Fix;
        EXPECT_FALSE(Fix.contains("  ")) << F.Fix;
        EXPECT_TRUE(Fix.front() >= 'A' && Fix.front() <= 'Z') << F.Fix;
        EXPECT_FALSE(M.contains("\n") || Fix.contains("\n")) << F.Message;
      }
    }
}

TEST(Wording, SaysWhenTheLeaseEnds) {
  auto P = everything(Outcome::Leak);
  const std::pair<Ending, const char *> Endings[] = {
      {Ending::Statement, "'SET work_mem' outside a transaction: "},
      {Ending::Commit, "'SET work_mem' in a transaction that commits: "},
      {Ending::Left,
       "'SET work_mem' in a transaction that is still open at the end of the function: "},
      {Ending::None, "'SET work_mem': "},
  };
  for (const auto &[End, Begin] : Endings) {
    Finding F =
        only(observation(Clash::Outlives, Subject::Setting, End, "SET work_mem", "work_mem"), P);
    EXPECT_TRUE(llvm::StringRef(F.Message).starts_with(Begin)) << F.Message;
  }
  Finding F = only(sample("lock-rollback"), P);
  EXPECT_TRUE(llvm::StringRef(F.Message).contains(
      "in a transaction that is rolled back: ROLLBACK does not release it"))
      << F.Message;
}

TEST(Wording, TheFixFitsTheLease) {
  auto P = everything(Outcome::Leak);
  EXPECT_EQ(only(sample("set-commit"), P).Fix, "Write SET LOCAL, which ends with the transaction.");
  EXPECT_TRUE(llvm::StringRef(only(sample("set"), P).Fix)
                  .starts_with("Open a transaction and use SET LOCAL in it"));
  Observation O = sample("set_config");
  O.End = Ending::Commit;
  EXPECT_TRUE(llvm::StringRef(only(O, P).Fix).contains("third argument of set_config"));
  EXPECT_TRUE(llvm::StringRef(only(sample("characteristics"), P).Fix).contains("SET TRANSACTION"));
}

TEST(Wording, FollowsWhatThePoolerDoes) {
  struct {
    Outcome Is;
    const char *Says;
  } const Rows[] = {
      {Outcome::Leak, "another client may run with it"},
      {Outcome::Lost, "the pooler undoes it when the transaction ends"},
      {Outcome::Error, "the pooler refuses it"},
      {Outcome::Killed, "; the pooler closes this client's connection"},
      {Outcome::Pinned, "the pooler keeps the server connection for this client alone"},
  };
  for (const auto &[Is, Says] : Rows) {
    Finding F = only(sample("set"), everything(Is));
    EXPECT_TRUE(llvm::StringRef(F.Message).contains(Says)) << F.Message;
  }
}

TEST(Wording, WhatNobodyVerifiedIsSaidToBeSo) {
  auto P = everything(Outcome::Leak, Evidence::Unverified);
  EXPECT_TRUE(llvm::StringRef(only(sample("temp"), P).Message)
                  .ends_with("(not verified for Test Pooler 1, taken as unsafe)"));
  P = everything(Outcome::Leak, Evidence::Documented);
  EXPECT_FALSE(llvm::StringRef(only(sample("temp"), P).Message).contains("verified"));
}

TEST(Wording, ErrorCodes) {
  auto P = everything(Outcome::Leak);
  const std::pair<const char *, const char *> Codes[] = {
      {"temp", "42P07"},       {"fetch", "34000"},
      {"execute", "26000"},    {"deallocate", "26000"},
      {"named", "26000"},      {"currval", "55000"},
      {"lock-table", "25P01"}, {"savepoint", "25P01"},
      {"declare", "25P01"},    {"wait", "query_wait_timeout"},
  };
  for (const auto &[Name, Code] : Codes)
    EXPECT_TRUE(llvm::StringRef(only(sample(Name), P).Message).contains(Code)) << Name;
  EXPECT_TRUE(llvm::StringRef(only(sample("option"), everything(Outcome::Refused)).Message)
                  .contains("unsupported startup parameter"));
}

TEST(Wording, PoolsAreCounted) {
  auto P = everything(Outcome::Leak);
  Observation O = sample("pool");
  EXPECT_TRUE(llvm::StringRef(only(O, P).Message)
                  .starts_with("8 connections in one process, above the limit of 1 and"));
  O.AtLeast = true;
  EXPECT_TRUE(llvm::StringRef(only(O, P).Message).starts_with("at least 8 connections"));
  O.Count = 0;
  O.Spelling = "one connection for each processor";
  EXPECT_TRUE(llvm::StringRef(only(O, P).Message)
                  .starts_with("one connection for each processor in one process"));
  auto Found = judge(
      {O}, {P, 4, 2}, [](llvm::StringRef) { return true; },
      [](pooltidy::facts::StringId) { return std::string(); });
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_TRUE(
      llvm::StringRef(Found[0].Message).contains("above the limit of 4 and an overflow of 2"));
}

TEST(Wording, HowManyWaitForEachOther) {
  auto Message = [](unsigned PoolLimit, unsigned OverflowLimit) {
    std::vector<Finding> Found = judge(
        {sample("nested")}, {everything(Outcome::Leak), PoolLimit, OverflowLimit},
        [](llvm::StringRef) { return true; },
        [](pooltidy::facts::StringId) { return std::string("a.cpp"); });
    return Found.empty() ? std::string() : Found[0].Message;
  };
  EXPECT_NE(Message(1, 0).find("the program waits for itself"), std::string::npos);
  EXPECT_NE(Message(1, 1).find("2 threads that do this at once"), std::string::npos);
  EXPECT_NE(Message(2, 3).find("5 threads that do this at once"), std::string::npos);
}

TEST(Wording, NamesAreStable) {
  EXPECT_EQ(name(Severity::Error), "error");
  EXPECT_EQ(name(Consequence::WrongResult), "wrong-result");
  EXPECT_EQ(name(Confidence::Likely), "likely");
}

} // namespace
