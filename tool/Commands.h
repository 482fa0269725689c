//===- Commands.h - What each command does ----------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each command gathers its input, calls the analysis, and writes the reports. It says
// how it ended as an Ending; which exit status that is, main.cpp alone decides.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_COMMANDS_H
#define POOLTIDY_TOOL_COMMANDS_H

#include "tool/Options.h"
#include "tool/Watch.h"

#include "llvm/Support/Error.h"

#include <string>

namespace pooltidy::tool {

enum class Ending {
  Clean,      ///< complete, nothing at or above --fail-on
  Findings,   ///< complete, with findings at or above it
  Incomplete, ///< something could not be analysed, or only in part
};

/// Runs the command of \p O. \p Executable is our own path. An Error is a usage or
/// configuration error, or a report that could not be written.
/// \p W knows which files are to be left out.
llvm::Expected<Ending> runCommand(const Options &O, const std::string &Executable, Watch &W);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_COMMANDS_H
