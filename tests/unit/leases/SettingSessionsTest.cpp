//===- SettingSessionsTest.cpp - Settings and roles over leases -----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each row was measured on a PostgreSQL 15 behind a pooler and on a direct connection.
//
//===----------------------------------------------------------------------===//

#include "SessionScript.h"

using namespace pooltidy::leases::test;

namespace {

TEST(SettingSessions, AutocommitLeaves) {
  check({
      {{"SET work_mem = '77MB'", "SHOW work_mem"}, "1 outlives setting:work_mem statement"},
      {{"ext: SET work_mem = '77MB'"}, "1 outlives setting:work_mem statement"},
      {{"SET SESSION work_mem TO '77MB'"}, "1 outlives setting:work_mem statement"},
      {{"SET app.user_id = '7'"}, "1 outlives setting:app.user_id statement"},
      {{"SET SCHEMA 's1'"}, "1 outlives setting:search_path statement"},
      {{"SET NAMES 'LATIN1'"}, "1 outlives setting:client_encoding statement"},
      {{"SET TIME ZONE 'Asia/Tokyo'"}, "1 outlives setting:timezone statement"},
      {{"SET XML OPTION DOCUMENT"}, "1 outlives setting:xmloption statement"},
      {{"SELECT set_config('app.tenant', '42', false)"},
       "1 outlives setting:app.tenant statement +set_config"},
      {{"UPDATE pg_settings SET setting = '78848' WHERE name = 'work_mem'"},
       "1 outlives setting:work_mem statement"},
      {{"DO $$ BEGIN PERFORM set_config('work_mem', '77MB', false); END $$"},
       "1 outlives setting:work_mem statement +set_config"},
      {{"SET ROLE lowpriv"}, "1 outlives role:role statement"},
      {{"SET SESSION AUTHORIZATION lowpriv"},
       "1 outlives session-authorization:session_authorization statement"},
      {{"SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"},
       "1 outlives session-characteristics:session characteristics statement"},
  });
}

TEST(SettingSessions, TransactionsThatCommitLeave) {
  check({
      {{"BEGIN", "SET work_mem = '77MB'", "COMMIT"}, "2 outlives setting:work_mem commit"},
      {{"START TRANSACTION", "SET work_mem = '77MB'", "END"}, "2 outlives setting:work_mem commit"},
      {{"BEGIN; SET work_mem = '77MB'; COMMIT"}, "1 outlives setting:work_mem commit"},
      {{"BEGIN", "SET ROLE lowpriv", "COMMIT"}, "2 outlives role:role commit"},
      {{"BEGIN", "SET LOCAL work_mem = '1MB'", "SET work_mem = '77MB'", "COMMIT"},
       "3 outlives setting:work_mem commit"},
      {{"BEGIN", "SELECT set_config('app.x', '1', false)", "COMMIT"},
       "2 outlives setting:app.x commit +set_config"},
      // The last one of a name is the one that stays.
      {{"BEGIN", "SET work_mem = '1MB'", "SET work_mem = '2MB'", "COMMIT"},
       "3 outlives setting:work_mem commit"},
      {{"BEGIN", "SET work_mem = '1MB'", "SET jit = off", "COMMIT"},
       "2 outlives setting:work_mem commit; 3 outlives setting:jit commit"},
      // Two-phase commit commits, too.
      {{"BEGIN", "SET work_mem = '77MB'", "PREPARE TRANSACTION 'x'"},
       "2 outlives setting:work_mem commit"},
      {{"BEGIN", "SET work_mem = '77MB'", "\\leave"}, "2 outlives setting:work_mem left"},
  });
}

TEST(SettingSessions, RollbackUndoes) {
  check({
      {{"BEGIN", "SET work_mem = '77MB'", "ROLLBACK"}, ""},
      {{"BEGIN", "SET work_mem = '77MB'", "ABORT"}, ""},
      {{"BEGIN", "SET ROLE lowpriv", "ROLLBACK"}, ""},
      {{"BEGIN", "SET SESSION AUTHORIZATION lowpriv", "ROLLBACK"}, ""},
      {{"BEGIN", "SELECT set_config('app.x', '1', false)", "ROLLBACK"}, ""},
      // A statement failed: COMMIT rolls back.
      {{"BEGIN", "SET work_mem = '77MB'", "SELECT 1/0", "\\fails", "COMMIT"}, ""},
      {{"BEGIN", "SELECT 1/0", "\\fails", "SET work_mem = '77MB'", "COMMIT"}, ""},
      {{"BEGIN", "SET work_mem = '77MB'", "\\fails", "\\leave"}, ""},
      // And the next transaction is a new one.
      {{"BEGIN", "SELECT 1/0", "\\fails", "COMMIT", "BEGIN", "SET jit = off", "COMMIT"},
       "6 outlives setting:jit commit"},
  });
}

TEST(SettingSessions, SetAndResetInOneLease) {
  check({
      {{"BEGIN", "SET work_mem = '77MB'", "SELECT 1", "RESET work_mem", "COMMIT"}, ""},
      {{"BEGIN", "SET work_mem = '77MB'", "SET work_mem TO DEFAULT", "COMMIT"}, ""},
      {{"BEGIN", "SET work_mem = '77MB'", "SET jit = off", "RESET ALL", "COMMIT"}, ""},
      {{"BEGIN", "SET ROLE lowpriv", "RESET ROLE", "COMMIT"}, ""},
      {{"BEGIN", "SET ROLE lowpriv", "SET ROLE NONE", "COMMIT"}, ""},
      {{"BEGIN", "SET SESSION AUTHORIZATION lowpriv", "RESET SESSION AUTHORIZATION", "COMMIT"}, ""},
      {{"SET work_mem = '77MB'; SELECT current_setting('work_mem'); RESET work_mem"}, ""},
      {{"\\pipeline", "ext: SET work_mem = '77MB'", "ext: SELECT 1", "ext: RESET work_mem",
        "\\sync"},
       ""},
      // Near misses: another name, RESET ALL leaves the role alone, another lease.
      {{"BEGIN", "SET work_mem = '77MB'", "RESET jit", "COMMIT"},
       "3 expects setting:jit +release; 2 outlives setting:work_mem commit"},
      {{"BEGIN", "SET ROLE lowpriv", "RESET ALL", "COMMIT"},
       "3 expects setting:all +release; 2 outlives role:role commit"},
      {{"SET work_mem = '77MB'", "SELECT 1", "RESET work_mem"},
       "1 outlives setting:work_mem statement; 3 expects setting:work_mem statement +release"},
      {{"RESET work_mem"}, "1 expects setting:work_mem statement +release"},
      {{"SET work_mem TO DEFAULT"}, "1 expects setting:work_mem statement +release"},
      {{"RESET ROLE"}, "1 expects role:role statement +release"},
      {{"RESET ALL"}, "1 expects setting:all statement +release"},
      {{"DISCARD ALL"}, "1 expects discard:all statement +release"},
      {{"SET work_mem = '77MB'; SELECT current_setting('work_mem')"},
       "1 outlives setting:work_mem statement"},
      // Names that only the run knows: any of them may be the one.
      {{"BEGIN", "SELECT set_config($1, $2, false)", "SELECT set_config($1, '', false)",
        "RESET ALL", "COMMIT"},
       ""},
      {{"BEGIN", "SET work_mem = '77MB'", "RESET ¤", "COMMIT"}, ""},
  });
}

TEST(SettingSessions, LocalIsSafe) {
  check({
      {{"BEGIN", "SET LOCAL work_mem = '77MB'", "COMMIT"}, ""},
      {{"BEGIN", "SET LOCAL ROLE lowpriv", "COMMIT"}, ""},
      {{"BEGIN", "SELECT set_config('app.x', '1', true)", "COMMIT"}, ""},
      {{"SET LOCAL work_mem = '77MB'; SELECT current_setting('work_mem')"}, ""},
      {{"BEGIN; SET LOCAL work_mem = '77MB'; SELECT 1; COMMIT"}, ""},
      {{"BEGIN", "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE", "COMMIT"}, ""},
      {{"BEGIN", "SET CONSTRAINTS ALL DEFERRED", "COMMIT"}, ""},
      {{"DO $$ BEGIN SET LOCAL work_mem = '77MB'; END $$"}, ""},
      {{"DO $$ BEGIN PERFORM set_config('work_mem', '77MB', true); END $$"}, ""},
      {{"\\pipeline", "ext: SET LOCAL work_mem = '77MB'", "ext: SELECT 1", "\\sync"}, ""},
  });
}

TEST(SettingSessions, LookAlikes) {
  check({
      {{"UPDATE t SET a = 1"}, ""},
      {{"ALTER TABLE t SET (fillfactor = 70)"}, ""},
      {{"ALTER TABLE t ALTER a SET DEFAULT 3"}, ""},
      {{"ALTER ROLE app SET jit = off"}, ""},
      {{"ALTER DATABASE d SET app.y = '1'"}, ""},
      {{"ALTER SYSTEM SET work_mem = '5MB'"}, ""},
      {{"CREATE FUNCTION f() RETURNS int LANGUAGE sql SET work_mem = '1MB' AS 'SELECT 1'"}, ""},
      {{"SELECT 'SET work_mem = 1'"}, ""},
      {{"/* SET work_mem = 1 */ SELECT 1 -- SET jit = off"}, ""},
      {{"SHOW work_mem"}, ""},
      {{"SELECT current_setting('work_mem')"}, ""},
  });
}

TEST(SettingSessions, Savepoints) {
  check({
      {{"BEGIN", "SAVEPOINT s", "SET work_mem = '77MB'", "ROLLBACK TO s", "COMMIT"}, ""},
      {{"BEGIN", "SAVEPOINT s", "SET work_mem = '77MB'", "ROLLBACK TO SAVEPOINT s", "RELEASE s",
        "COMMIT"},
       ""},
      {{"BEGIN", "SAVEPOINT s", "SET work_mem = '77MB'", "RELEASE s", "COMMIT"},
       "3 outlives setting:work_mem commit"},
      {{"BEGIN", "SET work_mem = '77MB'", "SAVEPOINT s", "SELECT 1", "ROLLBACK TO s", "COMMIT"},
       "2 outlives setting:work_mem commit"},
      {{"BEGIN", "SAVEPOINT a", "SET jit = off", "SAVEPOINT b", "SET work_mem = '77MB'",
        "ROLLBACK TO b", "COMMIT"},
       "3 outlives setting:jit commit"},
      {{"BEGIN", "SAVEPOINT a", "SET jit = off", "SAVEPOINT b", "SET work_mem = '77MB'",
        "ROLLBACK TO a", "COMMIT"},
       ""},
      // An inner savepoint that is released belongs to the outer one from then on.
      {{"BEGIN", "SAVEPOINT a", "SAVEPOINT b", "SET jit = off", "RELEASE b", "ROLLBACK TO a",
        "COMMIT"},
       ""},
      // The savepoint stays after ROLLBACK TO, and what follows belongs to it.
      {{"BEGIN", "SAVEPOINT s", "SELECT 1", "ROLLBACK TO s", "SET jit = off", "ROLLBACK TO s",
        "COMMIT"},
       ""},
      // The value from before the savepoint comes back.
      {{"BEGIN", "SET jit = off", "SAVEPOINT s", "SET jit = on", "ROLLBACK TO s", "COMMIT"},
       "2 outlives setting:jit commit"},
      {{"BEGIN", "SET jit = off", "SAVEPOINT s", "SET jit = on", "RELEASE s", "COMMIT"},
       "4 outlives setting:jit commit"},
      {{"BEGIN", "SET jit = off", "SAVEPOINT s", "SET jit = on", "COMMIT"},
       "4 outlives setting:jit commit"},
      // A failed statement between them is forgiven by ROLLBACK TO.
      {{"BEGIN", "SAVEPOINT s", "SELECT 1/0", "\\fails", "ROLLBACK TO s", "SET jit = off",
        "COMMIT"},
       "6 outlives setting:jit commit"},
  });
}

TEST(SettingSessions, StringsWithTransactionsInThem) {
  check({
      // COMMIT ends the implicit transaction; the rest of the string is another one.
      {{"SET work_mem = '77MB'; COMMIT; SELECT 1; RESET work_mem"},
       "1 outlives setting:work_mem commit; 1 expects setting:work_mem statement +release"},
      {{"BEGIN", "SELECT 1", "COMMIT; SET jit = off", "RESET jit"},
       "3 outlives setting:jit statement; 4 expects setting:jit statement +release"},
      {{"BEGIN", "ROLLBACK; SET jit = off"}, "2 outlives setting:jit statement"},
      // BEGIN makes the implicit transaction an ordinary one.
      {{"SET jit = off; BEGIN; SELECT 1", "ROLLBACK"}, ""},
      {{"SET jit = off; BEGIN; SELECT 1", "COMMIT"}, "1 outlives setting:jit commit"},
      {{"BEGIN; SET jit = off", "COMMIT"}, "1 outlives setting:jit commit"},
  });
}

TEST(SettingSessions, AndChain) {
  check({
      {{"BEGIN", "SET LOCAL work_mem = '1MB'", "COMMIT AND CHAIN", "SET LOCAL work_mem = '2MB'",
        "COMMIT"},
       ""},
      {{"BEGIN", "COMMIT AND CHAIN", "SET jit = off", "COMMIT"}, "3 outlives setting:jit commit"},
      {{"BEGIN", "SET jit = off", "COMMIT AND CHAIN", "SELECT 1", "ROLLBACK"},
       "2 outlives setting:jit commit"},
      {{"BEGIN", "SET jit = off", "ROLLBACK AND CHAIN", "COMMIT"}, ""},
      {{"BEGIN", "ROLLBACK AND CHAIN", "SET jit = off", "COMMIT"}, "3 outlives setting:jit commit"},
      {{"BEGIN", "COMMIT AND NO CHAIN", "SET LOCAL jit = off"},
       "3 alone transaction-setting:jit statement"},
  });
}

TEST(SettingSessions, HolesAreLikely) {
  check({
      {{"SET search_path TO ¤"}, "1 outlives setting:search_path statement"},
      {{"SET ¤ = 1"}, "1 outlives setting:¤ statement +likely"},
      {{"¤"}, ""},
  });
}

} // namespace
