//===- ConninfoTest.cpp - Connection strings ------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Conninfo.h"

#include "gtest/gtest.h"

using namespace pooltidy;
using namespace pooltidy::leases;

namespace {

std::string shown(const Conninfo &C) {
  std::string Out = C.Complete ? "" : "(open) ";
  for (const Parameter &P : C.Parameters)
    Out += "[" + P.Keyword + "=" + (P.ValueKnown ? P.Value : "?") + "]";
  return Out;
}

std::string semicolons(llvm::StringRef S) { return shown(parseSemicolons(Text::constant(S))); }

TEST(Conninfo, PairsWithSemicolons) {
  EXPECT_EQ(semicolons("postgresql:host=db;dbname=shop"), "[host=db][dbname=shop]");
  EXPECT_EQ(semicolons("host=db; port = 6432 ;"), "[host=db][port=6432]");
  EXPECT_EQ(semicolons("postgresql:"), "");
  EXPECT_EQ(semicolons(""), "");
  EXPECT_EQ(semicolons("no pairs at all"), "");
  EXPECT_EQ(semicolons("a:b=c:d"), "[b=c:d]");
  EXPECT_EQ(semicolons("b=c:d;e="), "[b=c:d][e=]");
}

TEST(Conninfo, QuotedValuesWithSemicolons) {
  EXPECT_EQ(semicolons("x:password='a;b';host=db"), "[password=a;b][host=db]");
  EXPECT_EQ(semicolons("x:password='it''s';host=db"), "[password=it's][host=db]");
  EXPECT_EQ(semicolons("x:password='never closed"), "[password=never closed]");
  EXPECT_EQ(semicolons("x:a='';b=''"), "[a=][b=]");
  EXPECT_EQ(semicolons("x:a='"), "[a=]");
}

TEST(Conninfo, ValuesInBraces) {
  EXPECT_EQ(semicolons("Driver={Post gres};pqopt={a=1;b=2};UID=u"), "[Driver=Post gres][pqopt=a=1;b=2][UID=u]");
  EXPECT_EQ(semicolons("a={never closed"), "[a=never closed]");
  EXPECT_EQ(semicolons("a={}"), "[a=]");
  Conninfo C = parseSemicolons(Text::constant("ConnSettings=x;CONNSETTINGS=y"));
  EXPECT_EQ(C.find("connsettings"), nullptr);
  ASSERT_NE(C.find("connsettings", /*AnyCase=*/true), nullptr);
  EXPECT_EQ(C.find("connsettings", /*AnyCase=*/true)->Value, "y");
}

TEST(Conninfo, WithoutSemicolons) {
  EXPECT_EQ(withoutSemicolons(Text::constant("a=1;b=2;")).bytes(), "a=1 b=2 ");
  EXPECT_EQ(withoutSemicolons(Text()).bytes(), "");
  EXPECT_EQ(shown(parseConninfo(withoutSemicolons(Text::constant("connect_timeout=5;options=-ca=b")))),
            "[connect_timeout=5][options=-ca=b]");
  Text T = Text::constant("a=1;");
  T.append(Text::hole(sql::HoleKind::Unknown, "more"));
  EXPECT_FALSE(parseConninfo(withoutSemicolons(T)).Complete);
}

TEST(Conninfo, KeysOfTheLibraryAreKept) {
  EXPECT_EQ(semicolons("x:host=db;@pool_size=4"), "[host=db][@pool_size=4]");
  Conninfo C = parseSemicolons(Text::constant("x:host=db;@pool_size=4"));
  ASSERT_NE(C.find("@pool_size"), nullptr);
  EXPECT_EQ(C.find("@pool_size")->Value, "4");
}

TEST(Conninfo, WhatOnlyTheRunKnows) {
  Text T = Text::constant("x:host=");
  T.append(Text::hole(sql::HoleKind::Unknown, "h"));
  EXPECT_EQ(shown(parseSemicolons(T)), "[host=?]");
  Text Tail = Text::constant("x:host=db;");
  Tail.append(Text::hole(sql::HoleKind::Unknown, "more"));
  EXPECT_EQ(shown(parseSemicolons(Tail)), "(open) [host=db]");
  EXPECT_FALSE(parseSemicolons(Text::hole(sql::HoleKind::Unknown, "all")).Complete);
}

TEST(Conninfo, AsLibpqReadsIt) {
  EXPECT_EQ(shown(parseConninfo(Text::constant("host=db password='a b' port=1"))),
            "[host=db][password=a b][port=1]");
  EXPECT_EQ(shown(parseConninfo(Text::constant("postgresql://db/x?options=-c%20a%3Db"))),
            "[host=db][dbname=x][options=-c a=b]");
}

} // namespace
