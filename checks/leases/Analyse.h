//===- Analyse.h - All leases of a program ----------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The one verb of this layer: from a linked program to what it does across leases.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_ANALYSE_H
#define POOLTIDY_LEASES_ANALYSE_H

#include "leases/Interpreter.h"
#include "leases/Programs.h"

namespace pooltidy::leases {

class Memo;

struct Result {
  std::vector<Observation> Observations; ///< in source order
  std::vector<ExecutionSite> Sites;      ///< every place that sends SQL
  std::set<facts::Location> Reached;     ///< library calls with a statement that were run
  std::set<facts::Location> Relied;      ///< where state is made that must stay as it is
  Supply Made;                           ///< the connections that one process makes
  std::set<std::string> Truncated;       ///< functions that were not run to their end, and why
};

/// Runs every function of \p P that can touch a database, in the context of each
/// caller where there are callers. The same program gives the same result.
/// Of several programs with code in common, \p Shared says what each of them runs; \p P is
/// number \p Number of them. \p Kept saves what need not be run again; it changes no result.
Result analyse(const Program &P, Budget Limits, Sharing *Shared = nullptr, unsigned Number = 0,
               Memo *Kept = nullptr);

/// What can be seen from declarations and literals alone: connections with static
/// or thread storage, pool sizes in connection URLs.
/// \p Seen is what running the program told about its variables.
void observeStanding(const Program &P, Budget Limits, const Holders &Seen,
                     std::vector<Observation> &Out);

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_ANALYSE_H
