//===- SessionFunction.cpp - Functions that answer for one session --------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// currval, lastval, backend pids, LOAD, setseed, snapshots: their meaning is tied to
// one server connection.
//
//===----------------------------------------------------------------------===//

#include "rules/Wording.h"

namespace pooltidy::rules {

using leases::Subject;
using poolers::Feature;

std::optional<Verdict> sessionFunction(const leases::Observation &O, const Context &C) {
  switch (O.About) {
  case Subject::SequenceValue:
    return verdict(C, Feature::SequenceRead, quoted(O) + when(O),
                   {"the value was drawn in another transaction, perhaps on another server connection: it returns another "
                    "client's value, or fails with 55000",
                    "the pooler has forgotten the sequence since the value was drawn, so it fails with 55000",
                    "it fails with 55000 (not yet defined in this session)"},
                   "Read the value where it is made: INSERT ... RETURNING.");
  case Subject::BackendPid: {
    auto V = verdict(C, Feature::BackendPid, quoted(O),
                   {"the next transaction may run in another server process, so a pid that is kept names another client's "
                    "session by the time it is used",
                    "the next transaction may run in another server process, so a pid that is kept is wrong by the time "
                    "it is used",
                    "the pid is made up by the pooler"},
                   "Cancel with PQcancel, and find sessions by application_name.");
    // Written to a log it does no harm; kept and used it does.
    if (V && V->Level == Severity::Error)
      V->Level = Severity::Warning;
    return V;
  }
  case Subject::Library:
    return verdict(C, Feature::Load, quoted(O) + when(O),
                   {"the library is loaded into one server process only; the next transaction may run in another",
                    "the library is loaded into one server process only; the next transaction may run in another",
                    "the pooler refuses it"},
                   "Name the library in session_preload_libraries of the role or the database.");
  case Subject::RandomSeed:
    return verdict(C, Feature::SetSeed, quoted(O) + when(O),
                   {"the seed stays on the server connection: another client's random() follows it, and this program's "
                    "next statement may not",
                    "the seed is gone after the transaction", "the pooler refuses it"},
                   "Draw the random numbers in the same transaction, or in the program.");
  case Subject::Snapshot:
    if (O.What == leases::Clash::Alone)
      return std::nullopt; // pooling-outside-transaction
    return verdict(C, Feature::SequenceRead, quoted(O) + when(O),
                   {"the snapshot ends with its transaction, so whoever imports it finds nothing",
                    "the snapshot ends with its transaction, so whoever imports it finds nothing",
                    "the snapshot ends with its transaction"},
                   "Keep the exporting transaction open until everybody has imported the snapshot.");
  case Subject::SessionFunction: {
    auto V = verdict(C, Feature::BackendPid, quoted(O),
                     {"it answers for whichever server connection the statement gets, not for this client",
                      "it answers for whichever server connection the statement gets, not for this client",
                      "it answers for the pooler's connection"},
                     "Keep what identifies this client in the program, or pass it in the statement.");
    if (V)
      V->Level = Severity::Warning;
    return V;
  }
  default: return std::nullopt;
  }
}

} // namespace pooltidy::rules
