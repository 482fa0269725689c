//===- Stack.h - What deployment files say ----------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What all readers fill: services with their commands and environments, and poolers with
// their settings. Nothing is judged here, and nothing is known of any program.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_DEPLOY_STACK_H
#define POOLTIDY_TOOL_DEPLOY_STACK_H

#include "tool/deploy/Deployment.h"
#include "tool/deploy/Value.h"

namespace pooltidy::deploy {

/// A number, and how it is known.
struct Number {
  enum SourceOf : uint8_t {
    Stated,  ///< it is written at Where
    Default, ///< nothing is written; that is what it is then
    Assumed, ///< likewise, unless the program's own code says otherwise
    Code,    ///< it was seen in the program's code, at Where
    Unknown,
  };
  SourceOf From = Unknown;
  int64_t Count = 0;
  int64_t Least = 0;  ///< what it can be set to at least
  rules::Place Where; ///< of the number, or of what would be changed to set it
  std::string What;   ///< what it is called there: "--workers", "MAX_OVERFLOW"
  std::string Why;    ///< unless it is stated: "the default of gunicorn", "${N} has no value"

  bool known() const { return From != Unknown; }
  static Number stated(int64_t N, rules::Place Where, std::string What) {
    return {Stated, N, 0, std::move(Where), std::move(What), ""};
  }
  static Number usual(int64_t N, rules::Place Where, std::string What, std::string Why) {
    return {Default, N, 0, std::move(Where), std::move(What), std::move(Why)};
  }
  static Number unknown(rules::Place Where, std::string What, std::string Why) {
    return {Unknown, 0, 0, std::move(Where), std::move(What), std::move(Why)};
  }
};

/// Something that runs.
struct Service {
  std::string Name;
  std::string Kind; ///< "compose service", "Deployment", "systemd unit"
  rules::Place Where;
  std::string Image;
  std::vector<std::string> Hosts; ///< the names that others reach it by
  Environment Env;
  std::vector<Value> Command; ///< words; empty: what the image says
  bool Shell = false;         ///< Command is one word, a line for a shell
  Number Replicas;
  Number Extra;                       ///< that run besides while one version replaces another
  std::vector<std::string> DependsOn; ///< names of services that must be there first
  std::vector<std::string> Files;     ///< configuration files that are mounted into it
};

/// A pool in a configuration file of a program, where the file says it all.
struct ConfiguredPool {
  std::string Name; ///< of the pool or client in the file
  std::string File;
  Value Url;                              ///< a connection string, or empty
  std::string Host, Port, User, Database; ///< where there is no connection string
  Number Size;
  bool ConnectTimeout = false; ///< the program's library has one of its own
  rules::Place Where;
};

/// A pooler's own configuration.
struct PoolerConfig {
  std::string Kind; ///< "pgbouncer": as in endpoints.yaml
  std::string File;
  rules::Place Where;
  std::string Mode; ///< "session", "transaction", "statement"
  rules::Place ModeWhere;
  Number PoolSize, MaxClients;
  std::string Port;
  std::string ServerHost, ServerPort; ///< of the databases behind it, where it is one
  std::vector<std::string> Ignored;   ///< startup parameters that it accepts and drops
  std::vector<std::string> Tracked;   ///< settings it tracks besides its usual ones
  std::optional<int64_t> Prepared;    ///< statements that it keeps for a client
  bool ResetAlways = false;
};

/// Something that was not, or not wholly, read.
struct Problem {
  std::string File;
  std::string Why;
  bool Partly = false; ///< the rest of the file was read
};

struct Stack {
  std::vector<Service> Services;
  std::vector<ConfiguredPool> Pools;
  std::vector<PoolerConfig> Poolers;
  std::vector<Problem> Problems;
  std::vector<std::string> Read; ///< files, in the order in which they were
  std::vector<Fact> Notes;       ///< what a reader must know: services that do not start
};

} // namespace pooltidy::deploy

#endif // POOLTIDY_TOOL_DEPLOY_STACK_H
