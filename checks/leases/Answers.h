//===- Answers.h - Numbers for what the program answers ---------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For each question of an Outlook a hash of its answer, in which strings stand for
// themselves and not for their numbers: equal in two programs where the answers are.
// Places in the source count; a function that moved by a line is another one.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_ANSWERS_H
#define POOLTIDY_LEASES_ANSWERS_H

#include "leases/Outlook.h"

namespace pooltidy::leases {

class Answers {
public:
  explicit Answers(Outlook &All) : All(All), P(All.P) {}

  /// The answer to \p Q about \p Of.
  uint64_t to(Question Q, facts::StringId Of);
  /// Whether function \p Usr may look at \p Field; nothing where there is no such function.
  std::optional<bool> looks(facts::StringId Usr, facts::StringId Field);
  uint64_t toConstructor(llvm::StringRef Name);
  uint64_t toTextFiles(llvm::StringRef Name);
  /// The files in which what stands in function \p Usr stands.
  std::vector<facts::StringId> filesOf(facts::StringId Usr) const;

private:
  Outlook &All;
  const Program &P;
  std::vector<uint64_t> Names, Types, Callees; ///< by number; 0: not counted yet

  class Hasher;
  uint64_t name(facts::StringId S);
  uint64_t type(facts::TypeId T);
  uint64_t callee(uint32_t C);
};

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_ANSWERS_H
