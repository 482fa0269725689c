//===- TokenScanTest.cpp - Statements the grammar refuses -----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SqlTest.h"

using namespace pooltidy::sql::test;

namespace {

TEST(TokenScan, Commands) {
  check(effects,
        {
            {"SET x = = 1", "set:x @SET +uncertain"},
            {"SET LOCAL x := 1", "set-local:x @SET +uncertain"},
            {"RESET x y", "reset:x @RESET +uncertain"},
            {"BEGIN IMMEDIATE", "begin @BEGIN +uncertain"},
            {"COMMIT AND CHAIN NOW", "commit @COMMIT +chain +uncertain"},
            {"CREATE TEMP TABLE s (a int,) ON COMMIT DROP", "create-temp:s @TEMP +drop +uncertain"},
            {"DECLARE c CURSOR WITH HOLD FOR SELECT FROM FROM",
             "declare-cursor:c @WITH HOLD +hold +uncertain"},
            {"LISTEN a b", "listen:a @LISTEN +uncertain"},
            {"PREPARE p AS SELECT FROM FROM", "prepare:p @PREPARE +uncertain"},
            {"PREPARE TRANSACTION gid", "prepare-transaction @PREPARE TRANSACTION +uncertain"},
            {"DISCARD EVERYTHING", "discard:everything @DISCARD +uncertain"},
            {"SET x = 'open", "set:x @SET +uncertain"},
            {"SET", "set:? @SET +uncertain"},
            {"RESET", "reset:? @RESET +uncertain"},
            {"LISTEN", "listen:? @LISTEN +uncertain"},
            {"FETCH", ""},
            {"DECLARE", ""},
            {"CREATE", ""},
            {"CREATE TEMP", ""},
            {"CREATE TEMP TABLE", "create-temp:? @TEMP +uncertain"},
            {"PREPARE", "prepare:? @PREPARE +uncertain"},
            {"EXPLAIN", ""},
            {"DO", ""},
        });
}

TEST(TokenScan, Insides) {
  check(
      effects,
      {
          {"SELECT pg_advisory_lock(5) FRM FROM", "lock:5 @pg_advisory_lock +uncertain"},
          {"SELECT 'pg_advisory_lock(5)' FRM FROM", ""},
          {"INSERT INTO t VALUES (1)) RETURNING", "sequence-advance:? @INSERT +uncertain"},
          {"SELECT * INTO TEMP x FROM FROM y", "create-temp:x @TEMP +uncertain"},
          {"SELECT * INTO temp FROM FROM y", ""},
          {"SELECT * FROM FROM t FOR UPDATE", "row-lock:update @FOR UPDATE +uncertain"},
          {"UPDATE pg_settings SET SET setting = 1 WHERE name = 'a'",
           "set:a @pg_settings +uncertain"},
          {"CREATE VIEW v AS SELECT pg_sleep(1) FROM FROM", ""},
          {"CREATE TABLE v AS SELECT pg_sleep(1) FROM FROM", "sleep:pg_sleep @pg_sleep +uncertain"},
          {"EXPLAIN SELECT pg_sleep(1) FROM FROM", ""},
          {"{call pg_advisory_lock(?)}", "lock:?? @pg_advisory_lock +uncertain"},
          {"{? = call nextval('s')}", "sequence-advance:s @nextval +uncertain"},
      });
}

TEST(TokenScan, Relations) {
  check(relations, {
                       {"SELECT * FROM a JOIN b.c ON ON x", "a b.c"},
                       {"SELECT extract(day FROM d) FROM t t t", "t"},
                       {"SELECT f(1) FROM g(2) JOIN u u u", "u"},
                       {"WITH c AS (SELECT 1) SELECT * FROM c, d JOIN e e e", "e"},
                       {"INSERT INTO t VALUES (1))", "t"},
                       {"UPDATE ONLY t SET SET", "t"},
                       {"FETCH 1 2 FROM c", ""},
                       {"REVOKE ALL ALL ON t FROM bob", ""},
                   });
}

TEST(TokenScan, OneBadStatementSpoilsNoOther) {
  check(effects, {
                     {"SELECT FROM FROM; SET x = 1; SELEC 1; COMMIT", "set:x @SET; commit @COMMIT"},
                     {"SET x = = 1; SET y = 1", "set:x @SET +uncertain; set:y @SET"},
                 });
  check(understanding, {
                           {"SELECT FROM FROM; SET x = 1; SELEC 1; COMMIT",
                            "tokens SELECT; parsed SET; opaque; parsed COMMIT"},
                       });
}

TEST(TokenScan, NotSql) {
  check(effects, {
                     {"Connection to database lost", ""},
                     {"/var/lib/file.sql", ""},
                     {"could not SET x = 1", ""},
                     {"error: pg_advisory_lock(1) failed", ""},
                     {"update failed: SET x", ""},
                     {"%s: pg_advisory_lock failed", ""},
                     {"PRAGMA foreign_keys = ON", ""},
                     {"USE mydb", ""},
                     {"42", ""},
                     {"'SET x = 1'", ""},
                 });
  check(understanding, {
                           {"Connection lost", "opaque"},
                           {"42", "opaque"},
                           {"'SET x = 1'", "opaque"},
                           {"\\d t", "opaque"},
                       });
}

} // namespace
