//===- CommandsTest.cpp - Transactions, cursors, prepared statements ------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SqlTest.h"

using namespace pooltidy::sql::test;

namespace {

TEST(Commands, Transactions) {
  check(effects, {
                     {"BEGIN", "begin @BEGIN"},
                     {"begin work", "begin @begin"},
                     {"BEGIN TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ ONLY", "begin @BEGIN"},
                     {"START TRANSACTION", "begin @START TRANSACTION"},
                     {"START TRANSACTION READ WRITE", "begin @START TRANSACTION"},
                     {"COMMIT", "commit @COMMIT"},
                     {"COMMIT WORK", "commit @COMMIT"},
                     {"COMMIT AND CHAIN", "commit @COMMIT +chain"},
                     {"COMMIT TRANSACTION AND NO CHAIN", "commit @COMMIT"},
                     {"END", "commit @END"},
                     {"END WORK AND CHAIN", "commit @END +chain"},
                     {"ROLLBACK", "rollback @ROLLBACK"},
                     {"ROLLBACK WORK AND CHAIN", "rollback @ROLLBACK +chain"},
                     {"ABORT", "rollback @ABORT"},
                     {"ABORT TRANSACTION", "rollback @ABORT"},
                     {"PREPARE TRANSACTION 'gid'", "prepare-transaction:gid @PREPARE TRANSACTION"},
                     {"COMMIT PREPARED 'gid'",
                      "finish-prepared:gid @COMMIT PREPARED; outside-only @COMMIT PREPARED"},
                     {"ROLLBACK PREPARED 'gid'",
                      "finish-prepared:gid @ROLLBACK PREPARED; outside-only @ROLLBACK PREPARED"},
                     {"SAVEPOINT A", "savepoint:a @SAVEPOINT"},
                     {"RELEASE SAVEPOINT a", "savepoint:a @RELEASE"},
                     {"RELEASE a", "savepoint:a @RELEASE"},
                     {"RELEASE savepoint", "savepoint:savepoint @RELEASE"},
                     {"ROLLBACK TO a", "savepoint:a @ROLLBACK"},
                     {"ROLLBACK TO SAVEPOINT a", "savepoint:a @ROLLBACK"},
                     {"ROLLBACK WORK TO SAVEPOINT \"A\"", "savepoint:A @ROLLBACK"},
                     {"BEGIN; SELECT 1; COMMIT", "begin @BEGIN; commit @COMMIT"},
                 });
}

TEST(Commands, Cursors) {
  check(effects,
        {
            {"DECLARE c CURSOR FOR SELECT 1", "declare-cursor:c @DECLARE"},
            {"DECLARE C CURSOR FOR SELECT 1", "declare-cursor:c @DECLARE"},
            {"DECLARE c CURSOR WITH HOLD FOR SELECT 1", "declare-cursor:c @WITH HOLD +hold"},
            {"DECLARE c NO SCROLL CURSOR with hold FOR SELECT 1",
             "declare-cursor:c @with hold +hold"},
            {"DECLARE c BINARY INSENSITIVE CURSOR WITHOUT HOLD FOR SELECT 1",
             "declare-cursor:c @DECLARE"},
            {"DECLARE \"C c\" CURSOR FOR WITH a AS (SELECT 1) SELECT 1",
             "declare-cursor:C c @DECLARE"},
            {"DECLARE c CURSOR FOR SELECT pg_sleep(1) FOR UPDATE",
             "declare-cursor:c @DECLARE; sleep:pg_sleep @pg_sleep"},
            {"FETCH c", "fetch-cursor:c @FETCH"},
            {"FETCH NEXT c", "fetch-cursor:c @FETCH"},
            {"FETCH 10 FROM c", "fetch-cursor:c @FETCH"},
            {"FETCH FORWARD ALL IN \"C\"", "fetch-cursor:C @FETCH"},
            {"FETCH ABSOLUTE -1 FROM c", "fetch-cursor:c @FETCH"},
            {"MOVE ALL FROM c", "fetch-cursor:c @MOVE"},
            {"CLOSE c", "close-cursor:c @CLOSE"},
            {"CLOSE ALL", "close-cursor:all @CLOSE"},
            {"UPDATE t SET a = 1 WHERE CURRENT OF c", "fetch-cursor:c @CURRENT OF"},
            {"DELETE FROM t WHERE CURRENT OF \"C\"", "fetch-cursor:C @CURRENT OF"},
            {"FETCH ¤ FROM c", "fetch-cursor:c @FETCH"},
            {"FETCH § FROM ¤", "fetch-cursor:¤? @FETCH"},
            {"FETCH %d FROM %s", "fetch-cursor:%s? @FETCH"},
            {"DECLARE ¤ CURSOR WITH HOLD FOR ¤", "declare-cursor:¤? @WITH HOLD +hold"},
            {"DECLARE c CURSOR ¤ FOR SELECT 1", "declare-cursor:c @DECLARE +uncertain"},
            {"EXPLAIN ANALYZE DECLARE c CURSOR FOR SELECT 1", ""},
            {"SELECT 'FETCH c'", ""},
        });
}

TEST(Commands, PreparedStatements) {
  check(effects,
        {
            {"PREPARE p AS SELECT 1", "prepare:p @PREPARE"},
            {"PREPARE \"P\" (int, text) AS INSERT INTO t VALUES ($1, $2)", "prepare:P @PREPARE"},
            {"PREPARE transaction AS SELECT 1", "prepare:transaction @PREPARE"},
            {"PREPARE p AS SELECT * FROM t FOR UPDATE", "prepare:p @PREPARE"},
            {"EXECUTE p", "execute:p @EXECUTE"},
            {"EXECUTE p(1, 'x')", "execute:p @EXECUTE"},
            {"EXECUTE ¤(¤)", "execute:¤? @EXECUTE"},
            {"EXPLAIN EXECUTE p(1)", "execute:p @EXECUTE"},
            {"EXPLAIN ANALYZE EXECUTE p(1)", "execute:p @EXECUTE"},
            {"CREATE TABLE x AS EXECUTE p(1)", "execute:p @EXECUTE"},
            {"DEALLOCATE p", "deallocate:p @DEALLOCATE"},
            {"DEALLOCATE PREPARE p", "deallocate:p @DEALLOCATE"},
            {"DEALLOCATE ALL", "deallocate:all @DEALLOCATE"},
            {"DEALLOCATE PREPARE ALL", "deallocate:all @DEALLOCATE"},
            {"PREPARE ¤ AS ¤", "prepare:¤? @PREPARE"},
        });
}

TEST(Commands, Notifications) {
  check(effects, {
                     {"LISTEN Ev", "listen:ev @LISTEN"},
                     {"LISTEN \"Ev\"", "listen:Ev @LISTEN"},
                     {"UNLISTEN ev", "unlisten:ev @UNLISTEN"},
                     {"UNLISTEN *", "unlisten:* @UNLISTEN"},
                     {"NOTIFY ev", "notify:ev @NOTIFY"},
                     {"NOTIFY ev, 'payload'", "notify:ev @NOTIFY"},
                     {"LISTEN ¤", "listen:¤? @LISTEN"},
                     {"LISTEN chan_¤", "listen:chan_¤? @LISTEN"},
                     {"LISTEN \"¤\"", "listen:¤? @LISTEN"},
                     {"LISTEN %s", "listen:%s? @LISTEN"},
                 });
}

TEST(Commands, LoadAndLocks) {
  check(
      effects,
      {
          {"LOAD 'auto_explain'", "load:auto_explain @LOAD"},
          {"LOAD '$libdir/It''s'", "load:$libdir/It's @LOAD"},
          {"LOCK t", "lock-table:t @LOCK"},
          {"LOCK TABLE ONLY a.t, b IN ACCESS EXCLUSIVE MODE NOWAIT", "lock-table:a.t @LOCK"},
          {"SELECT * FROM t FOR UPDATE", "row-lock:update @FOR UPDATE"},
          {"SELECT * FROM t FOR SHARE NOWAIT", "row-lock:share @FOR SHARE"},
          {"SELECT * FROM t FOR NO KEY UPDATE OF t SKIP LOCKED",
           "row-lock:no key update @FOR NO KEY UPDATE"},
          {"SELECT * FROM t FOR KEY SHARE", "row-lock:key share @FOR KEY SHARE"},
          {"(SELECT * FROM t FOR UPDATE)", "row-lock:update @FOR UPDATE"},
          {"SELECT * FROM (SELECT * FROM t FOR UPDATE SKIP LOCKED) s",
           "row-lock:update @FOR UPDATE"},
          {"WITH c AS (SELECT 1 FROM t FOR UPDATE) SELECT * FROM c", "row-lock:update @FOR UPDATE"},
          {"SELECT substring(a FOR 3) FROM t", ""},
          // The lock serves the statement that takes it.
          {"UPDATE t SET a = 1 WHERE id IN (SELECT id FROM t FOR UPDATE SKIP LOCKED)", ""},
          {"WITH c AS (SELECT id FROM t FOR UPDATE) DELETE FROM t USING c WHERE t.id = c.id", ""},
          {"WITH c AS (SELECT id FROM t FOR UPDATE), u AS (UPDATE t SET a = 1) SELECT * FROM c",
           ""},
          {"EXPLAIN SELECT * FROM t FOR UPDATE", ""},
          {"CREATE VIEW v AS SELECT * FROM t FOR UPDATE", ""},
      });
}

TEST(Commands, OutsideOnly) {
  check(effects,
        {
            {"VACUUM", "outside-only @VACUUM"},
            {"VACUUM (FULL) t", "outside-only @VACUUM"},
            {"ANALYZE t", ""},
            {"CREATE DATABASE d", "outside-only @CREATE DATABASE"},
            {"DROP DATABASE d", "outside-only @DROP DATABASE"},
            {"CREATE TABLESPACE s LOCATION '/x'", "outside-only @CREATE TABLESPACE"},
            {"DROP TABLESPACE s", "outside-only @DROP TABLESPACE"},
            {"ALTER DATABASE d SET TABLESPACE s", "outside-only @ALTER"},
            {"ALTER DATABASE d OWNER TO x", ""},
            {"CREATE INDEX CONCURRENTLY i ON t (a)", "outside-only @CREATE"},
            {"CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)", "outside-only @CREATE"},
            {"CREATE INDEX i ON t (a)", ""},
            {"DROP INDEX CONCURRENTLY i", "outside-only @DROP"},
            {"REINDEX TABLE CONCURRENTLY t", "outside-only @REINDEX"},
            {"REINDEX (VERBOSE, CONCURRENTLY) TABLE t", "outside-only @REINDEX"},
            {"REINDEX DATABASE d", "outside-only @REINDEX"},
            {"REINDEX SCHEMA s", "outside-only @REINDEX"},
            {"REINDEX TABLE t", ""},
            {"CLUSTER", "outside-only @CLUSTER"},
            {"CLUSTER t USING i", ""},
            {"ALTER TABLE t DETACH PARTITION p CONCURRENTLY", "outside-only @ALTER"},
            {"ALTER TABLE t DETACH PARTITION p", ""},
            {"CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p",
             "outside-only @CREATE SUBSCRIPTION"},
            {"CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (create_slot = false)", ""},
            {"DROP SUBSCRIPTION s", "outside-only @DROP SUBSCRIPTION +uncertain"},
            {"REFRESH MATERIALIZED VIEW CONCURRENTLY v", ""},
        });
}

} // namespace
