//===- Text.cpp - Putting text together ---------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Formats of all families with arguments that hold holes, and the operations on the text
// that comes of it. The parts of the input are separated by lines of two dashes: the
// format first, then the arguments.
//
//===----------------------------------------------------------------------===//

#include "leases/Text.h"
#include "Fuzz.h"

using namespace pooltidy;
using namespace pooltidy::leases;
using fuzz::require;

namespace {

Text textOf(llvm::StringRef Bytes, uint32_t Line) {
  Text Out;
  while (!Bytes.empty()) {
    auto [Known, After] = Bytes.split(sql::HoleMark);
    Out.append(Text::constant(Known, {1, Line, 1}));
    if (Known.size() < Bytes.size())
      Out.append(Text::hole(sql::HoleKind::Unknown, "the parameter 'p'", {1, Line, 2}, Line));
    Bytes = After;
  }
  return Out;
}

void check(const Text &T) {
  size_t Last = 0;
  for (const sql::Hole &H : T.sql().Holes) {
    require(H.Offset >= Last && H.Length > 0 && H.Offset + H.Length <= T.size(),
            "holes stand in the text, one after the other");
    Last = H.Offset + H.Length;
  }
  for (size_t I = 0; I <= T.size(); I += 1 + T.size() / 16) {
    T.place(I);
    require(I + T.run(I, T.size() - I) <= T.size(), "a run ends with the text");
    T.verbatim(I, T.size() - I);
    Text Cut = T.slice(I, T.size() / 2);
    require(Cut.size() <= T.size() / 2, "a slice is no longer than was asked for");
    T.pieces(I, T.size());
    T.identity(I, T.size());
  }
  require(T.lowered().size() == T.size(), "lower case changes no length");
  Text Same = T;
  require(Same == T && Same.hash() == T.hash(), "a copy is equal");
  bool Doubt = false;
  size_t At = T.findByte(0, [](char C) { return C == '%'; }, Doubt);
  require(At == std::string::npos || T.bytes()[At] == '%', "what is found is what was looked for");
  T.shown();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  fuzz::Bytes In(Data, Size);
  Text Format = textOf(In.part(), 1);
  std::vector<Text> Arguments;
  std::vector<std::string> Names;
  while (!In.rest().empty() && Arguments.size() < 8) {
    Arguments.push_back(textOf(In.part(), 2 + Arguments.size()));
    Names.push_back(Arguments.size() % 2 ? "n" : "");
  }
  check(formatPrintf(Format, Arguments, true));
  check(formatPrintf(Format, Arguments, false));
  check(formatBraces(Format, Arguments));
  check(formatBraces(Format, Arguments, Names));
  check(formatPercent(Format, Arguments));
  check(formatDollar(Format, Arguments));
  Text One = Format;
  for (const Text &A : Arguments) {
    check(Text::common(One, A));
    One = formatArg(One, A);
    check(One);
    Format.append(A);
    check(Text::common(Format, One));
    if (One.size() > 1 << 16)
      break; // each %1 doubles it
  }
  check(Format);
  return 0;
}
