//===- CallsTest.cpp - Functions with a meaning for the session -----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SqlTest.h"

using namespace pooltidy::sql::test;

namespace {

TEST(Calls, AdvisoryLocks) {
  check(effects,
        {
            {"SELECT pg_advisory_lock(1)", "lock:1 @pg_advisory_lock"},
            {"SELECT pg_advisory_lock_shared(1)", "lock:1 @pg_advisory_lock_shared +shared"},
            {"SELECT pg_try_advisory_lock(1)", "lock:1 @pg_try_advisory_lock +try"},
            {"SELECT pg_try_advisory_lock_shared(1)",
             "lock:1 @pg_try_advisory_lock_shared +try +shared"},
            {"SELECT pg_advisory_unlock(1)", "unlock:1 @pg_advisory_unlock"},
            {"SELECT pg_advisory_unlock_shared(1)", "unlock:1 @pg_advisory_unlock_shared +shared"},
            {"SELECT pg_advisory_unlock_all()", "unlock-all @pg_advisory_unlock_all"},
            {"SELECT pg_advisory_xact_lock(1)", "transaction-lock:1 @pg_advisory_xact_lock"},
            {"SELECT pg_advisory_xact_lock_shared(1)",
             "transaction-lock:1 @pg_advisory_xact_lock_shared +shared"},
            {"SELECT pg_try_advisory_xact_lock(1)",
             "transaction-lock:1 @pg_try_advisory_xact_lock +try"},
            {"SELECT pg_try_advisory_xact_lock_shared(1)",
             "transaction-lock:1 @pg_try_advisory_xact_lock_shared +try +shared"},
        });
}

TEST(Calls, Places) {
  check(
      effects,
      {
          {"select PG_Advisory_Lock(1)", "lock:1 @PG_Advisory_Lock"},
          {"SELECT \"pg_advisory_lock\"(1)", "lock:1 @\"pg_advisory_lock\""},
          {"SELECT \"PG_ADVISORY_LOCK\"(1)", ""},
          {"SELECT pg_catalog.pg_advisory_lock(1)", "lock:1 @pg_advisory_lock"},
          {"SELECT pg_catalog . pg_advisory_lock (1)", "lock:1 @pg_advisory_lock"},
          {"SELECT mine.pg_advisory_lock(1)", ""},
          {"SELECT 1 FROM pg_advisory_lock(1)", "lock:1 @pg_advisory_lock"},
          {"SELECT 1 FROM ROWS FROM (pg_advisory_lock(1), f())", "lock:1 @pg_advisory_lock"},
          {"SELECT * FROM t WHERE pg_try_advisory_lock(id)", "lock:id @pg_try_advisory_lock +try"},
          {"SELECT CASE WHEN a THEN pg_advisory_lock(1) END FROM t", "lock:1 @pg_advisory_lock"},
          {"WITH l AS (SELECT pg_advisory_lock(1)) SELECT 1", "lock:1 @pg_advisory_lock"},
          {"SELECT (SELECT (SELECT pg_advisory_lock(1)))", "lock:1 @pg_advisory_lock"},
          {"SELECT a FROM t JOIN LATERAL pg_advisory_lock(t.id) l ON true",
           "lock:t.id @pg_advisory_lock"},
          {"UPDATE t SET a = pg_advisory_lock(1)::text", "lock:1 @pg_advisory_lock"},
          {"DELETE FROM t WHERE pg_try_advisory_lock(1)", "lock:1 @pg_try_advisory_lock +try"},
          {"INSERT INTO t SELECT pg_advisory_lock(1)",
           "sequence-advance:? @INSERT; lock:1 @pg_advisory_lock"},
          {"VALUES (pg_advisory_lock(1))", "lock:1 @pg_advisory_lock"},
          {"SELECT 1 UNION SELECT pg_advisory_lock(1)", "lock:1 @pg_advisory_lock"},
          {"SELECT 1 ORDER BY pg_advisory_lock(1)", "lock:1 @pg_advisory_lock"},
          {"CALL p(pg_backend_pid())", "backend-pid @pg_backend_pid"},
          {"COPY (SELECT pg_advisory_lock(1)) TO STDOUT", "lock:1 @pg_advisory_lock"},
          {"EXECUTE p(nextval('s'))", "execute:p @EXECUTE; sequence-advance:s @nextval"},
          {"SELECT pg_advisory_lock(1), pg_advisory_lock(2)",
           "lock:1 @pg_advisory_lock; lock:2 @pg_advisory_lock"},
          {"SELECT pg_advisory_lock(nextval('s'))",
           "lock:nextval('s') @pg_advisory_lock; sequence-advance:s @nextval"},
      });
}

TEST(Calls, KeysAreNormalised) {
  check(
      effects,
      {
          {"SELECT pg_advisory_lock( 1,\n 2 )", "lock:1, 2 @pg_advisory_lock"},
          {"SELECT pg_advisory_lock(1,2)", "lock:1, 2 @pg_advisory_lock"},
          {"SELECT pg_advisory_lock(HashText('A  b'))", "lock:hashtext('A  b') @pg_advisory_lock"},
          {"SELECT pg_advisory_lock(hashtext ( 'A  b' /* c */ ))",
           "lock:hashtext('A  b') @pg_advisory_lock"},
          {"SELECT pg_advisory_lock(\"Col\" + 1)", "lock:\"Col\"+1 @pg_advisory_lock"},
          {"SELECT pg_advisory_lock(1::BIGINT)", "lock:1::bigint @pg_advisory_lock"},
          {"SELECT pg_advisory_lock(CAST(a AS int))", "lock:cast(a as int) @pg_advisory_lock"},
          {"SELECT pg_advisory_lock(- -1)", "lock:- -1 @pg_advisory_lock"},
          {"SELECT pg_advisory_lock($1)", "lock:$1? @pg_advisory_lock"},
          {"SELECT pg_advisory_lock(?)", "lock:?? @pg_advisory_lock"},
          {"SELECT pg_advisory_lock(:key)", "lock::key? @pg_advisory_lock"},
          {"SELECT pg_advisory_lock(@key)", "lock:@key? @pg_advisory_lock"},
          {"SELECT pg_advisory_lock({})", "lock:{}? @pg_advisory_lock"},
          {"SELECT pg_advisory_lock(%d)", "lock:%d? @pg_advisory_lock"},
          {"SELECT pg_advisory_lock(¤)", "lock:¤? @pg_advisory_lock"},
          {"SELECT pg_advisory_lock(§)", "lock:¤? @pg_advisory_lock"},
          {"SELECT pg_advisory_lock(¶)", "lock:¤? @pg_advisory_lock"},
          {"SELECT pg_advisory_lock(¤, ¤)", "lock:¤, ¤? @pg_advisory_lock"},
          {"SELECT pg_advisory_lock(hashtext('job:¤'))",
           "lock:hashtext('job:¤')? @pg_advisory_lock"},
          {"SELECT pg_advisory_lock(4¤)", "lock:4¤? @pg_advisory_lock"},
      });
}

TEST(Calls, Sequences) {
  check(effects,
        {
            {"SELECT nextval('S')", "sequence-advance:s @nextval"},
            {"SELECT nextval('\"S\"')", "sequence-advance:S @nextval"},
            {"SELECT nextval('a.s'::regclass)", "sequence-advance:a.s @nextval"},
            {"SELECT nextval($1)", "sequence-advance:$1? @nextval"},
            {"SELECT setval('s', 1, false)", "sequence-advance:s @setval"},
            {"INSERT INTO t DEFAULT VALUES", "sequence-advance:? @INSERT"},
            {"WITH i AS (INSERT INTO t VALUES (1) RETURNING id) SELECT * FROM i",
             "sequence-advance:? @INSERT"},
            {"COPY t FROM STDIN", "sequence-advance:? @COPY"},
            {"MERGE INTO t USING u ON t.a = u.a WHEN NOT MATCHED THEN INSERT VALUES (1)",
             "sequence-advance:? @INSERT"},
            {"MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN DELETE", ""},
            {"SELECT currval('s')", "sequence-read:currval @currval"},
            {"SELECT lastval()", "sequence-read:lastval @lastval"},
            {"SELECT currval(pg_get_serial_sequence('t', 'id'))", "sequence-read:currval @currval"},
        });
}

TEST(Calls, Others) {
  check(effects,
        {
            {"SELECT pg_backend_pid()", "backend-pid @pg_backend_pid"},
            {"SELECT pg_export_snapshot()", "export-snapshot @pg_export_snapshot"},
            {"SELECT pg_notify('Ev', 'x')", "notify:Ev @pg_notify"},
            {"SELECT pg_notify($1, 'x')", "notify:$1? @pg_notify"},
            {"SELECT pg_sleep(1)", "sleep:pg_sleep @pg_sleep"},
            {"SELECT pg_sleep_for('1 s')", "sleep:pg_sleep_for @pg_sleep_for"},
            {"SELECT pg_sleep_until('tomorrow')", "sleep:pg_sleep_until @pg_sleep_until"},
            {"SELECT pg_my_temp_schema()", "session-function:pg_my_temp_schema @pg_my_temp_schema"},
            {"SELECT inet_client_addr(), inet_client_port()",
             "session-function:inet_client_addr @inet_client_addr; "
             "session-function:inet_client_port @inet_client_port"},
            {"SELECT set_limit(0.3)", "session-function:set_limit @set_limit"},
            {"SELECT ext.dblink_connect('c', 'dbname=x')",
             "session-function:dblink_connect @dblink_connect"},
            {"SELECT lo_open(1, 2)", "large-object-open:lo_open @lo_open"},
            {"SELECT loread(0, 10), lowrite(0, 'x')",
             "large-object-open:loread @loread; large-object-open:lowrite @lowrite"},
            {"SELECT lo_lseek(0, 1, 2), lo_lseek64(0, 1, 2), lo_tell(0), lo_truncate(0, 1), "
             "lo_close(0)",
             "large-object-open:lo_lseek @lo_lseek; large-object-open:lo_lseek64 @lo_lseek64; "
             "large-object-open:lo_tell @lo_tell; large-object-open:lo_truncate @lo_truncate; "
             "large-object-open:lo_close @lo_close"},
            {"SELECT lo_import('f'), lo_export(1, 'f'), lo_from_bytea(0, ''), lo_get(1), "
             "lo_put(1, 0, ''), lo_create(0), lo_unlink(1)",
             ""},
            {"SELECT txid_current(), pg_current_snapshot(), pg_listening_channels()", ""},
            {"SELECT pg_sleep, nextval FROM t", ""},
        });
}

TEST(Calls, NotExecuted) {
  check(effects,
        {
            {"CREATE VIEW v AS SELECT pg_advisory_lock(1)", ""},
            {"CREATE MATERIALIZED VIEW v AS SELECT pg_advisory_lock(1) WITH NO DATA", ""},
            {"CREATE MATERIALIZED VIEW v AS SELECT pg_sleep(1)", "sleep:pg_sleep @pg_sleep"},
            {"CREATE TABLE t AS SELECT pg_sleep(1) WITH NO DATA", ""},
            {"CREATE TABLE t AS SELECT pg_sleep(1)", "sleep:pg_sleep @pg_sleep"},
            {"CREATE TABLE t (id int DEFAULT nextval('s'))", ""},
            {"ALTER TABLE t ALTER id SET DEFAULT nextval('s')", ""},
            {"CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT pg_sleep(1); SELECT 2)", ""},
            {"CREATE INDEX i ON t (pg_backend_pid())", ""},
            {"PREPARE p AS SELECT pg_advisory_lock(1)", "prepare:p @PREPARE"},
            {"EXPLAIN SELECT pg_sleep(1)", ""},
            {"EXPLAIN VERBOSE SELECT pg_sleep(1)", ""},
            {"EXPLAIN (ANALYZE false) SELECT pg_sleep(1)", ""},
            {"EXPLAIN (COSTS, BUFFERS off) SELECT pg_sleep(1)", ""},
            {"EXPLAIN ANALYZE SELECT pg_sleep(1)", "sleep:pg_sleep @pg_sleep"},
            {"EXPLAIN ANALYZE VERBOSE SELECT pg_sleep(1)", "sleep:pg_sleep @pg_sleep"},
            {"EXPLAIN (ANALYZE) SELECT pg_sleep(1)", "sleep:pg_sleep @pg_sleep"},
            {"EXPLAIN (COSTS off, ANALYZE on) SELECT pg_sleep(1)", "sleep:pg_sleep @pg_sleep"},
            {"EXPLAIN (ANALYZE 0) SELECT pg_sleep(1)", ""},
            {"GRANT EXECUTE ON FUNCTION pg_sleep(float8) TO x", ""},
            {"DROP FUNCTION pg_sleep(float8)", ""},
            {"CREATE FUNCTION pg_sleep(int) RETURNS int LANGUAGE sql AS 'SELECT 1'", ""},
        });
}

} // namespace
