//===- TextFiles.h - Files that the program names ---------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A program may keep its statements in .sql files and read them when it runs. Their
// names stand in string literals, so their text is made part of the facts.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_PROGRAM_TEXTFILES_H
#define POOLTIDY_PROGRAM_TEXTFILES_H

#include "program/Names.h"

namespace pooltidy::program {

/// Adds to \p U the .sql files that its literals name, where they are found: beside a
/// source or above it in the project, in the directory of the compile command, or where
/// headers are included from. Where a literal leaves open which ("sql/%1.sql"), all of that
/// directory are added, within limits. They are read through the file manager of the translation
/// unit, which is how a cache learns of them, also of those that are not there.
void addTextFiles(Tables &Names, facts::Unit &U, const ExtractOptions &Options);

} // namespace pooltidy::program

#endif // POOLTIDY_PROGRAM_TEXTFILES_H
