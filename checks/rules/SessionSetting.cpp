//===- SessionSetting.cpp - Settings that outlive their transaction -------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// SET without LOCAL, RESET, set_config(.., false), SET ROLE and their kin change the
// server connection, not the client. Settings that the pooler restores for each
// client are left alone.
//
//===----------------------------------------------------------------------===//

#include "rules/Wording.h"

namespace pooltidy::rules {

using leases::Clash;
using leases::Subject;
using poolers::Feature;

namespace {

/// A library that makes a setting of its own accord can do without it; others need not.
std::optional<Verdict> unasked(const leases::Observation &O, const Context &C, Feature F) {
  auto V = verdict(C, F, quoted(O) + ", which the library sends of its own accord",
                   {"it stays on the server connection, so other clients get it and this one may lose it",
                    "the pooler undoes it when the transaction ends", "the pooler refuses it"},
                   "Make it the default of the role that this program uses (ALTER ROLE ... SET), so that all its server "
                   "connections have it.");
  if (!V || V->What == Consequence::Breaks)
    return V;
  if (V->What == Consequence::Pins) {
    V->Fix = "Use a release or an option of the library that does not send it; where there is none, count one server "
             "connection for each connection of this program.";
    return V;
  }
  if (O.Harmless || V->What == Consequence::WrongResult)
    return std::nullopt;
  V->Level = Severity::Note;
  return V;
}

} // namespace

std::optional<Verdict> sessionSetting(const leases::Observation &O, const Context &C) {
  Feature F = Feature::SessionSetting;
  switch (O.About) {
  case Subject::Setting:
    if (!O.Name.empty() && C.Pooler.tracks(O.Name))
      return std::nullopt;
    F = O.SetConfig                               ? Feature::SetConfigFunction
        : O.End == leases::Ending::Commit || O.End == leases::Ending::Left ? Feature::SettingInTransaction
                                                  : Feature::SessionSetting;
    break;
  case Subject::Role: F = Feature::Role; break;
  case Subject::SessionAuthorization: F = Feature::SessionAuthorization; break;
  case Subject::SessionCharacteristics: F = Feature::SessionCharacteristics; break;
  case Subject::Discard: {
    auto V = verdict(C, Feature::Discard, quoted(O),
                     {"it cleans whichever server connection it happens to run on, not this client's session",
                      "it cleans whichever server connection it happens to run on, not this client's session",
                      "it cleans whichever server connection it happens to run on, not this client's session"},
                     "Leave out the clean-up: set nothing that needs it.");
    if (V)
      V->Level = Severity::Note;
    return V;
  }
  default: return std::nullopt;
  }
  if (O.Unasked)
    return unasked(O, C, F);
  if (O.What == Clash::Expects) // RESET
    return verdict(C, O.About == Subject::Setting ? Feature::ResetSetting : F, quoted(O) + when(O),
                   {"it resets whichever server connection it runs on, which need not be the one that was set; "
                    "the setting stays behind on the other one",
                    "there is nothing left to reset: the setting was undone when its transaction ended",
                    "the pooler refuses it"},
                   "Use SET LOCAL inside the transaction that needs the setting; it ends by itself.");
  std::string Who = O.About == Subject::Role || O.About == Subject::SessionAuthorization
                        ? "another client may run its statements with this role, and this program's next "
                          "transaction may run without it"
                        : "it stays on the server connection, so another client may run with it and this program's "
                          "next transaction may run without it";
  std::string Fix;
  if (O.About == Subject::SessionCharacteristics)
    Fix = "Say it in the transaction itself: BEGIN ISOLATION LEVEL ... or SET TRANSACTION.";
  else
    Fix = narrowing(O,
                    O.SetConfig ? "Pass true as the third argument of set_config, so that it ends with the transaction"
                                : "Write SET LOCAL, which ends with the transaction",
                    "Open a transaction and use SET LOCAL in it, or make it the default with ALTER ROLE ... SET or "
                    "ALTER DATABASE ... SET.");
  return verdict(C, F, quoted(O) + when(O),
                 {Who, "the pooler undoes it when the transaction ends, so the statements after it run without it",
                  "the pooler refuses it"},
                 Fix);
}

} // namespace pooltidy::rules
