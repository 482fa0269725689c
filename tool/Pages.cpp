//===- Pages.cpp - The documentation inside the program -------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Pages.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

struct Page {
  StringRef Name;
  StringRef Text;
};

constexpr Page Pages[] = {
#include "Pages.inc"
    {"", ""}, // keeps the table legal when there are no pages
};

} // namespace

StringRef checkPage(StringRef Check) {
  for (const Page &P : Pages) {
    StringRef Name = P.Name;
    if (Name.consume_back(".md") && Name == Check)
      return P.Text;
  }
  return StringRef();
}

} // namespace pooltidy::tool
