//===- StartupParameter.cpp - Parameters that a pooler does not pass on ---===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A pooler answers the start-up packet itself. What it does not know it refuses, or
// worse, ignores.
//
//===----------------------------------------------------------------------===//

#include "rules/Wording.h"

namespace pooltidy::rules {

using leases::Subject;
using poolers::Feature;

std::optional<Verdict> startupParameter(const leases::Observation &O, const Context &C) {
  if (O.What != leases::Clash::StartUp)
    return std::nullopt;
  const std::string Fix = "Make it the default of the role or the database (ALTER ROLE ... SET), or use SET LOCAL in each "
                          "transaction.";
  const Phrases Words = {"the setting reaches other clients of the server connection",
                         "the pooler accepts it and ignores it, so the setting is silently missing",
                         "the pooler refuses the connection: unsupported startup parameter"};
  switch (O.About) {
  case Subject::StartupOption:
    return verdict(C, C.Pooler.tracks(O.Name) ? Feature::StartupTrackedOptions : Feature::StartupOptions, quoted(O),
                   Words, Fix);
  case Subject::StartupSwitch:
    return verdict(C, Feature::StartupOtherOptions, quoted(O), Words, Fix);
  case Subject::Replication:
    return verdict(C, Feature::Replication, quoted(O),
                   {"the session is not a replication session",
                    "the pooler accepts it and ignores it, so the session is not a replication session",
                    "the pooler refuses the connection: unsupported startup parameter: replication"},
                   "Connect to the server directly for replication.");
  case Subject::RejectedKeyword: {
    Verdict V;
    V.What = Consequence::Breaks;
    V.Message = quoted(O) + " is no parameter of libpq: the connection fails at once with \"invalid connection option\" "
                            "or \"invalid URI query parameter\"";
    V.Fix = "Take it out of the connection string before that reaches libpq.";
    return V;
  }
  default: return std::nullopt;
  }
}

} // namespace pooltidy::rules
