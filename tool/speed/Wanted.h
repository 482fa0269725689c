//===- Wanted.h - Which facts can matter ------------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Triage for a link, where there are facts instead of sources: the same questions, asked
// of the words in the facts. A word counts as used, defined and written to at once, which
// lets in some units too many and none too few.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_SPEED_WANTED_H
#define POOLTIDY_TOOL_SPEED_WANTED_H

#include "tool/FactsFiles.h"
#include "tool/speed/Demand.h"

#include "llvm/ADT/BitVector.h"

namespace pooltidy::tool {

class Wanted {
public:
  Wanted(llvm::ArrayRef<FactsFiles::Entry> Units, const models::ModelSet &Models)
      : Units(Units), Models(Models), Taken(Units.size()) {}

  /// The units that matter by themselves.
  std::vector<size_t> first();
  /// Those that \p D asks for, and those that may have the main() of a program that is
  /// begun but not among \p Whole; without any that were named before.
  std::vector<size_t> next(const Demand &D, const std::set<std::string> &Whole);

private:
  llvm::ArrayRef<FactsFiles::Entry> Units;
  const models::ModelSet &Models;
  llvm::BitVector Taken;

  void take(const Demand &D, std::vector<size_t> &Out);
};

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_SPEED_WANTED_H
