//===- FieldValues.h - What the program puts into a member ------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A function that is run on its own meets its object in a state that other functions
// left: its constructor took texts out of a configuration, its open() made the statement
// objects. Where all of the program puts one thing into a member, beside taking it out
// again, that is what the member holds when it holds anything.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_FIELDVALUES_H
#define POOLTIDY_LEASES_FIELDVALUES_H

#include "leases/Program.h"

namespace pooltidy::leases {

class FieldValues {
public:
  explicit FieldValues(const Program &P) : P(P) {}

  /// The method and the expression in it that is the only thing the program ever puts into
  /// member \p Field of its object; a null function where there is none or more than one.
  std::pair<const facts::Function *, facts::NodeId> only(facts::StringId Field);

  /// Whether the program sets \p Field where it begins a transaction and clears it where it
  /// ends one, so that it tells whether one is open.
  bool marksTransaction(facts::StringId Field);

  /// Whether anything but constructors changes \p Field, as far as its name stands where
  /// that is done.
  bool changesLater(facts::StringId Field);

private:
  struct Put {
    const facts::Function *By = nullptr;
    facts::NodeId What = facts::None;
    bool Other = false; ///< it is changed otherwise, too
  };
  void read();
  void read(const facts::Function &F);
  void readMarks(const facts::Function &F);

  const Program &P;
  bool Ready = false;
  llvm::DenseMap<facts::StringId, Put> Puts;
  llvm::DenseSet<facts::StringId> SetAtBegin, ClearedAtEnd, Later;
};

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_FIELDVALUES_H
