//===- HostileFactsTest.cpp - Facts from files that were tampered with ----===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the reader of facts files accepts, linking and the analysis must bear,
// however little sense it makes.
//
//===----------------------------------------------------------------------===//

#include "BusyUnit.h"
#include "leases/Analyse.h"

#include "llvm/Support/thread.h"
#include "gtest/gtest.h"

using namespace pooltidy;
using namespace pooltidy::leases;
using leases::test::busyUnit;

namespace {

TEST(HostileFacts, AcceptedMeansHarmless) {
  auto Models = models::builtinModels();
  ASSERT_TRUE(bool(Models)) << llvm::toString(Models.takeError());
  std::vector<std::string> Bodies;
  for (const facts::Unit &U : {facts::test::fullUnit(), busyUnit()}) {
    std::string Bytes = serialize(U);
    Bodies.push_back(Bytes.substr(facts::test::bodyOffset(Bytes)));
  }
  unsigned Accepted = 0, Observed = 0;
  // As the command does: the interpreter may recurse deeply.
  llvm::thread Deep(std::optional<unsigned>(512u << 20), [&] {
    std::mt19937 Random(11);
    for (int I = 0; I < 6000; ++I) {
      std::string Bad = facts::test::damage(Bodies[I % Bodies.size()], Random);
      auto U = facts::deserialize(facts::test::seal(Bad), "x");
      if (!U) {
        consumeError(U.takeError());
        continue;
      }
      ++Accepted;
      Program P(*Models);
      P.add(busyUnit()); // and beside it one that is sound
      P.add(std::move(*U));
      P.finish();
      Observed += analyse(P, Budget()).Observations.size();
    }
  });
  Deep.join();
  EXPECT_GT(Accepted, 100u);
  EXPECT_GT(Observed, 100u);
}

TEST(HostileFacts, TheSoundUnitSaysSomething) {
  auto Models = models::builtinModels();
  ASSERT_TRUE(bool(Models)) << llvm::toString(Models.takeError());
  Program P(*Models);
  P.add(busyUnit());
  P.finish();
  EXPECT_FALSE(analyse(P, Budget()).Observations.empty());
}

} // namespace
