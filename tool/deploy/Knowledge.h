//===- Knowledge.h - What is known of programs and poolers ------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// How many processes `gunicorn -w 4` starts, what pool SQLAlchemy makes when nobody says
// anything, what stands behind a host name: all of it is data, yaml/*.yaml, described in
// yaml/FORMAT.md. No file of C++ in this layer knows the name of a program.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_DEPLOY_KNOWLEDGE_H
#define POOLTIDY_TOOL_DEPLOY_KNOWLEDGE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pooltidy::deploy {

using Strings = std::vector<std::string>;

/// Where a number may be written, and what it is when it is not.
struct NumberSpec {
  Strings Options, Environment, Keys, Settings;
  Strings UnlessRead; ///< options that name a file which may say it
  std::optional<int64_t> Default;
  std::string DefaultWords; ///< a default that depends on the machine
  bool Assumed = false;     ///< the program's code may say otherwise
  bool ZeroIgnored = false; ///< a 0 is taken for nothing and gives the default
};

struct PoolSpec {
  NumberSpec Size, Overflow;
  int64_t Pools = 1;
  std::string PoolsWhy;
  int64_t Besides = 0;
  std::string BesidesWhy;
};

/// What stands against a transaction-mode pooler.
struct TransactionSpec {
  std::string State; ///< "ready", "fixes", "stays"; empty: nothing is known
  std::string Why;
  Strings Cures; ///< variables or parameters that see to it, all of them
  std::string CureValue;
};

struct ProgramSpec {
  std::string Name;
  Strings Commands, Words, Images;
  bool Entry = false; ///< its images run it, whatever the command says
  NumberSpec Processes;
  std::optional<NumberSpec> Threads;
  Strings MoreOptions, MoreEnvironment;  ///< whose values are options, too
  Strings InsteadOptions, InsteadValues; ///< where processes are threads of one
  std::string Driver;
  std::optional<PoolSpec> Pool;
  std::optional<NumberSpec> ConnectTimeout;
  TransactionSpec Transaction;
  std::string Source;
};

struct DriverSpec {
  std::string Name, Title;
  Strings Schemes, Marks, Taken;
  std::string TakenWhy;
  bool Strict = false;   ///< keys that libpq does not know are refused
  bool Keywords = false; ///< reads `Host=...;Port=...`
  bool Sqlalchemy = false;
  NumberSpec ConnectTimeout;
  std::optional<PoolSpec> Pool;
  TransactionSpec Transaction;
};

struct EndpointSpec {
  std::string Name, Title;
  Strings Hosts; ///< with * for anything
  std::vector<int64_t> Ports;
  std::string Kind, Mode;
  std::optional<int64_t> Cap;
  bool CapOfIdentity = false;
  std::string CapWhy;
  std::optional<int64_t> MovesTo; ///< the port of the same host in transaction mode
};

struct ImageSpec {
  std::string Name, Title, Kind;
  Strings Match;
  NumberSpec Port, TransactionPort, PoolSize, MaxClients, Reserved;
  Strings Mode;
  std::string ModeDefault;
  Strings Ignored, Prepared;
  Strings ServerHost, ServerUrl, ServerPort;
};

struct KindSpec {
  std::string Name, Title;
  bool Server = false; ///< the database itself
  bool SessionOfIdentity = false, TransactionOfIdentity = false;
  bool SessionRefuses = false, TransactionRefuses = false;
};

struct LogSpec {
  std::string Name, Means;
  Strings Texts;
};

struct Knowledge {
  std::vector<ProgramSpec> Programs, Multipliers;
  NumberSpec GeneralProcesses, GeneralThreads;
  Strings NoPrograms;
  std::vector<DriverSpec> Drivers;
  Strings LibpqKeys;
  Strings PoolSizeNames, OverflowNames, MigrationNames;
  Strings UrlNames, HostNames, PortNames, UserNames, DatabaseNames, Prefixes, StatementTimeoutNames;
  std::vector<EndpointSpec> Endpoints;
  std::vector<ImageSpec> Images;
  std::vector<KindSpec> Kinds;
  std::vector<LogSpec> Logs;

  const DriverSpec *driver(llvm::StringRef Name) const;
  const KindSpec *kind(llvm::StringRef Name) const;
};

/// What is built in.
llvm::Expected<Knowledge> builtinKnowledge();

/// Reads \p Files, pairs of a name and a text; everything wrong with them is told at once.
llvm::Expected<Knowledge>
parseKnowledge(llvm::ArrayRef<std::pair<llvm::StringRef, llvm::StringRef>> Files);

} // namespace pooltidy::deploy

#endif // POOLTIDY_TOOL_DEPLOY_KNOWLEDGE_H
