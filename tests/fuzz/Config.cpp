//===- Config.cpp - .pooltidy.yaml --------------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The project's own file, and the list of checks that it gives.
//
//===----------------------------------------------------------------------===//

#include "models/Config.h"
#include "Fuzz.h"
#include "poolers/Pooler.h"
#include "tool/CheckGlobs.h"
#include "tool/Options.h"

using namespace pooltidy;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  static const auto Profiles = llvm::cantFail(poolers::builtinProfiles());
  auto C = fuzz::valueOf(models::parseConfig(fuzz::Bytes(Data, Size).rest(), ".pooltidy.yaml"));
  if (!C)
    return 0;
  if (C->Checks) {
    tool::CheckGlobs Globs(*C->Checks);
    Globs.contains("pooling-session-setting");
    Globs.plainNames();
  }
  if (C->FailOn)
    fuzz::valueOf(tool::parseFailOn(*C->FailOn));
  if (C->Pooler)
    fuzz::valueOf(poolers::findProfile(*C->Pooler, Profiles));
  return 0;
}
