//===- Wording.cpp - The words that rules share ---------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "rules/Wording.h"

namespace pooltidy::rules {

using poolers::Evidence;
using poolers::Outcome;

std::optional<Verdict> verdict(const Context &C, poolers::Feature Feature, const std::string &Subject,
                               const Phrases &Words, std::string Fix) {
  const poolers::Cell &Cell = C.Pooler.cell(Feature);
  Verdict V;
  V.Fix = std::move(Fix);
  switch (Cell.What) {
  case Outcome::Ok:
    return std::nullopt;
  case Outcome::Leak:
    V.What = Consequence::Leaks;
    V.Message = Subject + ": " + Words.Leaks;
    break;
  case Outcome::Lost:
  case Outcome::Ignored:
    V.What = Consequence::WrongResult;
    V.Message = Subject + ": " + Words.Lost;
    break;
  case Outcome::Error:
  case Outcome::Killed:
  case Outcome::Refused:
    V.What = Consequence::Breaks;
    V.Message = Subject + ": " + Words.Breaks;
    if (Cell.What == Outcome::Killed)
      V.Message += "; the pooler closes this client's connection";
    break;
  case Outcome::Pinned:
    V.Level = Severity::Warning;
    V.What = Consequence::Pins;
    V.Message = Subject + ": the pooler keeps the server connection for this client alone from here on, "
                          "so it is missing from the pool";
    break;
  }
  if (Cell.How == Evidence::Unverified)
    V.Message += " (not verified for " + C.Pooler.Title + ", taken as unsafe)";
  return V;
}

std::string narrowing(const leases::Observation &O, const std::string &Now, const std::string &Else) {
  using leases::Obstacle;
  if (O.Narrow)
    return Now + ".";
  switch (O.Against) {
  case Obstacle::None:
    return O.End == leases::Ending::Commit || O.End == leases::Ending::Left ? Now + "." : Else;
  case Obstacle::Unused:
    return Now + ", and do so in the transaction that needs it: nothing in this one was seen to.";
  case Obstacle::Text:
  case Obstacle::Unseen:
    return Now + ".";
  case Obstacle::Twice:
    return Now + ", here and in the other place of this transaction that does the same.";
  case Obstacle::Later:
    return Now + ", again in each transaction that needs it: what follows this one relies on it, or undoes it.";
  case Obstacle::Outside:
    return Else;
  }
  return Else;
}

std::string quoted(const leases::Observation &O) { return "'" + O.Spelling + "'"; }

std::string when(const leases::Observation &O) {
  switch (O.End) {
  case leases::Ending::Statement: return " outside a transaction";
  case leases::Ending::Commit: return " in a transaction that commits";
  case leases::Ending::Rollback: return " in a transaction that is rolled back";
  case leases::Ending::Left: return " in a transaction that is still open at the end of the function";
  case leases::Ending::None: return "";
  }
  return "";
}

} // namespace pooltidy::rules
