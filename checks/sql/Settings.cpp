//===- Settings.cpp - SET, RESET, DISCARD, UPDATE pg_settings -------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Names of settings are case-insensitive to the server even when quoted, so they
// are folded. The spellings with words of their own get the setting's name:
// SET TIME ZONE is timezone, SET NAMES client_encoding, SET SCHEMA search_path.
//
// SET ROLE NONE, SET SESSION AUTHORIZATION DEFAULT and SET TIME ZONE LOCAL give the
// session its own value back: they are Reset, like SET x TO DEFAULT.
//
//===----------------------------------------------------------------------===//

#include "sql/Commands.h"

#include <algorithm>

namespace pooltidy::sql {

namespace {

using K = EffectKind;

/// How the setting at a place is spelled.
struct Setting {
  Name What;
  std::string Spelling; ///< "TIME ZONE", "search_path"
  TokenIndex Value = 0; ///< first token of the value, after TO or =
};

Name fixed(std::string_view Text, TokenIndex First, TokenIndex Last) {
  Name N;
  N.Text = Text;
  N.First = First;
  N.Last = Last;
  return N;
}

Setting settingAt(const View &V, TokenIndex I) {
  if (V.is(I, "TIME") && V.is(I + 1, "ZONE"))
    return {fixed("timezone", I, I + 2), "TIME ZONE", I + 2};
  if (V.is(I, "SESSION") && V.is(I + 1, "AUTHORIZATION"))
    return {fixed("session_authorization", I, I + 2), "SESSION AUTHORIZATION", I + 2};
  if (V.is(I, "XML") && V.is(I + 1, "OPTION"))
    return {fixed("xmloption", I, I + 2), "XML OPTION", I + 2};
  bool Assigned = V.is(I + 1, "TO") || V.op(I + 1, "=");
  if (!Assigned && V.is(I, "NAMES"))
    return {fixed("client_encoding", I, I + 1), "NAMES", I + 1};
  if (!Assigned && V.is(I, "SCHEMA"))
    return {fixed("search_path", I, I + 1), "SCHEMA", I + 1};
  if (!Assigned && V.is(I, "ROLE"))
    return {fixed("role", I, I + 1), "ROLE", I + 1};
  Setting S{V.nameAt(I), "", 0};
  std::transform(S.What.Text.begin(), S.What.Text.end(), S.What.Text.begin(), toLower);
  S.Spelling = shown(S.What.Text);
  S.Value = S.What.Last;
  if (V.is(S.Value, "TO") || V.op(S.Value, "="))
    ++S.Value;
  return S;
}

/// The word at \p I is a whole word or constant, not the start of a name of something.
bool isValue(const View &V, TokenIndex I, std::string_view Upper) {
  if (I + 1 != V.size())
    return false;
  return V.is(I, Upper) || (V.has(I, TokenKind::String) && equalsWord(V.stringAt(I).Text, Upper));
}

bool restores(const View &V, const Setting &S) {
  if (V.is(S.Value, "DEFAULT") && S.Value + 1 == V.size())
    return true;
  if (S.What.Text == "role")
    return isValue(V, S.Value, "NONE");
  return S.Spelling == "TIME ZONE" && V.is(S.Value, "LOCAL");
}

/// SET LOCAL TIME ZONE has the word LOCAL; SET local = 1 has a setting of that name.
bool isScope(const View &V, TokenIndex I) {
  return V.isAny(I, {"SESSION", "LOCAL"}) && !V.is(I + 1, "TO") && !V.op(I + 1, "=") &&
         !V.punct(I + 1, '.') && !(V.is(I, "SESSION") && V.is(I + 1, "AUTHORIZATION"));
}

/// Settings that a transaction brings and takes with it: SET transaction_read_only
/// is SET TRANSACTION READ ONLY.
bool endsWithTransaction(std::string_view Setting) {
  return Setting == "transaction_isolation" || Setting == "transaction_read_only" ||
         Setting == "transaction_deferrable";
}

void readSet(View &V, TokenIndex I) {
  TokenIndex J = I + 1;
  bool Local = false;
  std::string Spelling = "SET ";
  if (V.is(J, "SESSION") && V.is(J + 1, "CHARACTERISTICS")) {
    V.add(K::Set, I, I + 1, fixed("session characteristics", J, J + 2),
          "SET SESSION CHARACTERISTICS");
    return;
  }
  if (V.is(J, "CONSTRAINTS") && !V.is(J + 1, "TO") && !V.op(J + 1, "=")) {
    V.add(K::SetTransaction, I, I + 1, fixed("constraints", J, J + 1), "SET CONSTRAINTS");
    return;
  }
  if (isScope(V, J)) {
    Local = V.is(J, "LOCAL");
    Spelling += Local ? "LOCAL " : "SESSION ";
    ++J;
  }
  if (V.is(J, "TRANSACTION") && !V.is(J + 1, "TO") && !V.op(J + 1, "=")) {
    bool Snapshot = V.is(J + 1, "SNAPSHOT");
    V.add(K::SetTransaction, I, I + 1,
          fixed(Snapshot ? "transaction snapshot" : "transaction", J, J + 1),
          Spelling + (Snapshot ? "TRANSACTION SNAPSHOT" : "TRANSACTION"));
    return;
  }
  Setting S = settingAt(V, J);
  if (!S.What)
    S.What.Known = false;
  K Kind = Local ? K::SetLocal : K::Set;
  Spelling += S.What ? S.Spelling : "…";
  if (endsWithTransaction(S.What.Text)) {
    Kind = K::SetTransaction;
  } else if (S.What.Text == "seed" && !Local) {
    Kind = K::SetSeed;
    S.What.Text.clear();
  } else if (!Local && S.What && restores(V, S)) {
    Kind = K::Reset;
    if (V.is(S.Value, "DEFAULT"))
      Spelling += S.Spelling == shown(S.What.Text) ? " TO DEFAULT" : " DEFAULT";
    else
      Spelling += S.Spelling == "ROLE" ? " NONE" : S.What.Text == "role" ? " TO NONE" : " LOCAL";
  }
  Effect &E = V.add(Kind, I, I + 1, S.What, Spelling);
  // SET <hole> search_path: the hole may well be LOCAL. So may the beginning of a
  // hole that is all there is.
  auto Hole = [&](TokenIndex T) {
    return T >= V.size() || V.Src.hasHole(V.Toks[T].Begin, V.Toks[T].End);
  };
  E.Uncertain |= V.holeBetween(I, J) || (Hole(J) && Hole(J + 1));
}

void readReset(View &V, TokenIndex I) {
  if (V.is(I + 1, "ALL")) {
    V.add(K::Reset, I, I + 1, fixed("all", I + 1, I + 2), "RESET ALL");
    return;
  }
  if (V.is(I + 1, "TRANSACTION") && V.is(I + 2, "ISOLATION")) {
    V.add(K::Reset, I, I + 1, fixed("transaction_isolation", I + 1, I + 4),
          "RESET TRANSACTION ISOLATION LEVEL");
    return;
  }
  Setting S = settingAt(V, I + 1);
  if (!S.What)
    S.What.Known = false;
  V.add(K::Reset, I, I + 1, S.What, "RESET " + (S.What ? S.Spelling : "…"));
}

void readDiscard(View &V, TokenIndex I) {
  Name What = V.nameAt(I + 1);
  if (What.Text == "temporary")
    What.Text = "temp";
  if (!What)
    What.Known = false;
  std::string Spelling = "DISCARD ";
  for (char C : What ? shown(What.Text) : "…")
    Spelling += toUpper(C);
  V.add(K::Discard, I, I + 1, What, Spelling);
  if (What.Text == "all")
    V.add(K::OutsideOnly, I, Spelling);
}

} // namespace

void readSetting(View &V, TokenIndex I) {
  if (V.is(I, "SET"))
    readSet(V, I);
  else if (V.is(I, "RESET"))
    readReset(V, I);
  else
    readDiscard(V, I);
}

void readUpdateSettings(View &V, TokenIndex Relation) {
  // name = 'x', 'x' = name, name IN ('x', 'y'), each also with lower(name) and s.name,
  // up to the parenthesis that closes the UPDATE. The limit keeps hostile text linear.
  constexpr size_t MostConditionTokens = 200;
  std::vector<Name> Names;
  TokenIndex End = std::min(Relation + MostConditionTokens, V.size());
  size_t Depth = 0;
  for (TokenIndex I = V.findTop(Relation, "WHERE", End); I < End; ++I) {
    Depth += V.punct(I, '(');
    if (V.punct(I, ')') && Depth-- == 0)
      break;
    if (!V.is(I, "NAME") || V.punct(I + 1, '('))
      continue;
    TokenIndex After = I + 1 + V.punct(I + 1, ')');
    if (V.op(After, "=") && V.has(After + 1, TokenKind::String)) {
      Names.push_back(V.stringAt(After + 1, /*Fold=*/true));
    } else if (V.op(I - 1, "=") && V.has(I - 2, TokenKind::String)) {
      Names.push_back(V.stringAt(I - 2, /*Fold=*/true));
    } else if (V.is(After, "IN") && V.punct(After + 1, '(')) {
      for (I = After + 2; I < End && !V.punct(I, ')'); ++I)
        if (V.has(I, TokenKind::String))
          Names.push_back(V.stringAt(I, /*Fold=*/true));
    } else if (V.op(After, "=") && After + 1 < End) {
      Names.push_back(V.exprAt(After + 1, After + 2));
      Names.back().Known = false;
    }
  }
  if (Names.empty())
    Names.push_back({"", false});
  for (const Name &N : Names)
    V.add(K::Set, Relation, Relation + 1, N,
          "UPDATE pg_settings (" + (N.Text.empty() ? "…" : shown(N.Text)) + ")");
}

} // namespace pooltidy::sql
