//===- Reads.h - The names that a function may look at ----------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a call does hangs only on what it can look at. A variable or a field that is
// named neither in the function nor in anything it may run is nothing to it. This is
// that list of names, found once for the whole program. It errs on the side of more: a
// call of something that only the run knows may be one of every function whose name is
// given away, and who copies an object looks at all of it.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_READS_H
#define POOLTIDY_LEASES_READS_H

#include "leases/Program.h"
#include "leases/SideEffects.h"

#include "llvm/ADT/BitVector.h"

namespace pooltidy::leases {

class Reads {
public:
  Reads(const Program &P, SideEffects &Effects) : P(P), Effects(Effects) {}

  /// The variables that a call of \p F may look at or assign, by USR, in a fixed order.
  const std::vector<facts::StringId> &variables(const facts::Function &F);
  /// Whether the variable \p Usr is made when the function that it stands in is first run.
  bool isLocal(facts::StringId Usr) const { return Locals.contains(Usr); }
  /// Whether a call of \p F may look at or assign the member \p Field.
  bool field(const facts::Function &F, facts::StringId Field);
  /// Whether a call of \p F may open a connection.
  bool opens(const facts::Function &F);

private:
  void find();
  size_t indexOf(const facts::Function &F) const { return &F - P.functions().data(); }
  uint32_t name(facts::StringId Usr, bool Field);

  const Program &P;
  SideEffects &Effects;
  bool Found = false;
  llvm::DenseSet<facts::StringId> Locals;            ///< static ones
  llvm::DenseMap<facts::StringId, uint32_t> Numbers; ///< of variables and fields
  std::vector<facts::StringId> Names;                ///< by number
  llvm::BitVector Fields;                            ///< which of them are fields
  std::vector<llvm::BitVector> Seen;                 ///< by function, the numbers
  llvm::BitVector Opens;                             ///< by function
  llvm::DenseMap<size_t, std::vector<facts::StringId>> Variables;
};

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_READS_H
