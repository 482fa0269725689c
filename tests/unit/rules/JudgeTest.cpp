//===- JudgeTest.cpp - From observations to a list of findings ------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RulesTest.h"

#include <algorithm>

using namespace pooltidy;
using namespace pooltidy::rules;
using namespace pooltidy::rules::test;
using poolers::Outcome;

namespace {

std::vector<Finding> judgeAll(llvm::ArrayRef<Observation> All, llvm::StringRef Only = "") {
  static const poolers::Profile P = everything(Outcome::Leak);
  return judge(
      All, {P, 1, 0}, [&](llvm::StringRef Id) { return Only.empty() || Id == Only; },
      [](facts::StringId File) {
        return std::string(1, static_cast<char>('a' + File - 1)) + ".cpp";
      });
}

std::string print(llvm::ArrayRef<Finding> All) {
  std::string Out;
  for (const Finding &F : All)
    Out += F.Where.File + ":" + std::to_string(F.Where.Line) + ":" +
           std::to_string(F.Where.Column) + " " + llvm::StringRef(F.Check).drop_front(8).str() +
           "\n";
  return Out;
}

Observation at(llvm::StringRef Name, uint32_t File, uint32_t Line, uint32_t Column) {
  Observation O = sample(Name);
  O.Where = {File, Line, Column};
  return O;
}

TEST(Judge, SortedByPlaceAndCheckWhateverTheOrder) {
  std::vector<Observation> All = {at("lock", 2, 1, 1), at("set", 1, 20, 1), at("temp", 1, 3, 9),
                                  at("set", 1, 3, 9), at("listen", 1, 3, 1)};
  const std::string Expected = "a.cpp:3:1 listen\na.cpp:3:9 session-setting\na.cpp:3:9 temp-table\n"
                               "a.cpp:20:1 session-setting\nb.cpp:1:1 advisory-lock\n";
  std::sort(All.begin(), All.end(),
            [](const Observation &A, const Observation &B) { return A.key() < B.key(); });
  do
    EXPECT_EQ(print(judgeAll(All)), Expected);
  while (
      std::next_permutation(All.begin(), All.end(), [](const Observation &A, const Observation &B) {
        return A.key() < B.key();
      }));
}

TEST(Judge, AReaderFollowsTheShortestWayFirst) {
  Observation O = at("set", 1, 20, 1);
  auto Step = [](uint32_t Line, const char *Text) { return leases::PathStep{{1, Line, 1}, Text}; };
  O.Paths = {{Step(1, "one"), Step(2, "two"), Step(9, "sent")}, {Step(5, "five"), Step(9, "sent")}};
  std::vector<Finding> All = judgeAll({O});
  ASSERT_EQ(All.size(), 1u);
  ASSERT_EQ(All[0].Ways.size(), 2u);
  EXPECT_EQ(All[0].Ways[0].size(), 2u);
  std::string Path;
  for (const rules::Step &S : All[0].Path)
    Path += std::to_string(S.Where.Line) + " " + S.Text + "\n";
  EXPECT_EQ(Path, "5 five\n9 sent\n1 on another way: one\n2 on another way: two\n");
}

TEST(Judge, WhatAWayHasTwiceIsToldOnce) {
  Observation O = at("set", 1, 20, 1);
  leases::PathStep Main{{1, 1, 1}, "through main"}, Begin{{1, 2, 1}, "begin"}, End{{1, 3, 1}, "end"};
  O.Paths = {{Main, Begin, Main, End}};
  std::vector<Finding> All = judgeAll({O});
  ASSERT_EQ(All.size(), 1u);
  EXPECT_EQ(All[0].Path.size(), 3u);
}

TEST(Judge, FindingsOfTwoProgramsAreToldOnce) {
  std::vector<Finding> Both = judgeAll({at("set", 1, 20, 1)});
  std::vector<Finding> Other = judgeAll({at("set", 1, 20, 1), at("set", 1, 30, 1)});
  Both.insert(Both.end(), Other.begin(), Other.end());
  EXPECT_EQ(print(merge(Both)), "a.cpp:20:1 session-setting\na.cpp:30:1 session-setting\n");
}

TEST(Judge, OfTwoAtOnePlaceTheWorseIsTold) {
  Finding Mild = judgeAll({at("set", 1, 20, 1)})[0], Bad = Mild;
  Mild.Level = Severity::Note;
  Mild.What = Consequence::WrongResult;
  Mild.Message += " a little";
  Mild.Fix = "Mild.";
  Mild.Sure = Confidence::Certain;
  Bad.Sure = Confidence::Likely;
  for (bool Swap : {false, true}) {
    auto Found = Swap ? merge({Bad, Mild}) : merge({Mild, Bad});
    ASSERT_EQ(Found.size(), 1u);
    EXPECT_EQ(Found[0].Level, Severity::Error);
    EXPECT_EQ(Found[0].What, Consequence::Leaks);
    EXPECT_EQ(Found[0].Message, Bad.Message);
    EXPECT_EQ(Found[0].Fix, Bad.Fix);
    EXPECT_EQ(Found[0].Sure, Confidence::Certain);
  }
}

TEST(Judge, OnlyEditsThatAllAgreeOnAreMade) {
  Observation O = at("set", 1, 20, 1);
  O.Narrow = leases::Edit{O.Where, "SET", "SET LOCAL"};
  Finding F = judgeAll({O})[0], Same = F, Other = F, None = F;
  ASSERT_EQ(F.Edits.size(), 1u);
  Other.Edits[0].New = "SET SESSION";
  None.Edits.clear();
  EXPECT_EQ(merge({F, Same})[0].Edits.size(), 1u);
  EXPECT_EQ(merge({F, Other})[0].Edits.size(), 0u);
  EXPECT_EQ(merge({F, None})[0].Edits.size(), 0u);
  EXPECT_EQ(merge({None, F})[0].Edits.size(), 0u);
}

// One call with many texts.
TEST(Judge, WhatIsSaidOfManyTextsIsSaidOnce) {
  auto Setting = [](int Number) {
    Observation O = at("set", 1, 20, 1);
    O.Name = "v" + std::to_string(Number);
    O.Spelling = "SET v" + std::to_string(Number);
    O.Paths = {{{{1, 1, 1}, "way " + std::to_string(Number)}}};
    return O;
  };
  auto Many = [&](int Count) {
    std::vector<Observation> All;
    for (int I = 0; I < Count; ++I)
      All.push_back(Setting(I));
    return All;
  };
  EXPECT_EQ(judgeAll(Many(3)).size(), 3u);
  std::vector<Observation> Five = Many(5);
  for (Observation &O : Five)
    O.Sure = Certainty::Likely;
  Five[4].Sure = Certainty::Certain;
  std::vector<Finding> One = judgeAll(Five);
  ASSERT_EQ(One.size(), 1u);
  EXPECT_TRUE(llvm::StringRef(One[0].Message)
                  .starts_with("'SET v0', 'SET v1', 'SET v2' and 2 more outside a transaction: "))
      << One[0].Message;
  EXPECT_EQ(One[0].Ways.size(), 5u);
  EXPECT_EQ(One[0].Sure, Confidence::Certain);
  // Not where something else is said of one, where it has an edit, or stands elsewhere.
  std::vector<Observation> Other = Many(4);
  Other[3].End = Ending::Commit;
  EXPECT_EQ(judgeAll(Other).size(), 4u);
  Other = Many(4);
  Other[3].Narrow = leases::Edit{Other[3].Where, "SET", "SET LOCAL"};
  EXPECT_EQ(judgeAll(Other).size(), 4u);
  Other = Many(4);
  Other[3].Where.Line = 21;
  EXPECT_EQ(judgeAll(Other).size(), 4u);
  Other = Many(4);
  Other[3].About = Subject::AdvisoryLock;
  EXPECT_EQ(judgeAll(Other).size(), 4u);
}

TEST(Judge, OfEquallyLongWaysTheFirstInOrder) {
  auto Step = [](uint32_t Line) { return leases::PathStep{{1, Line, 1}, "s" + std::to_string(Line)}; };
  Observation O = at("set", 1, 20, 1);
  O.Paths = {{Step(3), Step(4)}, {Step(1), Step(9)}, {Step(2), Step(5), Step(6)}};
  std::vector<Finding> All = judgeAll({O});
  ASSERT_EQ(All.size(), 1u);
  ASSERT_EQ(All[0].Ways.size(), 3u);
  EXPECT_EQ(All[0].Ways[0][0].Where.Line, 1u);
  EXPECT_EQ(All[0].Ways[1][0].Where.Line, 3u);
  EXPECT_EQ(All[0].Ways[2].size(), 3u);
}

TEST(Judge, OnlyWhatIsEnabled) {
  std::vector<Observation> All = {at("lock", 1, 1, 1), at("set", 1, 2, 1)};
  EXPECT_EQ(print(judgeAll(All, "pooling-advisory-lock")), "a.cpp:1:1 advisory-lock\n");
  EXPECT_EQ(print(judgeAll(All, "pooling-cursor")), "");
}

TEST(Judge, ThePlaceOfTheWord) {
  Observation O = sample("set");
  auto Found = judgeAll({O});
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found[0].Where, (Place{"a.cpp", 10, 5, 8}));
  O.Length = 0;
  EXPECT_EQ(judgeAll({O})[0].Where, (Place{"a.cpp", 10, 5, 0}));
}

TEST(Judge, OnePlaceIsOneFinding) {
  // Committed on one path and left open on the other: the reader has one thing to do.
  Observation A = sample("set-commit"), B = sample("set-left");
  A.Sure = Certainty::Likely;
  A.Paths = {{{{1, 1, 1}, "begins"}, {{1, 2, 1}, "commits"}}};
  B.Paths = {{{{1, 1, 1}, "begins"}, {{1, 3, 1}, "leaves"}}};
  for (bool Swap : {false, true}) {
    auto Found = Swap ? judgeAll({B, A}) : judgeAll({A, B});
    ASSERT_EQ(Found.size(), 1u);
    EXPECT_EQ(Found[0].Sure, Confidence::Certain); // of the surer one
    ASSERT_EQ(Found[0].Path.size(), 3u);
    EXPECT_EQ(Found[0].Path[0].Text, "begins");
  }
}

TEST(Judge, DifferentChecksAtOnePlaceAreTwo) {
  EXPECT_EQ(judgeAll({sample("set"), sample("lock")}).size(), 2u);
}

TEST(Judge, DifferentPlacesAreTwo) {
  EXPECT_EQ(judgeAll({at("set", 1, 1, 1), at("set", 1, 1, 2)}).size(), 2u);
}

TEST(Judge, StepsThatSayNothingAreLeftOut) {
  Observation O = sample("set");
  O.Paths = {{{{1, 10, 5}, "the finding itself"},
              {{1, 7, 1}, "once"},
              {{1, 7, 1}, "once"},
              {{}, "nowhere"}}};
  auto Found = judgeAll({O});
  ASSERT_EQ(Found.size(), 1u);
  ASSERT_EQ(Found[0].Path.size(), 1u);
  EXPECT_EQ(Found[0].Path[0].Where.Line, 7u);
}

TEST(Judge, WhatTheLibraryDoesIsSaid) {
  Observation O = sample("set");
  O.Library = "the library sends SET";
  EXPECT_TRUE(llvm::StringRef(judgeAll({O})[0].Message).ends_with(" [the library sends SET]"));
}

TEST(Judge, ConfidenceIsTheAnalysis) {
  for (auto [Sure, Expected] : {std::pair(Certainty::Certain, Confidence::Certain),
                                std::pair(Certainty::Likely, Confidence::Likely),
                                std::pair(Certainty::Possible, Confidence::Possible)}) {
    Observation O = sample("set");
    O.Sure = Sure;
    EXPECT_EQ(judgeAll({O})[0].Sure, Expected);
  }
}

TEST(Judge, NothingIsNothing) { EXPECT_TRUE(judgeAll({}).empty()); }

TEST(Rules, IdsAreThoseOfTheDocumentation) {
  std::set<std::string> Ids;
  for (const Rule &R : allRules()) {
    EXPECT_TRUE(llvm::StringRef(R.Id).starts_with("pooling-"));
    EXPECT_TRUE(Ids.insert(R.Id).second);
    EXPECT_GT(std::string(R.Summary).size(), 10u);
  }
  EXPECT_EQ(Ids.size(), 14u);
}

} // namespace
