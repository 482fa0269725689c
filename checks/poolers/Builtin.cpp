//===- Builtin.cpp - The profiles that travel in the program --------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The YAML files of this directory, embedded by CMake, and "generic", which is computed
// from them so that it can never be better than one of them.
//
//===----------------------------------------------------------------------===//

#include "poolers/Pooler.h"

using namespace llvm;

namespace pooltidy::poolers {

namespace {

struct EmbeddedFile {
  const char *Name;
  const char *Text;
};

constexpr EmbeddedFile Files[] = {
#include "Poolers.inc"
};

} // namespace

Expected<std::vector<Profile>> builtinProfiles() {
  std::vector<Profile> All;
  for (const EmbeddedFile &F : Files) {
    Expected<std::vector<Profile>> Some = parseProfiles(F.Text, F.Name, All);
    if (!Some)
      return Some.takeError(); // files that build on this one would only fail as well
    for (Profile &P : *Some)
      All.push_back(std::move(P));
  }
  All.push_back(worstOf(All));
  return All;
}

} // namespace pooltidy::poolers
