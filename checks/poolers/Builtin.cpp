//===- Builtin.cpp - The profiles that travel in the program --------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The YAML files of this directory and "generic", which is computed from them; read
// and checked when pooltidy is built.
//
//===----------------------------------------------------------------------===//

#include "poolers/Pack.h"

namespace pooltidy::poolers {

namespace {

constexpr unsigned char Bytes[] = {
#include "Poolers.inc"
};

} // namespace

llvm::Expected<std::vector<Profile>> builtinProfiles() {
  return unpack(llvm::StringRef(reinterpret_cast<const char *>(Bytes), sizeof Bytes));
}

} // namespace pooltidy::poolers
