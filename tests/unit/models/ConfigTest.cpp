//===- ConfigTest.cpp - What a .pooltidy.yaml may say ---------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "models/Config.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace pooltidy::models;
using namespace llvm;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

Config parse(StringRef Text) {
  Expected<Config> C = parseConfig(Text, ".pooltidy.yaml");
  if (!C) {
    ADD_FAILURE() << toString(C.takeError());
    return {};
  }
  return std::move(*C);
}

std::string errorOf(StringRef Text) {
  Expected<Config> C = parseConfig(Text, "c.yaml");
  return C ? "(no error)" : toString(C.takeError());
}

constexpr StringRef Whole = R"(pooler: pgbouncer-1.24
checks: '-*,pooling-*'
pool-limit: 4
overflow-limit: 2
fail-on: error
models:
  - library: db
    types: {connection: [Db]}
    functions:
      - name: Db::run
        do:
          - execute: {connection: this, sql: 0}
  - library: log
    functions:
      - name: Log::write
        do: []
)";

TEST(Config, ReadsEveryKey) {
  Config C = parse(Whole);
  EXPECT_EQ(C.Pooler, "pgbouncer-1.24");
  EXPECT_EQ(C.Checks, "-*,pooling-*");
  EXPECT_EQ(C.PoolLimit, 4u);
  EXPECT_EQ(C.OverflowLimit, 2u);
  EXPECT_EQ(C.FailOn, "error");
  ASSERT_EQ(C.Models.size(), 2u);
  EXPECT_EQ(C.Models[0].Name, "db");
  EXPECT_EQ(C.Models[0].File, ".pooltidy.yaml");
  EXPECT_EQ(C.Models[1].Functions[0].Names[0], "Log::write");
}

TEST(Config, WhatIsNotSaidIsAbsent) {
  for (StringRef Nothing : {"", "# only a comment\n", "{}\n"}) {
    Config C = parse(Nothing);
    EXPECT_FALSE(C.Pooler || C.Checks || C.FailOn || C.PoolLimit || C.OverflowLimit);
    EXPECT_TRUE(C.Models.empty());
  }
  EXPECT_EQ(parse("overflow-limit: 0\n").OverflowLimit, 0u);
  EXPECT_EQ(parse("checks: [-*, pooling-cursor]\n").Checks, "-*,pooling-cursor");
}

TEST(Config, MistakesHavePlaces) {
  EXPECT_EQ(errorOf("pooler: x\npool_limit: 3\n"),
            "c.yaml:2:1: unknown key of the configuration 'pool_limit' (did you mean "
            "'pool-limit'?), allowed: pooler, checks, pool-limit, overflow-limit, fail-on, models");
  EXPECT_EQ(errorOf("pool-limit: many\n"),
            "c.yaml:1:13: 'pool-limit' is not a whole number, allowed: 0 to 2147483647");
  EXPECT_THAT(errorOf("pool-limit: -1\n"), StartsWith("c.yaml:1:13: 'pool-limit'"));
  EXPECT_THAT(errorOf("pool-limit: 99999999999\n"), StartsWith("c.yaml:1:13: 'pool-limit'"));
  EXPECT_EQ(errorOf("fail-on: warn\n"),
            "c.yaml:1:10: unknown fail-on 'warn', allowed: note, warning, error");
  EXPECT_THAT(errorOf("pooler: [a, b]\n"), StartsWith("c.yaml:1:9: 'pooler' must be text"));
  EXPECT_THAT(errorOf("models: {library: x}\n"), StartsWith("c.yaml:1:9: 'models' must be a list"));
  EXPECT_THAT(errorOf("models:\n  - library: x\n    functions:\n      - name: f\n        do:\n"
                      "          - listen: {connection: 0}\n"),
              StartsWith("c.yaml:6:13: 'listen' needs the operand 'name'"));
  EXPECT_THAT(errorOf("models:\n  - library: x\n  - library: x\n"),
              StartsWith("c.yaml:3:5: library 'x' is already described in line 2"));
  EXPECT_THAT(errorOf("just text\n"), HasSubstr("the configuration must be a mapping"));
}

TEST(Config, ModelsOfEitherKindOfFile) {
  Expected<std::vector<Library>> Both = parseLibraries(Whole, "c.yaml");
  ASSERT_TRUE(!!Both);
  EXPECT_EQ(Both->size(), 2u);
  Expected<std::vector<Library>> One = parseLibraries("library: only\n", "m.yaml");
  ASSERT_TRUE(!!One);
  ASSERT_EQ(One->size(), 1u);
  EXPECT_EQ(One->front().Name, "only");
  Expected<std::vector<Library>> None = parseLibraries("pooler: neon\n", "c.yaml");
  ASSERT_TRUE(!!None);
  EXPECT_TRUE(None->empty());
  Expected<std::vector<Library>> Bad = parseLibraries("library: l\nfuntions: []\n", "m.yaml");
  ASSERT_FALSE(!!Bad);
  EXPECT_THAT(toString(Bad.takeError()), StartsWith("m.yaml:2:1: unknown key of a library"));
}

} // namespace
