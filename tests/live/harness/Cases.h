//===- Cases.h - The table of live cases ---------------------- -*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The table of cases and what a run of one of them gives.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TESTS_LIVE_CASES_H
#define POOLTIDY_TESTS_LIVE_CASES_H

#include "live.h"

#include <string>
#include <string_view>
#include <vector>

namespace live {

struct Case {
  std::string_view Name, Says, Checks, Where, File;
  int Line;
  LiveFunction Function;
};

/// The cases of this program, in the order of their files and lines.
std::vector<Case> &cases();

/// What one run of a case showed.
struct Seen {
  /// What the case noted, in order.
  std::vector<std::string> Notes;
  /// State that another client finds on the server connections afterwards.
  std::vector<std::string> Left;
  /// Other clients had to wait for a server connection while the case waited for something
  /// else, or after it had returned.
  bool Blocked = false;
  /// The case waited for a server connection while it held all that there are.
  bool Deadlocked = false;
};

/// What the running case has shown up to now.
Seen &seen();

/// The connection that is given to cases. The client library decides what it is.
class Connection {
public:
  virtual ~Connection() = default;
  /// Runs the case, and notes what it throws.
  virtual void run(const Case &C) = 0;
};

/// Whether connections that are opened from now on get a transaction at once.
bool &beginAtOnce();

/// Opens a connection of the client library to where the environment says, with PGHOST,
/// PGPORT, PGUSER and PGDATABASE. Each library has one definition of this.
Connection *connect(bool InTransaction);

} // namespace live

#endif
