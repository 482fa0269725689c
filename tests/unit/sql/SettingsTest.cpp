//===- SettingsTest.cpp - SET, RESET, DISCARD and set_config --------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SqlTest.h"

using namespace pooltidy::sql::test;

namespace {

TEST(Settings, Set) {
  check(effects, {
                     {"SET search_path = a, b", "set:search_path @SET"},
                     {"SET search_path TO a", "set:search_path @SET"},
                     {"set Search_Path to a", "set:search_path @set"},
                     {"SET \"Work_Mem\" = 1", "set:work_mem @SET"},
                     {"SET SESSION search_path = a", "set:search_path @SET"},
                     {"SET app.tenant = '5'", "set:app.tenant @SET"},
                     {"  /* why */ SET x = 1", "set:x @SET"},
                     {"SET TIME ZONE 'UTC'", "set:timezone @SET"},
                     {"SET SESSION TIME ZONE 'UTC'", "set:timezone @SET"},
                     {"SET TIME ZONE INTERVAL '-08:00' HOUR TO MINUTE", "set:timezone @SET"},
                     {"SET timezone = 'UTC'", "set:timezone @SET"},
                     {"SET NAMES 'utf8'", "set:client_encoding @SET"},
                     {"SET SCHEMA 'x'", "set:search_path @SET"},
                     {"SET ROLE bob", "set:role @SET"},
                     {"SET ROLE 'bob'", "set:role @SET"},
                     {"SET SESSION ROLE bob", "set:role @SET"},
                     {"SET role = bob", "set:role @SET"},
                     {"SET SESSION AUTHORIZATION bob", "set:session_authorization @SET"},
                     {"SET SESSION SESSION AUTHORIZATION bob", "set:session_authorization @SET"},
                     {"SET XML OPTION DOCUMENT", "set:xmloption @SET"},
                     {"SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
                      "set:session characteristics @SET"},
                     {"SET x FROM CURRENT", "set:x @SET"},
                 });
}

TEST(Settings, SetLocal) {
  check(effects,
        {
            {"SET LOCAL search_path = a", "set-local:search_path @SET"},
            {"SET LOCAL TIME ZONE 'UTC'", "set-local:timezone @SET"},
            {"SET LOCAL ROLE bob", "set-local:role @SET"},
            {"SET LOCAL ROLE NONE", "set-local:role @SET"},
            {"SET LOCAL SESSION AUTHORIZATION bob", "set-local:session_authorization @SET"},
            {"SET LOCAL x TO DEFAULT", "set-local:x @SET"},
            {"SET local = 1", "set:local @SET"}, // a setting of that name
            {"SET session TO 1", "set:session @SET"},
            {"SET local.x TO 1", "set:local.x @SET"},
        });
}

TEST(Settings, SetTransaction) {
  check(effects,
        {
            {"SET TRANSACTION READ ONLY", "set-transaction:transaction @SET"},
            {"SET TRANSACTION ISOLATION LEVEL SERIALIZABLE, DEFERRABLE",
             "set-transaction:transaction @SET"},
            {"SET LOCAL TRANSACTION READ ONLY", "set-transaction:transaction @SET"},
            {"SET TRANSACTION SNAPSHOT '0-1'", "set-transaction:transaction snapshot @SET"},
            {"SET CONSTRAINTS ALL DEFERRED", "set-transaction:constraints @SET"},
            {"SET CONSTRAINTS a, b IMMEDIATE", "set-transaction:constraints @SET"},
            // These end with the transaction, whatever the word before them.
            {"SET transaction_read_only = on", "set-transaction:transaction_read_only @SET"},
            {"SET transaction_isolation = 'serializable'",
             "set-transaction:transaction_isolation @SET"},
            {"SET default_transaction_read_only = on", "set:default_transaction_read_only @SET"},
        });
}

TEST(Settings, Reset) {
  check(effects, {
                     {"RESET x", "reset:x @RESET"},
                     {"reset app.Tenant", "reset:app.tenant @reset"},
                     {"RESET ALL", "reset:all @RESET"},
                     {"RESET ROLE", "reset:role @RESET"},
                     {"RESET TIME ZONE", "reset:timezone @RESET"},
                     {"RESET SESSION AUTHORIZATION", "reset:session_authorization @RESET"},
                     {"RESET TRANSACTION ISOLATION LEVEL", "reset:transaction_isolation @RESET"},
                     {"SET x TO DEFAULT", "reset:x @SET"},
                     {"SET x = DEFAULT", "reset:x @SET"},
                     {"SET SESSION x = DEFAULT", "reset:x @SET"},
                     {"SET ROLE NONE", "reset:role @SET"},
                     {"SET ROLE 'none'", "reset:role @SET"},
                     {"SET role TO none", "reset:role @SET"},
                     {"SET SESSION AUTHORIZATION DEFAULT", "reset:session_authorization @SET"},
                     {"SET TIME ZONE LOCAL", "reset:timezone @SET"},
                     {"SET TIME ZONE DEFAULT", "reset:timezone @SET"},
                     {"SET NAMES DEFAULT", "reset:client_encoding @SET"},
                     {"SET search_path = none", "set:search_path @SET"},
                     {"SET x = 'default'", "set:x @SET"},
                 });
}

TEST(Settings, SeedAndDiscard) {
  check(effects, {
                     {"SET SEED TO 0.4", "set-seed @SET"},
                     {"SET seed = 0.4", "set-seed @SET"},
                     {"SELECT setseed(0.4)", "set-seed @setseed"},
                     {"DISCARD ALL", "discard:all @DISCARD; outside-only @DISCARD"},
                     {"DISCARD PLANS", "discard:plans @DISCARD"},
                     {"DISCARD sequences", "discard:sequences @DISCARD"},
                     {"DISCARD TEMP", "discard:temp @DISCARD"},
                     {"DISCARD TEMPORARY", "discard:temp @DISCARD"},
                 });
}

TEST(Settings, SetConfig) {
  check(effects, {
                     {"SELECT set_config('app.Tenant', $1, false)", "set:app.tenant @set_config"},
                     {"SELECT set_config('x', 'y', FALSE)", "set:x @set_config"},
                     {"SELECT set_config('x', 'y', true)", "set-local:x @set_config"},
                     {"SELECT set_config('x', 'y', 't')", "set-local:x @set_config"},
                     {"SELECT set_config('x', 'y', 'on')", "set-local:x @set_config"},
                     {"SELECT set_config('x', 'y', 'YES')", "set-local:x @set_config"},
                     {"SELECT set_config('x', 'y', 'f')", "set:x @set_config"},
                     {"SELECT set_config('x', 'y', 'off')", "set:x @set_config"},
                     {"SELECT set_config('x', 'y', 'o')", "set:x @set_config +uncertain"},
                     {"SELECT set_config('x', 'y', 't'::bool)", "set-local:x @set_config"},
                     {"SELECT set_config('x', 'y', (true))", "set-local:x @set_config"},
                     {"SELECT set_config('x', 'y', CAST('f' AS boolean))", "set:x @set_config"},
                     {"SELECT set_config('x', 'y', bool 'true')", "set-local:x @set_config"},
                     {"SELECT set_config('x', 'y', 1::bool)", "set-local:x @set_config"},
                     {"SELECT set_config('x', 'y', $1)", "set:x @set_config +uncertain"},
                     {"SELECT set_config('x', 'y', NOT true)", "set:x @set_config +uncertain"},
                     {"SELECT set_config('x', 'y', ¤)", "set:x @set_config +uncertain"},
                     {"SELECT set_config(¤, 'y', true)", "set-local:¤? @set_config"},
                     {"SELECT set_config($1, $2, true)", "set-local:$1? @set_config"},
                     {"SELECT set_config('a.' || b, 'y', true)", "set-local:'a.'||b? @set_config"},
                     {"SELECT set_config('app.¤', 'y', false)", "set:app.¤? @set_config"},
                     {"SELECT pg_catalog.set_config('x', 'y', false)", "set:x @set_config"},
                     {"SELECT * FROM t WHERE set_config('x', f('a', 'b'), false) IS NULL",
                      "set:x @set_config"},
                     {"SELECT mine.set_config('x', 'y', false)", ""},
                     {"SELECT set_config FROM t", ""},
                     {"SELECT 'set_config(''x'', ''y'', false)'", ""},
                     {"SELECT current_setting('x')", ""},
                 });
}

TEST(Settings, UpdatePgSettings) {
  check(effects,
        {
            {"UPDATE pg_settings SET setting = 'x' WHERE name = 'work_mem'",
             "set:work_mem @pg_settings"},
            {"UPDATE pg_catalog.pg_settings SET setting = 'x' WHERE name = 'Work_Mem'",
             "set:work_mem @pg_settings"},
            {"UPDATE pg_settings s SET setting = 'x' WHERE s.name IN ('a', 'b')",
             "set:a @pg_settings; set:b @pg_settings"},
            {"UPDATE pg_settings SET setting = 'x' WHERE 'a' = name", "set:a @pg_settings"},
            {"UPDATE pg_settings SET setting = 'x' WHERE lower(name) = 'a'", "set:a @pg_settings"},
            {"UPDATE pg_settings SET setting = 'x' WHERE name LIKE 'a%'", "set:? @pg_settings"},
            {"UPDATE pg_settings SET setting = 'x'", "set:? @pg_settings"},
            {"UPDATE pg_settings SET setting = 'x' WHERE name = $1", "set:$1? @pg_settings"},
            {"WITH u AS (UPDATE pg_settings SET setting = '1' WHERE name = 'a') SELECT 'b' = name",
             "set:a @pg_settings"},
            {"UPDATE mine.pg_settings SET setting = 'x' WHERE name = 'a'", ""},
            {"SELECT * FROM pg_settings WHERE name = 'a'", ""},
        });
}

TEST(Settings, NotForThisSession) {
  check(effects,
        {
            {"ALTER ROLE x SET y = 1", ""},
            {"ALTER ROLE x IN DATABASE d SET y = 1", ""},
            {"ALTER USER x RESET ALL", ""},
            {"ALTER DATABASE x SET y = 1", ""},
            {"ALTER SYSTEM SET y = 1", "outside-only @ALTER SYSTEM"},
            {"UPDATE t SET a = 1", ""},
            {"ALTER TABLE t SET (fillfactor = 70)", ""},
            {"ALTER TABLE t ALTER COLUMN c SET DEFAULT 1", ""},
            {"ALTER FUNCTION f() SET x = 1", ""},
            {"COMMENT ON TABLE t IS 'SET x = 1'", ""},
            {"CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = x AS "
             "$$ SET a = 1; SELECT 1 $$",
             ""},
            {"CREATE PROCEDURE f() LANGUAGE plpgsql AS 'BEGIN SET x = 1; END'", ""},
            {"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT set_config('a', 'b', false); END",
             ""},
            {"SELECT 'SET x = 1', $$SET y = 2$$, $a$ SET z = 3; $a$, E'\\'; SET q = 1'", ""},
            {"-- SET x = 1\nSELECT 1 /* SET y = 2; /* SET z = 3 */ */", ""},
            {"SHOW search_path", ""},
            {"INSERT INTO t VALUES ('SET x = 1; RESET ALL')", "sequence-advance:? @INSERT"},
            {"COPY t TO STDOUT", ""},
        });
}

} // namespace
