//===- Serialize.h - Facts as bytes and back --------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The file format of `pooltidy extract`: a magic number, a version, a checksum and
// the fields of Facts.h in order, integers as LEB128. A file is only accepted
// when every index in it is in range and every tree is a tree, so that later
// layers need not check again whatever the file came from.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_FACTS_SERIALIZE_H
#define POOLTIDY_FACTS_SERIALIZE_H

#include "facts/Facts.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <optional>

namespace pooltidy::facts {

/// The bytes of \p U. The same facts always give the same bytes.
std::string serialize(const Unit &U);

/// Reads what serialize wrote. \p Name is the file's name for messages. Errors: not
/// a facts file, another format version, damaged.
llvm::Expected<Unit> deserialize(llvm::StringRef Bytes, llvm::StringRef Name);

/// Where a unit is from.
struct Source {
  std::string File; ///< the main file
  std::string Root; ///< the project's directory; may be empty
};

/// The part of deserialize() that tells where the unit is from, in a fraction of the time.
/// Nothing for bytes that deserialize() refuses at their beginning.
std::optional<Source> sourceOf(llvm::StringRef Bytes);

} // namespace pooltidy::facts

#endif // POOLTIDY_FACTS_SERIALIZE_H
