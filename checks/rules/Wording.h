//===- Wording.h - The words that rules share -------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a pooler does with a feature decides how a message speaks of it: state
// leaks to other clients, is silently undone, pins the connection or is refused.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_RULES_WORDING_H
#define POOLTIDY_RULES_WORDING_H

#include "rules/Rule.h"

namespace pooltidy::rules {

/// The phrases of one rule for each thing a pooler can do. Each completes the
/// sentence "SPELLING WHEN: ...".
struct Phrases {
  std::string Leaks;  ///< it reaches another client
  std::string Lost;   ///< it is silently undone
  std::string Breaks; ///< an error, a refusal, a closed connection
};

/// The verdict for a feature: nothing where the pooler supports it. \p Subject is
/// what the sentence begins with, e.g. "'SET search_path' outside a transaction".
std::optional<Verdict> verdict(const Context &C, poolers::Feature Feature, const std::string &Subject,
                               const Phrases &Words, std::string Fix);

/// The advice for what would do with a narrower spelling, \p Now: what to write where the
/// edit is right, and what has to be seen to first where it is not; \p Else where no
/// transaction is open.
std::string narrowing(const leases::Observation &O, const std::string &Now, const std::string &Else);

/// The spelling in quotes.
std::string quoted(const leases::Observation &O);

/// " outside a transaction", " in a transaction that commits", ...
std::string when(const leases::Observation &O);

} // namespace pooltidy::rules

#endif // POOLTIDY_RULES_WORDING_H
