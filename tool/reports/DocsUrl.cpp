//===- DocsUrl.cpp - Where the pages of the checks are --------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/reports/DocsUrl.h"

#include "tool/reports/Escape.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

std::string pooltidy::tool::docsUrl(StringRef Executable) {
  if (StringRef Url = POOLTIDY_DOCS_URL; !Url.empty())
    return Url.rtrim('/').str();
  SmallString<256> Installed = sys::path::parent_path(sys::path::parent_path(Executable));
  sys::path::append(Installed, "share/doc/pooltidy/checks");
  for (StringRef Dir : {StringRef(Installed), StringRef(POOLTIDY_DOCS_DIR)})
    if (sys::fs::is_directory(Dir))
      return "file://" + uriPath(Dir);
  return "";
}
