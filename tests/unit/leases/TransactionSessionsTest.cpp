//===- TransactionSessionsTest.cpp - What needs a transaction -------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Statements that mean something only in a transaction, and what counts as one.
//
//===----------------------------------------------------------------------===//

#include "SessionScript.h"

using namespace pooltidy::leases::test;

namespace {

TEST(TransactionSessions, AloneInAutocommit) {
  check({
      {{"SET LOCAL work_mem = '77MB'"}, "1 alone transaction-setting:work_mem statement"},
      {{"ext: SET LOCAL work_mem = '77MB'"}, "1 alone transaction-setting:work_mem statement"},
      {{"SET LOCAL ROLE lowpriv"}, "1 alone transaction-setting:role statement"},
      {{"SELECT set_config('work_mem', '77MB', true)"},
       "1 alone transaction-setting:work_mem statement +set_config"},
      {{"SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"},
       "1 alone transaction-setting:transaction statement"},
      {{"SET CONSTRAINTS ALL DEFERRED"}, "1 alone transaction-setting:constraints statement"},
      {{"DECLARE c CURSOR FOR SELECT 1"}, "1 alone cursor:c statement"},
      {{"LOCK TABLE lk IN EXCLUSIVE MODE"}, "1 alone table-lock:lk statement"},
      {{"SAVEPOINT s"}, "1 alone savepoint:s statement"},
      {{"RELEASE SAVEPOINT s"}, "1 alone savepoint:s statement"},
      {{"ROLLBACK TO SAVEPOINT s"}, "1 alone savepoint:s statement"},
      {{"SELECT id FROM q FOR UPDATE"}, "1 alone row-lock:update statement"},
      {{"SELECT lo_open(26815, 262144)"}, "1 alone large-object:lo_open statement"},
      // Over already.
      {{"BEGIN", "SELECT 1", "COMMIT", "SET LOCAL work_mem = '77MB'"},
       "4 alone transaction-setting:work_mem statement"},
      {{"BEGIN", "SELECT 1", "ROLLBACK", "SET LOCAL work_mem = '77MB'"},
       "4 alone transaction-setting:work_mem statement"},
      {{"\\begin", "SELECT 1", "\\commit", "SET LOCAL work_mem = '77MB'"},
       "4 alone transaction-setting:work_mem statement"},
  });
}

TEST(TransactionSessions, SeveralInOneString) {
  check({
      {{"SET LOCAL work_mem = '77MB'; SELECT 1"}, ""},
      {{"LOCK TABLE lk IN EXCLUSIVE MODE; UPDATE lk SET a = 1"}, ""},
      {{"SELECT id FROM q FOR UPDATE; UPDATE q SET a = 1"}, ""},
      // An implicit transaction has no savepoints.
      {{"SAVEPOINT s; SELECT 1; RELEASE s"},
       "1 alone savepoint:s statement; 1 alone savepoint:s statement"},
      // The extended protocol takes one statement, so the server refuses the string.
      {{"SET LOCAL work_mem = '77MB';"}, "1 alone transaction-setting:work_mem statement"},
      {{"SET LOCAL work_mem = '77MB'; -- and nothing else"},
       "1 alone transaction-setting:work_mem statement"},
  });
}

TEST(TransactionSessions, Pipelines) {
  check({
      // Kept until the synchronisation, though the server warns.
      {{"\\pipeline", "ext: SET LOCAL work_mem = '77MB'", "ext: SELECT 1", "\\sync"}, ""},
      {{"\\pipeline", "ext: SELECT set_config('app.x', '1', true)", "ext: SELECT 1", "\\sync"}, ""},
      // Refused even in a pipeline.
      {{"\\pipeline", "ext: SELECT 1", "ext: LOCK TABLE lk IN EXCLUSIVE MODE", "\\sync"},
       "3 alone table-lock:lk statement"},
      {{"\\pipeline", "ext: SET jit = off", "\\sync"}, "2 outlives setting:jit commit"},
      {{"\\pipeline", "ext: CREATE TEMP TABLE t(a int)", "ext: DROP TABLE t", "\\sync"}, ""},
      {{"\\pipeline", "ext: BEGIN", "ext: LOCK TABLE lk", "ext: COMMIT", "\\sync"}, ""},
  });
}

TEST(TransactionSessions, Inside) {
  check({
      {{"BEGIN", "SET LOCAL work_mem = '77MB'", "LOCK TABLE lk", "SAVEPOINT s", "RELEASE s",
        "SELECT id FROM q FOR UPDATE", "DECLARE c CURSOR FOR SELECT 1", "COMMIT"},
       ""},
      {{"\\begin", "SET LOCAL work_mem = '77MB'", "SAVEPOINT s", "\\commit"}, ""},
      {{"BEGIN", "SET LOCAL work_mem = '77MB'", "\\rollback"}, ""},
      {{"BEGIN; BEGIN; ROLLBACK"}, ""},
      {{"DO $$ BEGIN SET LOCAL work_mem = '77MB'; END $$"}, ""},
      {{"DO $$ BEGIN LOCK TABLE lk; END $$"}, ""},
      // A second BEGIN is a warning; one COMMIT ends both.
      {{"BEGIN", "BEGIN", "COMMIT", "SET LOCAL jit = off"},
       "4 alone transaction-setting:jit statement"},
      // Refused in a failed transaction, which is no matter of leases.
      {{"BEGIN", "SELECT 1/0", "\\fails", "SET LOCAL work_mem = '77MB'", "SAVEPOINT s", "ROLLBACK"},
       ""},
  });
}

TEST(TransactionSessions, WhoeverCallsMayHaveBegun) {
  check({
      {{"\\assume-none", "SET LOCAL work_mem = '77MB'"}, ""},
      {{"\\assume-none", "LOCK TABLE lk"}, ""},
      {{"\\assume-none", "SAVEPOINT s"}, ""},
      {{"\\assume-none", "DECLARE c CURSOR FOR SELECT 1"}, ""},
      {{"\\assume-open", "SET LOCAL work_mem = '77MB'"}, ""},
      {{"\\assume-open", "SET work_mem = '77MB'", "\\leave"}, "2 outlives setting:work_mem left"},
      {{"\\assume-open", "SET work_mem = '77MB'", "RESET work_mem", "\\leave"}, ""},
      // Its own COMMIT makes the state known.
      {{"\\assume-open", "COMMIT", "SET LOCAL work_mem = '77MB'"},
       "3 alone transaction-setting:work_mem statement"},
      {{"\\assume-none", "SET work_mem = '77MB'"}, "2 outlives setting:work_mem statement"},
  });
}

TEST(TransactionSessions, HarmlessOutside) {
  check({
      {{"COMMIT"}, ""},
      {{"ROLLBACK"}, ""},
      {{"VACUUM t"}, ""},
      {{"NOTIFY ch"}, ""},
      {{"COPY t TO STDOUT"}, ""},
      {{"BEGIN", "\\leave"}, ""},
      {{""}, ""},
      {{";;"}, ""},
      {{"SELEC 1"}, ""},
      {{"CREATE TABLE t(a int); INSERT INTO t VALUES (1); SELECT * FROM t"}, ""},
  });
}

TEST(TransactionSessions, PathsTellWhereTheLeaseBeganAndEnded) {
  Session S;
  S.step("BEGIN", 1);
  S.step("SET jit = off", 2);
  S.step("COMMIT", 3);
  ASSERT_EQ(S.Seen.size(), 1u);
  ASSERT_EQ(S.Seen[0].Paths.size(), 1u);
  const auto &Path = *S.Seen[0].Paths.begin();
  ASSERT_EQ(Path.size(), 3u);
  EXPECT_EQ(Path[0].Where.Line, 1u);
  EXPECT_EQ(Path[0].Text, "the transaction begins here");
  EXPECT_EQ(Path[1].Where.Line, 2u);
  EXPECT_EQ(Path[2].Where.Line, 3u);
  EXPECT_EQ(Path[2].Text, "the transaction is committed here, and the server connection may go to "
                          "another client");
  EXPECT_EQ(S.Seen[0].Where.Column, 1u);
  EXPECT_EQ(S.Seen[0].Length, 3u);
}

TEST(TransactionSessions, PathsGoThroughWrappersInOrder) {
  using namespace pooltidy::leases;
  Session S;
  // main calls begin(), run() and commit(), each of which sends something.
  auto In = [&](unsigned CallLine, const char *Callee) {
    Here H = S.here(100 + CallLine);
    H.Path = {{{1, 1, 1}, "main"}, {{1, CallLine, 1}, Callee}};
    return H;
  };
  begin(S.L, In(2, "begin"));
  make(S.L, Subject::Setting, "jit", "SET jit", true, true, In(3, "run"));
  finish(S.L, true, In(4, "commit"));
  ASSERT_EQ(S.Seen.size(), 1u);
  std::vector<unsigned> Lines;
  for (const PathStep &Step : *S.Seen[0].Paths.begin())
    Lines.push_back(Step.Where.Line);
  EXPECT_EQ(Lines, (std::vector<unsigned>{1, 2, 102, 1, 3, 1, 4, 104}));
}

TEST(TransactionSessions, WhatAnEarlierTransactionMadeIsTold) {
  Session S;
  S.step("BEGIN; DECLARE c CURSOR FOR SELECT 1", 1);
  S.step("COMMIT", 2);
  S.step("FETCH c", 3);
  ASSERT_EQ(S.Seen.size(), 1u);
  EXPECT_EQ(S.Seen[0].Where.Line, 3u);
  ASSERT_FALSE(S.Seen[0].Paths.begin()->empty());
  EXPECT_EQ(S.Seen[0].Paths.begin()->front().Where.Line, 1u);
}

TEST(TransactionSessions, GuessedPathsArePossible) {
  using namespace pooltidy::leases;
  Session S;
  S.step("BEGIN", 1);
  S.step("SELECT pg_advisory_lock(1)", 2);
  Here H = S.here(3);
  H.Guessed = true;
  finish(S.L, false, H);
  ASSERT_EQ(S.Seen.size(), 1u);
  EXPECT_EQ(S.Seen[0].Sure, Certainty::Possible);
}

TEST(TransactionSessions, AfterAFailedBeginNothingIsSaid) {
  Session S;
  S.L.Muted = true;
  S.step("SET jit = off", 1);
  S.step("SET LOCAL jit = off", 2);
  EXPECT_TRUE(S.Seen.empty());
  S.step("BEGIN", 3);
  S.step("SET jit = off", 4);
  S.step("COMMIT", 5);
  EXPECT_EQ(S.Seen.size(), 1u);
}

} // namespace
