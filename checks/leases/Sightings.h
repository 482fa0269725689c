//===- Sightings.h - What running the program showed ------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Entries are run in groups, each by an interpreter of its own, so that what one group
// shows does not hang on what ran before it and can be kept (Memo.h). This is all that
// a group leaves behind. Groups are added up in a fixed order; what can only be judged
// over all of them is judged at the end.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_SIGHTINGS_H
#define POOLTIDY_LEASES_SIGHTINGS_H

#include "leases/Coverage.h"
#include "leases/Observation.h"
#include "leases/Program.h"
#include "leases/Supply.h"

#include "llvm/ADT/DenseSet.h"

#include <map>
#include <set>

namespace pooltidy::leases {

/// What declarations do not tell about the variables that hold connections.
struct Holders {
  llvm::DenseSet<facts::StringId> Variables; ///< of a type that does not say so
  llvm::DenseSet<facts::StringId> Fields;    ///< likewise
  llvm::DenseSet<facts::StringId> Foreign;   ///< variables that lead to another database
  llvm::DenseSet<facts::StringId> Ours;      ///< and those that were seen to lead to PostgreSQL
};

struct Sightings {
  explicit Sightings(const Program &P) : Covered(P) {}

  using Key = decltype(Observation().key());
  struct Databases {
    bool Postgres = false, Foreign = false;
  };

  std::map<Key, Observation> Seen;
  Coverage Covered;
  llvm::DenseSet<facts::StringId> Visited; ///< functions that were run to their end
  std::set<std::string> Truncated;         ///< functions that were too large for that
  std::set<std::string> PreparedNames;     ///< of all protocol-level statements seen
  bool PreparedUnknown = false;
  bool BoundByEnvironment = false;         ///< the program sets PGCONNECT_TIMEOUT
  std::vector<Observation> ExecutedNames;  ///< judged at the end
  std::map<std::string, Databases> Opened;  ///< by Observation::Origin
  std::map<std::pair<std::string, Key>, Observation> Unsure; ///< judged at the end
  Holders Held;
  Supply Supplied; ///< the connections that one process makes
  /// How much was run for it, and where in that an entry began that was run at full length
  /// (the last one) or got a short look for all that was run before (the first one).
  uint64_t Taken = 0, LastFull = 0, FirstShort = ~uint64_t(0);

  /// One more way on which something happens.
  void note(Observation O);
  /// Adds what another group showed.
  void add(const Sightings &Other);
  /// Judges what needs all of the program. Call once, after the last group.
  void finish(const Program &P);
};

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_SIGHTINGS_H
