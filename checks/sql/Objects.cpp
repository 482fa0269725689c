//===- Objects.cpp - Temporary and other objects --------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// CREATE and DROP, SELECT INTO TEMP, and what the server refuses inside a
// transaction block. An object is temporary by its words (TEMP, TEMPORARY, with
// LOCAL or GLOBAL, which the server ignores) or by its schema pg_temp.
//
//===----------------------------------------------------------------------===//

#include "sql/Calls.h"
#include "sql/Commands.h"

#include <algorithm>

namespace pooltidy::sql {

namespace {

using K = EffectKind;

bool isTemp(const View &V, TokenIndex I) { return V.isAny(I, {"TEMP", "TEMPORARY"}); }

/// What kind of object, with the words that belong to it; Word is empty if none that can
/// be temporary.
struct ObjectClass {
  std::string_view Word;
  TokenIndex Last = 0;    ///< one past it
  bool Function = false;  ///< looked up with its schema only, and apart from tables
};

ObjectClass objectClass(const View &V, TokenIndex I) {
  if (V.is(I, "RECURSIVE") && V.is(I + 1, "VIEW"))
    return {"VIEW", I + 2};
  for (std::string_view Word : {"TABLE", "VIEW", "SEQUENCE"})
    if (V.is(I, Word))
      return {Word, I + 1};
  for (std::string_view Word : {"TYPE", "DOMAIN"}) // in pg_temp, and found there
    if (V.is(I, Word))
      return {Word, I + 1};
  for (std::string_view Word : {"FUNCTION", "PROCEDURE", "AGGREGATE"})
    if (V.is(I, Word))
      return {Word, I + 1, /*Function=*/true};
  return {};
}

/// A function may be called like a table without being one.
void tellApart(Name &N, const ObjectClass &Class) {
  if (Class.Function && !N.Text.empty())
    N.Text += "()";
}

bool onCommitDrop(const View &V, TokenIndex I) {
  for (size_t Depth = 0; I + 2 < V.size(); ++I) {
    if (V.punct(I, '('))
      ++Depth;
    else if (V.punct(I, ')'))
      Depth -= Depth != 0;
    else if (!Depth && V.is(I, "ON") && V.is(I + 1, "COMMIT"))
      return V.is(I + 2, "DROP");
  }
  return false;
}

/// The word ON COMMIT is followed by is a hole.
bool onCommitUnknown(const View &V, TokenIndex I) {
  for (; I + 2 < V.size(); ++I)
    if (V.is(I, "ON") && V.is(I + 1, "COMMIT"))
      return V.Src.hasHole(V.Toks[I + 2].Begin, V.Toks[I + 2].End);
  return false;
}

/// CREATE SUBSCRIPTION ... WITH (create_slot = false), or connect = false.
bool withoutSlot(const View &V, TokenIndex I) {
  for (; I + 2 < V.size(); ++I)
    if (V.isAny(I, {"CREATE_SLOT", "CONNECT"}) && V.op(I + 1, "=") &&
        (V.isAny(I + 2, {"FALSE", "OFF"}) || V.text(I + 2) == "0"))
      return true;
  return false;
}

} // namespace

void readCreate(View &V, TokenIndex I, bool Executes) {
  TokenIndex J = I + 1;
  if (V.is(J, "OR") && V.is(J + 1, "REPLACE"))
    J += 2;
  if (V.isAny(J, {"LOCAL", "GLOBAL"}) && isTemp(V, J + 1))
    ++J;
  TokenIndex Temp = V.size();
  if (isTemp(V, J))
    Temp = J++;
  ObjectClass Class = objectClass(V, J);
  if (!Class.Word.empty()) {
    J = Class.Last;
    bool IfNotExists = V.is(J, "IF") && V.is(J + 1, "NOT") && V.is(J + 2, "EXISTS");
    J += IfNotExists ? 3 : 0;
    Name N = V.nameAt(J);
    // CREATE <hole> TABLE: the hole is TEMP, UNLOGGED or nothing.
    bool Maybe = Temp == V.size() && !N.Temporary && !Class.Function && V.holeBetween(I, I + 1);
    tellApart(N, Class);
    if (Executes && (Temp != V.size() || N.Temporary || Maybe)) {
      N.Known &= bool(N);
      TokenIndex Shown = Temp != V.size() ? Temp : N.Temporary ? J : I;
      std::string Spelling = "CREATE ";
      Spelling += Temp != V.size() ? "TEMP " : Maybe ? "… " : "";
      Spelling +=
          std::string(Class.Word) + " " + (N.Temporary && Temp == V.size() ? "pg_temp." : "");
      Spelling += N.Text.empty() ? "…" : shown(N.Text);
      Effect &E = V.add(K::CreateTemp, Shown, Shown + 1, N, Spelling);
      E.OnCommitDrop = onCommitDrop(V, J);
      E.IfNotExists = IfNotExists;
      E.Uncertain |= Maybe || onCommitUnknown(V, J);
    }
    TokenIndex As = V.findTop(J, "AS");
    if (Class.Word == "TABLE" && V.is(As + 1, "EXECUTE"))
      readCommand(V, As + 1, Executes);
    return;
  }
  if (Executes)
    readOutsideOnly(V, I);
}

void readDrop(View &V, TokenIndex I) {
  TokenIndex J = I + 1 + V.isAny(I + 1, {"MATERIALIZED", "FOREIGN"});
  ObjectClass Class = objectClass(V, J);
  if (Class.Word.empty())
    return;
  J = Class.Last;
  if (V.is(J, "IF") && V.is(J + 1, "EXISTS"))
    J += 2;
  while (Name N = V.nameAt(J)) {
    if (Class.Function && !N.Temporary)
      return;
    tellApart(N, Class);
    V.add(K::DropRelation, N.First, N.Last, N,
          "DROP " + std::string(Class.Word) + " " + shown(N.Text));
    J = V.punct(N.Last, '(') ? V.pastParens(N.Last) : N.Last;
    if (!V.punct(J, ','))
      break;
    ++J;
  }
}

void readOutsideOnly(View &V, TokenIndex I) {
  std::string Spelling;
  TokenIndex Last = I + 1;
  bool Concurrently = false;
  for (TokenIndex J = I; J < std::min(I + 8, V.size()); ++J)
    Concurrently |= V.is(J, "CONCURRENTLY");
  auto Two = [&](std::string_view First, std::string_view Second) {
    if (!V.is(I, First) || !V.is(I + 1, Second))
      return false;
    Spelling = std::string(First) + " " + std::string(Second);
    Last = I + 2;
    return true;
  };
  if (V.is(I, "VACUUM")) {
    Spelling = "VACUUM";
  } else if (V.is(I, "CREATE") && Concurrently && (V.is(I + 1, "INDEX") || V.is(I + 2, "INDEX"))) {
    Spelling = "CREATE INDEX CONCURRENTLY";
  } else if (V.is(I, "DROP") && V.is(I + 1, "INDEX") && V.is(I + 2, "CONCURRENTLY")) {
    Spelling = "DROP INDEX CONCURRENTLY";
  } else if (V.is(I, "REINDEX")) {
    TokenIndex J = V.punct(I + 1, '(') ? V.pastParens(I + 1) : I + 1;
    if (Concurrently)
      Spelling = "REINDEX CONCURRENTLY";
    else if (V.isAny(J, {"DATABASE", "SYSTEM", "SCHEMA"}))
      Spelling = "REINDEX " + std::string(V.text(J));
  } else if (V.is(I, "CLUSTER")) {
    if (V.size() == I + 1 || (V.size() == I + 2 && V.is(I + 1, "VERBOSE")))
      Spelling = "CLUSTER"; // without a table: all of them, one transaction each
  } else if (V.is(I, "ALTER") && V.is(I + 1, "DATABASE")) {
    TokenIndex Set = V.findTop(I, "SET");
    if (V.is(Set + 1, "TABLESPACE"))
      Spelling = "ALTER DATABASE SET TABLESPACE";
  } else if (V.is(I, "ALTER") && V.is(I + 1, "TABLE")) {
    for (TokenIndex J = I + 2; J + 1 < V.size(); ++J)
      if (V.is(J, "DETACH") && V.is(V.size() - 1, "CONCURRENTLY"))
        Spelling = "ALTER TABLE DETACH PARTITION CONCURRENTLY";
  } else if (Two("ALTER", "SYSTEM") || Two("CREATE", "DATABASE") || Two("DROP", "DATABASE") ||
             Two("CREATE", "TABLESPACE") || Two("DROP", "TABLESPACE") ||
             Two("CREATE", "SUBSCRIPTION") || Two("DROP", "SUBSCRIPTION")) {
  }
  if (Spelling.empty() || (V.is(I + 1, "SUBSCRIPTION") && withoutSlot(V, I)))
    return;
  Effect &E = V.add(K::OutsideOnly, I, Last, Name(), Spelling);
  // DROP SUBSCRIPTION is refused only while a slot belongs to it.
  E.Uncertain |= V.is(I, "DROP") && V.is(I + 1, "SUBSCRIPTION");
}

void readInsert(View &V, TokenIndex Keyword, TokenIndex Relation) {
  // Which sequence it draws from, if any, is in the table's definition.
  Name Unknown{"", false};
  Name N = V.nameAt(Relation);
  V.add(K::SequenceAdvance, Keyword, Keyword + 1, Unknown,
        "INSERT INTO " + (N.Text.empty() ? "…" : shown(N.Text)));
}

void readSelectInto(View &V, TokenIndex I) {
  Name N = V.nameAt(I);
  TokenIndex Temp = I;
  for (TokenIndex J = I; J != 0 && I - J < 4 && !V.is(J, "INTO"); --J)
    if (isTemp(V, J - 1))
      Temp = J - 1;
  if (Temp == I && !N.Temporary)
    return;
  N.Known &= bool(N);
  V.add(K::CreateTemp, Temp, Temp + 1, N,
        "SELECT INTO " + std::string(Temp == I ? "pg_temp." : "TEMP ") +
            (N.Text.empty() ? "…" : shown(N.Text)));
}

void readRowLocks(View &V, TokenIndex First, TokenIndex Last) {
  for (TokenIndex I = First; I + 1 < Last; ++I) {
    if (!V.is(I, "FOR"))
      continue;
    TokenIndex J = I + 1;
    J += V.is(J, "NO") && V.is(J + 1, "KEY");
    J += V.is(J, "KEY");
    if (!V.isAny(J, {"UPDATE", "SHARE"}))
      continue;
    Name Strength = V.exprAt(I + 1, J + 1);
    std::string Spelling = "SELECT ... FOR ";
    for (char C : Strength.Text)
      Spelling += toUpper(C);
    V.add(K::RowLock, I, J + 1, Strength, Spelling);
  }
}

void readCurrentOf(View &V, TokenIndex First, TokenIndex Last) {
  for (TokenIndex I = First; I + 2 < Last; ++I)
    if (V.is(I, "CURRENT") && V.is(I + 1, "OF")) {
      Name N = V.nameAt(I + 2);
      if (V.has(I + 2, TokenKind::Param)) {
        N = V.exprAt(I + 2, I + 3);
        N.Known = false;
      }
      V.add(K::FetchCursor, I, I + 2, N, "WHERE CURRENT OF " + shown(N.Text));
    }
}

DoBlock readDo(const View &V, TokenIndex I) {
  DoBlock B{V.size(), "plpgsql"};
  for (++I; I < V.size(); ++I) {
    if (V.is(I, "LANGUAGE")) {
      Name N = V.isName(I + 1) ? V.nameAt(I + 1) : V.stringAt(I + 1, /*Fold=*/true);
      if (N.Known)
        B.Language = N.Text;
      ++I;
    } else if (V.has(I, TokenKind::String) || V.has(I, TokenKind::Dollar)) {
      B.Body = I;
    }
  }
  return B;
}

} // namespace pooltidy::sql
