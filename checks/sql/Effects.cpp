//===- Effects.cpp - What a piece of SQL does to a session ----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The public functions, and the order of work they stand for.
//
//===----------------------------------------------------------------------===//

#include "sql/Effects.h"

#include "sql/Analysis.h"
#include "sql/Calls.h"
#include "sql/Commands.h"
#include "sql/DoBody.h"
#include "sql/Fill.h"
#include "sql/ParseWalk.h"
#include "sql/Splitter.h"
#include "sql/TokenScan.h"

#include <algorithm>
#include <cstddef>
#include <tuple>

namespace pooltidy::sql {

namespace {

/// "SELECT<hole>": a hole glued to the first keyword is what follows it, not a part
/// of it.
void detachKeyword(View &V) {
  const Token &T = V.Toks.front();
  size_t I = V.Src.holeFrom(T.Begin);
  if (T.Kind != TokenKind::Word || I == V.Src.holes().size())
    return;
  const Hole &H = V.Src.holes()[I];
  if (H.Offset <= T.Begin || H.Offset >= T.End || lead(V.Src.work(T.Begin, H.Offset)) == Lead::None)
    return;
  uint32_t After = std::min(H.Offset + H.Length, V.Out.End);
  std::fill(V.Src.work(H.Offset), V.Src.work(After), ' ');
  V.Toks = lex(V.Src.work(), V.Out.Begin, V.Out.End);
}

/// The token with the first keyword: after the parentheses of (SELECT ...), and
/// after the brace of ODBC's {call f()} and {? = call f()}.
TokenIndex firstKeyword(const View &V) {
  TokenIndex I = 0;
  while (V.punct(I, '('))
    ++I;
  if (I == 0 && V.text(0) == "{") {
    for (++I; V.has(I, TokenKind::Operator) || V.has(I, TokenKind::Param); ++I)
      ;
    if (!V.is(I, "CALL"))
      return V.size();
  }
  return I;
}

} // namespace

Statement analyseStatement(Source &Src, std::vector<Token> Toks, unsigned Depth) {
  Statement S;
  const uint32_t Begin = S.Begin = Toks.front().Begin;
  S.End = Toks.back().End;
  View V(Src, std::move(Toks), S, /*InBody=*/Depth != 0);
  // What a leading hole holds may be all that matters: a comment, or BEGIN and more.
  const bool Led = blankLeadingHoles(V);
  V.Uncertain = Led;
  if (!V.Toks.empty()) {
    detachKeyword(V);
    TokenIndex First = firstKeyword(V);
    if (V.has(First, TokenKind::Word) && lead(V.text(First)) != Lead::None) {
      std::string Keyword(V.text(First));
      std::transform(Keyword.begin(), Keyword.end(), Keyword.begin(), toUpper);
      Tree T;
      if (fitsGrammar(V))
        T = parseFilled(V);
      V.Uncertain |= !T;
      Explained X = readExplain(V, T || First == 0 ? 0 : First);
      if (T)
        walkTree(V, T, X.Executes);
      else
        scanTokens(V, X.Inner, X.Executes);
      readCommand(V, X.Inner, X.Executes);
      if (V.is(X.Inner, "DO"))
        readBody(V, X.Inner, Depth);
      if (!Led) {
        S.How = T ? Understanding::Parsed : Understanding::Tokens;
        S.Keyword = std::move(Keyword);
      }
    } else if (Led) {
      readCalls(V, 0, V.size());
    }
  }
  // BEGIN ISOLATION LEVEL <hole>: BEGIN is what it is, whatever the hole holds.
  if (!Led && Src.hasHole(Begin, S.End))
    for (Effect &E : S.Effects)
      if (E.Kind == EffectKind::Begin || E.Kind == EffectKind::SetTransaction)
        E.Uncertain = false;
  S.Begin = Begin;
  std::sort(S.Effects.begin(), S.Effects.end(), [](const Effect &A, const Effect &B) {
    return std::tie(A.Offset, A.Kind, A.Name) < std::tie(B.Offset, B.Kind, B.Name);
  });
  return S;
}

std::vector<Statement> analyseRange(Source &Src, uint32_t Begin, uint32_t End, unsigned Depth) {
  std::vector<Token> Toks = lex(Src.work(), Begin, End);
  std::vector<TokenRange> Ranges = split(Src.work(), Toks);
  std::vector<Statement> Out;
  Out.reserve(Ranges.size());
  for (TokenRange R : Ranges)
    Out.push_back(analyseStatement(
        Src, {Toks.begin() + std::ptrdiff_t(R.First), Toks.begin() + std::ptrdiff_t(R.Last)},
        Depth));
  return Out;
}

std::vector<Statement> analyse(const SqlText &Sql) {
  Source Src(Sql);
  return analyseRange(Src, 0, Src.size(), 0);
}

std::vector<Statement> analyse(std::string_view Text) {
  return analyse(SqlText{std::string(Text), {}});
}

std::string_view name(EffectKind Kind) {
  switch (Kind) {
  case EffectKind::Begin:
    return "begin";
  case EffectKind::Commit:
    return "commit";
  case EffectKind::Rollback:
    return "rollback";
  case EffectKind::PrepareTransaction:
    return "prepare-transaction";
  case EffectKind::FinishPrepared:
    return "finish-prepared";
  case EffectKind::Savepoint:
    return "savepoint";
  case EffectKind::Set:
    return "set";
  case EffectKind::SetLocal:
    return "set-local";
  case EffectKind::SetTransaction:
    return "set-transaction";
  case EffectKind::Reset:
    return "reset";
  case EffectKind::Discard:
    return "discard";
  case EffectKind::Lock:
    return "lock";
  case EffectKind::Unlock:
    return "unlock";
  case EffectKind::UnlockAll:
    return "unlock-all";
  case EffectKind::TransactionLock:
    return "transaction-lock";
  case EffectKind::CreateTemp:
    return "create-temp";
  case EffectKind::DropRelation:
    return "drop-relation";
  case EffectKind::UseRelation:
    return "use-relation";
  case EffectKind::DeclareCursor:
    return "declare-cursor";
  case EffectKind::FetchCursor:
    return "fetch-cursor";
  case EffectKind::CloseCursor:
    return "close-cursor";
  case EffectKind::Prepare:
    return "prepare";
  case EffectKind::Execute:
    return "execute";
  case EffectKind::Deallocate:
    return "deallocate";
  case EffectKind::Listen:
    return "listen";
  case EffectKind::Unlisten:
    return "unlisten";
  case EffectKind::Notify:
    return "notify";
  case EffectKind::SequenceAdvance:
    return "sequence-advance";
  case EffectKind::SequenceRead:
    return "sequence-read";
  case EffectKind::BackendPid:
    return "backend-pid";
  case EffectKind::Load:
    return "load";
  case EffectKind::SetSeed:
    return "set-seed";
  case EffectKind::ExportSnapshot:
    return "export-snapshot";
  case EffectKind::SessionFunction:
    return "session-function";
  case EffectKind::LockTable:
    return "lock-table";
  case EffectKind::RowLock:
    return "row-lock";
  case EffectKind::LargeObjectOpen:
    return "large-object-open";
  case EffectKind::OutsideOnly:
    return "outside-only";
  case EffectKind::Sleep:
    return "sleep";
  }
  return "unknown";
}

} // namespace pooltidy::sql
