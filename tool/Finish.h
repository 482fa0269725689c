//===- Finish.h - What comes after the analysis -----------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An Audit is all that is known. From here on findings are silenced, shown, written to
// reports and weighed for the exit status, the same for every command that has them.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_FINISH_H
#define POOLTIDY_TOOL_FINISH_H

#include "tool/Commands.h"
#include "tool/Configuration.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace pooltidy::tool {

/// Whether what goes to file \p Descriptor gets colours.
bool wantsColor(const Options &O, int Descriptor);

/// What \p Analyse finds. With --fix the edits of what is not silenced are made, and the
/// files are analysed again.
llvm::Expected<Audit> fixed(llvm::function_ref<llvm::Expected<Audit>()> Analyse, const Options &O);

/// Silences, writes the reports, judges. \p Executable is the path of this program.
llvm::Expected<Ending> finish(Audit A, const Options &O, const Configuration &C,
                              llvm::StringRef Executable);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_FINISH_H
