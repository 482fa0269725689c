//===- Builtin.cpp - The models that travel in the program ----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The YAML files of this directory, embedded by CMake. A mistake in one of them is an
// error like one in a user's file, so that a test can show where it is.
//
//===----------------------------------------------------------------------===//

#include "models/Model.h"

using namespace llvm;

namespace pooltidy::models {

namespace {

struct EmbeddedFile {
  const char *Name;
  const char *Text;
};

constexpr EmbeddedFile Files[] = {
#include "Models.inc"
};

} // namespace

Expected<ModelSet> builtinModels() {
  ModelSet Set;
  Error Problems = Error::success();
  for (const EmbeddedFile &F : Files) {
    Expected<Library> L = parseLibrary(F.Text, F.Name);
    if (L)
      Set.add(std::move(*L));
    else
      Problems = joinErrors(std::move(Problems), L.takeError());
  }
  if (Problems)
    return Problems;
  return Set;
}

} // namespace pooltidy::models
