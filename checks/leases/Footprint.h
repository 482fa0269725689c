//===- Footprint.h - What a call can see of the state -----------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The part of the memory that a callee can reach through what it is given and by the
// names it uses, and a number that is equal where it sees the same. An object from
// outside that nobody has looked into yet and one of which members were made up
// already say the same: nothing. So cells that hold nothing do not count, and a cell
// is found again in another state by the steps that lead to it.
//
// A coarse one also leaves out what numbers in objects from outside are, and whether
// pointers in them are null: conditions of the caller that a callee seldom shares.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_FOOTPRINT_H
#define POOLTIDY_LEASES_FOOTPRINT_H

#include "leases/State.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace pooltidy::leases {

class Footprint {
public:
  /// How a cell is reached from another one.
  enum class Way : uint8_t { Argument, Variable, Session, Kid, Value, Link, Parent, Lender, Taken, Pool };
  struct Place {
    CellId Cell = NoCell;
    uint32_t From = 0;       ///< place of the cell it is reached from
    Way How = Way::Argument;
    uint32_t Key = 0;        ///< of the kid, or which of the cells in a value
    bool Blank = false;      ///< nothing is known of it
    uint32_t Rank = 0;       ///< of those that are not blank, which one
  };

  /// What counts of what there is to be seen.
  struct Counts {
    bool Sessions = true; ///< how connections are
    bool Texts = true;    ///< what texts say
    bool Coarse = false;  ///< not numbers, and what is no null pointer, in objects from outside
  };
  /// What a callee can see of \p S that is given \p Roots, uses \p Variables, and of objects
  /// the members for which \p Looks.
  Footprint(const State &S, llvm::ArrayRef<const Value *> Roots, llvm::ArrayRef<facts::StringId> Variables,
            llvm::function_ref<bool(facts::StringId)> Looks, Counts C);

  /// Equal where the same is seen.
  uint64_t key() const { return Key; }
  /// Whether more decides about what a call does: who else owns an object.
  bool isAll() const { return !Owners; }
  const std::vector<Place> &places() const { return Places; }
  /// The cells whose value a coarse one leaves out.
  const std::vector<CellId> &leftOut() const { return LeftOut; }
  /// The cell of rank \p Rank.
  CellId ranked(uint32_t Rank) const { return Places[Ranked[Rank]].Cell; }

private:
  std::vector<Place> Places; ///< each after the one it is reached from
  std::vector<uint32_t> Ranked;
  std::vector<CellId> LeftOut;
  uint64_t Key = 0;
  bool Owners = false;
  Counts Wanted;

  const Lease *sessionOf(CellId C, const State &S) const;
  bool leavesOut(const Place &Here, const State &S) const;
  void findBlank(const State &S, const llvm::DenseMap<CellId, uint32_t> &At, llvm::ArrayRef<uint32_t> Ways);
  void hash(const State &S, llvm::ArrayRef<const Value *> Roots, llvm::ArrayRef<facts::StringId> Variables,
            llvm::function_ref<bool(facts::StringId)> Looks, const llvm::DenseMap<CellId, uint32_t> &At);
};

/// Calls \p Visit with each cell that \p V names, in order.
template <class Fn> void cellsOf(const Value &V, Fn Visit) {
  Visit(V.Cell);
  if (V.Items)
    for (const Value &I : *V.Items)
      cellsOf(I, Visit);
}

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_FOOTPRINT_H
