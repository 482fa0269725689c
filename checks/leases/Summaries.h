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

#include "leases/Footprint.h"

#include "llvm/ADT/SmallVector.h"

#include <optional>

namespace pooltidy::leases {

class Summaries {
public:
  /// What a call is given: what it can see, and a number for that and for where it stands.
  struct Input {
    uint64_t Key = 0;
    std::shared_ptr<const Footprint> Seen;
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
  /// \p Callers tells the calls apart that lead there, \p Serial is that of the last connection.
  std::optional<Answer> recall(const facts::Function &F, const Input &In, StatePtr &S, const Way &To,
                               uint64_t Callers, uint32_t &Serial) const;

private:
  struct Change {
    uint32_t Cell = 0; ///< its place in the input, or beyond those a new one
    llvm::IntrusiveRefCntPtr<CellData> Before, After; ///< Before: null for a new one
    llvm::IntrusiveRefCntPtr<Lease> SessionBefore, Session;
  };
  struct Ending {
    bool Throws = false, Guessed = false, Lost = false, Inside = false;
    uint64_t UsedElsewhere = 0;
    Value V;
    std::vector<CellId> New;
    std::vector<Change> Changes; ///< those of New last, in their order
    std::vector<std::pair<facts::StringId, CellId>> Globals; ///< that were met for the first time
  };
  struct Summary {
    std::shared_ptr<const Footprint> Seen;
    llvm::DenseMap<CellId, uint32_t> At; ///< the places of its cells
    std::vector<llvm::IntrusiveRefCntPtr<CellData>> Blank; ///< by place, those of which nothing was known
    std::vector<Ending> Endings;
    std::vector<Observation> Reports;
    Way To;
  };
  class Replay;
  static std::optional<Ending> difference(const Summary &Seen, const State &Before, const End &After);

  llvm::DenseMap<std::pair<const facts::Function *, uint64_t>, Summary> Known;
};

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_SUMMARIES_H
