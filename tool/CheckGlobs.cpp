//===- CheckGlobs.cpp - Lists of check names with * -----------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/CheckGlobs.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

/// Whether \p Glob, in which * stands for any text, matches the whole of \p Text.
bool matches(StringRef Glob, StringRef Text) {
  // The last * seen and how much of the text it has taken: on a mismatch it takes one
  // byte more. No recursion, so no list of stars can make it slow.
  size_t G = 0, T = 0, Star = StringRef::npos, Taken = 0;
  while (T < Text.size()) {
    if (G < Glob.size() && Glob[G] == '*') {
      Star = G++;
      Taken = T;
    } else if (G < Glob.size() && Glob[G] == Text[T]) {
      ++G;
      ++T;
    } else if (Star != StringRef::npos) {
      G = Star + 1;
      T = ++Taken;
    } else {
      return false;
    }
  }
  return Glob.drop_front(G).find_first_not_of('*') == StringRef::npos;
}

} // namespace

CheckGlobs::CheckGlobs(StringRef List, bool KeepNegative) {
  while (true) {
    size_t End = List.find_first_of(",\n");
    StringRef Glob = List.substr(0, End).trim();
    bool Positive = !Glob.consume_front("-");
    if ((Positive || KeepNegative) && !Glob.trim().empty())
      Items.push_back({Positive, Glob.trim().str()});
    if (End == StringRef::npos)
      break;
    List = List.drop_front(End + 1);
  }
}

bool CheckGlobs::contains(StringRef Check) const {
  for (const Item &I : reverse(Items))
    if (matches(I.Glob, Check))
      return I.Positive;
  return false;
}

std::vector<std::string> CheckGlobs::plainNames() const {
  std::vector<std::string> Names;
  for (const Item &I : Items)
    if (I.Positive && !StringRef(I.Glob).contains('*'))
      Names.push_back(I.Glob);
  return Names;
}

} // namespace pooltidy::tool
