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
namespace {

constexpr StringRef Mark = "NOLINT", OurPrefix = "pooling-";

bool saysSomething(StringRef Text) {
  return any_of(Text, [](unsigned char C) { return isAlpha(C) || C >= 0x80; });
}

/// Whether the comment that has the mark at \p Begin to \p End of \p Line, or the one on
/// the line \p Above, gives a reason.
bool hasReason(StringRef Line, size_t Begin, size_t End, StringRef Above) {
  if (saysSomething(Line.substr(End).split("*/").first))
    return true;
  StringRef Before = Line.take_front(Begin);
  size_t Comment = StringRef::npos;
  for (StringRef Opening : {"//", "/*", "--"})
    if (size_t At = Before.rfind(Opening);
        At != StringRef::npos && (Comment == StringRef::npos || At > Comment))
      Comment = At;
  if (Comment != StringRef::npos && saysSomething(Before.substr(Comment)))
    return true;
  Above = Above.trim();
  bool Own = Above.starts_with("//") || Above.starts_with("--") || Above.starts_with("*") ||
             (Above.starts_with("/*") && Above.ends_with("*/"));
  return Own && !Above.contains(Mark) && saysSomething(Above);
}

} // namespace

FileSuppressions::FileSuppressions(StringRef Text) {
  struct Open {
    Comment Block;
    StringRef List;
  };
  std::vector<Open> Stack;
  auto Unmatched = [&](Position At, StringRef Word) {
    Mistakes.push_back(
        (Twine(At.Line) + ":" + Twine(At.Column) + ": unmatched '" + Word + "'").str());
  };

  unsigned Line = 1;
  size_t LineBegin = 0, LineAbove = 0, Counted = 0;
  for (size_t At = Text.find(Mark); At != StringRef::npos; At = Text.find(Mark, At)) {
    for (; Counted < At; ++Counted)
      if (Text[Counted] == '\n') {
        ++Line;
        LineAbove = LineBegin;
        LineBegin = Counted + 1;
      }
    Position Here{Line, static_cast<unsigned>(At - LineBegin + 1)};
    const size_t Begin = At;
    StringRef Word = Text.substr(At).take_while([](char C) { return isAlpha(C); });
    At += Word.size();

    // Without parentheses everything is meant; with them, just what is between.
    StringRef List = "*";
    size_t End = At;
    if (At < Text.size() && Text[At] == '(') {
      size_t Close = Text.find_first_of("\n)", At + 1);
      if (Close != StringRef::npos && Text[Close] == ')') {
        List = Text.slice(At + 1, Close);
        End = Close + 1;
      }
    }
    auto Make = [&](unsigned Silenced) {
      StringRef Whole = Text.slice(LineBegin, Text.find('\n', LineBegin));
      Comment C{Here, Text.slice(Begin, End).str(), Silenced, {0, 0}, CheckGlobs(List, false),
                {},   hasReason(Whole, Begin - LineBegin, End - LineBegin,
                                Text.slice(LineAbove, LineBegin)),
                {}};
      SmallVector<StringRef, 4> Globs;
      List.split(Globs, ',');
      for (StringRef Glob : Globs)
        if (Glob.trim().starts_with(OurPrefix))
          C.Ours.push_back(Glob.trim().str());
      return C;
    };

    if (Word == "NOLINT") {
      Comments.push_back(Make(Line));
    } else if (Word == "NOLINTNEXTLINE") {
      Comments.push_back(Make(Line + 1));
    } else if (Word == "NOLINTBEGIN") {
      Stack.push_back({Make(0), List});
    } else if (Word == "NOLINTEND") {
      // Blocks nest; an end belongs to the innermost begin or to none.
      if (!Stack.empty() && Stack.back().List == List) {
        Stack.back().Block.End = Here;
        Comments.push_back(std::move(Stack.back().Block));
        Stack.pop_back();
      } else {
        Unmatched(Here, Word);
      }
    }
  }
  for (const Open &O : Stack)
    Unmatched(O.Block.At, "NOLINTBEGIN");
}

bool FileSuppressions::covers(const Comment &C, StringRef Check, Position At) const {
  return (C.Line ? C.Line == At.Line : C.At < At && At < C.End) && C.Checks.contains(Check);
}

bool FileSuppressions::silences(StringRef Check, unsigned Line, unsigned Column) const {
  return any_of(Comments,
                [&](const Comment &C) { return covers(C, Check, Position{Line, Column}); });
}

bool FileSuppressions::use(StringRef Check, unsigned Line, unsigned Column) {
  bool Silenced = false;
  for (Comment &C : Comments)
    if (covers(C, Check, {Line, Column})) {
      Silenced = true;
      if (!is_contained(C.Used, Check))
        C.Used.push_back(Check.str());
    }
  return Silenced;
}

std::vector<CommentRemark> FileSuppressions::remarks(StringRef File) const {
  std::vector<CommentRemark> Out;
  for (const Comment &C : Comments) {
    rules::Place Where{File.str(), C.At.Line, C.At.Column,
                       static_cast<unsigned>(C.At.Column + C.Words.size())};
    std::vector<std::string> Idle;
    for (const std::string &Glob : C.Ours)
      if (none_of(C.Used, [&](const std::string &Check) {
            return CheckGlobs(Glob).contains(Check);
          }))
        Idle.push_back(Glob);
    bool All = !Idle.empty() && C.Ours.size() == Idle.size();
    if (!Idle.empty())
      Out.push_back({Where, "'" + C.Words + "' silences nothing" +
                                (All ? "" : " of " + join(Idle, ", ")) + "; take " +
                                (All ? "it" : "that") + " out, or it hides what comes there next"});
    if (!All && !C.Reason && !C.Used.empty())
      Out.push_back({Where, "'" + C.Words +
                                "' gives no reason; say beside it why this is right here"});
  }
  sort(Out, [](const CommentRemark &X, const CommentRemark &Y) {
    return std::tie(X.Where, X.Text) < std::tie(Y.Where, Y.Text);
  });
  return Out;
}

std::vector<std::string> applySuppressions(Audit &A, bool Remarks) {
  std::map<std::string, std::optional<FileSuppressions>> Files;
  SourceLines Sources(A.Root);
  auto Of = [&](const std::string &File) -> std::optional<FileSuppressions> & {
    auto [It, New] = Files.try_emplace(File);
    if (New)
      if (std::optional<StringRef> Text = Sources.text(File))
        It->second.emplace(*Text);
    return It->second;
  };

  erase_if(A.Findings, [&](const rules::Finding &F) {
    std::optional<FileSuppressions> &S = Of(F.Where.File);
    bool Silenced = S && S->use(F.Check, F.Where.Line, F.Where.Column);
    A.Silenced += Silenced;
    return Silenced;
  });

  // A comment that is needed behind another pooler is no idle one.
  for (Outcome &O : A.Poolers)
    erase_if(O.Findings, [&](const Outcome::Place &P) {
      std::optional<FileSuppressions> &S = Of(P.Where.File);
      return S && S->use(P.Check, P.Where.Line, P.Where.Column);
    });

  std::vector<std::string> Mistakes;
  for (const auto &[File, S] : Files)
    if (S)
      for (const std::string &M : S->mistakes())
        Mistakes.push_back(File + ":" + M);
  if (Remarks) {
    for (const std::string &File : A.Files)
      Of(File);
    for (const auto &[File, S] : Files)
      if (S)
        append_range(A.Comments, S->remarks(File));
  }
  return Mistakes;
}

} // namespace pooltidy::tool
