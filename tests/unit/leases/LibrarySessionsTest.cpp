//===- LibrarySessionsTest.cpp - What libraries do without SQL ------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SessionScript.h"

using namespace pooltidy::leases;
using namespace pooltidy::leases::test;

namespace {

std::string seen(const Session &S) {
  std::string Out;
  for (const Observation &O : S.Seen)
    Out.append(Out.empty() ? "" : "; ").append(print(O));
  return Out;
}

TEST(LibrarySessions, WhatIsMadeInAutocommitIsOverAtOnce) {
  Session S;
  make(S.L, Subject::NamedPrepared, "p", "PQprepare(\"p\")", true, false, S.here(1));
  EXPECT_EQ(seen(S), "1 outlives named-prepared:p statement");
  EXPECT_TRUE(S.L.Alive.empty());
  EXPECT_FALSE(release(S.L, Subject::NamedPrepared, "p", true));
}

TEST(LibrarySessions, WhatIsMadeInATransactionIsJudgedAtItsEnd) {
  Session S;
  begin(S.L, S.here(1));
  make(S.L, Subject::NamedPrepared, "p", "prepare()", true, false, S.here(2));
  EXPECT_EQ(seen(S), "");
  finish(S.L, false, S.here(3));
  EXPECT_EQ(seen(S), "2 outlives named-prepared:p rollback");
}

TEST(LibrarySessions, ReleasedInItsLease) {
  Session S;
  begin(S.L, S.here(1));
  make(S.L, Subject::NamedPrepared, "p", "prepare()", true, false, S.here(2));
  EXPECT_FALSE(release(S.L, Subject::SqlPrepared, "p", true));
  EXPECT_TRUE(release(S.L, Subject::NamedPrepared, "p", true));
  finish(S.L, true, S.here(3));
  EXPECT_EQ(seen(S), "");
}

TEST(LibrarySessions, SqlDeallocateEndsAProtocolStatement) {
  Session S;
  begin(S.L, S.here(1));
  make(S.L, Subject::NamedPrepared, "p", "prepare()", true, false, S.here(2));
  S.step("DEALLOCATE p", 3);
  finish(S.L, true, S.here(4));
  // Which matters where the pooler has given it another name.
  EXPECT_EQ(seen(S), "3 expects deallocated-prepared:p +release");
}

TEST(LibrarySessions, TransactionalStateGoesWithRollback) {
  Session S;
  begin(S.L, S.here(1));
  make(S.L, Subject::Setting, "jit", "set_variable(\"jit\")", true, true, S.here(2));
  make(S.L, Subject::Notification, "ch", "listen(\"ch\")", true, true, S.here(3));
  finish(S.L, false, S.here(4));
  EXPECT_EQ(seen(S), "");
}

TEST(LibrarySessions, AFailedTransactionMakesNothing) {
  Session S;
  begin(S.L, S.here(1));
  S.L.Aborted = true;
  make(S.L, Subject::NamedPrepared, "p", "prepare()", true, false, S.here(2));
  expect(S.L, Subject::BackendPid, "", "PQbackendPID()", S.here(3));
  finish(S.L, true, S.here(4));
  EXPECT_EQ(seen(S), "");
}

TEST(LibrarySessions, Expecting) {
  Session S;
  expect(S.L, Subject::BackendPid, "", "PQbackendPID()", S.here(1));
  begin(S.L, S.here(2));
  expect(S.L, Subject::DeallocatedPrepared, "p", "unprepare(\"p\")", S.here(3));
  EXPECT_EQ(seen(S), "1 expects backend-pid statement; 3 expects deallocated-prepared:p");
}

TEST(LibrarySessions, AloneOnlyWhereAutocommitIsSeen) {
  Session S;
  alone(S.L, Subject::LargeObject, "lo_open()", S.here(1));
  begin(S.L, S.here(2));
  alone(S.L, Subject::LargeObject, "lo_open()", S.here(3));
  finish(S.L, true, S.here(4));
  S.L.Tx = Transaction::AssumedNone;
  alone(S.L, Subject::LargeObject, "lo_open()", S.here(5));
  S.L.Tx = Transaction::None;
  S.L.Pipeline = true;
  alone(S.L, Subject::LargeObject, "lo_open()", S.here(6));
  EXPECT_EQ(seen(S), "1 alone large-object statement");
}

TEST(LibrarySessions, BeginTwiceIsOneTransaction) {
  Session S;
  begin(S.L, S.here(1));
  begin(S.L, S.here(2));
  EXPECT_EQ(S.L.Begun.Line, 1u);
  finish(S.L, true, S.here(3));
  EXPECT_FALSE(S.L.inTransaction());
  EXPECT_FALSE(S.L.Begun.valid());
}

TEST(LibrarySessions, TheLastOfANameStays) {
  Session S;
  begin(S.L, S.here(1));
  make(S.L, Subject::Setting, "jit", "set_variable", true, true, S.here(2));
  make(S.L, Subject::Setting, "jit", "set_variable", true, true, S.here(3));
  finish(S.L, true, S.here(4));
  EXPECT_EQ(seen(S), "3 outlives setting:jit commit");
}

TEST(LibrarySessions, TheLibrarysSentenceTravels) {
  Session S;
  Here H = S.here(1);
  H.Library = "the library sends SET";
  H.Path = {{{1, 9, 1}, "through the call of f here"}};
  make(S.L, Subject::Setting, "jit", "set_variable", true, true, H);
  ASSERT_EQ(S.Seen.size(), 1u);
  EXPECT_EQ(S.Seen[0].Library, "the library sends SET");
  EXPECT_EQ(S.Seen[0].Where, H.Call);
  EXPECT_EQ(S.Seen[0].Length, 0u);
  ASSERT_EQ(S.Seen[0].Paths.size(), 1u);
  EXPECT_EQ(S.Seen[0].Paths.begin()->front().Where.Line, 9u);
}

} // namespace
