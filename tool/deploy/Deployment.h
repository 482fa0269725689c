//===- Deployment.h - What a deployment amounts to --------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The result of this layer, as plain data for the reports: tables of who takes how many
// connections, a checklist, and which services can move. Findings stand beside it, as
// those of any check.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_DEPLOY_DEPLOYMENT_H
#define POOLTIDY_TOOL_DEPLOY_DEPLOYMENT_H

#include "rules/Finding.h"

#include <optional>
#include <string>
#include <vector>

namespace pooltidy::deploy {

/// Something that was read, and where.
struct Fact {
  std::string Text;
  rules::Place Where; ///< Line 0: nowhere in particular
};

/// One program of one service.
struct Row {
  std::string Service, Program, Formula; ///< "3 x 2 x (1 + 0)"
  rules::Place Where;
  int64_t Steady = 0, Worst = 0;
  bool AtLeast = false, Unlimited = false;
  std::vector<Fact> Facts; ///< one for each number
};

/// Everybody who shares a limit.
struct Table {
  std::string Label, Address, User, Database, Mode;
  std::optional<int64_t> Cap;
  std::string CapWhy;
  rules::Place CapWhere;
  std::vector<Row> Rows;
  int64_t Steady = 0, Worst = 0;
  bool AtLeast = false, Unlimited = false;
  std::vector<Fact> NotCounted;

  enum StateOf : uint8_t { Fits, Exceeds, NotKnown } State = NotKnown;
};

enum class Passed : uint8_t { Pass, Fail, NotSeen };

/// A line of the checklist.
struct Item {
  std::string Id;   ///< "connect-timeout"
  std::string Text; ///< what it demands
  Passed State = Passed::NotSeen;
  std::vector<Fact> Evidence;
};

/// Whether a service can go through a transaction-mode pooler.
struct Move {
  enum StateOf : uint8_t { There, AsItIs, AfterFixes, Stays, NotSeen };
  std::string Service;
  StateOf State = NotSeen;
  std::string Why;
  std::string To; ///< "host:port"; empty: not known
  rules::Place Where;
};

/// How often a log says that somebody got no connection.
struct LogCount {
  std::string File, Name, Means;
  uint64_t Count = 0;
  std::string First, Last; ///< times as they are written; may be empty
  unsigned Line = 0;       ///< of the first
};

struct Deployment {
  std::vector<std::string> Read; ///< files
  std::vector<Fact> Notes;       ///< what a reader must know
  std::vector<Table> Tables;
  std::vector<Item> Checklist;
  std::vector<Move> Moves;
  std::vector<LogCount> Logs;
  std::vector<std::string> LogsRead;
};

/// "pass", "fail", "not-seen".
std::string_view name(Passed P);
/// "there", "as-it-is", "after-fixes", "stays", "not-seen".
std::string_view name(Move::StateOf S);
/// "fits", "exceeds", "not-known".
std::string_view name(Table::StateOf S);

} // namespace pooltidy::deploy

#endif // POOLTIDY_TOOL_DEPLOY_DEPLOYMENT_H
