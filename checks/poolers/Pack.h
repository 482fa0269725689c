//===- Pack.h - Profiles as bytes ------------------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// As models/Pack.h: what is built in is read from YAML once, during the build.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_POOLERS_PACK_H
#define POOLTIDY_POOLERS_PACK_H

#include "poolers/Pooler.h"

namespace pooltidy::poolers {

std::string pack(std::vector<Profile> Profiles);

/// What pack() made. An error when the bytes are not from the same build.
llvm::Expected<std::vector<Profile>> unpack(llvm::StringRef Bytes);

} // namespace pooltidy::poolers

#endif // POOLTIDY_POOLERS_PACK_H
