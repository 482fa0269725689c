//===- Fingerprints.cpp - Names for findings that survive edits -----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/reports/Fingerprints.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;

namespace pooltidy::tool {

std::string Fingerprints::of(const rules::Finding &F) {
  std::string Key = F.Check + '\n' + shortPath(F.Where.File, Root) + '\n';
  StringRef Line = Sources.line(F.Where.File, F.Where.Line);
  for (char C : Line)
    if (!isSpace(C))
      Key += C;
  // A file that cannot be read any more still needs names that differ.
  if (Line.empty())
    Key += F.Message;
  std::string Hash = utohexstr(xxh3_64bits(Key), /*LowerCase=*/true, /*Width=*/16);
  return Hash + ":" + std::to_string(++Seen[Hash]);
}

} // namespace pooltidy::tool
