//===- Precompiled.h - Headers that many units share ------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Units of the same flags parse the same library headers again and again: two thirds of
// the time where bodies are skipped already (53 s instead of 145 s for 200 units of
// twelve programs). So the headers from outside the project that at least two of them
// always include are parsed once, into a precompiled header; their include guards make
// it count when a unit then includes them itself.
//
// That changes nothing as long as no unit defines a macro that those headers look at.
// Which words a header has is known from its scan, so a unit that defines one of them
// anywhere goes without; one that has an error with the header is parsed again without.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_SPEED_PRECOMPILED_H
#define POOLTIDY_TOOL_SPEED_PRECOMPILED_H

#include "tool/speed/Includes.h"

#include "llvm/ADT/DenseSet.h"

#include <map>
#include <optional>

namespace pooltidy::tool {

/// A header to precompile and the units that it is for.
struct SharedHeader {
  const Unit *Model = nullptr; ///< a unit whose flags it is made with
  std::string Text;            ///< what it says: includes
  std::vector<size_t> Units;
};

/// Which headers pay among units \p Which of \p Units. Units and words are looked at in
/// order, so the same units give the same headers.
std::vector<SharedHeader> planShared(Includes &Graph, llvm::ArrayRef<Unit> Units,
                                     llvm::ArrayRef<size_t> Which);

/// A precompiled header: a file that only the store knows.
struct Precompiled {
  std::string Path;
  Manifest Read; ///< what it was made from
};

/// Makes \p H; nothing when that fails for any reason.
std::optional<Precompiled> precompile(const SharedHeader &H, FileStore &Store);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_SPEED_PRECOMPILED_H
