//===- Coverage.h - What was seen of the statements sent --------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Counts the statements of a program and what is known of each. Text that is known
// counts where it begins: a program with one wrapper around one PQexec has many
// statements. Text that is unknown has no beginning, so it counts at the call that
// hands it over: the call of the program's own wrapper, not the one inside it. And a
// library call that no path led to counts, too: it is never dropped in silence.
//
// It refuses to judge; how much is enough is for the reports to say.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_COVERAGE_H
#define POOLTIDY_LEASES_COVERAGE_H

#include "leases/Observation.h"
#include "leases/Program.h"
#include "leases/Text.h"
#include "sql/Effects.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <map>
#include <set>

namespace pooltidy::leases {

class Coverage {
public:
  explicit Coverage(const Program &P) : P(P) {}

  /// Where a statement is sent, and by whom.
  struct Sender {
    facts::Location Call;         ///< of the library function
    facts::StringId Function = 0; ///< name of the function that has the call
    std::string Operation;        ///< name of the library function
    facts::Location Handed;       ///< the call that hands the text over, outside of wrappers
    facts::StringId Giver = 0;    ///< name of the function that has that call
  };

  /// The library call at \p Call was carried out, whatever came of it.
  void reached(facts::Location Call) { Reached.insert(Call); }
  const std::set<facts::Location> &calls() const { return Reached; }
  /// \p T was sent.
  void sent(const Text &T, llvm::ArrayRef<sql::Statement> Statements, const Sender &By);
  /// A statement was sent that is known to exist and nothing else, because of \p Why.
  void sentUnknown(const char *Why, const Sender &By);

  /// Adds what \p Other has seen.
  void add(const Coverage &Other);

  /// Everything, in source order. \p Finished says of a function's USR whether it was run
  /// to its end at least once.
  std::vector<ExecutionSite> sites(llvm::function_ref<bool(facts::StringId)> Finished) const;

  /// What a text does not say, and why.
  struct Hole {
    facts::Location Where; ///< where the unknown value comes from
    std::string Why;
    auto operator<=>(const Hole &) const = default;
  };
  /// What was seen of a statement.
  struct Seen {
    ExecutionSite Site;
    std::set<Hole> Holes;
  };

  /// All that was seen, for what keeps it.
  std::map<facts::Location, Seen> &all() { return Sites; }
  std::set<facts::Location> &allCalls() { return Reached; }

private:
  Seen &at(facts::Location Where, ExecutionSite::Knowledge State, const Sender &By, bool Given);
  void addUnreached(llvm::function_ref<bool(facts::StringId)> Finished,
                    std::map<facts::Location, ExecutionSite> &Out) const;
  std::map<facts::Location, std::string> describe(const std::set<facts::Location> &Wanted) const;

  const Program &P;
  std::map<facts::Location, Seen> Sites;
  std::set<facts::Location> Reached;
};

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_COVERAGE_H
