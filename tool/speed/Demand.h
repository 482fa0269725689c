//===- Demand.h - Which other units a program's facts ask for ---*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// From the units that are known to touch a database to the words by which others can
// have to do with them. Upwards: who calls a function that reaches a database, who
// makes an object that does, who passes them a function. Downwards: who defines what
// those functions call or read. A unit without any such word neither sees the database
// nor decides what the others do with it, so its facts would change nothing.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_SPEED_DEMAND_H
#define POOLTIDY_TOOL_SPEED_DEMAND_H

#include "leases/Program.h"
#include "tool/speed/Scan.h"

#include <map>
#include <set>
#include <vector>

namespace pooltidy::tool {

/// Words, each with the sets of other words (the namespaces and the class) of which
/// one must all be in sight for the word to mean what is looked for.
using Words = std::map<WordId, std::set<std::vector<WordId>>>;

struct Demand {
  Words Used;    ///< in a body, or anywhere in a main file
  Words Defined; ///< outside bodies in a main file
  Words Written; ///< where something may be written to

  void add(const Demand &Other);
  /// \p Name is qualified.
  static void add(Words &To, llvm::StringRef Name);
};

/// What stands for a database before anything is parsed: the names of the functions and
/// types that \p Models have operations or roles for.
Demand firstDemand(const models::ModelSet &Models);

/// What the linked units in \p P ask for.
Demand demandOf(const leases::Program &P);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_SPEED_DEMAND_H
