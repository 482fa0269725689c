//===- DocsUrl.h - Where the pages of the checks are ------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_REPORTS_DOCSURL_H
#define POOLTIDY_TOOL_REPORTS_DOCSURL_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace pooltidy::tool {

/// The URL of the folder with the pages, without a slash at its end: on the web, beside the
/// installed \p Executable, or in the tree that it was built from. "" where there is none.
std::string docsUrl(llvm::StringRef Executable);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_REPORTS_DOCSURL_H
