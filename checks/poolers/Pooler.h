//===- Pooler.h - What a pooler tolerates -----------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A profile says, feature by feature, what happens to a program behind one pooler
// in transaction mode. Profiles are data (poolers/*.yaml); rules ask them and never
// name a pooler. A feature nobody verified for a pooler counts as unsafe and says so.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_POOLERS_POOLER_H
#define POOLTIDY_POOLERS_POOLER_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace pooltidy::poolers {

/// What becomes of a feature behind the pooler.
enum class Outcome : uint8_t {
  Ok,      ///< works as on a direct connection
  Leak,    ///< silently reaches another client
  Lost,    ///< silently undone when the transaction ends
  Ignored, ///< accepted and silently ignored
  Error,   ///< an SQL error reaches the client
  Killed,  ///< the pooler closes the client's connection
  Refused, ///< the connection is refused at start-up
  Pinned,  ///< works, but binds the server connection to this client
};

/// How an outcome is known.
enum class Evidence : uint8_t {
  Measured,   ///< run against the real thing by this project
  Source,     ///< read in the pooler's source
  Documented, ///< the vendor's documentation says so
  Unverified, ///< nobody checked: the outcome given is the assumed, unsafe one
};

/// The rows of POOLERS.md that rules ask about.
enum class Feature : uint8_t {
  SessionSetting,        ///< SET of an ordinary setting, also in a transaction that commits (rows 1, 4)
  SetConfigFunction,     ///< set_config(.., false) (row 3)
  SettingInTransaction,  ///< SET inside a transaction that commits (row 4)
  Role,                  ///< SET ROLE (row 6)
  SessionAuthorization,  ///< SET SESSION AUTHORIZATION (row 6b)
  SessionCharacteristics,///< SET SESSION CHARACTERISTICS (row 6c)
  ResetSetting,          ///< RESET (row 7)
  Discard,               ///< DISCARD (row 8)
  SessionLock,           ///< session advisory locks (row 9)
  TemporaryObject,       ///< temp objects that outlive their transaction (row 12)
  HeldCursor,            ///< WITH HOLD (row 14)
  Listen,                ///< LISTEN (row 15)
  Load,                  ///< LOAD (row 17)
  SequenceRead,          ///< currval, lastval in a later transaction (row 18)
  SetSeed,               ///< setseed (row 19)
  BackendPid,            ///< stored backend pids (rows 31, 55)
  SqlPrepare,            ///< SQL PREPARE in one lease, EXECUTE in another (rows 20, 20b)
  SqlDeallocate,         ///< SQL DEALLOCATE of a protocol-level statement (row 21)
  NamedPrepare,          ///< named Parse, Bind in a later transaction (row 40)
  DuplicatePrepare,      ///< the same name prepared twice (row 41)
  UnnamedPrepare,        ///< unnamed Parse and Bind in separate round trips (row 42)
  StartupOptions,        ///< options=-c name=value of an ordinary setting (row 50)
  StartupTrackedOptions, ///< options=-c of a tracked setting (row 49)
  StartupOtherOptions,   ///< options with anything but -c (row 52)
  StartupSetting,        ///< an ordinary setting as a startup key (row 48)
  Replication,           ///< replication= (row 53)
  Cancel,                ///< cancel requests (row 54)
};
inline constexpr unsigned FeatureCount = static_cast<unsigned>(Feature::Cancel) + 1;

struct Cell {
  Outcome What = Outcome::Leak;
  Evidence How = Evidence::Unverified;
  std::string Note;   ///< one sentence, or empty
  std::string Source; ///< where it was read or with what it was measured
  unsigned Line = 0;  ///< in the profile's file
};

/// The five families of POOLERS.md, which decide the wording of messages.
enum class Family : uint8_t { PassThrough, Wiping, Pinning, Emulating, Refusing };

struct Profile {
  std::string Name;  ///< "pgbouncer-1.21"
  std::string Title; ///< "PgBouncer 1.21 with max_prepared_statements > 0"
  std::vector<std::string> Aliases; ///< other names for it: "pgbouncer"
  Family F = Family::PassThrough;
  /// Settings that the pooler restores for each client, lower case; "*" = all.
  std::vector<std::string> TrackedSettings;
  /// Defaults of the connection budget.
  std::optional<unsigned> QueryWaitTimeoutSeconds;
  std::array<Cell, FeatureCount> Cells;

  const Cell &cell(Feature F) const { return Cells[static_cast<unsigned>(F)]; }
  /// Whether \p Setting (any case) follows its client from server to server.
  bool tracks(llvm::StringRef Setting) const;
};

/// All built-in profiles, by name, "generic" (the worst of all) last.
llvm::Expected<std::vector<Profile>> builtinProfiles();

/// Reads a file with one or more profiles; errors name file and line.
/// A profile may start from another one of the same file or of \p Known with `like:`.
llvm::Expected<std::vector<Profile>> parseProfiles(llvm::StringRef Text, llvm::StringRef File,
                                                   llvm::ArrayRef<Profile> Known);

/// The profile for what a user typed after --pooler: an exact name, an alias
/// ("pgbouncer" is the current release), or a release between two we know
/// ("pgbouncer-1.22.1"). The error lists the names there are.
llvm::Expected<Profile> findProfile(llvm::StringRef Name, llvm::ArrayRef<Profile> All);

/// How bad an outcome is for a program that relies on the feature: 0 is Ok, and what
/// goes wrong silently is worse than what is refused aloud.
unsigned badness(Outcome O);

/// The worst that any of \p All does, feature by feature: the profile "generic" for a
/// program that must run behind all of them.
Profile worstOf(llvm::ArrayRef<Profile> All);

llvm::StringRef name(Outcome O);  ///< "leak"
llvm::StringRef name(Evidence E); ///< "measured"
llvm::StringRef name(Feature F);  ///< "session-setting"
llvm::StringRef name(Family F);   ///< "pass-through"

} // namespace pooltidy::poolers

#endif // POOLTIDY_POOLERS_POOLER_H
