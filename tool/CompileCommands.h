//===- CompileCommands.h - Which translation units to analyse ---*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Finds and reads compile_commands.json and picks the translation units that the
// user asked for. A database that is missing, malformed or empty is an error; a file
// that it names and that is gone is a problem of that file alone. It does not guess
// flags for files the database does not name.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_COMPILECOMMANDS_H
#define POOLTIDY_TOOL_COMPILECOMMANDS_H

#include "tool/Analysis.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <optional>
#include <string>
#include <vector>

namespace pooltidy::tool {

/// An entry of the database as it stands there, paths made absolute.
struct DatabaseEntry {
  std::string File;
  std::string Directory;
  std::vector<std::string> Arguments;
  std::string Output; ///< the object file; empty when the entry does not say
  /// What assignPrograms would find out; nothing when the entry does not say (Split.h).
  struct Linked {
    std::vector<std::string> Programs;
    std::string Target;
  };
  std::optional<Linked> Into;
};

struct CommandSet {
  std::vector<TuCommand> Commands; ///< in the order of the database, none twice
  std::vector<TuProblem> Problems; ///< files that are gone or cannot be read
};

/// The database for \p BuildDir (a directory or the file itself), or, when that is
/// empty, the nearest one above \p Paths or above \p WorkingDir.
llvm::Expected<std::string> findDatabase(llvm::StringRef BuildDir,
                                         llvm::ArrayRef<std::string> Paths,
                                         llvm::StringRef WorkingDir);

/// Reads the text of a database. Errors are of the form "FILE:LINE: what is wrong".
llvm::Expected<std::vector<DatabaseEntry>> parseDatabase(llvm::StringRef Text,
                                                         llvm::StringRef File);

/// The commands of database \p File that lie at or under \p Paths, or all of them.
llvm::Expected<CommandSet> loadCommands(llvm::StringRef File, llvm::ArrayRef<std::string> Paths,
                                        llvm::StringRef WorkingDir, llvm::StringRef ResourceDir);

/// The commands for \p Files compiled with \p Flags alone.
llvm::Expected<CommandSet> fixedCommands(llvm::ArrayRef<std::string> Files,
                                         llvm::ArrayRef<std::string> Flags,
                                         llvm::StringRef WorkingDir, llvm::StringRef ResourceDir);

/// \p Path, absolute and without dots.
std::string absolutePath(llvm::StringRef Path, llvm::StringRef WorkingDir);

/// Whether the absolute \p Path is \p Root or lies under it.
bool isUnder(llvm::StringRef Path, llvm::StringRef Root);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_COMPILECOMMANDS_H
