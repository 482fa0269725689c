//===- FunctionSessionsTest.cpp - Functions of one session over leases ----===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SessionScript.h"

using namespace pooltidy::leases::test;

namespace {

TEST(FunctionSessions, SequencesAcrossLeases) {
  check({
      {{"SELECT nextval('sq')", "SELECT currval('sq')"}, "2 expects sequence:currval statement"},
      {{"SELECT nextval('sq')", "SELECT lastval()"}, "2 expects sequence:lastval statement"},
      {{"INSERT INTO ser(who) VALUES ('A')", "SELECT lastval()"},
       "2 expects sequence:lastval statement"},
      {{"SELECT setval('sq', 50)", "SELECT currval('sq')"}, "2 expects sequence:currval statement"},
      {{"BEGIN", "INSERT INTO ser(who) VALUES ('A')", "COMMIT", "SELECT lastval()"},
       "4 expects sequence:lastval statement"},
      {{"BEGIN", "INSERT INTO ser(who) VALUES ('A')", "COMMIT", "BEGIN", "SELECT lastval()",
        "COMMIT"},
       "5 expects sequence:lastval"},
      {{"BEGIN", "SELECT currval('sq')", "COMMIT"}, "2 expects sequence:currval"},
      // The statement's own rows are drawn after its values are read.
      {{"INSERT INTO child(parent) VALUES (currval('parent_id_seq'))"},
       "1 expects sequence:currval statement"},
      {{"SELECT lastval(); INSERT INTO ser(who) VALUES ('A')"},
       "1 expects sequence:lastval statement"},
      // COMMIT AND CHAIN gives the server connection back, too.
      {{"BEGIN", "INSERT INTO ser(who) VALUES ('A')", "COMMIT AND CHAIN", "SELECT lastval()"},
       "4 expects sequence:lastval"},
  });
}

TEST(FunctionSessions, SequencesWithinOneLease) {
  check({
      {{"BEGIN", "INSERT INTO ser(who) VALUES ('A')", "SELECT currval('ser_id_seq')", "COMMIT"},
       ""},
      {{"INSERT INTO ser(who) VALUES ('A'); SELECT lastval()"}, ""},
      {{"BEGIN", "SELECT nextval('sq')", "SELECT currval('sq')", "COMMIT"}, ""},
      {{"SELECT nextval('sq'), currval('sq')"}, ""},
      {{"BEGIN", "INSERT INTO parent VALUES (1)",
        "INSERT INTO child VALUES (currval('parent_id_seq'))", "COMMIT"},
       ""},
      {{"\\pipeline", "ext: INSERT INTO ser(who) VALUES ('A')", "ext: SELECT lastval()", "\\sync"},
       ""},
      {{"INSERT INTO ser(who) VALUES ('A') RETURNING id"}, ""},
      {{"SELECT nextval('sq')"}, ""},
      {{"SELECT setval('sq', 50)"}, ""},
      // Something ran that could not be read, or the transaction began elsewhere.
      {{"BEGIN", "¤", "SELECT lastval()", "COMMIT"}, ""},
      {{"\\assume-open", "SELECT lastval()"}, ""},
  });
}

TEST(FunctionSessions, Backends) {
  check({
      {{"SELECT pg_backend_pid()"}, "1 expects backend-pid statement"},
      {{"BEGIN", "SELECT pg_backend_pid()", "COMMIT"}, ""},
      // Compared with one's own entry it is answered by one server.
      {{"SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"}, ""},
  });
}

TEST(FunctionSessions, LoadAndSeed) {
  check({
      {{"LOAD 'auto_explain'"}, "1 outlives library:auto_explain statement"},
      {{"BEGIN", "LOAD 'auto_explain'", "ROLLBACK"}, "2 outlives library:auto_explain rollback"},
      {{"BEGIN", "SELECT setseed(0.5)", "COMMIT"}, "2 outlives seed commit"},
      {{"BEGIN", "SELECT setseed(0.5)", "ROLLBACK"}, "2 outlives seed rollback"},
      {{"SET SEED TO 0.5"}, "1 outlives seed statement"},
      {{"SELECT random()"}, ""},
  });
}

TEST(FunctionSessions, Snapshots) {
  check({
      {{"SELECT pg_export_snapshot()"}, "1 alone snapshot statement"},
      {{"BEGIN", "SELECT pg_export_snapshot()", "SELECT 1", "COMMIT"}, ""},
  });
}

TEST(FunctionSessions, OthersThatAnswerForOneSession) {
  check({
      {{"SELECT dblink_connect('lk', 'dbname=x')"}, "1 expects function:dblink_connect statement"},
      {{"SELECT set_limit(0.9)"}, "1 expects function:set_limit statement"},
      {{"SELECT inet_client_addr()"}, "1 expects function:inet_client_addr statement"},
      {{"SELECT txid_current(), now()"}, ""},
      {{"SELECT session_user, current_database(), version()"}, ""},
  });
}

} // namespace
