//===- TableSessionsTest.cpp - Temporary objects over leases --------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Temporary objects survive COMMIT unless they are dropped, and never ROLLBACK.
//
//===----------------------------------------------------------------------===//

#include "SessionScript.h"

using namespace pooltidy::leases::test;

namespace {

TEST(TableSessions, OutliveTheirLease) {
  check({
      {{"CREATE TEMP TABLE tt(a text)", "INSERT INTO tt VALUES ('x')"},
       "1 outlives temp:tt statement"},
      {{"CREATE TEMP TABLE IF NOT EXISTS tt(a text)"}, "1 outlives temp:tt statement +ifnotexists"},
      {{"BEGIN", "CREATE TEMP TABLE tt(a text)", "INSERT INTO tt VALUES ('x')", "COMMIT"},
       "2 outlives temp:tt commit"},
      {{"BEGIN", "CREATE TEMP TABLE tt(a text) ON COMMIT DELETE ROWS", "COMMIT"},
       "2 outlives temp:tt commit"},
      {{"BEGIN", "CREATE TEMP TABLE tt(a text) ON COMMIT PRESERVE ROWS", "COMMIT"},
       "2 outlives temp:tt commit"},
      {{"CREATE TEMP VIEW tv AS SELECT 1"}, "1 outlives temp:tv statement"},
      {{"CREATE TEMP SEQUENCE ts"}, "1 outlives temp:ts statement"},
      {{"SELECT 1 AS a INTO TEMP ti"}, "1 outlives temp:ti statement"},
      {{"CREATE TEMP TABLE tc AS SELECT 1"}, "1 outlives temp:tc statement"},
      {{"CREATE LOCAL TEMPORARY TABLE gt(a int)"}, "1 outlives temp:gt statement"},
      {{"CREATE GLOBAL TEMPORARY TABLE gt(a int)"}, "1 outlives temp:gt statement"},
      {{"BEGIN", "CREATE TEMP TABLE tt(a text)", "\\leave"}, "2 outlives temp:tt left"},
      // The defensive drop does not help: the table is lost before the next statement.
      {{"DROP TABLE IF EXISTS stage; CREATE TEMP TABLE stage(a text)"},
       "1 outlives temp:stage statement"},
  });
}

TEST(TableSessions, InPgTemp) {
  EXPECT_EQ(observed({"CREATE TABLE pg_temp.tx(a int)"}).substr(0, 16), "1 outlives temp:");
}

TEST(TableSessions, EndWithTheirLease) {
  check({
      {{"BEGIN", "CREATE TEMP TABLE tt(a text) ON COMMIT DROP", "INSERT INTO tt VALUES ('x')",
        "COMMIT"},
       ""},
      {{"BEGIN", "CREATE TEMP TABLE tt(a text)", "INSERT INTO tt VALUES ('x')", "DROP TABLE tt",
        "COMMIT"},
       ""},
      {{"BEGIN", "CREATE TEMP TABLE tt(a text)", "DROP TABLE IF EXISTS tt", "COMMIT"}, ""},
      {{"BEGIN", "CREATE TEMP TABLE tt(a text)", "ROLLBACK"}, ""},
      {{"BEGIN", "CREATE TEMP TABLE tt(a text)", "SELECT 1/0", "\\fails", "DROP TABLE tt",
        "COMMIT"},
       ""},
      {{"CREATE TEMP TABLE tt(a text); INSERT INTO tt VALUES ('x'); SELECT * FROM tt; DROP TABLE "
        "tt"},
       ""},
      {{"CREATE TEMP TABLE tt(a text) ON COMMIT DROP; INSERT INTO tt VALUES ('x'); SELECT * FROM "
        "tt"},
       ""},
      {{"BEGIN", "CREATE TEMP TABLE a(x int)", "CREATE TEMP TABLE b(x int)", "DROP TABLE a, b",
        "COMMIT"},
       ""},
      {{"BEGIN", "CREATE TEMP VIEW tv AS SELECT 1", "DROP VIEW tv", "COMMIT"}, ""},
      {{"BEGIN", "SAVEPOINT s", "CREATE TEMP TABLE tt(a text)", "ROLLBACK TO s", "COMMIT"}, ""},
      {{"BEGIN", "CREATE TEMP TABLE tt(a text)", "DISCARD TEMP", "COMMIT"}, ""},
      {{"BEGIN", "CREATE TEMP TABLE tt_¤(a text)", "DROP TABLE tt_¤", "COMMIT"}, ""},
      {{"CREATE UNLOGGED TABLE ul(a int)"}, ""},
      {{"CREATE TABLE temp_orders(a int)"}, ""},
      {{"CREATE TABLE temp(a int)"}, ""},
      // Near misses.
      {{"BEGIN", "CREATE TEMP TABLE tt(a text)", "DROP TABLE other", "COMMIT"},
       "2 outlives temp:tt commit"},
      {{"BEGIN", "CREATE TEMP TABLE tt(a text)", "DELETE FROM tt", "COMMIT"},
       "2 outlives temp:tt commit"},
      {{"BEGIN", "CREATE TEMP TABLE a(x int)", "CREATE TEMP TABLE b(x int)", "DROP TABLE b",
        "COMMIT"},
       "2 outlives temp:a commit"},
      {{"CREATE TEMP TABLE tt(a text)", "DROP TABLE tt"}, "1 outlives temp:tt statement"},
  });
}

TEST(TableSessions, OnCommitDropAlone) {
  check({
      {{"CREATE TEMP TABLE tt(a text) ON COMMIT DROP"}, "1 alone temp:tt statement +drop"},
      {{"\\assume-none", "CREATE TEMP TABLE tt(a text) ON COMMIT DROP"}, ""},
  });
}

} // namespace
