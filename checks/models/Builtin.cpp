//===- Builtin.cpp - The models that travel in the program ----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The YAML files of this directory, read and checked when pooltidy is built: a mistake
// in one of them fails the build with its file and line.
//
//===----------------------------------------------------------------------===//

#include "models/Pack.h"

using namespace llvm;

namespace pooltidy::models {

namespace {

constexpr unsigned char Bytes[] = {
#include "Models.inc"
};

} // namespace

Expected<ModelSet> builtinModels() {
  Expected<std::vector<Library>> Libraries =
      unpack(StringRef(reinterpret_cast<const char *>(Bytes), sizeof Bytes));
  if (!Libraries)
    return Libraries.takeError();
  ModelSet Set;
  for (Library &L : *Libraries)
    Set.add(std::move(L));
  return Set;
}

} // namespace pooltidy::models
