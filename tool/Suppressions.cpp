//===- Suppressions.cpp - NOLINT comments ---------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Suppressions.h"

#include "tool/reports/SourceLines.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <map>
#include <optional>

using namespace llvm;

namespace pooltidy::tool {

FileSuppressions::FileSuppressions(StringRef Text) {
  struct Open {
    Position At;
    StringRef List;
  };
  std::vector<Open> Stack;
  auto Unmatched = [&](Position At, StringRef Word) {
    Mistakes.push_back(
        (Twine(At.Line) + ":" + Twine(At.Column) + ": unmatched '" + Word + "'").str());
  };

  unsigned Line = 1;
  size_t LineBegin = 0, Counted = 0;
  for (size_t At = Text.find("NOLINT"); At != StringRef::npos; At = Text.find("NOLINT", At)) {
    for (; Counted < At; ++Counted)
      if (Text[Counted] == '\n') {
        ++Line;
        LineBegin = Counted + 1;
      }
    Position Here{Line, static_cast<unsigned>(At - LineBegin + 1)};
    StringRef Word = Text.substr(At).take_while([](char C) { return isAlpha(C); });
    At += Word.size();

    // Without parentheses everything is meant; with them, just what is between.
    StringRef List = "*";
    if (At < Text.size() && Text[At] == '(') {
      size_t End = Text.find_first_of("\n)", At + 1);
      if (End != StringRef::npos && Text[End] == ')')
        List = Text.slice(At + 1, End);
    }
    CheckGlobs Checks(List, /*KeepNegative=*/false);

    if (Word == "NOLINT") {
      Marks.push_back({Line, std::move(Checks)});
    } else if (Word == "NOLINTNEXTLINE") {
      Marks.push_back({Line + 1, std::move(Checks)});
    } else if (Word == "NOLINTBEGIN") {
      Stack.push_back({Here, List});
    } else if (Word == "NOLINTEND") {
      // Blocks nest; an end belongs to the innermost begin or to none.
      if (!Stack.empty() && Stack.back().List == List) {
        Blocks.push_back({Stack.back().At, Here, std::move(Checks)});
        Stack.pop_back();
      } else {
        Unmatched(Here, Word);
      }
    }
  }
  for (const Open &O : Stack)
    Unmatched(O.At, "NOLINTBEGIN");
}

bool FileSuppressions::silences(StringRef Check, unsigned Line, unsigned Column) const {
  for (const Mark &M : Marks)
    if (M.Line == Line && M.Checks.contains(Check))
      return true;
  Position At{Line, Column};
  return any_of(Blocks, [&](const Block &B) {
    return B.Begin < At && At < B.End && B.Checks.contains(Check);
  });
}

std::vector<std::string> applySuppressions(Audit &A) {
  std::map<std::string, std::optional<FileSuppressions>> Files;
  SourceLines Sources(A.Root);
  auto Of = [&](const std::string &File) -> const std::optional<FileSuppressions> & {
    auto [It, New] = Files.try_emplace(File);
    if (New)
      if (std::optional<StringRef> Text = Sources.text(File))
        It->second.emplace(*Text);
    return It->second;
  };

  erase_if(A.Findings, [&](const rules::Finding &F) {
    const std::optional<FileSuppressions> &S = Of(F.Where.File);
    bool Silenced = S && S->silences(F.Check, F.Where.Line, F.Where.Column);
    A.Silenced += Silenced;
    return Silenced;
  });

  for (Outcome &O : A.Poolers)
    erase_if(O.Findings, [&](const Outcome::Place &P) {
      const std::optional<FileSuppressions> &S = Of(P.Where.File);
      return S && S->silences(P.Check, P.Where.Line, P.Where.Column);
    });

  std::vector<std::string> Mistakes;
  for (const auto &[File, S] : Files)
    if (S)
      for (const std::string &M : S->mistakes())
        Mistakes.push_back(File + ":" + M);
  return Mistakes;
}

} // namespace pooltidy::tool
