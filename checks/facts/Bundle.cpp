//===- Bundle.cpp - The facts of many units in one file -------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "facts/Bundle.h"

#include "support/Archive.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace pooltidy::facts {

// Apart from this head a bundle is: how many files, and each of them after its length.
// The checksums are those of the files.
static constexpr StringRef Magic = "pooltidy-bundle-1\n";

Expected<std::vector<StringRef>> unbundle(StringRef Bytes, StringRef Name) {
  if (!Bytes.starts_with(Magic))
    return std::vector<StringRef>{Bytes};
  support::Reader In(Bytes.drop_front(Magic.size()));
  std::vector<StringRef> Files;
  for (uint64_t Count = In.number(); Count && !In.Bad; --Count) {
    uint64_t Size = In.number();
    if (In.Bad || Size > In.In.size()) {
      In.Bad = true;
      break;
    }
    Files.push_back(In.In.take_front(Size));
    In.In = In.In.drop_front(Size);
  }
  if (In.Bad || !In.In.empty())
    return createStringError(inconvertibleErrorCode(),
                             "%s: damaged bundle of facts; merge it again", Name.str().c_str());
  return Files;
}

std::string bundle(std::vector<StringRef> Files) {
  sort(Files);
  Files.erase(unique(Files), Files.end());
  support::Writer Out;
  Out.Out = Magic;
  Out.number(Files.size());
  for (StringRef File : Files) {
    Out.number(File.size());
    Out.Out += File;
  }
  return std::move(Out.Out);
}

} // namespace pooltidy::facts
