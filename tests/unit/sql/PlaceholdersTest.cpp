//===- PlaceholdersTest.cpp - Marks that client libraries replace ---------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sql/Placeholders.h"

#include "SqlTest.h"

using namespace pooltidy::sql;

namespace {

TEST(Placeholders, Lengths) {
  struct {
    std::string_view Text;
    uint32_t Length;
  } Rows[] = {
      {"?", 1},       {"?x", 1},        {"%s", 2},          {"%d,", 2},  {"%5d", 3},
      {"%-5.2f)", 6}, {"%llu", 4},      {"%zu", 3},         {"%.*s", 4}, {"%1$s", 4},
      {"%1", 2},      {"%12,", 3},      {"%L1", 3},         {"%L", 2},   {"%I", 2},
      {"%1%", 3},     {"%|1$5|%", 7},   {"% d", 0},         {"%dx", 2},  {"%", 0},
      {"%%", 0},      {":name", 5},     {":a1,", 3},        {":1", 2},   {":=", 0},
      {"::int", 0},   {": x", 0},       {"@name", 5},       {"@ x", 0},  {"@1", 0},
      {"$name", 5},   {"${name}", 7},   {"$1", 0},          {"$", 0},    {"{}", 2},
      {"{0}", 3},     {"{name:>5}", 9}, {"{call f(?)}", 0}, {"{", 0},    {"x", 0},
      {"", 0},
  };
  for (const auto &R : Rows)
    EXPECT_EQ(placeholderAt(R.Text, 0, uint32_t(R.Text.size())), R.Length) << R.Text;
}

TEST(Placeholders, CastsAreNone) {
  EXPECT_EQ(placeholderAt("a::int", 2, 6), 0u);
  EXPECT_FALSE(hasPlaceholder("a::int + 'x?'", 0, 13));
  EXPECT_TRUE(hasPlaceholder("a::int + $1", 0, 11));
  EXPECT_TRUE(hasPlaceholder("f(?)", 0, 4));
  EXPECT_FALSE(hasPlaceholder("'%s {} :a'", 0, 10));
}

TEST(Placeholders, Foreign) {
  for (std::string_view Text : {"{}", "${a}", "$a", "%1$s"})
    EXPECT_TRUE(isForeign(Text)) << Text;
  for (std::string_view Text : {"?", "%s", ":a", "@a"})
    EXPECT_FALSE(isForeign(Text)) << Text;
}

} // namespace
