//===- View.cpp - One statement as its readers see it ---------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Names are cut at LongestName bytes (and called unknown then): hostile text must
// not make names of megabytes, once for each of a hundred thousand nested calls.
//
//===----------------------------------------------------------------------===//

#include "sql/View.h"

#include "sql/Placeholders.h"

#include <algorithm>
#include <cstddef>

namespace pooltidy::sql {

namespace {
constexpr size_t LongestName = 1024;
constexpr size_t MostParts = 8; // the server allows catalog.schema.relation.column
} // namespace

bool View::isAny(TokenIndex I, std::initializer_list<std::string_view> Uppers) const {
  return std::any_of(Uppers.begin(), Uppers.end(),
                     [&](std::string_view Upper) { return is(I, Upper); });
}

TokenIndex View::at(uint32_t Offset) const {
  auto It = std::partition_point(Toks.begin(), Toks.end(),
                                 [Offset](const Token &T) { return T.Begin < Offset; });
  return TokenIndex(It - Toks.begin());
}

TokenIndex View::findTop(TokenIndex I, std::string_view Upper, TokenIndex End) const {
  size_t Depth = 0;
  for (End = std::min(End, size()); I < End; ++I) {
    if (punct(I, '('))
      ++Depth;
    else if (punct(I, ')'))
      Depth -= Depth != 0;
    else if (!Depth && is(I, Upper))
      return I;
  }
  return size();
}

TokenIndex View::pastParens(TokenIndex I, size_t Limit) const {
  size_t Depth = 0;
  for (TokenIndex J = I; J < size() && J - I < Limit; ++J) {
    if (punct(J, '('))
      ++Depth;
    else if (punct(J, ')') && --Depth == 0)
      return J + 1;
  }
  return size() + 1;
}

bool View::holeBetween(TokenIndex First, TokenIndex Second) const {
  uint32_t Begin = First < size() ? Toks[First].End : Out.End;
  uint32_t End = Second < size() ? Toks[Second].Begin : Out.End;
  return Begin < End && (Src.hasHole(Begin, End) || Src.base(Begin, End) != Src.work(Begin, End));
}

void View::settle(Name &N) const {
  if (N.Last == N.First)
    return;
  if (N.Text.size() > LongestName) {
    N.Text.resize(LongestName);
    N.Known = false;
  }
  uint32_t Begin = Toks[N.First].Begin, End = Toks[N.Last - 1].End;
  if (Src.hasHole(Begin, End) || hasPlaceholder(Src.base(), Begin, std::min(End, Begin + 4096)))
    N.Known = false;
  for (TokenIndex I = N.First; I != N.Last && N.Known; ++I)
    N.Known = Toks[I].Kind != TokenKind::Param;
}

void View::appendToken(std::string &Out, TokenIndex I) const {
  uint32_t Begin = Toks[I].Begin;
  Src.append(Out, Begin, std::min<uint32_t>(Toks[I].End, Begin + LongestName + 1));
}

Name View::nameAt(TokenIndex I) const {
  Name N;
  N.First = N.Last = I;
  for (size_t Parts = 0; isName(I) && Parts != MostParts; ++Parts) {
    std::string Part;
    appendToken(Part, I);
    if (has(I, TokenKind::Word)) {
      if (isWordStart(Part[0]) || Part[0] == HoleMark) // else a placeholder: :Name, %I
        std::transform(Part.begin(), Part.end(), Part.begin(), toLower);
    } else if (size_t Open = Part.find('"'); Open != std::string::npos) {
      std::string Plain;
      size_t Close = Part.size() - (Toks[I].Closed && Part.size() > Open + 1);
      for (size_t J = Open + 1; J < Close; ++J) {
        Plain += Part[J];
        J += Part[J] == '"';
      }
      Part = std::move(Plain);
    }
    N.Last = I + 1;
    if (!N.Text.empty())
      N.Text += '.';
    N.Text += Part;
    if (!punct(I + 1, '.') || !isName(I + 2))
      break;
    if (Part == "pg_temp" && Parts == 0) {
      N.Temporary = true;
      N.Text.clear();
    }
    I += 2;
  }
  settle(N);
  return N;
}

Name View::stringAt(TokenIndex I, bool Fold) const {
  Name N;
  N.First = N.Last = I;
  if (!has(I, TokenKind::String) && !has(I, TokenKind::Dollar))
    return N;
  N.Last = I + 1;
  std::string Part;
  appendToken(Part, I);
  if (has(I, TokenKind::Dollar)) {
    size_t Open = Part.find('$', 1) + 1;
    size_t Close = Part.size() - (Toks[I].Closed && Part.size() >= 2 * Open ? Open : 0);
    N.Text = Part.substr(Open, Close - Open);
  } else if (Part.find('\'') == std::string::npos) {
    N.Text = Part; // the quotes were filled in: all of it is a hole
  } else {
    // Text between the quotes of each continuation line; E'..' escapes stay as they are.
    bool Inside = false;
    for (size_t J = 0; J != Part.size(); ++J) {
      if (Part[J] != '\'') {
        if (Inside)
          N.Text += Part[J];
      } else if (Inside && J + 1 != Part.size() && Part[J + 1] == '\'') {
        N.Text += Part[J++];
      } else {
        Inside = !Inside;
      }
    }
  }
  if (Fold)
    std::transform(N.Text.begin(), N.Text.end(), N.Text.begin(), toLower);
  settle(N);
  N.Known = N.Known && Toks[I].Closed;
  return N;
}

Name View::exprAt(TokenIndex First, TokenIndex Last) const {
  Name N;
  N.First = First;
  N.Last = std::min(Last, size());
  auto Wordy = [&](TokenIndex I) {
    return Toks[I].Kind != TokenKind::Operator && Toks[I].Kind != TokenKind::Punct;
  };
  for (TokenIndex I = First; I < N.Last && N.Text.size() <= LongestName; ++I) {
    if (I != First) {
      if (holeBetween(I - 1, I))
        N.Text += HoleMark;
      bool BothWords = Wordy(I - 1) && Wordy(I) && Toks[I - 1].End != Toks[I].Begin;
      bool BothOperators = has(I - 1, TokenKind::Operator) && has(I, TokenKind::Operator);
      if (BothWords || BothOperators || (punct(I - 1, ',') && !punct(I, ')')))
        N.Text += ' ';
    }
    size_t From = N.Text.size();
    appendToken(N.Text, I);
    if (has(I, TokenKind::Word) || has(I, TokenKind::Number))
      std::transform(N.Text.begin() + std::ptrdiff_t(From), N.Text.end(),
                     N.Text.begin() + std::ptrdiff_t(From), toLower);
  }
  settle(N);
  return N;
}

Effect &View::add(EffectKind Kind, TokenIndex First, TokenIndex Last, const Name &What,
                  std::string Spelling) {
  Effect E;
  E.Kind = Kind;
  E.Name = What.Text;
  E.NameKnown = What.Known;
  if (First < size()) {
    E.Offset = Toks[First].Begin;
    E.Length = Toks[std::min(std::max(Last, First + 1), size()) - 1].End - E.Offset;
  }
  E.Spelling = std::move(Spelling);
  E.Uncertain = Uncertain;
  E.InBody = InBody;
  Out.Effects.push_back(std::move(E));
  return Out.Effects.back();
}

} // namespace pooltidy::sql
