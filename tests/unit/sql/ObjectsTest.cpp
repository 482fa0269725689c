//===- ObjectsTest.cpp - Temporary objects --------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SqlTest.h"

using namespace pooltidy::sql::test;

namespace {

TEST(Objects, CreateTempTable) {
  check(effects,
        {
            {"CREATE TEMP TABLE Stage (a int)", "create-temp:stage @TEMP"},
            {"create temporary table stage (a int)", "create-temp:stage @temporary"},
            {"CREATE LOCAL TEMP TABLE s (a int)", "create-temp:s @TEMP"},
            {"CREATE GLOBAL TEMPORARY TABLE s (a int)", "create-temp:s @TEMPORARY"},
            {"CREATE TEMP TABLE IF NOT EXISTS s (a int)", "create-temp:s @TEMP +ifnotexists"},
            {"CREATE TEMP TABLE \"S\" (a int)", "create-temp:S @TEMP"},
            {"CREATE TEMP TABLE pg_temp.s (a int)", "create-temp:s @TEMP"},
            {"CREATE TABLE pg_temp.s (a int)", "create-temp:s @pg_temp"},
            {"CREATE TABLE IF NOT EXISTS pg_temp.s (a int)", "create-temp:s @pg_temp +ifnotexists"},
            {"CREATE TEMP TABLE s (LIKE t)", "create-temp:s @TEMP"},
            {"CREATE TEMP TABLE s OF mytype", "create-temp:s @TEMP"},
            {"CREATE TEMP TABLE s PARTITION OF p DEFAULT", "create-temp:s @TEMP"},
            {"CREATE TEMP TABLE s (a int) ON COMMIT DROP", "create-temp:s @TEMP +drop"},
            {"CREATE TEMP TABLE s (a int) WITH (fillfactor = 1) ON COMMIT DROP TABLESPACE x",
             "create-temp:s @TEMP +drop"},
            {"CREATE TEMP TABLE s (a int) ON COMMIT DELETE ROWS", "create-temp:s @TEMP"},
            {"CREATE TEMP TABLE s (a int) ON COMMIT PRESERVE ROWS", "create-temp:s @TEMP"},
            {"CREATE TEMP TABLE s (a text DEFAULT 'ON COMMIT DROP')", "create-temp:s @TEMP"},
            {"CREATE TEMP TABLE s AS SELECT 1", "create-temp:s @TEMP"},
            {"CREATE TEMP TABLE s (a) ON COMMIT DROP AS SELECT 1", "create-temp:s @TEMP +drop"},
            {"CREATE TEMP TABLE s AS TABLE t", "create-temp:s @TEMP"},
            {"CREATE TEMP TABLE s AS EXECUTE p(1)", "create-temp:s @TEMP; execute:p @EXECUTE"},
            {"CREATE TEMP TABLE s AS SELECT nextval('q')",
             "create-temp:s @TEMP; sequence-advance:q @nextval"},
            {"EXPLAIN ANALYZE CREATE TEMP TABLE s AS SELECT 1", "create-temp:s @TEMP"},
            {"EXPLAIN CREATE TEMP TABLE s AS SELECT 1", ""},
        });
}

TEST(Objects, NotTemporary) {
  check(effects,
        {
            {"CREATE TABLE temp (a int)", ""},
            {"CREATE TABLE temp_x (temporary int)", ""},
            {"CREATE TABLE t (a int)", ""},
            {"CREATE UNLOGGED TABLE t (a int)", ""},
            {"CREATE TABLE \"pg_temp.x\" (a int)", ""},
            {"CREATE FUNCTION temp() RETURNS int LANGUAGE sql AS $$ CREATE TEMP TABLE x(a int) $$",
             ""},
            {"SELECT * INTO t FROM u", ""},
            {"SELECT * INTO temp FROM u", ""},
            {"INSERT INTO temp (a) VALUES (1)", "sequence-advance:? @INSERT"},
            {"COMMENT ON TABLE t IS 'CREATE TEMP TABLE x'", ""},
        });
}

TEST(Objects, ViewsAndSequences) {
  check(effects, {
                     {"CREATE TEMP VIEW v AS SELECT 1", "create-temp:v @TEMP"},
                     {"CREATE OR REPLACE TEMPORARY VIEW v AS SELECT 1", "create-temp:v @TEMPORARY"},
                     {"CREATE TEMP RECURSIVE VIEW v (a) AS SELECT 1", "create-temp:v @TEMP"},
                     {"CREATE VIEW pg_temp.v AS SELECT 1", "create-temp:v @pg_temp"},
                     {"CREATE TEMP VIEW v AS SELECT pg_advisory_lock(1)", "create-temp:v @TEMP"},
                     {"CREATE TEMP SEQUENCE s", "create-temp:s @TEMP"},
                     {"CREATE TEMPORARY SEQUENCE IF NOT EXISTS s START 5",
                      "create-temp:s @TEMPORARY +ifnotexists"},
                     {"CREATE SEQUENCE pg_temp.s", "create-temp:s @pg_temp"},
                     {"CREATE VIEW v AS SELECT 1", ""},
                     {"CREATE SEQUENCE s", ""},
                 });
}

TEST(Objects, SelectInto) {
  check(effects, {
                     {"SELECT * INTO TEMP x FROM y", "create-temp:x @TEMP"},
                     {"SELECT * INTO TEMPORARY TABLE x FROM y", "create-temp:x @TEMPORARY"},
                     {"SELECT * INTO LOCAL TEMP x FROM y", "create-temp:x @TEMP"},
                     {"SELECT 1 INTO pg_temp.x", "create-temp:x @pg_temp"},
                     {"SELECT 1 INTO TEMP ¤", "create-temp:¤? @TEMP"},
                     {"WITH a AS (SELECT 1) SELECT * INTO TEMP x FROM a", "create-temp:x @TEMP"},
                 });
}

TEST(Objects, FunctionsAndTypes) {
  check(effects, {
                     {"CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                      "create-temp:f() @pg_temp"},
                     {"CREATE OR REPLACE PROCEDURE pg_temp.p() LANGUAGE sql AS ''",
                      "create-temp:p() @pg_temp"},
                     {"CREATE TYPE pg_temp.pair AS (a int, b int)", "create-temp:pair @pg_temp"},
                     {"CREATE DOMAIN pg_temp.small AS int", "create-temp:small @pg_temp"},
                     {"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", ""},
                     {"CREATE ¤ FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", ""},
                     {"CREATE TYPE pair AS (a int, b int)", ""},
                 });
}

TEST(Objects, Drop) {
  check(effects,
        {
            {"DROP TABLE t", "drop-relation:t @t"},
            {"DROP TABLE IF EXISTS a, B.c, pg_temp.d, \"E\" CASCADE",
             "drop-relation:a @a; drop-relation:b.c @B.c; drop-relation:d @pg_temp.d; "
             "drop-relation:E @\"E\""},
            {"DROP VIEW v", "drop-relation:v @v"},
            {"DROP SEQUENCE s RESTRICT", "drop-relation:s @s"},
            {"DROP MATERIALIZED VIEW v", "drop-relation:v @v"},
            {"DROP TABLE ¤", "drop-relation:¤? @¤"},
            {"DROP TABLE stage_¤, b", "drop-relation:stage_¤? @stage_¤; drop-relation:b @b"},
            {"DROP INDEX i", ""},
            {"DROP FUNCTION f()", ""},
            {"DROP FUNCTION pg_temp.f(int, text), pg_temp.g",
             "drop-relation:f() @pg_temp.f; drop-relation:g() @pg_temp.g"},
            {"DROP TYPE t", "drop-relation:t @t"},
            {"DROP SCHEMA s", ""},
        });
}

TEST(Objects, Holes) {
  check(effects, {
                     {"CREATE TEMP TABLE ¤ (¤)", "create-temp:¤? @TEMP"},
                     {"CREATE TEMP TABLE stage_§ (a int) ON COMMIT DROP",
                      "create-temp:stage_¤? @TEMP +drop"},
                     {"CREATE TEMP TABLE s AS ¤", "create-temp:s @TEMP"},
                     {"CREATE TEMP TABLE s (a int) ¤", "create-temp:s @TEMP"},
                     {"CREATE TEMP TABLE s (a int) ON COMMIT ¤", "create-temp:s @TEMP +uncertain"},
                     {"CREATE ¤ TABLE s (a int)", "create-temp:s @CREATE +uncertain"},
                     {"CREATE TABLE ¤ (a int)", ""},
                     {"CREATE TEMP TABLE %s (a int)", "create-temp:%s? @TEMP"},
                     {"CREATE TEMP TABLE {} (a {})", "create-temp:{}? @TEMP"},
                     {"CREATE %s TABLE %s_import (k text, v text)",
                      "create-temp:%s_import? @CREATE +uncertain"},
                 });
}

} // namespace
