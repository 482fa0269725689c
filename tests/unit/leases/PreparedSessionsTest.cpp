//===- PreparedSessionsTest.cpp - SQL-level prepared statements, LISTEN ---===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// PREPARE is not transactional; LISTEN is.
//
//===----------------------------------------------------------------------===//

#include "SessionScript.h"

using namespace pooltidy::leases::test;

namespace {

TEST(PreparedSessions, AcrossLeases) {
  check({
      {{"PREPARE p AS SELECT 1", "EXECUTE p", "DEALLOCATE p"},
       "1 outlives prepared:p statement; 2 expects prepared:p statement; 3 expects prepared:p "
       "statement +release"},
      {{"BEGIN", "PREPARE p AS SELECT 1", "ROLLBACK"}, "2 outlives prepared:p rollback"},
      {{"BEGIN", "PREPARE p AS SELECT 1", "SELECT 1/0", "\\fails", "ROLLBACK"},
       "2 outlives prepared:p rollback"},
      {{"BEGIN", "PREPARE p AS SELECT 1", "COMMIT"}, "2 outlives prepared:p commit"},
      {{"BEGIN", "PREPARE p AS SELECT 1", "\\leave"}, "2 outlives prepared:p left"},
      {{"EXPLAIN EXECUTE p"}, "1 expects prepared:p statement"},
      {{"EXECUTE p(1, 2)"}, "1 expects prepared:p statement"},
      {{"CREATE TABLE x AS EXECUTE p"}, "1 expects prepared:p statement"},
      {{"DEALLOCATE p"}, "1 expects prepared:p statement +release"},
      {{"DEALLOCATE ALL"}, "1 expects prepared:all statement +release"},
      {{"BEGIN", "SAVEPOINT s", "PREPARE p AS SELECT 1", "ROLLBACK TO s", "COMMIT"},
       "3 outlives prepared:p commit"},
  });
}

TEST(PreparedSessions, ExecutedButNeverDeallocated) {
  // Each at its own place, and both when it is known that nothing deallocates it.
  check({
      {{"BEGIN", "PREPARE p AS SELECT 1", "EXECUTE p", "COMMIT"},
       "3 expects prepared:p; 2 outlives prepared:p commit"},
      {{"PREPARE p AS SELECT 1; EXECUTE p"},
       "1 expects prepared:p; 1 outlives prepared:p statement"},
  });
}

TEST(PreparedSessions, WithinOneLease) {
  check({
      {{"BEGIN", "PREPARE p AS SELECT 1", "EXECUTE p", "DEALLOCATE p", "COMMIT"}, ""},
      {{"BEGIN", "PREPARE p AS SELECT 1", "EXECUTE p", "DEALLOCATE PREPARE p", "ROLLBACK"}, ""},
      {{"PREPARE p AS SELECT 1; EXECUTE p; DEALLOCATE p"}, ""},
      {{"\\pipeline", "PREPARE p AS SELECT 1", "EXECUTE p", "DEALLOCATE p", "\\sync"}, ""},
      {{"BEGIN", "PREPARE p_¤ AS SELECT 1", "EXECUTE p_¤", "DEALLOCATE p_¤", "COMMIT"}, ""},
      {{"BEGIN", "PREPARE p AS SELECT 1", "SELECT 1/0", "\\fails", "DEALLOCATE p", "ROLLBACK"}, ""},
      // Near misses.
      {{"BEGIN", "PREPARE p AS SELECT 1", "DEALLOCATE q", "COMMIT"},
       "3 expects prepared:q +release; 2 outlives prepared:p commit"},
      // DEALLOCATE ALL reaches the statements of others on that server connection.
      {{"BEGIN", "PREPARE p AS SELECT 1", "DEALLOCATE ALL", "COMMIT"},
       "3 expects prepared:all +release"},
  });
}

TEST(PreparedSessions, TwoPhaseCommitIsSomethingElse) {
  check({
      {{"BEGIN", "UPDATE t SET a = 1", "PREPARE TRANSACTION 'gid'", "COMMIT PREPARED 'gid'"}, ""},
      {{"ROLLBACK PREPARED 'gid'"}, ""},
      {{"BEGIN", "PREPARE TRANSACTION 'gid'", "SET LOCAL jit = off"},
       "3 alone transaction-setting:jit statement"},
  });
}

TEST(ListenSessions, Registrations) {
  check({
      {{"LISTEN ch", "SELECT 1"}, "1 outlives listen:ch statement"},
      {{"BEGIN", "LISTEN ch", "COMMIT"}, "2 outlives listen:ch commit"},
      {{"BEGIN", "LISTEN ch", "ROLLBACK"}, ""},
      {{"LISTEN ch; UNLISTEN ch"}, ""},
      {{"LISTEN ch; UNLISTEN *"}, ""},
      {{"BEGIN", "LISTEN a", "LISTEN b", "UNLISTEN a", "COMMIT"}, "3 outlives listen:b commit"},
      {{"LISTEN ch", "UNLISTEN ch"},
       "1 outlives listen:ch statement; 2 expects listen:ch statement +release"},
      {{"UNLISTEN *"}, "1 expects listen:* statement +release"},
      {{"BEGIN", "SAVEPOINT s", "LISTEN ch", "ROLLBACK TO s", "COMMIT"}, ""},
      {{"NOTIFY ch"}, ""},
      {{"NOTIFY ch, 'LISTEN ch'"}, ""},
      {{"SELECT pg_notify('ch', 'x')"}, ""},
      {{"SELECT * FROM pg_listening_channels()"}, ""},
  });
}

} // namespace
