//===- Configuration.h - Command line and .pooltidy.yaml --------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Finds the configuration file and merges it with the command line, which wins. Names
// of checks and poolers are looked up here, before any work, so that a misspelt one is
// an error at once and not an audit that checked nothing.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_CONFIGURATION_H
#define POOLTIDY_TOOL_CONFIGURATION_H

#include "tool/Analysis.h"
#include "tool/Options.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

#include <map>
#include <string>

namespace pooltidy::tool {

inline constexpr llvm::StringRef ConfigName = ".pooltidy.yaml";

struct Configuration {
  AnalysisOptions Analysis;
  FailOn Fail;
  std::string File; ///< the configuration file that was read, or ""
  /// Where the value of each key comes from: "default", "command line" or FILE:LINE. A list
  /// that goes on names all.
  std::map<std::string, std::string> Origins;
};

/// The configuration for sources that lie under the absolute directory \p SourceDir.
/// \p Checks are the checks there are.
/// \p Database is the file that the commands come from, or "".
llvm::Expected<Configuration> configure(const Options &O, llvm::StringRef SourceDir,
                                        llvm::StringRef Database, llvm::StringRef WorkingDir,
                                        llvm::ArrayRef<CheckInfo> Checks);

/// The deepest directory above all of the absolute \p Files.
std::string commonDirectory(llvm::ArrayRef<std::string> Files);

/// The directory that paths are printed against and that bounds the project, which
/// contains \p SourceDir: the nearest one with a .git, else with a configuration file,
/// else the one that CMake or the place of \p Database says, else \p WorkingDir.
std::string projectRoot(llvm::StringRef SourceDir, llvm::StringRef Database,
                        llvm::StringRef WorkingDir);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_CONFIGURATION_H
