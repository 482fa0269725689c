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

namespace pooltidy::facts {

/// The bytes of \p U. The same facts always give the same bytes.
std::string serialize(const Unit &U);

/// Reads what serialize wrote. \p Name is the file's name for messages. Errors: not
/// a facts file, another format version, damaged.
llvm::Expected<Unit> deserialize(llvm::StringRef Bytes, llvm::StringRef Name);

/// What a unit says of itself before its functions: all its texts are among it.
struct Head {
  std::string File; ///< the main file
  std::string Root; ///< the project's directory; may be empty
  std::vector<std::string> Programs;
  std::string Target;
  std::vector<std::string> Errors;
  std::vector<std::string> Strings;
  std::vector<Literal> Literals;
};

/// The beginning of what deserialize() reads, in a fraction of the time, with the same
/// errors but for what is wrong with the rest of an intact file.
llvm::Expected<Head> readHead(llvm::StringRef Bytes, llvm::StringRef Name);

} // namespace pooltidy::facts

#endif // POOLTIDY_FACTS_SERIALIZE_H
