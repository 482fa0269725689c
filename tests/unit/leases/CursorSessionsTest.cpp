//===- CursorSessionsTest.cpp - Cursors over leases -----------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A cursor without hold ends with its transaction; one WITH HOLD survives COMMIT.
//
//===----------------------------------------------------------------------===//

#include "SessionScript.h"

using namespace pooltidy::leases::test;

namespace {

TEST(CursorSessions, WithHoldOutlives) {
  check({
      {{"DECLARE c CURSOR WITH HOLD FOR SELECT 1", "FETCH 2 FROM c", "CLOSE c"},
       "1 outlives cursor:c statement"},
      {{"BEGIN", "DECLARE c CURSOR WITH HOLD FOR SELECT 1", "COMMIT", "FETCH 2 FROM c"},
       "2 outlives cursor:c commit"},
      {{"BEGIN", "DECLARE c CURSOR WITH HOLD FOR SELECT 1", "FETCH 1 FROM c", "\\leave"},
       "2 outlives cursor:c left"},
      {{"DECLARE c CURSOR WITH HOLD FOR SELECT 1; FETCH ALL FROM c"},
       "1 outlives cursor:c statement"},
      // Its own declaration is reported; closing another one is not that.
      {{"BEGIN", "DECLARE c CURSOR WITH HOLD FOR SELECT 1", "DECLARE d CURSOR FOR SELECT 1",
        "CLOSE d", "COMMIT"},
       "2 outlives cursor:c commit"},
  });
}

TEST(CursorSessions, WithinOneLease) {
  check({
      {{"BEGIN", "DECLARE c CURSOR FOR SELECT 1", "FETCH 2 FROM c", "CLOSE c", "COMMIT"}, ""},
      {{"BEGIN", "DECLARE c CURSOR FOR SELECT 1", "FETCH 2 FROM c", "COMMIT"}, ""},
      {{"BEGIN", "DECLARE c CURSOR WITH HOLD FOR SELECT 1", "FETCH 2 FROM c", "CLOSE c", "COMMIT"},
       ""},
      {{"BEGIN", "DECLARE c CURSOR WITH HOLD FOR SELECT 1", "CLOSE ALL", "COMMIT"}, ""},
      {{"BEGIN", "DECLARE c CURSOR WITH HOLD FOR SELECT 1", "ROLLBACK"}, ""},
      {{"BEGIN", "DECLARE c CURSOR WITH HOLD FOR SELECT 1", "SELECT 1/0", "\\fails", "COMMIT"}, ""},
      {{"DECLARE c CURSOR FOR SELECT generate_series(1, 3); FETCH ALL FROM c; CLOSE c"}, ""},
      {{"BEGIN", "DECLARE c CURSOR WITHOUT HOLD FOR SELECT 1", "MOVE 1 IN c", "COMMIT"}, ""},
      {{"BEGIN", "DECLARE c CURSOR FOR SELECT a FROM t", "UPDATE t SET a = 1 WHERE CURRENT OF c",
        "COMMIT"},
       ""},
      {{"BEGIN", "DECLARE ¤ CURSOR FOR SELECT 1", "FETCH ¤", "CLOSE ¤", "COMMIT"}, ""},
      // A function of the server opened it.
      {{"BEGIN", "SELECT open_it('rc')", "FETCH ALL FROM rc", "COMMIT"}, ""},
      {{"\\assume-open", "FETCH 1 FROM c"}, ""},
      {{"DO $$ DECLARE c CURSOR FOR SELECT 1; BEGIN OPEN c; CLOSE c; END $$"}, ""},
  });
}

TEST(CursorSessions, CloseAll) {
  check({
      {{"CLOSE ALL"}, "1 expects cursor:all statement +release"},
      {{"DECLARE c CURSOR WITH HOLD FOR SELECT 1", "CLOSE ALL"}, "1 outlives cursor:c statement"},
      {{"\\assume-open", "CLOSE ALL"}, ""},
      {{"SELECT 1; CLOSE ALL"}, ""},
  });
}

TEST(CursorSessions, AfterTheEnd) {
  check({
      {{"BEGIN", "DECLARE c CURSOR FOR SELECT 1", "COMMIT", "FETCH 2 FROM c"},
       "4 expects cursor:c statement"},
      {{"BEGIN", "DECLARE c CURSOR FOR SELECT 1", "COMMIT", "CLOSE c"},
       "4 expects cursor:c statement +release"},
      {{"BEGIN", "DECLARE c CURSOR FOR SELECT 1", "COMMIT", "MOVE 1 IN c"},
       "4 expects cursor:c statement"},
      {{"BEGIN", "DECLARE c CURSOR FOR SELECT 1", "COMMIT", "BEGIN", "FETCH 2 FROM c", "COMMIT"},
       "5 expects cursor:c"},
      {{"BEGIN", "DECLARE c CURSOR FOR SELECT 1", "ROLLBACK", "BEGIN",
        "UPDATE t SET a = 1 WHERE CURRENT OF c"},
       "5 expects cursor:c"},
      {{"SELECT open_it('rc')", "FETCH ALL FROM rc"}, "2 expects cursor:rc statement"},
      {{"BEGIN", "DECLARE c CURSOR FOR SELECT 1", "COMMIT AND CHAIN", "FETCH 1 FROM c"},
       "4 expects cursor:c"},
      // Declared again, it is a new one.
      {{"BEGIN", "DECLARE c CURSOR FOR SELECT 1", "COMMIT", "BEGIN",
        "DECLARE c CURSOR FOR SELECT 1", "FETCH c", "COMMIT"},
       ""},
  });
}

TEST(CursorSessions, Savepoints) {
  check({
      {{"BEGIN", "SAVEPOINT s", "DECLARE c CURSOR WITH HOLD FOR SELECT 1", "ROLLBACK TO s",
        "COMMIT"},
       ""},
      {{"BEGIN", "SAVEPOINT s", "DECLARE c CURSOR WITH HOLD FOR SELECT 1", "RELEASE s", "COMMIT"},
       "3 outlives cursor:c commit"},
  });
}

} // namespace
