//===- Fill.cpp - What to put into the holes ------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Order of work: the first guess for holes with placeholders as they are written
// (?, % and @ are operators too); then all placeholders as identifiers; then one
// culprit at a time, keeping the fill that lets the grammar read furthest.
//
//===----------------------------------------------------------------------===//

#include "sql/Fill.h"

#include "sql/Placeholders.h"

#include <algorithm>

namespace pooltidy::sql {

namespace {

enum class Filling : uint8_t {
  Raw,
  Identifier,
  Digits,
  Parameter,
  String,
  Blank,
  List,    ///< (1)
  Compare, ///< the = of "a <hole> b"
  Query,   ///< the whole query of a cursor, a prepared statement, a view
  Assign,  ///< x=1, as in UPDATE t SET <hole>
};

struct Slot {
  uint32_t Begin;
  uint32_t End;
  bool Foreign; ///< the text as written can never be SQL
  bool Placeholder;
  HoleKind Kind;
  Filling Now;
  bool Settled = false;
};

/// False where \p F does not fit the slot's length.
bool fill(Source &Src, const Slot &S, Filling F) {
  uint32_t Length = S.End - S.Begin;
  char *Out = Src.work(S.Begin);
  auto Around = [&](char First, char Inner, char Last) {
    std::fill_n(Out, Length, Inner);
    Out[0] = First;
    Out[Length - 1] = Last;
  };
  switch (F) {
  case Filling::Raw:
    if (!S.Placeholder || S.Foreign)
      return false;
    std::copy_n(Src.base().data() + S.Begin, Length, Out);
    return true;
  case Filling::Identifier:
    std::fill_n(Out, Length, 'x');
    return true;
  case Filling::Digits:
    std::fill_n(Out, Length, '1');
    return true;
  case Filling::Parameter:
    if (Length < 2)
      return false;
    Around('$', '0', '1');
    return true;
  case Filling::String:
    if (Length < 2)
      return false;
    Around('\'', 'x', '\'');
    return true;
  case Filling::Blank:
    std::fill_n(Out, Length, ' ');
    return true;
  case Filling::List:
    if (Length < 3)
      return false;
    Around('(', '1', ')');
    return true;
  case Filling::Compare:
    Around('=', ' ', Length > 1 ? ' ' : '=');
    return true;
  case Filling::Query:
  case Filling::Assign: {
    // SELECT without anything is a query to the grammar.
    std::string_view Text = F == Filling::Query ? "SELECT" : "x=1";
    if (Length < Text.size())
      return false;
    std::fill_n(Out, Length, ' ');
    std::copy(Text.begin(), Text.end(), Out);
    return true;
  }
  }
  return false;
}

Filling firstGuess(HoleKind Kind) {
  switch (Kind) {
  case HoleKind::Number:
    return Filling::Digits;
  case HoleKind::Parameter:
    return Filling::Parameter;
  case HoleKind::Unknown:
    break;
  }
  return Filling::Identifier;
}

class Filler {
public:
  explicit Filler(View &V) : V(V) { findSlots(); }

  Tree run() {
    for (Slot &S : Slots)
      set(S, firstFilling(S));
    Tree T = attempt();
    if (!T && std::any_of(Slots.begin(), Slots.end(),
                          [](const Slot &S) { return S.Now == Filling::Raw; })) {
      for (Slot &S : Slots)
        if (S.Now == Filling::Raw)
          set(S, Filling::Identifier);
      T = attempt();
    }
    std::vector<Slot> First = Slots;
    while (!T) {
      Slot *S = culprit(T.errorAt() + V.Out.Begin);
      if (!S || Tries >= MostTries)
        break;
      T = improve(*S, std::move(T));
    }
    if (!T)
      for (const Slot &S : First)
        fill(V.Src, S, S.Now);
    if (!Slots.empty())
      V.Toks = lex(V.Src.work(), V.Out.Begin, V.Out.End);
    return T;
  }

private:
  void set(Slot &S, Filling F) {
    if (!fill(V.Src, S, F))
      fill(V.Src, S, F = Filling::Identifier);
    S.Now = F;
  }

  Tree attempt() {
    ++Tries;
    return parse(V);
  }

  Slot *culprit(uint32_t ErrorAt) {
    // "1xxx" is refused at its first byte, the hole begins at the second.
    while (ErrorAt < V.Out.End && isWordByte(V.Src.work()[ErrorAt]))
      ++ErrorAt;
    for (size_t I = Slots.size(); I-- != 0;)
      if (Slots[I].Begin <= ErrorAt && !Slots[I].Settled)
        return &Slots[I];
    return nullptr;
  }

  /// Tries all fills of \p S, and keeps the one that reads furthest.
  Tree improve(Slot &S, Tree Best) {
    S.Settled = true;
    Filling Kept = S.Now;
    for (Filling F :
         {Filling::Identifier, Filling::Digits, Filling::String, Filling::Blank, Filling::Query,
          Filling::List, Filling::Compare, Filling::Assign, Filling::Raw}) {
      if (F == S.Now || Tries >= MostTries || !fill(V.Src, S, F))
        continue;
      Tree T = attempt();
      if (T || T.errorAt() > Best.errorAt()) {
        Kept = F;
        Best = std::move(T);
        if (Best)
          return Best;
      }
    }
    set(S, Kept);
    return Best;
  }

  Filling firstFilling(const Slot &S) const {
    if (S.Placeholder)
      return S.Foreign ? Filling::Identifier : Filling::Raw;
    // SET <hole>search_path: the hole is "LOCAL " or nothing, not a part of the name.
    if (V.is(0, "SET") && V.size() > 1 && V.Toks[1].Begin == S.Begin && V.Toks[1].End > S.End)
      return Filling::Blank;
    return firstGuess(S.Kind);
  }

  void findSlots() {
    const Source &Src = V.Src;
    size_t NextHole = Src.holeFrom(V.Out.Begin);
    for (const Token &T : V.Toks) {
      if (T.Kind == TokenKind::String || T.Kind == TokenKind::Quoted || T.Kind == TokenKind::Dollar)
        continue;
      bool Marks =
          T.Kind == TokenKind::Operator || T.Kind == TokenKind::Punct || T.Kind == TokenKind::Junk;
      for (uint32_t At = T.Begin; Marks && At < T.End; ++At) {
        uint32_t Length =
            Slots.empty() || Slots.back().End <= At ? placeholderAt(Src.base(), At, V.Out.End) : 0;
        if (Length)
          Slots.push_back({At, At + Length, isForeign(Src.base(At, At + Length)), true,
                           HoleKind::Unknown, Filling::Raw});
      }
      // A hole is one token or part of one: its filler is letters or digits.
      NextHole = std::max(NextHole, Src.holeFrom(T.Begin));
      for (; NextHole != Src.holes().size() && Src.holes()[NextHole].Offset < T.End; ++NextHole) {
        const Hole &H = Src.holes()[NextHole];
        if (H.Offset >= T.Begin && (Slots.empty() || Slots.back().End <= H.Offset))
          Slots.push_back({H.Offset, std::min(H.Offset + H.Length, V.Out.End), false, false, H.Kind,
                           Filling::Raw});
      }
    }
  }

  View &V;
  std::vector<Slot> Slots;
  int Tries = 0;
};

} // namespace

Tree parseFilled(View &V) { return Filler(V).run(); }

bool blankLeadingHoles(View &V) {
  uint32_t Begin = V.Out.Begin, At = Begin;
  while (At < V.Out.End) {
    uint32_t After = At;
    size_t I = V.Src.holeFrom(At);
    if (I != V.Src.holes().size() && V.Src.holes()[I].Offset <= At)
      After = V.Src.holes()[I].Offset + V.Src.holes()[I].Length;
    else
      After += isSpace(V.Src.base()[At]) ? 1 : placeholderAt(V.Src.base(), At, V.Out.End);
    if (After == At)
      break;
    At = std::min(After, V.Out.End);
  }
  if (At == Begin)
    return false;
  std::fill(V.Src.work(Begin), V.Src.work(At), ' ');
  V.Toks = lex(V.Src.work(), At, V.Out.End);
  V.Out.Begin = V.Toks.empty() ? V.Out.End : V.Toks.front().Begin;
  return true;
}

} // namespace pooltidy::sql
