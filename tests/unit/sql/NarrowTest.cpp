//===- NarrowTest.cpp - State that ends with its transaction --------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "sql/Narrow.h"

#include "SqlTest.h"

using namespace pooltidy::sql;
using namespace pooltidy::sql::test;

namespace {

/// The text after the edits of all effects that have one, the last first; "-" for none.
std::string narrow(std::string_view Marked) {
  SqlText Sql = marked(Marked);
  std::string Out = Sql.Text;
  bool Any = false;
  std::vector<Statement> All = analyse(Sql);
  for (auto S = All.rbegin(); S != All.rend(); ++S)
    for (auto E = S->Effects.rbegin(); E != S->Effects.rend(); ++E)
      if (mayNarrow(E->Kind))
        if (auto Edit = narrowed(Sql, *S, *E)) {
          EXPECT_GT(Edit->Length, 0u);
          Out.replace(Edit->Offset, Edit->Length, Edit->Text);
          Any = true;
        }
  for (char &C : Out)
    C = C == '\x7f' ? 'x' : C;
  return Any ? Out : "-";
}

TEST(Narrow, Settings) {
  check(narrow, {
                    {"SET search_path TO a", "SET LOCAL search_path TO a"},
                    {"set search_path = a, b", "set local search_path = a, b"},
                    {"SET SESSION work_mem = '1MB'", "SET LOCAL work_mem = '1MB'"},
                    {"SET TIME ZONE 'UTC'", "SET LOCAL TIME ZONE 'UTC'"},
                    {"SET NAMES 'latin1'", "SET LOCAL NAMES 'latin1'"},
                    {"SET ROLE web", "SET LOCAL ROLE web"},
                    {"SET SESSION ROLE web", "SET LOCAL ROLE web"},
                    {"SET SESSION AUTHORIZATION web", "SET LOCAL SESSION AUTHORIZATION web"},
                    {"SET SESSION SESSION AUTHORIZATION web", "SET LOCAL SESSION AUTHORIZATION web"},
                    {"SET app.tenant = ¤", "SET LOCAL app.tenant = xxxxxxxx"},
                    {"SET a.b = 1; SELECT 1; SET c.d = 2",
                     "SET LOCAL a.b = 1; SELECT 1; SET LOCAL c.d = 2"},
                    {"/* SET */ SET -- x\n jit = off", "/* SET */ SET LOCAL -- x\n jit = off"},
                });
}

TEST(Narrow, NoSettings) {
  for (std::string_view Sql :
       {"SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY", "SET LOCAL a.b = 1", "RESET a.b",
        "RESET ALL", "DISCARD ALL", "SET a.b TO DEFAULT", "SET ¤ = 1", "SET ¤ search_path = a",
        "UPDATE pg_settings SET setting = 'x' WHERE name = 'jit'", "SET TRANSACTION READ ONLY",
        "DO $$ BEGIN SET jit = off; END $$", "SET ROLE NONE", "SET", "SET x y z", "SELECT 'SET a = 1'"})
    EXPECT_EQ(narrow(Sql), "-") << Sql;
}

TEST(Narrow, SetConfig) {
  check(narrow, {
                    {"SELECT set_config('a.b', $1, false)", "SELECT set_config('a.b', $1, true)"},
                    {"SELECT pg_catalog.SET_CONFIG('a.b', f(1, 2), FALSE), 1",
                     "SELECT pg_catalog.SET_CONFIG('a.b', f(1, 2), TRUE), 1"},
                    {"SELECT set_config('a.b', 'x, false)', false) FROM t WHERE false",
                     "SELECT set_config('a.b', 'x, false)', true) FROM t WHERE false"},
                });
  for (std::string_view Sql :
       {"SELECT set_config('a.b', 'x', $1)", "SELECT set_config('a.b', 'x', true)",
        "SELECT set_config('a.b', 'x', ¤)", "SELECT set_config(¤, 'x', false)",
        "SELECT set_config($1, 'x', false)", "SELECT set_config('a.b', 'x', not true)"})
    EXPECT_EQ(narrow(Sql), "-") << Sql;
}

TEST(Narrow, Locks) {
  check(narrow,
        {
            {"SELECT pg_advisory_lock(1)", "SELECT pg_advisory_xact_lock(1)"},
            {"select pg_try_advisory_lock($1, 2)", "select pg_try_advisory_xact_lock($1, 2)"},
            {"SELECT pg_advisory_lock_shared(¤)", "SELECT pg_advisory_xact_lock_shared(xxxxxxxx)"},
            {"SELECT PG_TRY_ADVISORY_LOCK_SHARED(1)", "SELECT PG_TRY_ADVISORY_XACT_LOCK_SHARED(1)"},
            {"SELECT 1 FROM pg_catalog.pg_advisory_lock(7)",
             "SELECT 1 FROM pg_catalog.pg_advisory_xact_lock(7)"},
        });
  for (std::string_view Sql : {"SELECT pg_advisory_unlock(1)", "SELECT pg_advisory_xact_lock(1)",
                               "SELECT pg_advisory_unlock_all()"})
    EXPECT_EQ(narrow(Sql), "-") << Sql;
}

TEST(Narrow, TemporaryTables) {
  check(narrow, {
                    {"CREATE TEMP TABLE t (id int)", "CREATE TEMP TABLE t (id int) ON COMMIT DROP"},
                    {"create temporary table if not exists a.t (id int);",
                     "create temporary table if not exists a.t (id int) on commit drop;"},
                    {"CREATE TEMP TABLE t (id int) WITH (fillfactor = 70) TABLESPACE x",
                     "CREATE TEMP TABLE t (id int) WITH (fillfactor = 70) ON COMMIT DROP TABLESPACE x"},
                    {"CREATE TEMP TABLE t AS SELECT 1 AS a",
                     "CREATE TEMP TABLE t ON COMMIT DROP AS SELECT 1 AS a"},
                    {"CREATE TEMP TABLE ¤ AS SELECT 1 AS a",
                     "CREATE TEMP TABLE xxxxxxxx ON COMMIT DROP AS SELECT 1 AS a"},
                    {"CREATE TEMP TABLE t (a, b) AS VALUES (1, 2) WITH NO DATA",
                     "CREATE TEMP TABLE t (a, b) ON COMMIT DROP AS VALUES (1, 2) WITH NO DATA"},
                    {"CREATE TEMP TABLE t (a int) ON COMMIT PRESERVE ROWS",
                     "CREATE TEMP TABLE t (a int) ON COMMIT DROP"},
                    {"CREATE TEMP TABLE t (a int) ON COMMIT DELETE ROWS TABLESPACE x",
                     "CREATE TEMP TABLE t (a int) ON COMMIT DROP TABLESPACE x"},
                    {"CREATE TEMP TABLE t (LIKE ¤ INCLUDING ALL)",
                     "CREATE TEMP TABLE t (LIKE xxxxxxxx INCLUDING ALL) ON COMMIT DROP"},
                    {"CREATE TEMP TABLE t (a int DEFAULT (1)) -- x\n",
                     "CREATE TEMP TABLE t (a int DEFAULT (1)) ON COMMIT DROP -- x\n"},
                });
  for (std::string_view Sql :
       {"CREATE TEMP TABLE t (a int) ON COMMIT DROP", "CREATE TEMP VIEW v AS SELECT 1",
        "CREATE TEMP SEQUENCE s", "SELECT 1 INTO TEMP t", "CREATE TABLE pg_temp.t (a int)",
        "CREATE TABLE t (a int)", "CREATE TEMP TABLE t (a int) ¤", "CREATE TEMP TABLE ¤"})
    EXPECT_EQ(narrow(Sql), "-") << Sql;
}

TEST(Narrow, Cursors) {
  check(narrow, {
                    {"DECLARE c CURSOR WITH HOLD FOR SELECT 1", "DECLARE c CURSOR FOR SELECT 1"},
                    {"declare c no scroll cursor with hold for select ¤",
                     "declare c no scroll cursor for select xxxxxxxx"},
                    {"DECLARE c CURSOR WITH HOLD\nFOR SELECT 1", "DECLARE c CURSOR \nFOR SELECT 1"},
                });
  for (std::string_view Sql : {"DECLARE c CURSOR FOR SELECT 1", "DECLARE c CURSOR WITHOUT HOLD FOR SELECT 1"})
    EXPECT_EQ(narrow(Sql), "-") << Sql;
}

TEST(Narrow, AnyText) {
  for (std::string_view Sql : {"", "SET", "CREATE TEMP TABLE", "CREATE TEMP TABLE IF", "DECLARE",
                               "DECLARE c CURSOR WITH HOLD", "SELECT set_config(", "pg_advisory_lock(",
                               "SELECT pg_advisory_lock(", "CREATE TEMP TABLE t (", "SET SESSION"})
    EXPECT_EQ(narrow(Sql), "-") << Sql;
}

TEST(Narrow, EachOfManyStatements) {
  // Ten thousand in one text: each is looked at by itself.
  SqlText Sql;
  for (int I = 0; I < 10000; ++I)
    Sql.Text += "SET a.v" + std::to_string(I) + " = 1; ";
  unsigned Narrowed = 0;
  for (const Statement &S : analyse(Sql))
    if (std::optional<TextEdit> E = narrowed(Sql, S, S.Effects.at(0))) {
      Narrowed += Sql.Text.substr(E->Offset, E->Length) == "SET";
      EXPECT_EQ(S.Begin, E->Offset);
    }
  EXPECT_EQ(Narrowed, 10000u);
}

} // namespace
