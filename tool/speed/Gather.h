//===- Gather.h - The facts of a program's units, the quick way -*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The first half of an audit: from commands to facts, with everything that makes it
// quick. What is kept from an earlier audit is not made again, and the rest is made by
// several threads. None of that changes what comes out.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_SPEED_GATHER_H
#define POOLTIDY_TOOL_SPEED_GATHER_H

#include "tool/Parse.h"
#include "tool/speed/Cache.h"
#include "tool/speed/Precompiled.h"
#include "tool/speed/Saved.h"
#include "tool/speed/Triage.h"

namespace pooltidy::tool {

struct Gathered {
  std::vector<Parsed> Results; ///< one a unit
  std::vector<bool> Skipped;   ///< units that cannot matter, so were not parsed
  Manifest Read;               ///< everything that they depend on
};

class Gatherer {
public:
  Gatherer(FileStore &Store, const AnalysisOptions &Options, const models::ModelSet &Models,
           Cache &Kept, Progress Report)
      : Store(Store), Options(Options), Models(Models), Kept(Kept), Moved(Options.ProjectRoot),
        Report(Report) {}

  Gathered run(llvm::ArrayRef<Unit> Units);

private:
  void parseAll(llvm::ArrayRef<Unit> Units, llvm::ArrayRef<size_t> Which, Includes &Graph,
                Gathered &Out);
  Demand asks(const Gathered &Sofar) const;
  std::optional<SavedUnit> kept(const Unit &U) const;
  SavedUnit made(const Unit &U, uint32_t Number, const Precompiled *Shared);
  void inParallel(size_t Tasks, llvm::function_ref<void(size_t)> Task) const;

  FileStore &Store;
  const AnalysisOptions &Options;
  const models::ModelSet &Models;
  Cache &Kept;
  Relocation Moved;
  Progress Report;
};

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_SPEED_GATHER_H
