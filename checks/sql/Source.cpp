//===- Source.cpp - The text under analysis and its holes -----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A byte of the input that looks like HoleMark must not be taken for a hole, and a
// NUL would end the text for the C parser: both become spaces. Holes out of order
// or out of range are the caller's mistake; what is left of them is clipped.
//
//===----------------------------------------------------------------------===//

#include "sql/Source.h"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace pooltidy::sql {

Source::Source(const SqlText &Sql) {
  // Offsets are 32 bits wide: text past 4 GiB is not looked at.
  Base = Sql.Text.substr(0, std::numeric_limits<uint32_t>::max() - 1);
  std::replace(Base.begin(), Base.end(), '\0', ' ');
  std::replace(Base.begin(), Base.end(), HoleMark, ' ');
  uint32_t After = 0;
  for (Hole H : Sql.Holes) {
    if (H.Offset < After || H.Offset >= size() || H.Length == 0)
      continue;
    H.Length = std::min(H.Length, size() - H.Offset);
    After = H.Offset + H.Length;
    std::fill_n(Base.begin() + H.Offset, H.Length, HoleMark);
    Holes.push_back(H);
  }
  Work = Base;
  for (const Hole &H : Holes)
    std::fill_n(Work.begin() + H.Offset, H.Length, H.Kind == HoleKind::Number ? '1' : 'x');
}

size_t Source::holeFrom(uint32_t At) const {
  auto It = std::partition_point(Holes.begin(), Holes.end(),
                                 [At](const Hole &H) { return H.Offset + H.Length <= At; });
  return size_t(It - Holes.begin());
}

bool Source::hasHole(uint32_t Begin, uint32_t End) const {
  size_t I = holeFrom(Begin);
  return I != Holes.size() && Holes[I].Offset < End;
}

void Source::append(std::string &Out, uint32_t Begin, uint32_t End) const {
  for (size_t I = holeFrom(Begin); I != Holes.size() && Holes[I].Offset < End; ++I) {
    if (Begin < Holes[I].Offset)
      Out += base(Begin, Holes[I].Offset);
    Out += HoleMark;
    Begin = Holes[I].Offset + Holes[I].Length;
  }
  if (Begin < End)
    Out += base(Begin, End);
}

void Source::punch(uint32_t Begin, uint32_t End) {
  auto First = Holes.begin() + std::ptrdiff_t(holeFrom(Begin)), Last = First;
  while (Last != Holes.end() && Last->Offset < End)
    ++Last;
  Holes.insert(Holes.erase(First, Last), {Begin, End - Begin, HoleKind::Unknown});
  std::fill(Base.begin() + Begin, Base.begin() + End, HoleMark);
  std::fill(Work.begin() + Begin, Work.begin() + End, 'x');
}

void Source::write(uint32_t At, std::string_view Text) {
  std::copy(Text.begin(), Text.end(), Base.begin() + At);
  std::copy(Text.begin(), Text.end(), Work.begin() + At);
}

void Source::blank(uint32_t Begin, uint32_t End) {
  std::fill(Base.begin() + Begin, Base.begin() + End, ' ');
  std::fill(Work.begin() + Begin, Work.begin() + End, ' ');
}

std::string shown(std::string_view Name) {
  constexpr size_t Longest = 60;
  std::string Out;
  for (char C : Name) {
    if (Out.size() >= Longest && (static_cast<unsigned char>(C) & 0xc0) != 0x80)
      return Out + "…"; // cut between characters, not inside one
    if (C == HoleMark)
      Out += "…";
    else
      Out += static_cast<unsigned char>(C) < 0x20 ? ' ' : C;
  }
  return Out;
}

} // namespace pooltidy::sql
