//===- FormatTest.cpp - Filling formats -----------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Text.h"

#include "gtest/gtest.h"

#include <functional>

using namespace pooltidy;
using namespace pooltidy::leases;

namespace {

Text written(llvm::StringRef Bytes) {
  facts::Literal L;
  L.Bytes = Bytes.str();
  L.Pieces = {{0, {1, 1, 1}, false}};
  return Text::literal(L);
}

Text hole(sql::HoleKind Kind = sql::HoleKind::Unknown) { return Text::hole(Kind, "why"); }

/// ¤ stands for a hole in a format.
Text format(llvm::StringRef Marked) {
  auto [Before, After] = Marked.split("¤");
  Text T = written(Before);
  if (Before.size() != Marked.size()) {
    T.append(hole());
    T.append(format(After));
  }
  return T;
}

std::vector<Text> texts(std::initializer_list<const char *> Words) {
  std::vector<Text> All;
  for (const char *W : Words)
    All.push_back(llvm::StringRef(W) == "¤" ? hole() : written(W));
  return All;
}

struct Row {
  const char *Format;
  std::initializer_list<const char *> Arguments;
  const char *Expected;
};

void check(std::function<Text(const Text &, llvm::ArrayRef<Text>)> Fill,
           std::initializer_list<Row> Rows) {
  for (const Row &R : Rows)
    EXPECT_EQ(Fill(format(R.Format), texts(R.Arguments)).shown(), R.Expected) << "in: " << R.Format;
}

TEST(Format, Printf) {
  check([](const Text &F, llvm::ArrayRef<Text> A) { return formatPrintf(F, A, true); },
        {
            {"SET %s = %d", {"jit", "1"}, "SET jit = 1"},
            {"SET %s", {"¤"}, "SET …"},
            {"SET %s = %s", {"jit"}, "SET jit = …"},
            {"%2$s %1$s", {"jit", "SET"}, "SET jit"},
            {"%1$s%1$s", {"a"}, "aa"},
            {"%*d|%s", {"5", "7", "x"}, "7|x"},
            {"%.*s|%s", {"3", "abc", "x"}, "abc|x"},
            {"%-10s|%08.3lf|%llu|%zu", {"a", "1.5", "2", "3"}, "a|1.5|2|3"},
            {"LIKE 'a%%' AND %s", {"b"}, "LIKE 'a%' AND b"},
            {"no conversions", {"x"}, "no conversions"},
            {"", {}, ""},
            {"100%", {}, "100%"},
            {"%s 100%", {"a"}, "a 100%"},
            {"LIKE '%y'", {}, "LIKE '%y'"},
            {"%m: %s", {"a"}, "…: a"}, // takes no argument
            // Holes are passed over, whatever stands beside them.
            {"SET ¤ TO %s", {"a"}, "SET … TO a"},
            {"%s¤%s", {"a", "b"}, "a…b"},
            {"LIKE '%¤' AND %s", {"a"}, "LIKE '%…' AND a"},
            {"%s", {"%s"}, "%s"}, // what is filled in is no format
        });
}

TEST(Format, PrintfNumbersOfUnknownSizeAreNumbers) {
  Text T = formatPrintf(written("LIMIT %d"), {hole()}, true);
  ASSERT_EQ(T.sql().Holes.size(), 1u);
  EXPECT_EQ(T.sql().Holes[0].Kind, sql::HoleKind::Number);
  T = formatPrintf(written("LIMIT %d OFFSET %ld IN %s"), {}, false);
  ASSERT_EQ(T.sql().Holes.size(), 3u);
  EXPECT_EQ(T.sql().Holes[0].Kind, sql::HoleKind::Number);
  EXPECT_EQ(T.sql().Holes[1].Kind, sql::HoleKind::Number);
  EXPECT_EQ(T.sql().Holes[2].Kind, sql::HoleKind::Unknown);
}

TEST(Format, WordsKeepTheirPlaces) {
  Text T = formatPrintf(written("SET %s = 1"), {hole()}, true);
  EXPECT_EQ(T.place(0).Column, 1u);
  size_t After = T.bytes().find(" = 1");
  EXPECT_EQ(T.place(After).Column, 7u); // in the format, after its %s
}

TEST(Format, Braces) {
  check([](const Text &F, llvm::ArrayRef<Text> A) { return formatBraces(F, A); }, {
                          {"SET {} = {}", {"jit", "1"}, "SET jit = 1"},
                          {"{1} {0}", {"jit", "SET"}, "SET jit"},
                          {"{0}{0}", {"a"}, "aa"},
                          {"{name}", {"a"}, "…"},
                          {"{:>8}|{:02x}|{0:d}", {"a", "b"}, "a|b|a"},
                          {"{:{}}|{}", {"a", "8", "b"}, "a|b"},
                          {"{0:{1}}|{2}", {"a", "8", "b"}, "a|b"},
                          {"{{}} {}", {"a"}, "{} a"},
                          {"'{{1,2}}'", {}, "'{1,2}'"},
                          {"{}", {}, "…"},
                          {"{", {}, "{"},
                          {"}", {}, "}"},
                          {"a } b", {}, "a } b"},
                          {"{unclosed", {"a"}, "{unclosed"},
                          {"¤{}¤", {"a"}, "…a…"},
                          {"{}", {"{}"}, "{}"},
                          {"{99999999999999999999}", {"a"}, "…"},
                      });
}

TEST(Format, Percent) {
  check(formatPercent, {
                           {"SET %1% = %2%", {"jit", "1"}, "SET jit = 1"},
                           {"%2% %1%", {"jit", "SET"}, "SET jit"},
                           {"%1%%1%", {"a"}, "aa"},
                           {"SET %s = %d", {"jit", "1"}, "SET jit = 1"},
                           {"%2$s %1$s", {"jit", "SET"}, "SET jit"},
                           {"100%% %1%", {"a"}, "100%% a"},
                           {"%1%", {"¤"}, "…"},
                           {"¤ %1%", {"a"}, "… a"},
                           {"no places", {"a"}, "no places"},
                           {"%", {"a"}, "a"},
                           {"%1% %2%", {"a"}, "a %2%"}, // fed one at a time
                       });
}

TEST(Format, Dollar) {
  check(formatDollar, {
                          {"SET $0 = $1", {"jit", "1"}, "SET jit = 1"},
                          {"$1 $0", {"jit", "SET"}, "SET jit"},
                          {"$$ $0", {"a"}, "$ a"},
                          {"$0", {}, "…"},
                          {"$x $", {"a"}, "$x $"},
                          {"¤$0", {"a"}, "…a"},
                      });
}

TEST(Format, Arg) {
  auto Each = [](const Text &F, llvm::ArrayRef<Text> A) {
    Text T = F;
    for (const Text &One : A)
      T = formatArg(T, One);
    return T;
  };
  check(Each, {
                  {"SET %1 = %2", {"jit", "1"}, "SET jit = 1"},
                  {"%2 %1", {"jit", "SET"}, "SET jit"},
                  {"%1%1", {"a"}, "aa"},
                  {"%10 %2", {"a", "b"}, "b a"},
                  {"%123", {"a"}, "a3"}, // two digits at most
                  {"%L1", {"7"}, "7"},
                  {"%1", {"¤"}, "…"},
                  {"LIKE '%' AND %1", {"a"}, "LIKE '%' AND a"},
                  {"none", {"a"}, "none"},
                  {"¤ %1", {"a"}, "… a"},
              });
}

TEST(Format, NoInputIsTooOdd) {
  // Every short text over the characters that mean something.
  const char Alphabet[] = "%{}$1sx*L ";
  std::string S;
  std::function<void(unsigned)> All = [&](unsigned Left) {
    for (const Text &F : {written(S), [&] {
                            Text T = written(S);
                            T.append(hole());
                            T.append(written(S));
                            return T;
                          }()}) {
      for (auto &Args : {std::vector<Text>(), texts({"a"}), texts({"¤", "b"})}) {
        (void)formatPrintf(F, Args, true);
        (void)formatPrintf(F, Args, false);
        (void)formatBraces(F, Args);
        (void)formatPercent(F, Args);
        (void)formatDollar(F, Args);
        (void)formatArg(F, Args.empty() ? Text() : Args[0]);
      }
    }
    if (Left)
      for (const char *C = Alphabet; *C; ++C) {
        S.push_back(*C);
        All(Left - 1);
        S.pop_back();
      }
  };
  All(3);
}

} // namespace
