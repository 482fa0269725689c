//===- PackPoolers.cpp - The built-in profiles as bytes -------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Runs during the build: OUTPUT.inc FILE.yaml...
//
//===----------------------------------------------------------------------===//

#include "poolers/Pack.h"
#include "support/Embed.h"

#include "llvm/Support/Path.h"

using namespace llvm;
using namespace pooltidy;

namespace {

Error run(ArrayRef<const char *> Arguments) {
  std::vector<poolers::Profile> All;
  for (const char *File : Arguments.drop_front()) {
    Expected<std::string> Text = support::readFile(File);
    if (!Text)
      return Text.takeError();
    // A file may build on those before it.
    auto Some = poolers::parseProfiles(*Text, sys::path::filename(File), All);
    if (!Some)
      return Some.takeError();
    for (poolers::Profile &P : *Some)
      All.push_back(std::move(P));
  }
  // "generic" is computed, so that it can never be better than one of them.
  All.push_back(poolers::worstOf(All));
  return support::writeBytes(Arguments.front(), poolers::pack(std::move(All)));
}

} // namespace

int main(int Count, char **Arguments) {
  if (Count < 3) {
    errs() << "usage: OUTPUT FILE...\n";
    return 2;
  }
  if (Error E = run(ArrayRef<const char *>(Arguments + 1, Count - 1))) {
    errs() << toString(std::move(E)) << '\n';
    return 1;
  }
  return 0;
}
