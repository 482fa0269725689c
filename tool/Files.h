//===- Files.h - Reading and writing files ----------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Files as the command wants them: every failure is one line that names the file,
// and a file that is written is either there as a whole or as it was before.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_FILES_H
#define POOLTIDY_TOOL_FILES_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

#include <string>
#include <system_error>

namespace pooltidy::tool {

/// An error whose text is \p Parts, one after the other.
template <typename... Ts> llvm::Error failure(Ts &&...Parts) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  (OS << ... << Parts);
  return llvm::createStringError(llvm::inconvertibleErrorCode(), OS.str());
}

/// Why \p Path cannot be read as a file, or no error.
std::error_code canRead(llvm::StringRef Path);

/// The bytes of \p Path; "-" is standard input.
llvm::Expected<std::string> readFile(llvm::StringRef Path);

/// Lets \p Write fill \p Path. A regular file is replaced at once when everything was
/// written, so that no reader ever sees half of it; "" and "-" are standard output.
llvm::Error writeFile(llvm::StringRef Path,
                      llvm::function_ref<llvm::Error(llvm::raw_ostream &)> Write);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_FILES_H
