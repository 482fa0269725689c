//===- DoBody.cpp - The statements inside DO ... --------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// PL/pgSQL is read as a flat list of statements: the words that open blocks (BEGIN,
// THEN, ELSE, LOOP) are skipped, so nesting costs nothing. PERFORM becomes SELECT in
// place (with a blank: both then have seven bytes), and the INTO of variables is
// blanked, so that the server's grammar can read the rest.
//
// pg_query_parse_plpgsql is not used: it wants a whole CREATE FUNCTION, gives no
// offsets, and one statement it cannot read loses all the others.
//
//===----------------------------------------------------------------------===//

#include "sql/DoBody.h"

#include "sql/Analysis.h"
#include "sql/Calls.h"
#include "sql/Commands.h"
#include "sql/Constants.h"

#include <algorithm>
#include <iterator>

namespace pooltidy::sql {

namespace {

class BodyReader {
public:
  BodyReader(Source &Src, TextRange R, std::vector<Effect> &Effects, unsigned Depth)
      : Src(Src), B(Src, lex(Src.work(), R.Begin, R.End), Own, /*InBody=*/true), Effects(Effects),
        Depth(Depth) {
    Own.Begin = R.Begin;
    Own.End = R.End;
  }

  void run() {
    for (TokenIndex I = 0; I < B.size();) {
      if (B.punct(I, ';')) {
        ++I;
      } else if (B.op(I, "<<")) { // <<label>>
        while (I < B.size() && !B.op(I, ">>"))
          ++I;
        ++I;
      } else if (B.isAny(I, {"BEGIN", "LOOP", "THEN", "ELSE", "EXCEPTION", "DECLARE"}) &&
                 !assigned(I)) {
        Declaring = B.is(I, "DECLARE") || (Declaring && !B.is(I, "BEGIN"));
        ++I;
      } else {
        TokenIndex End = statementEnd(I);
        one(I, End);
        I = End;
      }
    }
    take(Own);
  }

private:
  bool assigned(TokenIndex I) const {
    return B.text(I + 1) == ":=" || B.op(I + 1, "=") || B.punct(I + 1, '.') || B.punct(I + 1, '[');
  }

  TokenIndex statementEnd(TokenIndex I) const {
    bool Control = B.isAny(I, {"IF", "ELSIF", "ELSEIF", "WHILE", "FOR", "FOREACH", "CASE", "WHEN"});
    size_t Parens = 0, Cases = 0;
    for (TokenIndex J = I + 1; J < B.size(); ++J) {
      if (B.punct(J, '('))
        ++Parens;
      else if (B.punct(J, ')'))
        Parens -= Parens != 0;
      else if (B.punct(J, ';') && !Parens)
        return J;
      else if (!Control || Parens)
        continue;
      else if (B.is(J, "CASE"))
        ++Cases;
      else if (B.is(J, "END"))
        Cases -= Cases != 0;
      else if (!Cases && B.isAny(J, {"THEN", "LOOP"}))
        return J;
    }
    return B.size();
  }

  void one(TokenIndex I, TokenIndex End) {
    if (Declaring || assigned(I))
      return readCalls(B, I, End);
    if (B.is(I, "PERFORM")) {
      Src.write(B.Toks[I].Begin, "SELECT ");
      --B.Toks[I].End;
      return sql(I, End);
    }
    if (B.is(I, "EXECUTE"))
      return dynamic(I + 1, End);
    if (B.is(I, "FOR"))
      return query(I, 1 + std::min(B.findTop(I, "IN", End), End), End);
    if (B.is(I, "RETURN") && B.is(I + 1, "QUERY"))
      return query(I, I + 2, End);
    if (B.is(I, "OPEN"))
      return query(I, 1 + std::min(B.findTop(I, "FOR", End), End), End);
    bool Own = B.isAny(I, {"END", "FETCH", "MOVE", "CLOSE", "START", "CASE", "ABORT"});
    if (!Own && lead(B.text(I)) != Lead::None && B.has(I, TokenKind::Word))
      return sql(I, End);
    readCalls(B, I, End);
  }

  /// A statement at \p I with a query, or EXECUTE and a text, at \p Query.
  void query(TokenIndex I, TokenIndex Query, TokenIndex End) {
    if (Query < End && B.is(Query, "EXECUTE"))
      dynamic(Query + 1, End);
    else if (Query < End && lead(B.text(Query)) == Lead::Query)
      sql(Query, End);
    else
      readCalls(B, I, End);
  }

  void sql(TokenIndex I, TokenIndex End) {
    std::vector<Token> Toks;
    size_t Parens = 0;
    for (TokenIndex J = I; J < End; ++J) {
      if (B.punct(J, '('))
        ++Parens;
      else if (B.punct(J, ')'))
        Parens -= Parens != 0;
      else if (!Parens && B.is(J, "INTO") && J != I && !B.isAny(J - 1, {"INSERT", "MERGE"}) &&
               !B.is(I, "CREATE")) {
        TokenIndex After = pastVariables(J, End);
        Src.blank(B.Toks[J].Begin, B.Toks[After - 1].End);
        J = After - 1;
        continue;
      }
      Toks.push_back(B.Toks[J]);
    }
    Statement S = analyseStatement(Src, std::move(Toks), Depth);
    take(S);
  }

  /// INTO [STRICT] a, b.c, d[1]
  TokenIndex pastVariables(TokenIndex Into, TokenIndex End) const {
    TokenIndex J = Into + 1 + B.is(Into + 1, "STRICT");
    while (J < End) {
      J = std::max(J + 1, B.nameAt(J).Last);
      if (B.punct(J, '['))
        while (J < End && !B.punct(J++, ']'))
          ;
      if (J >= End || !B.punct(J, ','))
        break;
      ++J;
    }
    return std::min(J, End);
  }

  /// EXECUTE text [INTO ...] [USING ...]
  void dynamic(TokenIndex I, TokenIndex End) {
    readCalls(B, I, End);
    End = std::min({B.findTop(I, "INTO", End), B.findTop(I, "USING", End), End});
    if (I >= End || Depth >= MostDepth)
      return;
    TextRange R{0, 0};
    if (B.is(I, "FORMAT") && B.punct(I + 1, '(') && isConstant(I + 2))
      R = openConstant(Src, B.Toks[I + 2]); // its %I, %L and %s are placeholders
    else
      R = concatenation(I, End);
    for (Statement &S : analyseRange(Src, R.Begin, R.End, Depth + 1))
      take(S);
  }

  bool isConstant(TokenIndex I) const {
    return B.has(I, TokenKind::String) || B.has(I, TokenKind::Dollar);
  }

  /// Constants become their text, everything between them but || becomes a hole.
  TextRange concatenation(TokenIndex I, TokenIndex End) {
    TextRange All{B.Toks[I].Begin, B.Toks[End - 1].End};
    uint32_t From = All.Begin;
    bool Unknown = false, Any = false;
    size_t Parens = 0;
    auto Close = [&](uint32_t To) {
      if (From < To && Unknown)
        Src.punch(From, To);
      else if (From < To)
        Src.blank(From, To);
      Unknown = false;
    };
    for (; I < End; ++I) {
      if (!Parens && isConstant(I)) {
        TextRange R = openConstant(Src, B.Toks[I]);
        Close(R.Begin);
        From = R.End - (B.has(I, TokenKind::String) && B.Toks[I].Closed && R.End > R.Begin);
        Any = true;
        continue;
      }
      Parens += B.punct(I, '(');
      Parens -= Parens != 0 && B.punct(I, ')');
      Unknown |= !B.op(I, "||");
    }
    Close(All.End);
    return Any ? All : TextRange{All.Begin, All.Begin};
  }

  void take(Statement &S) {
    std::move(S.Effects.begin(), S.Effects.end(), std::back_inserter(Effects));
    S.Effects.clear();
  }

  Source &Src;
  Statement Own;
  View B;
  std::vector<Effect> &Effects;
  unsigned Depth;
  bool Declaring = false;
};

} // namespace

void readBody(View &V, TokenIndex I, unsigned Depth) {
  DoBlock Block = readDo(V, I);
  if (Block.Body >= V.size() || Depth >= MostDepth)
    return;
  TextRange R = openConstant(V.Src, V.Toks[Block.Body]);
  size_t First = V.Out.Effects.size();
  if (Block.Language == "plpgsql") {
    BodyReader(V.Src, R, V.Out.Effects, Depth + 1).run();
  } else if (Block.Language == "sql") {
    for (Statement &S : analyseRange(V.Src, R.Begin, R.End, Depth + 1))
      std::move(S.Effects.begin(), S.Effects.end(), std::back_inserter(V.Out.Effects));
  }
  for (size_t E = First; E != V.Out.Effects.size(); ++E)
    V.Out.Effects[E].Uncertain |= V.Uncertain; // a DO that the server would refuse
}

} // namespace pooltidy::sql
