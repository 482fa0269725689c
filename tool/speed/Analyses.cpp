//===- Analyses.cpp - Results of earlier analyses -------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/speed/Analyses.h"

#include "tool/speed/Saved.h"

#include "llvm/ADT/STLExtras.h"

namespace pooltidy::tool {

KeptAnalyses::KeptAnalyses(Cache &Kept, llvm::ArrayRef<Unit> Units, const AnalysisOptions &Options)
    : Kept(Kept), Name(analysisKey(Options)) {
  std::vector<llvm::StringRef> All;
  for (const Unit &U : Units)
    All.push_back(U.Command->File);
  llvm::sort(All);
  for (llvm::StringRef File : All)
    Files += (File + "\n").str();
}

std::string KeptAnalyses::find(llvm::StringRef Program) const {
  const std::string Latest = cacheKey(Name + "latest " + Program.str());
  if (auto Bytes = Kept.find(cacheKey(Name + Program.str() + "\n" + Files)))
    return std::move(*Bytes);
  if (auto Key = Kept.find(Latest))
    if (auto Bytes = Kept.find(*Key))
      return std::move(*Bytes);
  return std::string();
}

void KeptAnalyses::keep(llvm::StringRef Program, llvm::StringRef Memo) {
  const std::string Key = cacheKey(Name + Program.str() + "\n" + Files);
  Kept.keep(Key, Memo);
  Kept.keep(cacheKey(Name + "latest " + Program.str()), Key);
}

} // namespace pooltidy::tool
