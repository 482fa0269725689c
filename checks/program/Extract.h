//===- Extract.h - From Clang's AST to facts --------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The only door between Clang and the analysis. It lowers the functions that the
// program itself defines, and whatever of its headers they call, template
// instantiations included. Functions of system headers are left to the models.
// It refuses to know libraries: which call means what is decided later, over data.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_PROGRAM_EXTRACT_H
#define POOLTIDY_PROGRAM_EXTRACT_H

#include "facts/Facts.h"

#include <string>
#include <vector>

namespace clang {
class ASTContext;
}

namespace pooltidy::program {

struct ExtractOptions {
  /// Absolute directory of the analysed project. Files outside it count as system
  /// headers. Empty: everything that Clang does not call a system header is ours.
  std::string ProjectRoot;
  /// Where the command looks for headers of the project (-I, -iquote).
  std::vector<std::string> IncludeDirs;
};

/// The facts of the translation unit that \p Context holds. Functions are taken
/// from the traversal scope (all of the unit, or the main file alone in clang-tidy
/// and clangd) and from there on by need. Works on a recovered AST as well.
facts::Unit extract(clang::ASTContext &Context, const ExtractOptions &Options);

} // namespace pooltidy::program

#endif // POOLTIDY_PROGRAM_EXTRACT_H
