//===- Lists.cpp - Lists that other programs and people write -----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Baselines and JSON reports, compile_commands.json, build.ninja, NOLINT comments. The first
// byte says which; without a match all of them.
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"
#include "tool/Baseline.h"
#include "tool/CommandAdapter.h"
#include "tool/CompileCommands.h"
#include "tool/NinjaFile.h"
#include "tool/Suppressions.h"

using namespace pooltidy;
using namespace pooltidy::tool;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  fuzz::Bytes In(Data, Size);
  llvm::StringRef Text = In.part(), Other = In.rest();
  auto Old = fuzz::valueOf(readBaseline(Text, "old.json"));
  auto Now = fuzz::valueOf(readBaseline(Other, "new.json"));
  if (Old && Now) {
    Comparison C = compare(*Old, *Now);
    require(C.New.size() + C.Kept.size() == Now->size(), "each finding of now is new or kept");
    require(C.Fixed.size() + C.Kept.size() == Old->size(), "each finding of then is fixed or kept");
    for (const KnownFinding &F : *Old)
      severityOf(F);
  }
  if (auto Database = fuzz::valueOf(parseDatabase(Text, "/p/compile_commands.json")))
    for (const DatabaseEntry &E : *Database)
      isUnder(absolutePath(E.File, E.Directory), "/p");
  readNinja(Text, [&](llvm::StringRef) -> std::optional<std::string> {
    return Other.empty() ? std::nullopt : std::optional<std::string>(Other.str());
  });
  FileSuppressions S(Text);
  for (unsigned Line = 1; Line < 5; ++Line)
    S.silences("pooling-session-setting", Line, 1);
  return 0;
}
