//===- LockSessionsTest.cpp - Advisory locks over leases ------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Session locks survive COMMIT and ROLLBACK alike.
//
//===----------------------------------------------------------------------===//

#include "SessionScript.h"

using namespace pooltidy::leases::test;

namespace {

TEST(LockSessions, OutliveTheirLease) {
  check({
      {{"SELECT pg_advisory_lock(1)", "SELECT pg_advisory_unlock(1)"},
       "1 outlives lock:1 statement; 2 expects lock:1 statement +release"},
      {{"SELECT pg_try_advisory_lock(1)"}, "1 outlives lock:1 statement"},
      {{"SELECT pg_advisory_lock_shared(1)", "SELECT pg_advisory_unlock_shared(1)"},
       "1 outlives lock:1 statement; 2 expects lock:1 statement +release"},
      {{"SELECT 1 FROM pg_advisory_lock(1, 2)"}, "1 outlives lock:1, 2 statement"},
      {{"BEGIN", "SELECT pg_advisory_lock(1)", "COMMIT"}, "2 outlives lock:1 commit"},
      {{"BEGIN", "SELECT pg_advisory_lock(1)", "ROLLBACK"}, "2 outlives lock:1 rollback"},
      {{"BEGIN", "SELECT pg_advisory_lock(1)", "SELECT 1/0", "\\fails", "COMMIT"},
       "2 outlives lock:1 rollback"},
      {{"SELECT pg_advisory_lock(1); SELECT 'work'"}, "1 outlives lock:1 statement"},
      {{"SELECT pg_advisory_unlock_all()"}, "1 expects lock statement +release"},
      {{"BEGIN", "SELECT pg_advisory_lock(1)", "\\leave"}, "2 outlives lock:1 left"},
      {{"DO $$ BEGIN PERFORM pg_advisory_lock(1); END $$"}, "1 outlives lock:1 statement"},
      // A savepoint does not give them back either.
      {{"BEGIN", "SAVEPOINT s", "SELECT pg_advisory_lock(1)", "ROLLBACK TO s", "COMMIT"},
       "3 outlives lock:1 commit"},
  });
}

TEST(LockSessions, LockAndUnlockInOneLease) {
  check({
      {{"BEGIN", "SELECT pg_advisory_lock(1)", "SELECT 1", "SELECT pg_advisory_unlock(1)",
        "COMMIT"},
       ""},
      {{"BEGIN", "SELECT pg_advisory_lock(1)", "SELECT pg_advisory_unlock(1)", "ROLLBACK"}, ""},
      {{"SELECT pg_advisory_lock(1); SELECT 'work'; SELECT pg_advisory_unlock(1)"}, ""},
      {{"BEGIN", "SELECT pg_advisory_lock(1), pg_advisory_lock(2)",
        "SELECT pg_advisory_unlock_all()", "COMMIT"},
       ""},
      {{"DO $$ BEGIN PERFORM pg_advisory_lock(1); PERFORM pg_advisory_unlock(1); END $$"}, ""},
      {{"\\pipeline", "ext: SELECT pg_advisory_lock(1)", "ext: SELECT pg_advisory_unlock(1)",
        "\\sync"},
       ""},
      // Locks are counted.
      {{"BEGIN", "SELECT pg_advisory_lock(1)", "SELECT pg_advisory_lock(1)",
        "SELECT pg_advisory_unlock(1)", "COMMIT"},
       "2 outlives lock:1 commit"},
      // Near misses.
      {{"BEGIN", "SELECT pg_advisory_lock(1)", "SELECT pg_advisory_unlock(2)", "COMMIT"},
       "3 expects lock:2 +release; 2 outlives lock:1 commit"},
      {{"BEGIN", "SELECT pg_advisory_lock(1)", "SELECT pg_advisory_unlock(1)",
        "SELECT pg_advisory_unlock(1)", "COMMIT"},
       "4 expects lock:1 +release"},
      {{"BEGIN", "SELECT pg_advisory_lock(1)", "SELECT pg_advisory_unlock_shared(1)", "COMMIT"},
       "3 expects lock:1 +release; 2 outlives lock:1 commit"},
      {{"BEGIN", "SELECT pg_advisory_unlock(1)", "SELECT pg_advisory_lock(1)", "COMMIT"},
       "2 expects lock:1 +release; 3 outlives lock:1 commit"},
      // The unlock is refused in a failed transaction, but that the program tries is enough.
      {{"BEGIN", "SELECT pg_advisory_lock(1)", "SELECT 1/0", "\\fails",
        "SELECT pg_advisory_unlock(1)", "ROLLBACK"},
       ""},
      {{"BEGIN", "SELECT pg_advisory_lock(1)", "SELECT 1/0", "\\fails",
        "SELECT pg_advisory_unlock_all()", "ROLLBACK"},
       ""},
      {{"BEGIN", "SELECT pg_advisory_lock(1)", "SELECT 1/0", "\\fails",
        "SELECT pg_advisory_unlock(2)", "ROLLBACK"},
       "2 outlives lock:1 rollback"},
  });
}

TEST(LockSessions, KeysThatOnlyTheRunKnows) {
  check({
      {{"BEGIN", "SELECT pg_advisory_lock($1)", "SELECT pg_advisory_unlock($1)", "COMMIT"}, ""},
      {{"BEGIN", "SELECT pg_advisory_lock($1)", "SELECT pg_advisory_unlock($2)", "COMMIT"}, ""},
      {{"BEGIN", "SELECT pg_advisory_lock(¤)", "SELECT pg_advisory_unlock(¤)", "COMMIT"}, ""},
      {{"BEGIN", "SELECT pg_advisory_lock(1)", "SELECT pg_advisory_unlock(¤)", "COMMIT"}, ""},
      {{"BEGIN", "SELECT pg_advisory_lock(¤)", "SELECT pg_advisory_unlock(1)", "COMMIT"}, ""},
      // The exact key is preferred: the lock of key 1 stays.
      {{"BEGIN", "SELECT pg_advisory_lock(1)", "SELECT pg_advisory_lock($1)",
        "SELECT pg_advisory_unlock($1)", "COMMIT"},
       "2 outlives lock:1 commit"},
      // An expression is a key like any other.
      {{"BEGIN", "SELECT pg_advisory_lock(hashtext('job'))",
        "SELECT pg_advisory_unlock(hashtext('job'))", "COMMIT"},
       ""},
  });
}

TEST(LockSessions, TransactionLocks) {
  check({
      {{"BEGIN", "SELECT pg_advisory_xact_lock(1)", "COMMIT"}, ""},
      {{"BEGIN", "SELECT pg_try_advisory_xact_lock(1)", "ROLLBACK"}, ""},
      {{"SELECT pg_advisory_xact_lock(1); UPDATE t SET a = 1"}, ""},
      {{"\\pipeline", "ext: SELECT pg_advisory_xact_lock(1)", "ext: UPDATE t SET a = 1", "\\sync"},
       ""},
      {{"SELECT pg_advisory_xact_lock(1)"}, "1 alone transaction-lock:1 statement"},
      {{"ext: SELECT pg_try_advisory_xact_lock(1)"}, "1 alone transaction-lock:1 statement"},
      {{"\\assume-none", "SELECT pg_advisory_xact_lock(1)"}, ""},
      {{"\\assume-open", "SELECT pg_advisory_xact_lock(1)"}, ""},
      {{"DO $$ BEGIN PERFORM pg_advisory_xact_lock(1); END $$"}, ""},
      {{"BEGIN", "SELECT id FROM q FOR UPDATE", "COMMIT"}, ""},
  });
}

} // namespace
