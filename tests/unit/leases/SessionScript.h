//===- SessionScript.h - Statements on one connection, in tests -*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A script is what a client sends on one connection, one step a message:
//
//   "SET a = 1; SELECT 1"   a simple-protocol string
//   "ext: SELECT 1"         the extended protocol
//   "\\fails"               the statement before this one failed
//   "\\pipeline", "\\sync"  the pipeline begins; it is synchronised
//   "\\begin", "\\commit", "\\rollback", "\\leave"   what a library or the end of
//                           the code does without SQL
//   "\\assume-none", "\\assume-open"   nothing is known of the transaction; it is
//                           handed over open (a script begins in autocommit)
//
// A ¤ in SQL is a hole. What is observed comes out as one line of text,
//
//   "1 outlives setting:work_mem commit; 3 expects setting:work_mem statement +release"
//
// each with the number of the step that its place leads to, how it clashes, with
// what, what ended the lease, and its flags.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TESTS_SESSIONSCRIPT_H
#define POOLTIDY_TESTS_SESSIONSCRIPT_H

#include "leases/Sessions.h"

#include "gtest/gtest.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace pooltidy::leases::test {

/// \p Marked with a hole for each ¤, its bytes standing in line \p Line.
inline Text marked(std::string_view Marked, uint32_t Line) {
  facts::Literal L;
  Text T;
  uint32_t Column = 1;
  auto Flush = [&] {
    if (L.Bytes.empty())
      return;
    L.Pieces = {{0, {1, Line, Column}, false}};
    Column += L.Bytes.size();
    T.append(Text::literal(L));
    L.Bytes.clear();
  };
  while (!Marked.empty()) {
    if (Marked.starts_with("¤")) {
      Flush();
      T.append(Text::hole(sql::HoleKind::Unknown, "a test's hole", {1, Line, Column}));
      Marked.remove_prefix(2);
    } else {
      L.Bytes += Marked[0];
      Marked.remove_prefix(1);
    }
  }
  Flush();
  return T;
}

inline const char *name(Clash C) {
  static constexpr const char *Names[] = {"outlives", "expects", "alone", "long-lived", "too-many"};
  return Names[static_cast<unsigned>(C)];
}

inline const char *name(Subject S) {
  static constexpr const char *Names[] = {"setting",
                                          "role",
                                          "session-authorization",
                                          "session-characteristics",
                                          "discard",
                                          "lock",
                                          "temp",
                                          "cursor",
                                          "prepared",
                                          "named-prepared",
                                          "unnamed-prepared",
                                          "executed-prepared",
                                          "deallocated-prepared",
                                          "listen",
                                          "notification-wait",
                                          "sequence",
                                          "backend-pid",
                                          "library",
                                          "seed",
                                          "snapshot",
                                          "function",
                                          "transaction-setting",
                                          "transaction-lock",
                                          "table-lock",
                                          "row-lock",
                                          "savepoint",
                                          "large-object",
                                          "connection",
                                          "pool-size"};
  return Names[static_cast<unsigned>(S)];
}

inline const char *name(Ending E) {
  static constexpr const char *Names[] = {"", " statement", " commit", " rollback", " left"};
  return Names[static_cast<unsigned>(E)];
}

inline std::string print(const Observation &O) {
  std::string Shown = O.Name;
  for (size_t At; (At = Shown.find(sql::HoleMark)) != std::string::npos;)
    Shown.replace(At, 1, "¤");
  std::string Out = std::to_string(O.Where.Line) + " " + name(O.What) + " " + name(O.About);
  Out += (Shown.empty() ? "" : ":" + Shown) + name(O.End);
  Out += O.Release ? " +release" : "";
  Out += O.OnCommitDrop ? " +drop" : "";
  Out += O.IfNotExists ? " +ifnotexists" : "";
  Out += O.SetConfig ? " +set_config" : "";
  Out += O.Sure == Certainty::Certain  ? ""
         : O.Sure == Certainty::Likely ? " +likely"
                                       : " +possible";
  return Out;
}

/// A connection and what was observed on it.
struct Session {
  Lease L;
  std::vector<Observation> Seen;

  Session() { L.Tx = Transaction::None; }

  Here here(uint32_t Line) {
    Here H;
    H.Call = {1, Line, 1000}; // apart from the bytes of the statement
    H.Report = [this](Observation O) {
      if (O.What != Clash::Needed) // a remark for edits, no violation
        Seen.push_back(std::move(O));
    };
    return H;
  }

  void step(std::string_view Step, uint32_t Line) {
    Here H = here(Line);
    if (Step == "\\fails")
      L.Aborted = L.inTransaction();
    else if (Step == "\\pipeline")
      L.Pipeline = true;
    else if (Step == "\\sync" || Step == "\\commit")
      finish(L, true, H);
    else if (Step == "\\rollback")
      finish(L, false, H);
    else if (Step == "\\begin")
      begin(L, H);
    else if (Step == "\\leave")
      leave(L, H);
    else if (Step == "\\assume-none")
      L.Tx = Transaction::AssumedNone;
    else if (Step == "\\assume-open")
      L.Tx = Transaction::AssumedOpen;
    else if (Step.starts_with("\\"))
      ADD_FAILURE() << "no such step: " << Step;
    else
      send(Step, H, Line);
  }

private:
  void send(std::string_view Sql, const Here &H, uint32_t Line) {
    bool Simple = !Sql.starts_with("ext: ");
    Text T = marked(Simple ? Sql : Sql.substr(5), Line);
    execute(L, sql::analyse(T.sql()), T, Simple, H);
  }
};

inline std::string observed(const std::vector<std::string_view> &Script) {
  Session S;
  uint32_t Line = 0;
  for (std::string_view Step : Script)
    S.step(Step, ++Line);
  std::string Out;
  for (const Observation &O : S.Seen)
    Out.append(Out.empty() ? "" : "; ").append(print(O));
  return Out;
}

/// What is observed when \p Script has run.
struct Row {
  std::vector<std::string_view> Script;
  std::string_view Expected;
};

inline void check(std::initializer_list<Row> Rows) {
  for (const Row &R : Rows) {
    std::string Script;
    for (std::string_view Step : R.Script)
      Script.append(Script.empty() ? "" : " | ").append(Step);
    EXPECT_EQ(observed(R.Script), R.Expected) << "in: " << Script;
  }
}

} // namespace pooltidy::leases::test

#endif // POOLTIDY_TESTS_SESSIONSCRIPT_H
