//===- Models.cpp - Models of client libraries --------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A library document as it is found in a project's own configuration.
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"
#include "models/Config.h"

using namespace pooltidy;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  llvm::StringRef Text = fuzz::Bytes(Data, Size).rest();
  models::ModelSet Set;
  if (auto Library = fuzz::valueOf(models::parseLibrary(Text, "m.yaml")))
    Set.add(std::move(*Library));
  if (auto Libraries = fuzz::valueOf(models::parseLibraries(Text, "m.yaml")))
    for (models::Library &L : *Libraries)
      Set.add(std::move(L));
  return 0;
}
