//===- Frontend.h - From compile commands to Clang's settings ---*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Clang's driver turns a command into the settings of its front end: it looks for the
// newest GCC, for its headers, for the target. That costs milliseconds and gives the
// same for every file of a target, so it is done once for all commands that differ in
// their input alone.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_SPEED_FRONTEND_H
#define POOLTIDY_TOOL_SPEED_FRONTEND_H

#include "tool/Analysis.h"
#include "tool/speed/FileStore.h"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace clang {
class CompilerInvocation;
}

namespace pooltidy::tool {

/// Errors of the compiler, the first few of them in words: "file:line: text".
struct CompilerErrors {
  std::vector<std::string> Lines;
  unsigned Count = 0;
};

/// What the commands of a group, which differ in their input alone, have in common.
struct FlagGroup {
  unsigned Number = 0;   ///< among the groups of an audit, from 0, in order of the commands
  std::string Directory; ///< where the commands run
  std::string Extension; ///< of the inputs
  /// Every word that the driver gives to the front end, but for the input.
  std::vector<std::string> Words;
  /// Null where the driver could make nothing of the command.
  std::shared_ptr<const clang::CompilerInvocation> Settings;
  CompilerErrors Errors; ///< of the driver
  /// Where <header> is looked for, in order, and from which of them on in vain for
  /// "header" alone; absolute. See searched.
  std::vector<std::string> Quoted, Angled;
  /// The compiler's own directories, which hold nobody's program.
  std::vector<std::string> Default;
  /// Whether Quoted and Angled are all there is: no map, framework or overlay.
  bool PlainSearch = true;
};

/// A command and its group.
struct Unit {
  const TuCommand *Command = nullptr;
  const FlagGroup *Group = nullptr;
  std::string Input; ///< the file as the command spells it

  /// The settings for this very file, or null.
  std::shared_ptr<clang::CompilerInvocation> settings() const;
};

/// Sorts commands into groups.
class Frontend {
public:
  explicit Frontend(FileStore &Store) : Store(Store) {}
  Unit unit(const TuCommand &Command);
  const std::vector<std::unique_ptr<FlagGroup>> &groups() const { return Groups; }

private:
  FileStore &Store;
  llvm::StringMap<unsigned> Known;
  std::vector<std::unique_ptr<FlagGroup>> Groups;
};

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_SPEED_FRONTEND_H
