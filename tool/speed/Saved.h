//===- Saved.h - What the cache holds ---------------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two kinds of entries. The facts of a translation unit, found by its command and used
// while its manifest holds: after a change, all but the units that saw it are there.
// And a whole audit, found by all commands and all settings: where nothing changed,
// nothing is parsed, linked or followed again.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_SPEED_SAVED_H
#define POOLTIDY_TOOL_SPEED_SAVED_H

#include "tool/Parse.h"
#include "tool/speed/Manifest.h"

#include <optional>
#include <string>

namespace pooltidy::tool {

/// What decides the facts of \p U besides the files that it reads. \p Tool stands for
/// this very build of pooltidy.
std::string unitKey(const Unit &U, const Relocation &Moved, llvm::StringRef Tool);

/// What decides the result of an audit of \p Units besides files.
std::string auditKey(llvm::ArrayRef<Unit> Units, const AnalysisOptions &Options,
                     const Relocation &Moved, llvm::StringRef Tool);

/// What decides the analysis of a program besides its facts.
std::string analysisKey(const AnalysisOptions &Options);

/// Whether the program itself knows where the project is, by a text such as __FILE__:
/// then its facts are of no use anywhere else.
bool isBound(const facts::Unit &U, const Relocation &Moved);

struct SavedUnit {
  Manifest Read;
  Parsed Result;
};
/// Empty where it cannot be kept.
std::string save(const SavedUnit &S, const Relocation &Moved);
/// Nothing when \p Bytes are not from this format or not for this place.
std::optional<SavedUnit> restoreUnit(llvm::StringRef Bytes, const Relocation &Moved);

struct SavedAudit {
  Manifest Read;
  Audit Result;       ///< findings and coverage alone
  bool Bound = false; ///< to the directory where the project is, see isBound
};
std::string save(const SavedAudit &S, const Relocation &Moved);
/// Likewise. Only the manifest is read before \p Store says that it holds.
std::optional<SavedAudit> restoreAudit(llvm::StringRef Bytes, const Relocation &Moved,
                                       FileStore &Store);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_SPEED_SAVED_H
