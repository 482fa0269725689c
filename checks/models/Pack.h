//===- Pack.h - Libraries as bytes -----------------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Reading the YAML of all built-in models takes longer than parsing a small C file
// (12 ms), so it is read when pooltidy is built and travels in this form. Only for
// that: the bytes mean nothing to another build.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_MODELS_PACK_H
#define POOLTIDY_MODELS_PACK_H

#include "models/Model.h"

namespace pooltidy::models {

std::string pack(std::vector<Library> Libraries);

/// What pack() made. An error when the bytes are not from the same build.
llvm::Expected<std::vector<Library>> unpack(llvm::StringRef Bytes);

} // namespace pooltidy::models

#endif // POOLTIDY_MODELS_PACK_H
