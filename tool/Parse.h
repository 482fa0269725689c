//===- Parse.h - One translation unit to facts ------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Runs Clang's front end without diagnostics, code generation or the bodies of
// system headers, and keeps the facts. What crashes is contained: the thread is
// given up, the rest of the audit goes on.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_PARSE_H
#define POOLTIDY_TOOL_PARSE_H

#include "facts/Facts.h"
#include "tool/speed/Frontend.h"

#include <optional>

namespace pooltidy::tool {

struct Parsed {
  std::optional<facts::Unit> Unit; ///< nothing when Clang could not even start or crashed
  CompilerErrors Errors;
};

/// The result for a unit that is not to be parsed, because of \p Why.
Parsed notParsed(llvm::StringRef Why);

/// Parses \p U through \p Files. \p ProjectRoot is an absolute directory or empty,
/// \p Shared the path of a precompiled header or empty.
Parsed parse(const Unit &U, llvm::IntrusiveRefCntPtr<View> Files, const std::string &ProjectRoot,
             const std::string &Shared = std::string());

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_PARSE_H
