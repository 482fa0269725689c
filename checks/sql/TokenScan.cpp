//===- TokenScan.cpp - Statements the grammar refused ---------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// FROM also stands in extract(x FROM y) and substring(x FROM 2): it introduces
// relations only where the innermost open parenthesis began a query.
//
//===----------------------------------------------------------------------===//

#include "sql/TokenScan.h"

#include "sql/Calls.h"
#include "sql/Commands.h"

#include <algorithm>
#include <unordered_set>

namespace pooltidy::sql {

namespace {

using K = EffectKind;

class Scanner {
public:
  Scanner(View &V, TokenIndex First, bool Runs) : V(V), First(First), Runs(Runs) {}

  void run() {
    while (V.punct(First, '('))
      ++First;
    // Elsewhere FROM and INTO mean other things: FETCH 1 FROM c, REVOKE x FROM y.
    bool Relations = lead(V.text(First)) == Lead::Query ||
                     V.isAny(First, {"CREATE", "PREPARE", "TABLE", "TRUNCATE"});
    if (!Relations)
      return;
    findCtes();
    bool Write = V.isAny(First, {"INSERT", "UPDATE", "DELETE", "MERGE"});
    bool Selects = V.isAny(First, {"SELECT", "WITH"});
    std::vector<bool> Queries{true};
    for (TokenIndex I = First; I < V.size(); ++I) {
      if (V.punct(I, '(')) {
        Queries.push_back(V.isAny(I + 1, {"SELECT", "WITH", "DELETE", "INSERT", "UPDATE"}) ||
                          V.punct(I + 1, '('));
      } else if (V.punct(I, ')')) {
        if (Queries.size() > 1)
          Queries.pop_back();
      } else if (V.isAny(I, {"FROM", "JOIN"})) {
        if (Queries.back() && !V.is(I - 1, "DISTINCT"))
          relation(I + 1 + V.isAny(I + 1, {"ONLY", "LATERAL"}), /*Call=*/true);
      } else if (V.is(I, "INTO")) {
        into(I, Selects && Queries.size() == 1);
        Write |= V.isAny(I - 1, {"INSERT", "MERGE"});
      } else if (V.is(I, "UPDATE") && (I == First || V.punct(I - 1, '('))) {
        TokenIndex Table = I + 1 + V.is(I + 1, "ONLY");
        relation(Table, false);
        Name N = V.nameAt(Table);
        if (Runs && (N.Text == "pg_settings" || N.Text == "pg_catalog.pg_settings"))
          readUpdateSettings(V, N.Last - 1);
      } else if (I == First && V.isAny(I, {"COPY", "TABLE", "TRUNCATE"})) {
        relation(I + 1 + V.is(I + 1, "TABLE"), false);
      }
    }
    if (!Runs)
      return;
    readCalls(V, First, V.size());
    readCurrentOf(V, First, V.size());
    if (Selects && !Write)
      readRowLocks(V, First, V.size());
  }

private:
  void findCtes() {
    if (!V.is(First, "WITH"))
      return;
    for (TokenIndex I = First + 1; I + 2 < V.size(); ++I) {
      if (!V.isName(I) || !(V.isAny(I - 1, {"WITH", "RECURSIVE"}) || V.punct(I - 1, ',')))
        continue;
      TokenIndex J = V.punct(I + 1, '(') ? V.pastParens(I + 1, 64) : I + 1;
      if (V.is(J, "AS"))
        Seen.insert(V.nameAt(I).Text);
    }
  }

  void into(TokenIndex I, bool SelectInto) {
    TokenIndex J = I + 1 + V.isAny(I + 1, {"LOCAL", "GLOBAL"});
    if (V.isAny(I - 1, {"INSERT", "MERGE"})) {
      if (V.is(I - 1, "INSERT") && Runs)
        readInsert(V, I - 1, I + 1);
      relation(I + 1, false);
    } else if (SelectInto && Runs && V.isAny(J, {"TEMP", "TEMPORARY"})) {
      J += 1 + V.is(J + 1, "TABLE");
      if (V.isName(J) && !V.isAny(J, {"FROM", "WHERE"}))
        readSelectInto(V, J);
    }
  }

  void relation(TokenIndex I, bool Call) {
    Name N = V.nameAt(I);
    if (!N || (Call && V.punct(N.Last, '(')) ||
        V.isAny(I, {"SELECT", "STDIN", "STDOUT", "WHERE", "SET", "VALUES", "ON", "FROM", "ORDER",
                    "GROUP", "LIMIT", "CURRENT"}))
      return;
    if (Seen.insert(N.Text).second)
      V.add(K::UseRelation, N.First, N.Last, N, shown(N.Text));
  }

  View &V;
  TokenIndex First;
  bool Runs;
  std::unordered_set<std::string> Seen; ///< relations, and CTEs, which are none
};

} // namespace

void scanTokens(View &V, TokenIndex I, bool Executes) {
  Scanner(V, I, Executes && evaluates(V, I)).run();
}

} // namespace pooltidy::sql
