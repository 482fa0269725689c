//===- Observation.h - What the lease analysis saw --------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A program is safe behind a transaction-mode pooler when for each lease nothing
// leaks out, nothing is expected in, it is short, and few are asked for. An
// observation is one violation of one of these, without judgement: whether it
// matters behind a given pooler is for the rules to say.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_OBSERVATION_H
#define POOLTIDY_LEASES_OBSERVATION_H

#include "facts/Facts.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace pooltidy::leases {

/// How a lease and a piece of session state clash.
enum class Clash : uint8_t {
  Outlives,   ///< state made in the lease is alive when it ends
  Expects,    ///< the statement relies on state that another lease made
  Alone,      ///< means something only inside a transaction, but runs in autocommit
  LongLived,  ///< a connection that is kept open for the life of the program
  TooMany,    ///< more connections than the limits allow
  Waits,      ///< waits for something else while a transaction holds the connection
  StartUp,    ///< asks for something when the connection is made
  Unbounded,  ///< may take for ever
  Nested,     ///< needs a second server connection while the thread holds one
  Needed,     ///< no violation: the state made there is relied on later; see Narrowing.h
};

/// The kind of state or statement it is about.
enum class Subject : uint8_t {
  Setting, Role, SessionAuthorization, SessionCharacteristics, Discard,
  AdvisoryLock, TemporaryObject, Cursor, SqlPrepared, NamedPrepared, UnnamedPrepared,
  ExecutedPrepared, DeallocatedPrepared, Notification, NotificationWait,
  SequenceValue, BackendPid, Library, RandomSeed, Snapshot, SessionFunction,
  TransactionSetting, TransactionLock, TableLock, RowLock, Savepoint, LargeObject,
  Connection, PoolSize, Wait,
  StartupOption, StartupSwitch, Replication, RejectedKeyword, ConnectTimeout,
};

/// What ended the lease or kept it from existing.
enum class Ending : uint8_t {
  None,
  Statement, ///< autocommit: the lease was this one statement
  Commit,
  Rollback,
  Left,      ///< the function ended with the transaction still open
};

/// From weakest to strongest, as rules::Confidence.
enum class Certainty : uint8_t { Possible, Likely, Certain };

/// An edit of the source: the bytes Old at Where become New.
struct Edit {
  facts::Location Where;
  std::string Old, New;

  bool operator==(const Edit &) const = default;
};

/// Why there is no edit that makes state end with its transaction; the later ones weigh
/// more. See Narrowing.h.
enum class Obstacle : uint8_t {
  None,
  Unused,  ///< nothing in the transaction is seen to need it
  Text,    ///< the words do not stand in a literal as they are
  Twice,   ///< the transaction makes it in two places
  Unseen,  ///< code that was not seen may run it, or what follows
  Outside, ///< it also runs outside a transaction
  Later,   ///< something after the transaction relies on it, or undoes it
};

/// What a step of a way does to the lease; most lead on and no more.
enum class StepKind : uint8_t { Other, Begin, Send, End };

struct PathStep {
  facts::Location Where;
  std::string Text;
  StepKind Kind = StepKind::Other;

  auto operator<=>(const PathStep &) const = default;
};

struct Observation {
  Clash What = Clash::Outlives;
  Subject About = Subject::Setting;
  Ending End = Ending::None;
  Certainty Sure = Certainty::Certain;
  facts::Location Where;
  uint32_t Length = 0;     ///< of the token at Where, 0 when it is not in a literal
  std::string Name;        ///< of the setting, lock, table, ...; may be empty
  std::string Spelling;    ///< "SET search_path"
  std::string While;       ///< Waits: what keeps the server connection: "a transaction is open"
  std::string Library;     ///< what the library does behind the call, a sentence; or empty
  bool Release = false;    ///< it undoes something (RESET, unlock, DEALLOCATE, CLOSE)
  bool OnCommitDrop = false;
  bool IfNotExists = false;
  bool SqlLevel = false;   ///< Deallocated-, ExecutedPrepared: of a statement of SQL PREPARE
  bool Elsewhere = false;  ///< what it undoes was made in another lease
  bool Postponed = false;  ///< sent by the library when the transaction has ended
  bool Unasked = false;    ///< a library does it of its own accord
  bool Harmless = false;   ///< Unasked: which nobody would notice
  bool SetConfig = false;  ///< through set_config() rather than SET
  std::string Origin;      ///< where its connection comes from, while it is not known to be
                           ///< PostgreSQL: a library, and what it knows the connection as
  std::optional<Edit> Narrow; ///< Outlives: the edit after which it ends with the transaction
  Obstacle Against = Obstacle::None; ///< without one: why
  bool Exposed = false;    ///< whoever else calls the function may have no transaction open
  int64_t Count = 0;       ///< TooMany: how many; 0 unknown
  bool AtLeast = false;    ///< TooMany: Count is a lower bound
  std::set<std::vector<PathStep>> Paths; ///< the ways on which it happens, a few of them

  /// Two observations of the same thing at the same place are one.
  auto key() const { return std::tuple(Where, What, About, Release, Spelling); }
};

/// A statement that the program sends, for the coverage; see Coverage.h for what counts.
struct ExecutionSite {
  enum Knowledge : uint8_t {
    Unreached, ///< no path led to the call that sends it
    Unknown,   ///< not even the kind of statement
    Partly,    ///< the kind, but not every word
    Known,
  };
  facts::Location Where; ///< where the text begins, or the call that hands it over
  facts::Location Call;  ///< the library call that sends it; the first of several
  facts::StringId Function = 0; ///< name of the function that has it
  std::string Operation; ///< name of the library function
  std::set<std::string> Kinds; ///< leading keywords: "SELECT"
  Knowledge State = Unknown;
  std::string Why;       ///< unless it is known: which part is not, and why
  bool Skipped = false;  ///< nothing led to the call
};

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_OBSERVATION_H
