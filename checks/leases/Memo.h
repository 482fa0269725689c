//===- Memo.h - What groups of entries showed the last time -----*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A group of entries shows again what it showed before where it is made of the same
// entries and every question that it asked of the program has the same answer. A Memo
// keeps the questions, a hash of each answer and what was shown, and gives back what an
// analysis would show, to the byte.
//
// Answers are compared by what they say, but the analysis may also look at the order of
// the numbers that strings go by in the program (a set of places is sorted by them). So
// the order of all that was asked for must be the same, too.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_MEMO_H
#define POOLTIDY_LEASES_MEMO_H

#include "leases/Answers.h"
#include "leases/Interpreter.h"

#include <memory>
#include <optional>
#include <string>

namespace pooltidy::leases {

class Memo {
public:
  /// \p Old is what bytes() gave after an earlier analysis with the same models and by the
  /// same build of pooltidy, or empty. Bytes that are none are as good as empty.
  explicit Memo(std::string Old);
  ~Memo();

  /// To be called once, before the others.
  void begin(Outlook &Whole, Budget Limits);

  struct Group {
    unsigned Round = 0;
    facts::StringId File = 0;
    std::vector<const facts::Function *> Entries;
    Interpreter::Before Was;
  };
  /// What \p G shows; nothing where that has to be found out.
  std::optional<Sightings> recall(const Group &G);
  /// \p G asked \p Asked and showed \p S.
  void remember(const Group &G, const Trace &Asked, const Sightings &S);

  /// What is to be kept for the next time: the groups of this analysis.
  std::string bytes() const;
  unsigned recalled() const { return Recalled; }

private:
  struct Image;
  std::string OldBytes;
  std::unique_ptr<Image> Old, New;
  unsigned Recalled = 0;
};

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_MEMO_H
