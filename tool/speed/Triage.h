//===- Triage.h - Which units can matter ------------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Most files of most programs never touch a database, and parsing is nearly all that an
// audit costs. A unit is worth parsing when
//
//   * it can see a header of a client library, or names one of its functions,
//   * it has a literal that looks like SQL or like a connection string,
//   * units that were parsed ask for it: it may call what reaches the database, or
//     define what that calls (Demand.h),
//   * nobody can tell, as with an include by a macro.
//
// The third is asked again after each round of parsing until nothing is added, so that
// a wrapper library whose headers show no driver hides nothing.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_SPEED_TRIAGE_H
#define POOLTIDY_TOOL_SPEED_TRIAGE_H

#include "tool/speed/Demand.h"
#include "tool/speed/Includes.h"

#include "models/Model.h"

#include "llvm/ADT/BitVector.h"

namespace pooltidy::tool {

class Triage {
public:
  Triage(Includes &Graph, llvm::ArrayRef<Unit> Units, const models::ModelSet &Models);

  /// The units that are worth parsing before anything is known.
  std::vector<size_t> first();
  /// Those that \p D asks for, without any that were named before.
  std::vector<size_t> next(const Demand &D);

private:
  struct Sight {
    std::vector<uint32_t> Bodies; ///< main files and what they include that is no header
    std::vector<uint32_t> Ours;   ///< all files of the project that are seen
    bool Library = false;         ///< a client library's header is seen
    bool Unclear = false;
  };

  Includes &Graph;
  llvm::ArrayRef<Unit> Units;
  const models::ModelSet &Models;
  std::vector<Sight> Seen;
  llvm::BitVector Taken;

  void look(size_t Unit);
  /// The units with a main() of programs that have a unit which was taken, but no main().
  std::vector<size_t> mains() const;
  bool isLibrary(llvm::StringRef Path) const;
  /// The words of a file that are asked for.
  struct Hits {
    std::vector<WordId> Used, Defined, Written;
  };
  bool names(const Sight &S, const Demand &D, llvm::ArrayRef<Hits> In) const;
  std::vector<std::string> Headers; ///< of client libraries, as models write them
};

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_SPEED_TRIAGE_H
