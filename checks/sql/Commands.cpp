//===- Commands.cpp - Utility commands, read from their tokens ------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Transactions, cursors, prepared statements, notifications. Settings.cpp and
// Objects.cpp have the larger families.
//
//===----------------------------------------------------------------------===//

#include "sql/Commands.h"

#include <algorithm>

namespace pooltidy::sql {

namespace {

using K = EffectKind;

bool in(std::string_view Word, std::initializer_list<std::string_view> Uppers) {
  return std::any_of(Uppers.begin(), Uppers.end(),
                     [&](std::string_view Upper) { return equalsWord(Word, Upper); });
}

/// The name at \p I, marked unknown where there is none.
Name required(const View &V, TokenIndex I) {
  Name N = V.nameAt(I);
  if (!N)
    N.Known = false;
  return N;
}

std::string spell(std::string_view Words, const Name &N) {
  return std::string(Words) + " " + (N.Text.empty() ? "…" : shown(N.Text));
}

/// [WORK | TRANSACTION] after COMMIT, ROLLBACK and their kin.
TokenIndex skipWork(const View &V, TokenIndex I) { return I + V.isAny(I, {"WORK", "TRANSACTION"}); }

void readEnd(View &V, TokenIndex I, K Kind, std::string Spelling) {
  TokenIndex J = skipWork(V, I + 1);
  bool Chain = V.is(J, "AND") && V.is(J + 1, "CHAIN");
  Effect &E = V.add(Kind, I, Spelling + (Chain ? " AND CHAIN" : ""));
  E.Chain = Chain;
  E.Uncertain |= V.holeBetween(I, I + 1); // may be TO SAVEPOINT, or PREPARED
}

void readFinishPrepared(View &V, TokenIndex I, std::string Spelling) {
  V.add(K::FinishPrepared, I, I + 2, V.stringAt(I + 2), Spelling);
  V.add(K::OutsideOnly, I, I + 2, Name(), Spelling);
}

void readDeclare(View &V, TokenIndex I) {
  // The options stand between the name and FOR; WITH may also begin the query.
  TokenIndex Cursor = V.findTop(I, "CURSOR");
  if (Cursor == V.size())
    return;
  Name N = required(V, I + 1);
  TokenIndex First = I, Last = I + 1;
  bool Hold = V.is(Cursor + 1, "WITH") && V.is(Cursor + 2, "HOLD");
  if (Hold)
    First = Cursor + 1, Last = Cursor + 3;
  Effect &E = V.add(K::DeclareCursor, First, Last, N,
                    spell("DECLARE", N) + " CURSOR" + (Hold ? " WITH HOLD" : ""));
  E.Hold = Hold;
  E.Uncertain |= !Hold && V.holeBetween(Cursor, Cursor + 1);
}

void readFetch(View &V, TokenIndex I) {
  // The cursor's name is the last word; the direction before it is optional.
  if (I + 1 >= V.size())
    return;
  Name N = required(V, V.size() - 1);
  V.add(K::FetchCursor, I, I + 1, N, spell(V.is(I, "FETCH") ? "FETCH" : "MOVE", N));
}

/// CLOSE, DEALLOCATE: a name or ALL.
void readNameOrAll(View &V, TokenIndex I, TokenIndex At, K Kind, std::string_view Word) {
  Name N = required(V, At);
  bool All = V.is(At, "ALL");
  V.add(Kind, I, I + 1, N, All ? std::string(Word) + " ALL" : spell(Word, N));
}

void readPrepare(View &V, TokenIndex I) {
  if (V.is(I + 1, "TRANSACTION") && !V.is(I + 2, "AS") && !V.punct(I + 2, '(')) {
    V.add(K::PrepareTransaction, I, I + 2, V.stringAt(I + 2), "PREPARE TRANSACTION");
    return;
  }
  Name N = required(V, I + 1);
  V.add(K::Prepare, I, I + 1, N, spell("PREPARE", N));
}

void readExecute(View &V, TokenIndex I) {
  Name N = required(V, I + 1);
  V.add(K::Execute, I, I + 1, N, spell("EXECUTE", N));
}

void readNotification(View &V, TokenIndex I) {
  bool All = V.op(I + 1, "*");
  Name N = required(V, I + 1);
  if (All)
    N = V.exprAt(I + 1, I + 2);
  K Kind = V.is(I, "LISTEN") ? K::Listen : V.is(I, "NOTIFY") ? K::Notify : K::Unlisten;
  V.add(Kind, I, I + 1, N,
        spell(Kind == K::Listen   ? "LISTEN"
              : Kind == K::Notify ? "NOTIFY"
                                  : "UNLISTEN",
              N));
}

void readLock(View &V, TokenIndex I) {
  TokenIndex J = I + 1 + V.is(I + 1, "TABLE");
  J += V.is(J, "ONLY");
  Name N = required(V, J);
  V.add(K::LockTable, I, I + 1, N, spell("LOCK TABLE", N));
}

void readLoad(View &V, TokenIndex I) {
  Name N = V.stringAt(I + 1);
  V.add(K::Load, I, I + 1, N, "LOAD '" + (N.Text.empty() ? "…" : shown(N.Text)) + "'");
}

} // namespace

Lead lead(std::string_view Word) {
  if (in(Word, {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "VALUES", "MERGE", "CALL", "COPY",
                "EXECUTE", "DECLARE"}))
    return Lead::Query;
  if (in(Word,
         {"SET",       "BEGIN",      "COMMIT",     "ROLLBACK", "CREATE",   "DROP",     "ALTER",
          "PREPARE",   "DEALLOCATE", "FETCH",      "CLOSE",    "LISTEN",   "UNLISTEN", "NOTIFY",
          "SAVEPOINT", "RELEASE",    "RESET",      "DISCARD",  "START",    "END",      "ABORT",
          "LOCK",      "MOVE",       "DO",         "EXPLAIN",  "TRUNCATE", "LOAD",     "SHOW",
          "VACUUM",    "ANALYZE",    "ANALYSE",    "CLUSTER",  "REINDEX",  "REFRESH",  "COMMENT",
          "GRANT",     "REVOKE",     "CHECKPOINT", "IMPORT",   "REASSIGN", "SECURITY", "TABLE"}))
    return Lead::Command;
  return Lead::None;
}

Explained readExplain(const View &V, TokenIndex First) {
  if (!V.is(First, "EXPLAIN"))
    return {First, true};
  TokenIndex I = First + 1;
  bool Analyze = false;
  if (V.punct(I, '(') && !V.isAny(I + 1, {"SELECT", "VALUES", "WITH"})) {
    TokenIndex Last = std::min(V.pastParens(I), V.size());
    for (; I < Last; ++I)
      if (V.isAny(I, {"ANALYZE", "ANALYSE"}) && (V.punct(I - 1, '(') || V.punct(I - 1, ',')))
        Analyze = !V.isAny(I + 1, {"FALSE", "OFF"}) && V.text(I + 1) != "0" &&
                  V.text(I + 1) != "'false'" && V.text(I + 1) != "'off'";
  } else {
    for (; V.isAny(I, {"ANALYZE", "ANALYSE", "VERBOSE"}); ++I)
      Analyze |= !V.is(I, "VERBOSE");
  }
  return {I, Analyze};
}

bool evaluates(const View &V, TokenIndex I) {
  while (V.punct(I, '('))
    ++I;
  if (lead(V.text(I)) == Lead::Query)
    return true;
  if (!V.is(I, "CREATE"))
    return false;
  // CREATE TABLE x AS query, but no other CREATE with an AS.
  TokenIndex As = V.findTop(I, "AS");
  if (!V.isAny(As + 1, {"SELECT", "WITH", "VALUES", "EXECUTE"}) && !V.punct(As + 1, '('))
    return false;
  for (TokenIndex J = I + 1; J < std::min(I + 6, As); ++J)
    if (V.is(J, "TABLE"))
      return true;
    else if (V.isAny(J, {"VIEW", "FUNCTION", "PROCEDURE", "RULE"}))
      return false;
  return false;
}

void readTransaction(View &V, TokenIndex I) {
  if (V.is(I, "BEGIN")) {
    V.add(K::Begin, I, "BEGIN");
  } else if (V.is(I, "START")) {
    if (V.is(I + 1, "TRANSACTION"))
      V.add(K::Begin, I, I + 2, Name(), "START TRANSACTION");
  } else if (V.is(I, "COMMIT") && V.is(I + 1, "PREPARED")) {
    readFinishPrepared(V, I, "COMMIT PREPARED");
  } else if (V.is(I, "COMMIT") || V.is(I, "END")) {
    readEnd(V, I, K::Commit, V.is(I, "END") ? "END" : "COMMIT");
  } else if (V.is(I, "ROLLBACK") && V.is(I + 1, "PREPARED")) {
    readFinishPrepared(V, I, "ROLLBACK PREPARED");
  } else if (V.isAny(I, {"ROLLBACK", "ABORT"})) {
    TokenIndex To = skipWork(V, I + 1);
    if (!V.is(To, "TO")) {
      readEnd(V, I, K::Rollback, V.is(I, "ABORT") ? "ABORT" : "ROLLBACK");
      return;
    }
    Name N = required(V, To + 1 + (V.is(To + 1, "SAVEPOINT") && To + 2 < V.size()));
    V.add(K::Savepoint, I, I + 1, N, spell("ROLLBACK TO", N));
  } else if (V.is(I, "SAVEPOINT")) {
    Name N = required(V, I + 1);
    V.add(K::Savepoint, I, I + 1, N, spell("SAVEPOINT", N));
  } else if (V.is(I, "RELEASE")) {
    Name N = required(V, I + 1 + (V.is(I + 1, "SAVEPOINT") && I + 2 < V.size()));
    V.add(K::Savepoint, I, I + 1, N, spell("RELEASE", N));
  }
}

void readCommand(View &V, TokenIndex I, bool Executes) {
  std::string_view Word = V.text(I);
  if (!V.has(I, TokenKind::Word))
    return;
  if (equalsWord(Word, "EXECUTE")) // EXPLAIN EXECUTE p needs p, too
    return readExecute(V, I);
  if (equalsWord(Word, "CREATE"))
    return readCreate(V, I, Executes);
  if (!Executes)
    return;
  if (in(Word, {"SET", "RESET", "DISCARD"}))
    return readSetting(V, I);
  if (in(Word, {"BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE"}))
    return readTransaction(V, I);
  if (equalsWord(Word, "DROP"))
    readDrop(V, I);
  else if (equalsWord(Word, "DECLARE") && I == 0) // EXPLAIN ANALYZE DECLARE makes no cursor
    readDeclare(V, I);
  else if (in(Word, {"FETCH", "MOVE"}))
    readFetch(V, I);
  else if (equalsWord(Word, "CLOSE"))
    readNameOrAll(V, I, I + 1, K::CloseCursor, "CLOSE");
  else if (equalsWord(Word, "PREPARE"))
    readPrepare(V, I);
  else if (equalsWord(Word, "DEALLOCATE"))
    readNameOrAll(V, I, I + 1 + (V.is(I + 1, "PREPARE") && I + 2 < V.size()), K::Deallocate,
                  "DEALLOCATE");
  else if (in(Word, {"LISTEN", "UNLISTEN", "NOTIFY"}))
    readNotification(V, I);
  else if (equalsWord(Word, "LOAD"))
    readLoad(V, I);
  else if (equalsWord(Word, "LOCK"))
    readLock(V, I);
  readOutsideOnly(V, I);
}

} // namespace pooltidy::sql
