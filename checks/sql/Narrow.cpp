//===- Narrow.cpp - State that ends with its transaction ------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sql/Narrow.h"

#include "sql/Lexer.h"

#include <algorithm>

namespace pooltidy::sql {
namespace {

using K = EffectKind;

/// The tokens of a statement, by their bytes. What is in a hole is filler: it is a word
/// to the lexer, and no edit may touch it.
class Words {
public:
  Words(const SqlText &Sql, const Statement &S) : Sql(Sql), Work(Sql.Text) {
    for (const Hole &H : Sql.Holes)
      std::fill_n(Work.begin() + H.Offset, H.Length, 'x');
    Toks = lex(Work, S.Begin, S.End);
  }

  size_t size() const { return Toks.size(); }
  const Token &operator[](size_t I) const { return Toks[I]; }
  std::string_view text(size_t I) const {
    return I < Toks.size()
               ? std::string_view(Work).substr(Toks[I].Begin, Toks[I].End - Toks[I].Begin)
               : std::string_view();
  }
  bool is(size_t I, std::string_view Upper) const {
    return I < Toks.size() && Toks[I].Kind == TokenKind::Word && !hole(I) &&
           equalsWord(text(I), Upper);
  }
  bool punct(size_t I, char C) const {
    return I < Toks.size() && Toks[I].Kind == TokenKind::Punct && text(I).size() == 1 &&
           text(I)[0] == C;
  }
  bool hole(size_t I) const {
    return std::any_of(Sql.Holes.begin(), Sql.Holes.end(), [&](const Hole &H) {
      return H.Offset < Toks[I].End && H.Offset + H.Length > Toks[I].Begin;
    });
  }
  /// The token that begins at byte \p Offset; size() where none does.
  size_t at(uint32_t Offset) const {
    size_t I = 0;
    while (I < Toks.size() && Toks[I].Begin != Offset)
      ++I;
    return I;
  }
  /// A new word in the case of token \p I.
  std::string like(size_t I, std::string Upper) const {
    if (std::any_of(text(I).begin(), text(I).end(), [](char C) { return C >= 'a' && C <= 'z'; }))
      std::transform(Upper.begin(), Upper.end(), Upper.begin(), toLower);
    return Upper;
  }
  TextEdit replace(size_t First, size_t Last, std::string New) const {
    return {Toks[First].Begin, Toks[Last].End - Toks[First].Begin, std::move(New)};
  }

private:
  const SqlText &Sql;
  std::string Work; ///< the text with words for holes
  std::vector<Token> Toks;
};

std::optional<TextEdit> narrowSet(const Words &W, size_t I) {
  if (!W.is(I, "SET"))
    return std::nullopt;
  // SET SESSION x, but not SET SESSION AUTHORIZATION and not a setting named "session".
  if (W.is(I + 1, "SESSION") && !W.is(I + 2, "AUTHORIZATION") && !W.is(I + 2, "CHARACTERISTICS") &&
      !W.is(I + 2, "TO") && W.text(I + 2) != "=")
    return W.replace(I + 1, I + 1, W.like(I + 1, "LOCAL"));
  return W.replace(I, I, std::string(W.text(I)) + " " + W.like(I, "LOCAL"));
}

/// set_config(name, value, false)
std::optional<TextEdit> narrowSetConfig(const Words &W, size_t I) {
  if (!W.is(I, "SET_CONFIG") || !W.punct(I + 1, '('))
    return std::nullopt;
  size_t Commas = 0, Depth = 0;
  for (size_t J = I + 1; J < W.size(); ++J) {
    Depth += W.punct(J, '(');
    if (W.punct(J, ')') && --Depth == 0)
      return std::nullopt;
    Commas += Depth == 1 && W.punct(J, ',');
    if (Commas == 2)
      return W.is(J + 1, "FALSE") && W.punct(J + 2, ')')
                 ? std::optional(W.replace(J + 1, J + 1, W.like(J + 1, "TRUE")))
                 : std::nullopt;
  }
  return std::nullopt;
}

std::optional<TextEdit> narrowLock(const Words &W, size_t I) {
  std::string Name(W.text(I));
  if (I >= W.size() || W[I].Kind != TokenKind::Word || W.hole(I))
    return std::nullopt;
  std::string Lower = Name;
  std::transform(Lower.begin(), Lower.end(), Lower.begin(), toLower);
  size_t At = Lower.find("advisory_lock");
  if (At == std::string::npos)
    return std::nullopt;
  Name.insert(At + 9, W.like(I, "XACT_"));
  return W.replace(I, I, Name);
}

/// ON COMMIT stands after the columns and the storage parameters, before TABLESPACE and
/// before AS.
std::optional<TextEdit> narrowTable(const Words &W, size_t I) {
  if (I == 0 || !(W.is(I, "TEMP") || W.is(I, "TEMPORARY")) || !W.is(I + 1, "TABLE") ||
      !W.is(0, "CREATE"))
    return std::nullopt;
  size_t Name = I + 2;
  if (W.is(Name, "IF"))
    Name += 3;
  while (W.punct(Name + 1, '.'))
    Name += 2;
  size_t Depth = 0, End = Name + 1;
  for (; End < W.size(); ++End) {
    if (W.punct(End, '('))
      ++Depth;
    if (Depth) {
      Depth -= W.punct(End, ')');
      continue;
    }
    if (W.hole(End))
      return std::nullopt; // it may say anything
    if (W.is(End, "ON") && W.is(End + 1, "COMMIT"))
      return (W.is(End + 2, "DELETE") || W.is(End + 2, "PRESERVE")) && W.is(End + 3, "ROWS")
                 ? std::optional(W.replace(End + 2, End + 3, W.like(End + 2, "DROP")))
                 : std::nullopt;
    if (W.is(End, "AS") || W.is(End, "TABLESPACE"))
      break;
  }
  std::string Words = W.like(I, "ON COMMIT DROP");
  if (End < W.size())
    return W.replace(End, End, Words + " " + std::string(W.text(End)));
  if (Depth || W.hole(End - 1))
    return std::nullopt;
  return W.replace(End - 1, End - 1, std::string(W.text(End - 1)) + " " + Words);
}

/// CURSOR WITH HOLD FOR
std::optional<TextEdit> narrowCursor(const Words &W, size_t I, const SqlText &Sql) {
  if (!W.is(I, "WITH") || !W.is(I + 1, "HOLD") || !W.is(I + 2, "FOR"))
    return std::nullopt;
  TextEdit E = W.replace(I, I + 1, "");
  if (E.Offset + E.Length < Sql.Text.size() && Sql.Text[E.Offset + E.Length] == ' ')
    ++E.Length;
  return E;
}

std::optional<TextEdit> propose(const SqlText &Sql, const Statement &S, const Effect &E) {
  Words W(Sql, S);
  size_t I = W.at(E.Offset);
  if (I == W.size())
    return std::nullopt;
  switch (E.Kind) {
  case K::Set:
    return W.is(I, "SET") ? narrowSet(W, I) : narrowSetConfig(W, I);
  case K::Lock:
    return narrowLock(W, I);
  case K::CreateTemp:
    return narrowTable(W, I);
  case K::DeclareCursor:
    return narrowCursor(W, I, Sql);
  default:
    return std::nullopt;
  }
}

/// The statement \p S of \p Sql as a text of its own: of ten thousand in one text, each is
/// looked at without the others. Holes stand in it wholly or not at all.
SqlText alone(const SqlText &Sql, const Statement &S) {
  SqlText Out{Sql.Text.substr(S.Begin, S.End - S.Begin), {}};
  for (const Hole &H : Sql.Holes)
    if (H.Offset >= S.Begin && H.Offset + H.Length <= S.End)
      Out.Holes.push_back({H.Offset - S.Begin, H.Length, H.Kind});
  return Out;
}

SqlText apply(SqlText Sql, const TextEdit &Edit) {
  Sql.Text.replace(Edit.Offset, Edit.Length, Edit.Text);
  for (Hole &H : Sql.Holes)
    if (H.Offset >= Edit.Offset + Edit.Length)
      H.Offset = uint32_t(H.Offset - Edit.Length + Edit.Text.size());
  return Sql;
}

/// Whether \p New is \p Old, but ends with the transaction.
bool narrower(const Effect &Old, const Effect &New) {
  if (Old.Name != New.Name || New.Uncertain || Old.Try != New.Try || Old.Shared != New.Shared ||
      Old.IfNotExists != New.IfNotExists)
    return false;
  switch (Old.Kind) {
  case K::Set:
    return New.Kind == K::SetLocal;
  case K::Lock:
    return New.Kind == K::TransactionLock;
  case K::CreateTemp:
    return New.Kind == K::CreateTemp && New.OnCommitDrop;
  case K::DeclareCursor:
    return New.Kind == K::DeclareCursor && !New.Hold;
  default:
    return false;
  }
}

bool same(const Effect &A, const Effect &B) {
  return A.Kind == B.Kind && A.Name == B.Name && A.OnCommitDrop == B.OnCommitDrop &&
         A.Hold == B.Hold && A.Uncertain == B.Uncertain;
}

} // namespace

bool mayNarrow(EffectKind Kind) {
  return Kind == K::Set || Kind == K::Lock || Kind == K::CreateTemp || Kind == K::DeclareCursor;
}

std::optional<TextEdit> narrowed(const SqlText &Sql, const Statement &S, const Effect &E) {
  if (S.How != Understanding::Parsed || E.Uncertain || E.InBody ||
      (E.Kind == K::Set && !E.NameKnown))
    return std::nullopt;
  const SqlText One = alone(Sql, S);
  std::vector<Statement> Before = analyse(One);
  if (Before.size() != 1)
    return std::nullopt;
  Effect Here = E;
  Here.Offset -= S.Begin;
  std::optional<TextEdit> Edit = propose(One, Before[0], Here);
  if (!Edit)
    return std::nullopt;
  std::vector<Statement> After = analyse(apply(One, *Edit));
  if (After.size() != 1 || Before[0].How != S.How || After[0].How != S.How)
    return std::nullopt;
  const auto &Old = Before[0].Effects, &New = After[0].Effects;
  if (Old.size() != New.size())
    return std::nullopt;
  unsigned Changed = 0;
  for (size_t J = 0; J < Old.size(); ++J) {
    bool This = Old[J].Offset == Here.Offset && Old[J].Kind == E.Kind;
    if (This ? !narrower(Old[J], New[J]) : !same(Old[J], New[J]))
      return std::nullopt;
    Changed += This;
  }
  Edit->Offset += S.Begin;
  return Changed == 1 ? Edit : std::nullopt;
}

} // namespace pooltidy::sql
