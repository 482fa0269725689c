//===- BundleTest.cpp - Merging facts in any order ------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Bundle.h"

#include "gtest/gtest.h"

using namespace pooltidy::facts;
using llvm::StringRef;

namespace {

std::string merged(std::vector<std::string> Files) {
  std::vector<StringRef> All;
  for (const std::string &File : Files)
    for (StringRef One : llvm::cantFail(unbundle(File, "x")))
      All.push_back(One);
  return bundle(std::move(All));
}

TEST(Bundle, WhatGoesInComesOut) {
  std::string Bytes = bundle({"b", "", "a"});
  EXPECT_EQ(llvm::cantFail(unbundle(Bytes, "x")), (std::vector<StringRef>{"", "a", "b"}));
  EXPECT_EQ(llvm::cantFail(unbundle("alone", "x")), std::vector<StringRef>{"alone"});
}

TEST(Bundle, MergingIsCommutativeAssociativeAndIdempotent) {
  std::string A = "facts a", B = "facts b", C = "facts c";
  std::string All = merged({A, B, C});
  EXPECT_EQ(merged({C, B, A}), All);
  EXPECT_EQ(merged({merged({A, B}), C}), All);
  EXPECT_EQ(merged({A, merged({C, B})}), All);
  EXPECT_EQ(merged({merged({A, B}), merged({B, C})}), All);
  EXPECT_EQ(merged({All, All}), All);
}

TEST(Bundle, DamageIsRefused) {
  std::string Bytes = bundle({"one", "two"});
  for (size_t Size = StringRef("pooltidy-bundle-1\n").size(); Size < Bytes.size(); ++Size) {
    auto Files = unbundle(StringRef(Bytes).take_front(Size), "x.facts");
    ASSERT_FALSE(bool(Files)) << Size;
    EXPECT_EQ(llvm::toString(Files.takeError()),
              "x.facts: damaged bundle of facts; merge it again");
  }
  auto Long = unbundle(Bytes + "x", "x.facts");
  EXPECT_FALSE(bool(Long));
  llvm::consumeError(Long.takeError());
}

} // namespace
