//===- Cases.cpp - The table of live cases --------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Cases.h"

#include <algorithm>

std::vector<live::Case> &live::cases() {
  static std::vector<Case> All;
  return All;
}

live::Seen &live::seen() {
  static Seen Now;
  return Now;
}

extern "C" void live_register(const char *Name, const char *Says, const char *Checks,
                              const char *Where, const char *File, int Line,
                              LiveFunction Function) {
  live::cases().push_back({Name, Says, Checks, Where, File, Line, Function});
}

extern "C" void note_text(const char *Text) { live::seen().Notes.emplace_back(Text); }

extern "C" void note_number(long Number) { live::seen().Notes.push_back(std::to_string(Number)); }
