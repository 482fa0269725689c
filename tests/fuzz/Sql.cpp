//===- Sql.cpp - SQL text, whole and with holes -------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Bytes that are HoleMark stand for holes. Whatever is found must lie inside the text, in
// order, and an edit that is offered must leave SQL that means what it meant.
//
//===----------------------------------------------------------------------===//

#include "Fuzz.h"
#include "sql/Narrow.h"

using namespace pooltidy;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  sql::SqlText Text = fuzz::withHoles(fuzz::Bytes(Data, Size).rest());
  uint32_t Last = 0;
  for (const sql::Statement &S : sql::analyse(Text)) {
    require(S.Begin >= Last && S.Begin <= S.End && S.End <= Text.Text.size(),
            "statements stand in the text, one after the other");
    Last = S.End;
    for (const sql::Effect &E : S.Effects) {
      require(!sql::name(E.Kind).empty(), "every effect has a name");
      require(E.Offset >= S.Begin && E.Length <= S.End - E.Offset && E.Offset <= S.End,
              "an effect stands in its statement");
      if (!sql::mayNarrow(E.Kind))
        continue;
      if (std::optional<sql::TextEdit> Edit = sql::narrowed(Text, S, E)) {
        require(Edit->Length > 0 && Edit->Offset <= Text.Text.size() &&
                    Edit->Length <= Text.Text.size() - Edit->Offset,
                "an edit replaces bytes of the text");
        for (const sql::Hole &H : Text.Holes)
          require(Edit->Offset + Edit->Length <= H.Offset || H.Offset + H.Length <= Edit->Offset,
                  "an edit replaces known bytes");
      }
    }
  }
  return 0;
}
