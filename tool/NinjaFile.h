//===- NinjaFile.h - What a build.ninja makes of what -----------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reads the build statements of a Ninja file and of the files that it includes: which
// outputs are made of which inputs. Rules and commands are of no interest, and nothing
// is run. A statement that cannot be read is left out.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_NINJAFILE_H
#define POOLTIDY_TOOL_NINJAFILE_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>
#include <vector>

namespace pooltidy::tool {

/// One step of a build. Paths are as they stand in the file.
struct BuildStep {
  std::string Rule;
  std::vector<std::string> Outputs;
  std::vector<std::string> Inputs;   ///< the explicit ones: of a linker what it links
  std::vector<std::string> Implicit; ///< what is needed besides; order-only ones are left out
};

/// Gives the text of a file, named as in the Ninja file that includes it; nothing when it
/// cannot be read.
using ReadIncluded = llvm::function_ref<std::optional<std::string>(llvm::StringRef Name)>;

/// The steps of a Ninja file with text \p Text.
std::vector<BuildStep> readNinja(llvm::StringRef Text, ReadIncluded Read);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_NINJAFILE_H
