//===- PackModels.cpp - The built-in models as bytes ----------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Runs during the build: OUTPUT.inc FILE.yaml...
//
//===----------------------------------------------------------------------===//

#include "models/Pack.h"
#include "support/Embed.h"

#include "llvm/Support/Path.h"

using namespace llvm;
using namespace pooltidy;

namespace {

Error run(ArrayRef<const char *> Arguments) {
  std::vector<models::Library> All;
  Error Problems = Error::success();
  for (const char *File : Arguments.drop_front()) {
    Expected<std::string> Text = support::readFile(File);
    if (!Text)
      return joinErrors(std::move(Problems), Text.takeError());
    if (auto L = models::parseLibrary(*Text, sys::path::filename(File)))
      All.push_back(std::move(*L));
    else
      Problems = joinErrors(std::move(Problems), L.takeError());
  }
  if (Problems)
    return Problems;
  return support::writeBytes(Arguments.front(), models::pack(std::move(All)));
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
