//===- SideEffects.h - What a function without a database does --*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Most calls of a large program are to functions that never touch a database: they
// log, count, lock, free. Running such a one tells nothing that a glance at what it
// may change does not. This is that glance, made once a function. It refuses those
// that may do more: wait, throw, end the program because of an argument, or call
// something it was given.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_SIDEEFFECTS_H
#define POOLTIDY_LEASES_SIDEEFFECTS_H

#include "leases/Program.h"

#include <memory>
#include <optional>

namespace pooltidy::leases {

class SideEffects {
public:
  explicit SideEffects(const Program &P) : P(P) {}

  /// The variables and fields that a call of a function assigns, itself or further down.
  struct Changes {
    llvm::DenseSet<facts::StringId> Variables, Fields;
    std::optional<int64_t> Result; ///< the number that it gives in any case
    /// Whether it assigns nothing.
    bool none() const { return Variables.empty() && Fields.empty(); }
  };

  /// What a call of \p Target, whose body is \p F, changes when that is all it can do to
  /// its caller, beside its result; null when it has to be run.
  const Changes *only(const facts::Callee &Target, const facts::Function &F);

  /// What a call of \p F may assign, itself or further down, whatever else it does.
  const Changes &changes(const facts::Function &F) { return of(F).Changed; }

  /// Whether how a connection is can matter to a call of \p F.
  bool runs(const facts::Function &F) { return of(F).Runs; }
  /// Whether every call of \p F ends the program.
  bool alwaysEnds(const facts::Function &F) { return of(F).AlwaysEnds; }
  /// Whether a call of \p F may end the program.
  bool mayEnd(const facts::Function &F) { return of(F).MayEnd; }

private:
  struct Summary {
    Changes Changed;
    bool Runs = false;       ///< it has to be run
    bool MayEnd = false;     ///< it ends the program on some way through it
    bool AlwaysEnds = false; ///< on every way
  };
  const Summary &of(const facts::Function &F);
  void read(const facts::Function &F, Summary &S);
  bool ends(const facts::Function &F, facts::NodeId Root);
  bool changesArguments(const facts::Callee &Target) const;

  bool mayReachDatabase(const facts::Function &F, const facts::Node &N);

  const Program &P;
  std::optional<llvm::DenseSet<uint32_t>> AddressesTaken; ///< callees that reach a database
  llvm::DenseMap<const facts::Function *, std::unique_ptr<Summary>> Known;
};

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_SIDEEFFECTS_H
