//===- Excerpt.cpp - Source lines around a place --------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/reports/Excerpt.h"

#include "tool/reports/Escape.h"
#include "tool/reports/Redact.h"
#include "tool/reports/Report.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

/// Bytes of a line that are shown to each side of the mark, or from its beginning.
constexpr size_t Most = 240;

} // namespace

std::vector<ExcerptLine> excerptAround(SourceLines &Sources, const rules::Place &P,
                                       unsigned Around) {
  std::vector<ExcerptLine> Out;
  unsigned First = P.Line > Around ? P.Line - Around : 1, Last = P.Line;
  while (Last < P.Line + Around && Sources.start(P.File, Last + 1))
    ++Last;
  std::optional<size_t> Begin = Sources.start(P.File, First);
  if (!P.Line || !Begin || !Sources.start(P.File, P.Line))
    return Out;
  StringRef LastLine = Sources.line(P.File, Last);
  size_t End = *Sources.start(P.File, Last) + LastLine.size();
  StringRef Block = Sources.text(P.File)->slice(*Begin, End);
  // A line of a megabyte is not worth looking through; then each line stands for itself.
  bool Whole = Block.size() < (1u << 16);
  std::vector<std::pair<size_t, size_t>> Secrets;
  if (Whole)
    Secrets = findSecrets(Block);

  auto Shown = [&](size_t From, size_t To) {
    if (!Whole)
      return visible(redact(Block.slice(From, To)));
    std::string Text;
    size_t At = From;
    for (auto [B, E] : Secrets) {
      if (E <= From || B >= To)
        continue;
      Text += Block.slice(At, std::max(B, From));
      Text += SecretMark;
      At = std::min(E, To);
    }
    return visible(Text + Block.slice(At, std::max(At, To)).str());
  };
  for (unsigned N = First; N <= Last; ++N) {
    size_t Line = *Sources.start(P.File, N) - *Begin;
    size_t Size = Sources.line(P.File, N).size();
    ExcerptLine L;
    L.Number = N;
    size_t MarkBegin = Size, MarkEnd = Size;
    if (N == P.Line && P.Column) {
      MarkBegin = std::min<size_t>(P.Column - 1, Size);
      MarkEnd = P.EndColumn > P.Column ? std::min<size_t>(P.EndColumn - 1, Size) : MarkBegin;
    }
    bool CutBefore = N == P.Line && MarkBegin > Most;
    size_t From = CutBefore ? MarkBegin - Most : 0;
    size_t To = std::min(Size, std::max(MarkEnd, From) + Most);
    if (N != P.Line)
      MarkBegin = MarkEnd = To = std::min(Size, 2 * Most);
    L.Before = (CutBefore ? "..." : "") + Shown(Line + From, Line + MarkBegin);
    L.Marked = MarkEnd > MarkBegin ? Shown(Line + MarkBegin, Line + MarkEnd) : "";
    L.After = Shown(Line + MarkEnd, Line + To) + (To < Size ? "..." : "");
    Out.push_back(std::move(L));
  }
  return Out;
}

} // namespace pooltidy::tool
