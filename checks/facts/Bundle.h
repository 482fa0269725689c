//===- Bundle.h - The facts of many units in one file -----------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A build engine merges the facts of a library before those of the program, on any
// machine and in any order. So a bundle is a set: the facts files in it, sorted, each
// once. Merging is commutative and associative, down to the bytes.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_FACTS_BUNDLE_H
#define POOLTIDY_FACTS_BUNDLE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace pooltidy::facts {

/// The facts files in \p Bytes: those of a bundle, or \p Bytes itself where it is none.
/// They are not looked into. \p Name is the file's name for messages.
llvm::Expected<std::vector<llvm::StringRef>> unbundle(llvm::StringRef Bytes, llvm::StringRef Name);

/// A bundle of \p Files, none of which is a bundle itself.
std::string bundle(std::vector<llvm::StringRef> Files);

} // namespace pooltidy::facts

#endif // POOLTIDY_FACTS_BUNDLE_H
