//===- Wanted.cpp - Which facts can matter --------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/speed/Wanted.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

bool mentions(const FactsFiles::Entry &E, WordId W) {
  return std::binary_search(E.Words.begin(), E.Words.end(), static_cast<uint32_t>(W));
}

} // namespace

void Wanted::take(const Demand &D, std::vector<size_t> &Out) {
  using Ways = std::set<std::vector<WordId>>;
  DenseMap<uint32_t, SmallVector<const Ways *, 2>> Asked;
  for (const Words *List : {&D.Used, &D.Defined, &D.Written})
    for (const auto &[W, In] : *List)
      Asked[static_cast<uint32_t>(W)].push_back(&In);
  auto Hit = [&](const FactsFiles::Entry &E) {
    return any_of(E.Words, [&](uint32_t W) {
      auto It = Asked.find(W);
      return It != Asked.end() && any_of(It->second, [&](const Ways *Any) {
               return any_of(*Any, [&](const std::vector<WordId> &In) {
                 return all_of(In, [&](WordId C) { return mentions(E, C); });
               });
             });
    });
  };
  for (size_t I = 0; I < Units.size(); ++I)
    if (!Taken.test(I) && Hit(Units[I])) {
      Taken.set(I);
      Out.push_back(I);
    }
}

std::vector<size_t> Wanted::first() {
  std::vector<size_t> Out;
  for (size_t I = 0; I < Units.size(); ++I)
    if (Units[I].Literals) {
      Taken.set(I);
      Out.push_back(I);
    }
  take(firstDemand(Models), Out);
  llvm::sort(Out);
  return Out;
}

std::vector<size_t> Wanted::next(const Demand &D, const std::set<std::string> &Whole) {
  std::vector<size_t> Out;
  take(D, Out);
  std::set<std::string> Open;
  for (unsigned I : Taken.set_bits())
    for (const std::string &P : Units[I].Programs)
      if (!Whole.count(P))
        Open.insert(P);
  const WordId Main = wordId("main");
  for (size_t I = 0; I < Units.size(); ++I)
    if (!Taken.test(I) && mentions(Units[I], Main) &&
        any_of(Units[I].Programs, [&](const std::string &P) { return Open.count(P) != 0; })) {
      Taken.set(I);
      Out.push_back(I);
    }
  llvm::sort(Out);
  return Out;
}

} // namespace pooltidy::tool
