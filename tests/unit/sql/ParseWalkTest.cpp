//===- ParseWalkTest.cpp - Relations in statements ------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SqlTest.h"

using namespace pooltidy::sql::test;

namespace {

TEST(ParseWalk, Relations) {
  check(relations,
        {
            {"SELECT * FROM T", "t"},
            {"SELECT * FROM \"T\", s.u AS a, pg_temp.v", "T s.u v"},
            {"SELECT * FROM a JOIN b ON true LEFT JOIN (c CROSS JOIN d) ON true", "a b c d"},
            {"SELECT (SELECT 1 FROM a) FROM b WHERE EXISTS (SELECT 1 FROM c)", "a b c"},
            {"SELECT * FROM a, a x, A", "a"},
            {"SELECT 1 FROM a UNION SELECT 2 FROM b", "a b"},
            {"INSERT INTO t SELECT * FROM u", "t u"},
            {"UPDATE t SET a = u.a FROM u", "t u"},
            {"DELETE FROM ONLY t USING u", "t u"},
            {"MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE", "t u"},
            {"TRUNCATE a, b", "a b"},
            {"COPY t FROM STDIN", "t"},
            {"COPY (SELECT * FROM t) TO STDOUT", "t"},
            {"LOCK TABLE a, b", "a b"},
            {"TABLE t", "t"},
            {"SELECT * FROM f(1), g()", ""},
            {"SELECT * FROM t FOR UPDATE OF t", "t"},
            {"ALTER TABLE t ADD c int", "t"},
            {"CREATE INDEX i ON t (a)", "t"},
            {"CREATE TABLE n (LIKE t, FOREIGN KEY (a) REFERENCES u)", "t u"},
            {"CREATE TEMP TABLE n AS SELECT * FROM t", "t"},
            {"SELECT * INTO n FROM t", "t"},
            {"CREATE VIEW n AS SELECT * FROM t", "t"},
            {"PREPARE p AS SELECT * FROM t", "t"},
            {"DECLARE c CURSOR FOR SELECT * FROM t", "t"},
            {"EXPLAIN SELECT * FROM t", "t"},
            {"CREATE TYPE n AS (a int)", ""},
            {"CREATE SEQUENCE n", ""},
            {"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT a FROM t; END", ""},
        });
}

TEST(ParseWalk, CommonTableExpressions) {
  check(relations,
        {
            {"WITH a AS (SELECT * FROM t) SELECT * FROM a", "t"},
            {"WITH a AS (SELECT * FROM t), b AS (SELECT * FROM a) SELECT * FROM b, c", "t c"},
            {"WITH RECURSIVE a AS (SELECT 1 UNION SELECT * FROM a) SELECT * FROM a", ""},
            {"WITH a AS (SELECT 1) SELECT * FROM s.a", "s.a"},
            {"WITH \"A\" AS (SELECT 1) SELECT * FROM a, \"A\"", "a"},
            {"WITH a AS (INSERT INTO t VALUES (1) RETURNING *) UPDATE u SET b = 1", "t u"},
        });
}

TEST(ParseWalk, Holes) {
  check(relations, {
                       {"SELECT * FROM ¤", "¤?"},
                       {"SELECT * FROM ¤.t", "¤.t?"},
                       {"SELECT * FROM stage_§", "stage_¤?"},
                       {"SELECT * FROM \"a¤\"", "a¤?"},
                       {"SELECT * FROM t ¤", "t"},
                       {"SELECT ¤ FROM t WHERE ¤", "t"},
                       {"SELECT * FROM %s", "%s?"},
                       {"INSERT INTO {} VALUES (1)", "{}?"},
                   });
}

} // namespace
