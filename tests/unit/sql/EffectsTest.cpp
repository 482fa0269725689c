//===- EffectsTest.cpp - The public face of the layer ---------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sql/Effects.h"

#include "SqlTest.h"

#include <set>

using namespace pooltidy::sql;
using namespace pooltidy::sql::test;

namespace {

TEST(Effects, Statements) {
  check(understanding, {
                           {"", ""},
                           {" ; -- x\n /* y */ ;", ""},
                           {"SELECT 1", "parsed SELECT"},
                           {"(SELECT 1)", "parsed SELECT"},
                           {"with a as (select 1) select 2", "parsed WITH"},
                           {"/* x */ set x = 1; Commit", "parsed SET; parsed COMMIT"},
                           {"SELECT FROM FROM", "tokens SELECT"},
                           {"VALUES (1)", "parsed VALUES"},
                           {"TABLE t", "parsed TABLE"},
                           {"END", "parsed END"},
                           {"{call f()}", "tokens CALL"},
                           {"SELECT 1;;;SELECT 2;", "parsed SELECT; parsed SELECT"},
                       });
}

TEST(Effects, StatementRanges) {
  std::string Text = "/* a */ SELECT 1 /* b */ ; \n SET x = 'y' -- c";
  std::vector<Statement> All = analyse(Text);
  ASSERT_EQ(All.size(), 2u);
  EXPECT_EQ(Text.substr(All[0].Begin, All[0].End - All[0].Begin), "SELECT 1");
  EXPECT_EQ(Text.substr(All[1].Begin, All[1].End - All[1].Begin), "SET x = 'y'");
}

TEST(Effects, AreInOrder) {
  std::string Text = "SELECT set_config('a', 'b', false) FROM t, pg_sleep(1), u "
                     "WHERE pg_try_advisory_lock(1) FOR UPDATE";
  uint32_t Last = 0;
  Statement S = analyse(Text).at(0);
  EXPECT_GE(S.Effects.size(), 4u);
  for (const Effect &E : S.Effects) {
    EXPECT_LE(Last, E.Offset);
    Last = E.Offset;
  }
}

TEST(Effects, Spellings) {
  check(spellings,
        {
            {"SET search_path = a", "SET search_path"},
            {"SET SESSION x = a", "SET SESSION x"},
            {"SET LOCAL x = a", "SET LOCAL x"},
            {"SET TIME ZONE 'UTC'", "SET TIME ZONE"},
            {"SET x TO DEFAULT", "SET x TO DEFAULT"},
            {"SET ROLE NONE", "SET ROLE NONE"},
            {"SET ¤ = 1", "SET …"},
            {"SET app.¤ = 1", "SET app.…"},
            {"RESET ALL", "RESET ALL"},
            {"DISCARD temporary", "DISCARD TEMP"},
            {"SELECT pg_try_advisory_lock(1)", "pg_try_advisory_lock()"},
            {"SELECT set_config('app.tenant', $1, false)", "set_config('app.tenant', ..., false)"},
            {"SELECT set_config(¤, $1, ¤)", "set_config(…, ..., …)"},
            {"UPDATE pg_settings SET setting = 1 WHERE name = 'a'", "UPDATE pg_settings (a)"},
            {"CREATE TEMPORARY TABLE Stage (a int)", "CREATE TEMP TABLE stage"},
            {"CREATE TEMP VIEW v AS SELECT 1", "CREATE TEMP VIEW v"},
            {"CREATE TABLE pg_temp.x (a int)", "CREATE TABLE pg_temp.x"},
            {"CREATE TEMP TABLE ¤ (a int)", "CREATE TEMP TABLE …"},
            {"SELECT 1 INTO TEMP x", "SELECT INTO TEMP x"},
            {"DROP TABLE t", "DROP TABLE t"},
            {"DECLARE c CURSOR WITH HOLD FOR SELECT 1", "DECLARE c CURSOR WITH HOLD"},
            {"DECLARE c CURSOR FOR SELECT 1", "DECLARE c CURSOR"},
            {"FETCH 1 FROM c", "FETCH c"},
            {"CLOSE ALL", "CLOSE ALL"},
            {"DELETE FROM t WHERE CURRENT OF c", "WHERE CURRENT OF c"},
            {"PREPARE p AS SELECT 1", "PREPARE p"},
            {"DEALLOCATE ALL", "DEALLOCATE ALL"},
            {"LISTEN events", "LISTEN events"},
            {"UNLISTEN *", "UNLISTEN *"},
            {"INSERT INTO t VALUES (1)", "INSERT INTO t"},
            {"SELECT 1 FROM t FOR NO KEY UPDATE", "SELECT ... FOR NO KEY UPDATE"},
            {"COMMIT AND CHAIN", "COMMIT AND CHAIN"},
            {"LOCK t", "LOCK TABLE t"},
            {"LOAD 'x'", "LOAD 'x'"},
            {"CREATE INDEX CONCURRENTLY i ON t (a)", "CREATE INDEX CONCURRENTLY"},
        });
}

TEST(Effects, KindNamesAreDistinct) {
  std::set<std::string_view> Names;
  for (int Kind = 0; Kind <= int(EffectKind::Sleep); ++Kind)
    EXPECT_TRUE(Names.insert(name(EffectKind(Kind))).second) << name(EffectKind(Kind));
  EXPECT_EQ(Names.count("unknown"), 0u);
}

} // namespace
