//===- Fitting.cpp - Which numbers make a budget fit ----------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Fitting.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace pooltidy::deploy {
namespace {

/// A number of a claim that can be set, and what it can be set to at least.
struct Knob {
  size_t Claim;
  Number *N;
  int64_t Least;
  unsigned Rank;
  StringRef Unit;
};

std::vector<Knob> knobs(Budget &B) {
  std::vector<Knob> Out;
  for (size_t I = 0; I < B.Claims.size(); ++I) {
    Claim &C = B.Claims[I];
    Out.push_back({I, &C.Overflow, C.Overflow.Least, 0, "overflow"});
    Out.push_back({I, &C.Pool, std::max<int64_t>(1, C.Pool.Least), 1, "pool size"});
    // The number of identities behind a pooler is what it is.
    if (C.Kind != "pooler")
      for (Number &N : C.Processes)
        Out.push_back({I, &N, 1, 2, "processes"});
    Out.push_back({I, &C.Replicas, 1, 3, "replicas"});
  }
  erase_if(Out, [](const Knob &K) {
    return !K.N->known() || (K.N->Count >= 0 && K.N->Count <= K.Least);
  });
  return Out;
}

/// Sets \p K as high as \p Cap allows, or as low as it goes.
Change turn(Budget &B, const Knob &K, int64_t Cap) {
  Change C{K.Claim, *K.N, K.Least, 0, K.Unit.str()};
  int64_t Low = K.Least, High = K.N->Count < 0 ? Cap : K.N->Count - 1;
  auto Total = [&](int64_t To) {
    K.N->Count = To;
    return B.worst();
  };
  // The sum grows with each of its numbers.
  while (Low < High) {
    int64_t Middle = Low + (High - Low + 1) / 2;
    if (Total(Middle).exceeds(Cap))
      High = Middle - 1;
    else
      Low = Middle;
  }
  C.To = Low;
  C.Total = Total(Low).Count;
  return C;
}

} // namespace

std::vector<Change> alternatives(const Budget &B, int64_t Cap) {
  Budget Copy = B;
  std::vector<std::pair<unsigned, Change>> Found;
  for (const Knob &K : knobs(Copy)) {
    Number Before = *K.N;
    Change C = turn(Copy, K, Cap);
    if (!Copy.worst().exceeds(Cap))
      Found.push_back({K.Rank, C});
    *K.N = Before;
  }
  auto Weight = [&](const Change &C) { return B.Claims[C.Claim].worst().Count; };
  stable_sort(Found, [&](const auto &X, const auto &Y) {
    if (X.first != Y.first)
      return X.first < Y.first;
    return Weight(X.second) > Weight(Y.second);
  });
  std::vector<Change> Out;
  for (auto &[Rank, C] : Found)
    Out.push_back(std::move(C));
  return Out;
}

std::vector<Change> fit(const Budget &B, int64_t Cap) {
  std::vector<Change> Single = alternatives(B, Cap);
  if (!Single.empty())
    return {Single.front()};
  Budget Copy = B;
  std::vector<Knob> All = knobs(Copy);
  stable_sort(All, [&](const Knob &X, const Knob &Y) {
    if (X.Rank != Y.Rank)
      return X.Rank < Y.Rank;
    return B.Claims[X.Claim].worst().Count > B.Claims[Y.Claim].worst().Count;
  });
  std::vector<Change> Out;
  for (const Knob &K : All) {
    if (!Copy.worst().exceeds(Cap))
      break;
    Out.push_back(turn(Copy, K, Cap));
  }
  return Out;
}

} // namespace pooltidy::deploy
