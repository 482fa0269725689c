//===- Identity.h - Which build of pooltidy this is -------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What is kept between runs is of use only to the very same program, whatever two
// versions may call themselves. The linker's build id says which one this is; without
// one the program's bytes do, which takes some milliseconds to read.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_IDENTITY_H
#define POOLTIDY_TOOL_IDENTITY_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace pooltidy::tool {

/// Tells this build from every other one. Empty when that cannot be known; then nothing
/// must be kept.
std::string toolIdentity(llvm::StringRef Executable);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_IDENTITY_H
