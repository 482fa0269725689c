//===- Pages.h - The documentation inside the program -----------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The pages of docs/checks are built in, so that `explain`, the help in SARIF logs and
// the documentation are the same words.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_PAGES_H
#define POOLTIDY_TOOL_PAGES_H

#include "llvm/ADT/StringRef.h"

namespace pooltidy::tool {

/// The page of \p Check ("pooling-cursor"), Markdown, or "" when there is none.
llvm::StringRef checkPage(llvm::StringRef Check);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_PAGES_H
