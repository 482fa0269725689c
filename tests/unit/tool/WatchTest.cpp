//===- WatchTest.cpp - One file must not take the others down -------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Watch.h"

#include "gtest/gtest.h"

#include <chrono>
#include <csignal>
#include <functional>
#include <thread>
#include <vector>

using namespace pooltidy::tool;

namespace {

using File = std::function<void()>;

/// Parses \p Files, all at the same time if \p Parallel; the status has a bit for each one
/// that was not to be parsed.
int parseAll(Watch &W, const std::vector<File> &Files, bool Parallel) {
  int Skipped = 0;
  std::vector<std::thread> Threads;
  for (size_t I = 0; I < Files.size(); ++I) {
    if (!W.why(I).empty()) {
      Skipped |= 1 << I;
      continue;
    }
    auto Run = [&W, &Files, I] {
      Watch::Turn Mine(&W, I);
      Files[I]();
    };
    if (Parallel)
      Threads.emplace_back(Run);
    else
      Run();
  }
  for (std::thread &T : Threads)
    T.join();
  return Skipped;
}

std::optional<int> watched(std::vector<File> Files, Watch::Limits L = {5, 0},
                           bool Parallel = false) {
  return Watch::over(L, [&](Watch &W) { return parseAll(W, Files, Parallel); });
}

void rest(int Milliseconds) {
  std::this_thread::sleep_for(std::chrono::milliseconds(Milliseconds));
}
const File Fine = [] {}, Slow = [] { rest(60000); }, Dies = [] { raise(SIGKILL); };

TEST(Watch, TheStatusIsTheChilds) {
  EXPECT_EQ(watched({Fine, Fine}), 0);
  EXPECT_EQ(Watch::over({5, 0}, [](Watch &) { return 42; }), 42);
  EXPECT_EQ(Watch::over({0, 0}, [](Watch &) { return 42; }), 42);
}

TEST(Watch, OnlyTheFileThatKilledIsLeftOut) {
  EXPECT_EQ(watched({Fine, Dies, Fine, Dies}), 0b1010);
}

TEST(Watch, OfSeveralAtTheSameTimeTheRightOneIsFound) {
  File Late = [] {
    rest(150);
    raise(SIGKILL);
  };
  File Busy = [] { rest(300); };
  EXPECT_EQ(watched({Busy, Late, Busy}, {10, 0}, /*Parallel=*/true), 0b010);
}

TEST(Watch, TimeIsLimited) { EXPECT_EQ(watched({Fine, Slow, Fine}, {1, 0}), 0b010); }

TEST(Watch, MemoryIsLimited) {
  File Hungry = [] {
    std::vector<char> Much(400 << 20, 'x');
    volatile char *Used = Much.data(); // so that it is really made
    rest(2000 + Used[7] % 2);
  };
  EXPECT_EQ(watched({Fine, Hungry}, {0, 300 << 20}), 0b10);
}

TEST(Watch, HeadersInCommonCanBeTheReason) {
  auto Status = Watch::over({5, 0}, [](Watch &W) {
    if (!W.sharesHeaders())
      return 7;
    Watch::Turn Mine(&W, Watch::Headers);
    raise(SIGKILL);
    return 0;
  });
  EXPECT_EQ(Status, 7);
}

TEST(Watch, WhatIsNoFilesFaultIsTold) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(Watch::over({5, 0},
                        [](Watch &) {
                          raise(SIGKILL);
                          return 0;
                        }),
            std::nullopt);
  EXPECT_NE(testing::internal::GetCapturedStderr().find("did not come to its end"),
            std::string::npos);
}

TEST(Watch, MemoryIsKnownHere) { EXPECT_GE(usualMemoryLimit(), uint64_t(4) << 30); }

} // namespace
