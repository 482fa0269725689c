//===- Poolers.cpp - Profiles of poolers --------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A file of profiles, and names as they are typed after --pooler.
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"
#include "poolers/Pooler.h"

using namespace pooltidy;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  static const auto Known = llvm::cantFail(poolers::builtinProfiles());
  llvm::StringRef Text = fuzz::Bytes(Data, Size).rest();
  fuzz::valueOf(poolers::findProfile(Text.split('\n').first, Known));
  if (auto All = fuzz::valueOf(poolers::parseProfiles(Text, "p.yaml", Known))) {
    for (const poolers::Profile &P : *All) {
      P.tracks("search_path");
      for (const poolers::Cell &C : P.Cells)
        fuzz::require(!poolers::name(C.What).empty() && !poolers::name(C.How).empty(),
                      "every cell says what and how");
    }
    if (!All->empty())
      poolers::worstOf(*All);
    fuzz::valueOf(poolers::findProfile("pgbouncer-1.22", *All));
  }
  return 0;
}
