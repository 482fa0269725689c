//===- FillTest.cpp - Holes and placeholders in statements ----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SqlTest.h"

using namespace pooltidy::sql;
using namespace pooltidy::sql::test;

namespace {

TEST(Fill, HolesThatParse) {
  for (std::string_view Sql : {
           "SELECT ¤ FROM ¤",
           "SELECT * FROM t WHERE a = ¤ AND b = §",
           "SELECT * FROM t WHERE a = 1 ¤",
           "SELECT * FROM t WHERE a ¤ 3",
           "SELECT * FROM t WHERE ¤",
           "SELECT * FROM t WHERE id IN (¤)",
           "SELECT * FROM t WHERE id IN ¤",
           "SELECT * FROM t WHERE id = ANY(¤::int[])",
           "SELECT * FROM t ORDER BY a ¤",
           "SELECT * FROM t ORDER BY ¤ LIMIT ¤ OFFSET ¤",
           "SELECT * FROM t LIMIT ¤",
           "SELECT id1¤ FROM t",
           "SELECT 1¤ FROM t",
           "SELECT a FROM t WHERE d > INTERVAL ¤",
           "INSERT INTO ¤ (¤) VALUES (¤)",
           "INSERT INTO t VALUES ¤",
           "INSERT INTO t ¤",
           "INSERT INTO t VALUES (¤, §, ¶)",
           "UPDATE t SET ¤ WHERE ¤",
           "UPDATE t SET a = ¤",
           "DELETE FROM ¤ ¤",
           "CREATE TABLE ¤ (¤)",
           "CREATE TABLE t (a ¤)",
           "DECLARE c CURSOR FOR ¤",
           "PREPARE p AS ¤",
           "EXPLAIN ¤",
           "COPY ¤ FROM STDIN",
           "COPY (¤) TO STDOUT",
           "WITH a AS (¤) SELECT * FROM a",
           "SET x = ¤",
           "SET ¤ = ¤",
           "SET x TO ¤, public",
           "SET TIME ZONE ¤",
           "LOAD ¤",
           "PREPARE TRANSACTION ¤",
           "NOTIFY c, ¤",
           "FETCH ¤ FROM ¤",
           "BEGIN ¤",
           "SELECT ¤(1)",
           "SELECT f(¤)",
           "SELECT a.¤ FROM a",
           "SELECT '¤', \"¤\", $$¤$$, E'\\'¤' -- ¤\n /* ¤ */",
           "SELECT¤",
       }) {
    std::string Understood = understanding(Sql);
    EXPECT_EQ(Understood.substr(0, 6), "parsed") << Sql;
  }
}

TEST(Fill, PlaceholdersThatParse) {
  for (std::string_view Sql : {
           "SELECT * FROM t WHERE a = ? AND b = ?",
           "SELECT * FROM t WHERE a=? OR b>?",
           "SELECT * FROM t WHERE j ? 'k'",
           "SELECT * FROM t WHERE j ? 'k' AND a = ?",
           "SELECT * FROM t WHERE j ?| ARRAY['a'] LIMIT ?",
           "SELECT * FROM t WHERE a = :name AND b = :1 AND c::int = 2",
           "SELECT a[1:2] FROM t WHERE b = :b",
           "SELECT * FROM t WHERE a = $1 AND b = @name",
           "SELECT * FROM t WHERE a = $name OR a = ${name}",
           "INSERT INTO t VALUES (%s, %d, %llu, %-5.2f, %zu, %1$s)",
           "INSERT INTO t VALUES (%1, %2, %L3)",
           "INSERT INTO t VALUES (%1%, %|2$5|%)",
           "INSERT INTO t VALUES ({}, {0}, {name}, {:>10.3f})",
           "SELECT a % 2, b %c FROM t",
           "SELECT a % 2 FROM t WHERE b = %s",
           "UPDATE %s SET %s = '%s' WHERE id = %d",
           "SELECT * FROM {} LIMIT {} OFFSET {}",
           "SELECT * FROM t_%d, %s_import, {}_b",
           "SELECT a %dog FROM t WHERE b = ?",
           "SELECT * FROM \"%s\" WHERE a = '{}'",
           "SET search_path TO %s",
           "SET LOCAL app.tenant = {}",
           "CREATE TABLE {} (id int)",
           "FETCH %d FROM %s",
       }) {
    std::string Understood = understanding(Sql);
    EXPECT_EQ(Understood.substr(0, 6), "parsed") << Sql;
  }
}

TEST(Fill, LeadingHoles) {
  check(understanding, {
                           {"¤", "opaque"},
                           {"¤ FROM t", "opaque"},
                           {"¤ SELECT 1", "opaque"},
                           {"%s SELECT 1", "opaque"},
                           {"{}", "opaque"},
                           {"¤; COMMIT", "opaque; parsed COMMIT"},
                           {"SELECT¤; COMMIT", "parsed SELECT; parsed COMMIT"},
                           {"SEL¤", "opaque"},
                       });
  check(effects, {
                     {"¤ SET x = 1", "set:x @SET +uncertain"},
                     {"¤SET x = 1", "set:x @SET +uncertain"},
                     {"¤ ¤\nSELECT pg_advisory_lock(1)", "lock:1 @pg_advisory_lock +uncertain"},
                     {"¤ pg_advisory_lock(1)", "lock:1 @pg_advisory_lock +uncertain"},
                     {"¤ FROM t WHERE pg_try_advisory_lock(id)",
                      "lock:id @pg_try_advisory_lock +try +uncertain"},
                     {"¤ 'pg_advisory_lock(1)'", ""},
                     {"{} LISTEN x", "listen:x @LISTEN +uncertain"},
                 });
}

TEST(Fill, SettingsWithHoles) {
  check(effects, {
                     {"SET ¤ = 1", "set:¤? @SET"},
                     {"SET search_path TO ¤", "set:search_path @SET"},
                     {"SET search_path TO tenant_¤, public", "set:search_path @SET"},
                     {"SET app.¤ = '¤'", "set:app.¤? @SET"},
                     {"SET ¤", "set:¤? @SET +uncertain"}, // may hold "LOCAL x = 1"
                     {"SET ¤search_path = a", "set:search_path @SET +uncertain"},
                     {"BEGIN ISOLATION LEVEL ¤", "begin @BEGIN"},
                     {"START TRANSACTION ISOLATION LEVEL ¤, ¤", "begin @START TRANSACTION"},
                     {"SET TRANSACTION ISOLATION LEVEL ¤", "set-transaction:transaction @SET"},
                     {"COMMIT ¤", "commit @COMMIT +uncertain"},
                     {"ROLLBACK ¤", "rollback @ROLLBACK +uncertain"},
                     {"ROLLBACK TO ¤", "savepoint:¤? @ROLLBACK"},
                     {"CREATE ¤TABLE x (a int)", "create-temp:x @CREATE +uncertain"},
                     {"SET ¤ x = 1", "set:x @SET +uncertain"}, // may be LOCAL
                     {"SET LOCAL ¤ = ¤", "set-local:¤? @SET"},
                     {"SET SESSION ¤ = ¤", "set:¤? @SET"},
                     {"SET LOCAL statement_timeout = §", "set-local:statement_timeout @SET"},
                     {"SET ROLE ¤", "set:role @SET"},
                     {"SET %s = %s", "set:%s? @SET"},
                     {"RESET ¤", "reset:¤? @RESET"},
                     {"DISCARD ¤", "discard:¤? @DISCARD +uncertain"},
                 });
}

TEST(Fill, StatementsKeepTheirPlaces) {
  SqlText Sql = marked("SELECT ¤ ; SET ¤ = '¤';  ¤ ");
  std::vector<Statement> All = analyse(Sql);
  ASSERT_EQ(All.size(), 3u);
  EXPECT_EQ(All[0].Begin, 0u);
  EXPECT_EQ(All[0].End, 7 + HoleLength);
  EXPECT_EQ(Sql.Text.substr(All[1].Begin, 3), "SET");
  EXPECT_EQ(Sql.Text[All[1].End], ';');
  EXPECT_EQ(All[2].End - All[2].Begin, HoleLength);
}

} // namespace
