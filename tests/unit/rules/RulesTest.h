//===- RulesTest.h - Observations and poolers for tests of rules *- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One observation of each kind that the analysis makes, and poolers that do the same
// thing with every feature.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TESTS_RULESTEST_H
#define POOLTIDY_TESTS_RULESTEST_H

#include "rules/Rule.h"
#include "rules/Wording.h"

#include "gtest/gtest.h"

#include <map>

namespace pooltidy::rules::test {

using leases::Certainty;
using leases::Clash;
using leases::Ending;
using leases::Observation;
using leases::Subject;

inline Observation observation(Clash What, Subject About, Ending End, std::string Spelling,
                               std::string Name = "") {
  Observation O;
  O.What = What;
  O.About = About;
  O.End = End;
  O.Spelling = std::move(Spelling);
  O.Name = std::move(Name);
  O.Where = {1, 10, 5};
  O.Length = 3;
  O.Paths.insert(std::vector<leases::PathStep>());
  return O;
}

inline Observation release(Subject About, Ending End, std::string Spelling, std::string Name = "") {
  Observation O = observation(Clash::Expects, About, End, std::move(Spelling), std::move(Name));
  O.Release = true;
  return O;
}

struct Sample {
  const char *Name;
  const char *Check; ///< that speaks of it behind a pooler that leaks everything; "" none
  Observation O;
};

/// Every kind of observation, once at least.
inline std::vector<Sample> samples() {
  const char *Setting = "pooling-session-setting", *Lock = "pooling-advisory-lock",
             *Temp = "pooling-temp-table", *Cursor = "pooling-cursor",
             *Prepared = "pooling-prepared-statement", *Listen = "pooling-listen",
             *Function = "pooling-session-function", *Outside = "pooling-outside-transaction",
             *Startup = "pooling-startup-parameter";
  Observation SetConfig = observation(Clash::Outlives, Subject::Setting, Ending::Statement,
                                      "set_config(app.x)", "app.x");
  SetConfig.SetConfig = true;
  Observation LocalConfig = observation(Clash::Alone, Subject::TransactionSetting,
                                        Ending::Statement, "set_config(app.x)", "app.x");
  LocalConfig.SetConfig = true;
  Observation IfNotExists = observation(Clash::Outlives, Subject::TemporaryObject,
                                        Ending::Statement, "CREATE TEMP TABLE t", "t");
  IfNotExists.IfNotExists = true;
  Observation Drop = observation(Clash::Alone, Subject::TemporaryObject, Ending::Statement,
                                 "CREATE TEMP TABLE t", "t");
  Drop.OnCommitDrop = true;
  Observation Pool = observation(Clash::TooMany, Subject::PoolSize, Ending::None, "connections");
  Pool.Count = 8;
  return {
      {"set", Setting,
       observation(Clash::Outlives, Subject::Setting, Ending::Statement, "SET work_mem",
                   "work_mem")},
      {"set-commit", Setting,
       observation(Clash::Outlives, Subject::Setting, Ending::Commit, "SET work_mem", "work_mem")},
      {"set-left", Setting,
       observation(Clash::Outlives, Subject::Setting, Ending::Left, "SET work_mem", "work_mem")},
      {"set_config", Setting, SetConfig},
      {"set-timezone", "",
       observation(Clash::Outlives, Subject::Setting, Ending::Statement, "SET TimeZone",
                   "timezone")},
      {"set-intervalstyle", "",
       observation(Clash::Outlives, Subject::Setting, Ending::Statement, "SET IntervalStyle",
                   "intervalstyle")},
      {"reset", Setting,
       release(Subject::Setting, Ending::Statement, "RESET work_mem", "work_mem")},
      {"role", Setting,
       observation(Clash::Outlives, Subject::Role, Ending::Statement, "SET ROLE", "role")},
      {"reset-role", Setting, release(Subject::Role, Ending::Statement, "RESET ROLE", "role")},
      {"authorization", Setting,
       observation(Clash::Outlives, Subject::SessionAuthorization, Ending::Commit,
                   "SET SESSION AUTHORIZATION")},
      {"characteristics", Setting,
       observation(Clash::Outlives, Subject::SessionCharacteristics, Ending::Statement,
                   "SET SESSION CHARACTERISTICS")},
      {"discard", Setting, release(Subject::Discard, Ending::Statement, "DISCARD ALL", "all")},
      {"lock", Lock,
       observation(Clash::Outlives, Subject::AdvisoryLock, Ending::Statement, "pg_advisory_lock()",
                   "1")},
      {"lock-rollback", Lock,
       observation(Clash::Outlives, Subject::AdvisoryLock, Ending::Rollback, "pg_advisory_lock()",
                   "1")},
      {"unlock", Lock,
       release(Subject::AdvisoryLock, Ending::Statement, "pg_advisory_unlock()", "1")},
      {"temp", Temp,
       observation(Clash::Outlives, Subject::TemporaryObject, Ending::Commit, "CREATE TEMP TABLE t",
                   "t")},
      {"temp-if-not-exists", Temp, IfNotExists},
      {"hold", Cursor,
       observation(Clash::Outlives, Subject::Cursor, Ending::Commit, "DECLARE c WITH HOLD", "c")},
      {"fetch", Cursor,
       observation(Clash::Expects, Subject::Cursor, Ending::Statement, "FETCH c", "c")},
      {"prepare", Prepared,
       observation(Clash::Outlives, Subject::SqlPrepared, Ending::Statement, "PREPARE p", "p")},
      {"execute", Prepared,
       observation(Clash::Expects, Subject::SqlPrepared, Ending::Statement, "EXECUTE p", "p")},
      {"deallocate", Prepared,
       release(Subject::SqlPrepared, Ending::Statement, "DEALLOCATE p", "p")},
      {"named", Prepared,
       observation(Clash::Outlives, Subject::NamedPrepared, Ending::Statement, "PQprepare(\"p\")",
                   "p")},
      {"unnamed", Prepared,
       observation(Clash::Outlives, Subject::UnnamedPrepared, Ending::Statement,
                   "PQprepare() without a statement name")},
      {"executed", Prepared,
       observation(Clash::Expects, Subject::ExecutedPrepared, Ending::None, "PQexecPrepared(\"p\")",
                   "p")},
      {"deallocated", Prepared,
       observation(Clash::Expects, Subject::DeallocatedPrepared, Ending::None, "unprepare(\"p\")",
                   "p")},
      {"listen", Listen,
       observation(Clash::Outlives, Subject::Notification, Ending::Statement, "LISTEN ch", "ch")},
      {"unlisten", Listen, release(Subject::Notification, Ending::Statement, "UNLISTEN ch", "ch")},
      {"notifies", Listen,
       observation(Clash::Expects, Subject::NotificationWait, Ending::Statement, "PQnotifies()")},
      {"currval", Function,
       observation(Clash::Expects, Subject::SequenceValue, Ending::Statement, "currval()")},
      {"pid", Function,
       observation(Clash::Expects, Subject::BackendPid, Ending::Statement, "pg_backend_pid()")},
      {"load", Function, observation(Clash::Outlives, Subject::Library, Ending::Statement, "LOAD")},
      {"seed", Function,
       observation(Clash::Outlives, Subject::RandomSeed, Ending::Statement, "setseed()")},
      {"snapshot", Function,
       observation(Clash::Outlives, Subject::Snapshot, Ending::Statement, "pg_export_snapshot()")},
      {"function", Function,
       observation(Clash::Expects, Subject::SessionFunction, Ending::Statement,
                   "inet_client_addr()")},
      {"set-local", Outside,
       observation(Clash::Alone, Subject::TransactionSetting, Ending::Statement,
                   "SET LOCAL work_mem", "work_mem")},
      {"set_config-local", Outside, LocalConfig},
      {"xact-lock", Outside,
       observation(Clash::Alone, Subject::TransactionLock, Ending::Statement,
                   "pg_advisory_xact_lock()", "1")},
      {"lock-table", Outside,
       observation(Clash::Alone, Subject::TableLock, Ending::Statement, "LOCK TABLE t", "t")},
      {"for-update", Outside,
       observation(Clash::Alone, Subject::RowLock, Ending::Statement, "FOR UPDATE")},
      {"savepoint", Outside,
       observation(Clash::Alone, Subject::Savepoint, Ending::Statement, "SAVEPOINT s", "s")},
      {"large-object", Outside,
       observation(Clash::Alone, Subject::LargeObject, Ending::Statement, "lo_open()")},
      {"declare", Outside,
       observation(Clash::Alone, Subject::Cursor, Ending::Statement, "DECLARE c", "c")},
      {"temp-drop", Outside, Drop},
      {"snapshot-alone", Outside,
       observation(Clash::Alone, Subject::Snapshot, Ending::Statement, "pg_export_snapshot()")},
      {"wait", "pooling-long-transaction",
       observation(Clash::Waits, Subject::Wait, Ending::None, "sleep()", "a time to pass")},
      {"nested", "pooling-nested-acquire",
       observation(Clash::Nested, Subject::Connection, Ending::None, "a second connection",
                   "transaction")},
      {"long-lived", "pooling-long-lived-session",
       observation(Clash::LongLived, Subject::Connection, Ending::None,
                   "a connection with static lifetime", "Db")},
      {"pool", "pooling-oversized-pool", Pool},
      {"no-timeout", "pooling-missing-timeout",
       observation(Clash::Unbounded, Subject::ConnectTimeout, Ending::None, "no connect_timeout")},
      {"option", Startup,
       observation(Clash::StartUp, Subject::StartupOption, Ending::None, "options=-c work_mem",
                   "work_mem")},
      {"switch", Startup,
       observation(Clash::StartUp, Subject::StartupSwitch, Ending::None, "options=-d")},
      {"replication", Startup,
       observation(Clash::StartUp, Subject::Replication, Ending::None, "replication=database")},
      {"keyword", Startup,
       observation(Clash::StartUp, Subject::RejectedKeyword, Ending::None, "pool_size",
                   "pool_size")},
  };
}

inline Observation sample(llvm::StringRef Name) {
  for (Sample &S : samples())
    if (Name == S.Name)
      return S.O;
  ADD_FAILURE() << "no sample " << Name.str();
  return Observation();
}

/// A pooler that does the same with everything.
inline poolers::Profile everything(poolers::Outcome Is,
                                   poolers::Evidence How = poolers::Evidence::Measured) {
  poolers::Profile P;
  P.Name = "test";
  P.Title = "Test Pooler 1";
  P.TrackedSettings = {"timezone", "intervalstyle"};
  for (poolers::Cell &C : P.Cells) {
    C.What = Is;
    C.How = How;
  }
  return P;
}

/// What \p P makes of \p O: "error leaks", "warning pins", "" for nothing; two checks
/// that speak of one thing are joined by " and ".
inline std::string judged(const Observation &O, const poolers::Profile &P,
                          std::vector<Finding> *Out = nullptr) {
  std::vector<Finding> Found = judge(
      {O}, {P, 1, 0}, [](llvm::StringRef) { return true; },
      [](facts::StringId) { return std::string("a.cpp"); });
  std::string Text;
  for (const Finding &F : Found)
    Text.append(Text.empty() ? "" : " and ").append(name(F.Level)).append(" ").append(name(F.What));
  if (Out)
    *Out = std::move(Found);
  return Text;
}

inline const poolers::Profile &builtin(llvm::StringRef Name) {
  static std::map<std::string, poolers::Profile> Known;
  auto It = Known.find(Name.str());
  if (It != Known.end())
    return It->second;
  auto All = poolers::builtinProfiles();
  if (!All) {
    ADD_FAILURE() << llvm::toString(All.takeError());
    return Known[Name.str()];
  }
  auto P = poolers::findProfile(Name, *All);
  if (!P) {
    ADD_FAILURE() << llvm::toString(P.takeError());
    return Known[Name.str()];
  }
  return Known[Name.str()] = *P;
}

} // namespace pooltidy::rules::test

#endif // POOLTIDY_TESTS_RULESTEST_H
