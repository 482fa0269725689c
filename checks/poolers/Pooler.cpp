//===- Pooler.cpp - What a pooler tolerates -------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Names, the order of outcomes, and the worst of several profiles.
//
//===----------------------------------------------------------------------===//

#include "poolers/Pooler.h"
#include "poolers/Names.h"

#include "llvm/ADT/STLExtras.h"

#include <array>

using namespace llvm;

namespace pooltidy::poolers {

namespace {

constexpr std::array<StringRef, 8> OutcomeNames = {
    "ok", "leak", "lost", "ignored", "error", "killed", "refused", "pinned"};
constexpr std::array<StringRef, 4> EvidenceNames = {"measured", "source", "documented",
                                                    "unverified"};
constexpr std::array<StringRef, 5> FamilyNames = {"pass-through", "wiping", "pinning",
                                                  "emulating", "refusing"};
constexpr std::array<StringRef, FeatureCount> FeatureNames = {
    "session-setting",       "set-config-function",
    "setting-in-transaction", "role",
    "session-authorization", "session-characteristics",
    "reset-setting",         "discard",
    "session-lock",          "temporary-object",
    "held-cursor",           "listen",
    "load",                  "sequence-read",
    "set-seed",              "backend-pid",
    "sql-prepare",           "sql-deallocate",
    "named-prepare",         "duplicate-prepare",
    "unnamed-prepare",       "startup-options",
    "startup-tracked-options", "startup-other-options",
    "startup-setting",       "replication",
    "cancel"};
static_assert(!FeatureNames.back().empty());
static_assert(static_cast<unsigned>(Outcome::Pinned) + 1 == OutcomeNames.size());
static_assert(static_cast<unsigned>(Evidence::Unverified) + 1 == EvidenceNames.size());
static_assert(static_cast<unsigned>(Family::Refusing) + 1 == FamilyNames.size());

} // namespace

ArrayRef<StringRef> outcomeNames() { return OutcomeNames; }
ArrayRef<StringRef> evidenceNames() { return EvidenceNames; }
ArrayRef<StringRef> featureNames() { return FeatureNames; }
ArrayRef<StringRef> familyNames() { return FamilyNames; }

StringRef name(Outcome O) { return OutcomeNames[static_cast<unsigned>(O)]; }
StringRef name(Evidence E) { return EvidenceNames[static_cast<unsigned>(E)]; }
StringRef name(Feature F) { return FeatureNames[static_cast<unsigned>(F)]; }
StringRef name(Family F) { return FamilyNames[static_cast<unsigned>(F)]; }

bool Profile::tracks(StringRef Setting) const {
  return any_of(TrackedSettings, [&](StringRef T) {
    return T == "*" || T.equals_insensitive(Setting);
  });
}

unsigned badness(Outcome O) {
  switch (O) {
  case Outcome::Ok:
    return 0;
  case Outcome::Pinned: // nothing breaks
    return 1;
  case Outcome::Error: // one statement fails, and says so
    return 2;
  case Outcome::Refused: // nothing works, which shows at the first start
    return 3;
  case Outcome::Killed: // nothing works any more, in the middle of work
    return 4;
  case Outcome::Ignored: // silent, the same every time
    return 5;
  case Outcome::Lost: // silent, and it worked for a while
    return 6;
  case Outcome::Leak: // silent, and somebody else pays
    return 7;
  }
  return 7;
}

Profile worstOf(ArrayRef<Profile> All) {
  Profile Worst;
  Worst.Name = "generic";
  Worst.Title = "any transaction-mode pooler: the worst that one of the known ones does";
  Worst.F = Family::PassThrough;
  for (unsigned I = 0; I < FeatureCount; ++I) {
    const Profile *From = nullptr;
    for (const Profile &P : All) {
      const Cell &Best = From ? From->Cells[I] : P.Cells[I];
      const Cell &Here = P.Cells[I];
      // Of equally bad ones the best known speaks: Evidence is in that order.
      if (!From || badness(Here.What) > badness(Best.What) ||
          (Here.What == Best.What && Here.How < Best.How))
        From = &P;
    }
    if (!From)
      continue; // no profiles: the cell stays unverified and unsafe
    Worst.Cells[I] = From->Cells[I];
    Cell &C = Worst.Cells[I];
    C.Source = "as behind " + From->Name + (C.Source.empty() ? "" : ": " + C.Source);
    C.Line = 0;
  }
  // Only what every pooler tracks is tracked, and the wait is the longest one.
  if (!All.empty())
    for (const std::string &Setting : All.front().TrackedSettings)
      if (all_of(All, [&](const Profile &P) { return P.tracks(Setting); }))
        Worst.TrackedSettings.push_back(Setting);
  for (const Profile &P : All)
    if (P.QueryWaitTimeoutSeconds &&
        P.QueryWaitTimeoutSeconds > Worst.QueryWaitTimeoutSeconds.value_or(0))
      Worst.QueryWaitTimeoutSeconds = P.QueryWaitTimeoutSeconds;
  return Worst;
}

} // namespace pooltidy::poolers
