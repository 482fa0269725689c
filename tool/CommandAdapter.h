//===- CommandAdapter.h - Any compiler's command, for Clang -----*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A compile command was written for the project's own compiler: GCC, a cross
// compiler, another release of Clang. What comes out parses with the Clang we are
// built with: flags that it does not know, that only make outputs, or that name
// files of another compiler are gone. Which flags it knows is asked of Clang's own
// option table, so no list of GCC's flags has to be kept here. The compiler that
// the command names is never run, and neither are plugins.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_COMMANDADAPTER_H
#define POOLTIDY_TOOL_COMMANDADAPTER_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace pooltidy::tool {

/// \p Arguments, argv[0] included, for Clang. \p File is the one input to keep, as the
/// command or the database spells it; response files are read relative to \p Directory.
/// \p ResourceDir is Clang's own directory of headers.
std::vector<std::string> adaptCommand(llvm::ArrayRef<std::string> Arguments, llvm::StringRef File,
                                      llvm::StringRef Directory, llvm::StringRef ResourceDir);

/// The directory that holds include/stddef.h of the Clang that we are built with, or ""
/// when it is nowhere. \p Executable is our own path.
std::string findResourceDir(llvm::StringRef Executable);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_COMMANDADAPTER_H
