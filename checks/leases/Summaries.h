//===- Summaries.h - What calls did that were given the same ----*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A function that is called again with all it can see as it was before does again what
// it did before. So a costly call is remembered: what it could see, and for each way
// it ended what it had changed. The next such call is answered by making the same
// changes to its own cells. It refuses what it could not replay exactly: a call that
// was cut short, or that changed something it should not have been able to reach.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_SUMMARIES_H
#define POOLTIDY_LEASES_SUMMARIES_H

#include "leases/State.h"

#include "llvm/ADT/SmallVector.h"

#include <optional>

namespace pooltidy::leases {

class Summaries {
public:
  /// What a call is given: the cells it can reach and a number for what is in them.
  struct Input {
    uint64_t Key = 0;
    std::vector<CellId> Cells;
  };
  /// One way a call can end.
  struct End {
    StatePtr S;
    Value V;
    bool Throws = false;
  };
  using Ends = llvm::SmallVector<End, 2>;
  /// The way to a call, at the front of the path of all that is reported in it.
  using Way = std::vector<PathStep>;

  struct Answer {
    Ends Endings;
    std::vector<Observation> Reports; ///< as they are to be reported by this caller
  };

  /// Remembers that a call with \p In, which began in \p Before, ended as \p Endings and
  /// reported \p Reports.
  void remember(const facts::Function &F, const Input &In, const State &Before, const Ends &Endings,
                std::vector<Observation> Reports, Way To);
  /// What a call with \p In that begins in \p S does; nothing when none like it is known.
  std::optional<Answer> recall(const facts::Function &F, const Input &In, StatePtr &S,
                               const Way &To) const;

private:
  struct Change {
    uint32_t Cell = 0; ///< its place among the cells of the input, or beyond them a new one
    llvm::IntrusiveRefCntPtr<CellData> Data;
    llvm::IntrusiveRefCntPtr<Lease> Session;
  };
  struct Ending {
    bool Throws = false, Guessed = false, Lost = false;
    Value V;
    std::vector<CellId> New;
    std::vector<Change> Changes;
    std::vector<std::pair<facts::StringId, CellId>> Globals; ///< that were met for the first time
  };
  struct Summary {
    std::vector<CellId> Cells;
    std::vector<Ending> Endings;
    std::vector<Observation> Reports;
    Way To;
  };
  static std::optional<Ending> difference(const std::vector<CellId> &Cells, const State &Before,
                                          const End &After);

  llvm::DenseMap<std::pair<const facts::Function *, uint64_t>, Summary> Known;
};

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_SUMMARIES_H
