//===- ModelSetTest.cpp - Looking models up -------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "models/Model.h"

#include "gtest/gtest.h"

using namespace pooltidy::models;
using namespace llvm;

namespace {

Library parse(StringRef Text) { return cantFail(parseLibrary(Text, "m.yaml")); }

constexpr StringRef First = R"(library: first
types: {connection: [C], pool: [P]}
functions:
  - name: f
    when: {min-args: 2}
    do: []
  - names: [f, g]
    do:
      - disconnect: {connection: 0}
)";

TEST(ModelSet, FindsByNameInOrder) {
  ModelSet S;
  S.add(parse(First));
  ASSERT_EQ(S.functions("f").size(), 2u);
  EXPECT_EQ(S.functions("f")[0]->When.MinArgs, 2u);
  EXPECT_EQ(S.functions("f")[1]->Operations.size(), 1u);
  EXPECT_EQ(S.functions("g").size(), 1u);
  EXPECT_TRUE(S.functions("h").empty());
  EXPECT_TRUE(S.functions("").empty());
  EXPECT_EQ(S.role("C"), Role::Connection);
  EXPECT_EQ(S.role("D"), Role::None);
  ASSERT_NE(S.libraryOf("f"), nullptr);
  EXPECT_EQ(S.libraryOf("f")->Name, "first");
  EXPECT_EQ(S.libraryOf("h"), nullptr);
}

TEST(ModelSet, ALaterLibraryWins) {
  ModelSet S;
  S.add(parse(First));
  S.add(parse("library: second\ntypes: {transaction: [C]}\nfunctions:\n"
              "  - name: f\n    do:\n      - reconnect: {connection: 0}\n"));
  ASSERT_EQ(S.functions("f").size(), 1u);
  EXPECT_EQ(S.functions("f")[0]->Operations[0].Kind, Op::Reconnect);
  EXPECT_EQ(S.libraryOf("f")->Name, "second");
  EXPECT_EQ(S.libraryOf("g")->Name, "first");
  EXPECT_EQ(S.role("C"), Role::Transaction);
  EXPECT_EQ(S.role("P"), Role::Pool);
  EXPECT_EQ(S.libraries().size(), 2u);
}

TEST(ModelSet, NamesWithStars) {
  ModelSet S;
  S.add(parse("library: l\nfunctions:\n"
              "  - name: \"*::Stub*::*\"\n    when: {min-args: 1}\n    do: []\n"
              "  - name: pkg::Stub::known\n    do:\n      - exit\n"
              "  - name: \"lib::operator*\"\n    do:\n      - exit\n"));
  ASSERT_EQ(S.functions("pkg::Greeter::Stub::Hello").size(), 1u);
  EXPECT_EQ(S.functions("pkg::StubInterface::Hello").size(), 1u);
  EXPECT_EQ(S.libraryOf("pkg::StubInterface::Hello")->Name, "l");
  EXPECT_TRUE(S.functions("Stub::Hello").empty());
  EXPECT_TRUE(S.functions("pkg::Stub").empty());
  // A model of its own comes first, and an operator's star is its name.
  EXPECT_EQ(S.functions("pkg::Stub::known")[0]->Operations.size(), 1u);
  EXPECT_EQ(S.functions("lib::operator*").size(), 1u);
  EXPECT_TRUE(S.functions("lib::operator+").empty());
}

TEST(ModelSet, SurvivesBeingMoved) {
  ModelSet S;
  S.add(parse(First));
  ModelSet Moved = std::move(S);
  EXPECT_EQ(Moved.functions("g")[0]->Names[1], "g");
  EXPECT_EQ(Moved.libraryOf("g")->Name, "first");
}

} // namespace
