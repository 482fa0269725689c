//===- Conninfo.cpp - Connection strings and URLs -----------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// All forms of a connection string, with holes, and the options parameter.
//
//===----------------------------------------------------------------------===//

#include "leases/Conninfo.h"
#include "Fuzz.h"

using namespace pooltidy;
using namespace pooltidy::leases;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  llvm::StringRef Bytes = fuzz::Bytes(Data, Size).rest();
  Text T;
  while (!Bytes.empty()) {
    auto [Known, After] = Bytes.split(sql::HoleMark);
    T.append(Text::constant(Known, {1, 1, 1}));
    if (Known.size() < Bytes.size())
      T.append(Text::hole(sql::HoleKind::Unknown, "the parameter 'p'", {1, 1, 2}));
    Bytes = After;
  }
  for (const Conninfo &C :
       {parseConninfo(T), parseSemicolons(T), parseConninfo(withoutSemicolons(T))})
    for (const Parameter &P : C.Parameters) {
      require(P.ValueKnown == !llvm::StringRef(P.Value).contains(sql::HoleMark) ||
                  T.bytes().contains(sql::HoleMark),
              "a value is known when it has no hole");
      isLibpqKeyword(P.Keyword);
      parseServerOptions(P.Value);
      require(C.find(P.Keyword) && C.find(P.Keyword, true), "a parameter is found by its keyword");
    }
  parseServerOptions(fuzz::Bytes(Data, Size).rest());
  return 0;
}
