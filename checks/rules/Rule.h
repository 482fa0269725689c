//===- Rule.h - From observations to findings -------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A rule is one check: a pure function from an observation and a pooler's profile
// to a verdict, or to none. Rules see no AST, no SQL text, no library; what state
// leaked out of which lease has been found before.
//
// To add a check: one file here with its Rule, one line in Rules.cpp, a page in
// docs/checks and tests in tests/lit/checks.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_RULES_RULE_H
#define POOLTIDY_RULES_RULE_H

#include "leases/Observation.h"
#include "poolers/Pooler.h"
#include "rules/Finding.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <optional>

namespace pooltidy::rules {

/// What a rule needs to know besides the observation.
struct Context {
  const poolers::Profile &Pooler;
  unsigned PoolLimit = 1;
  unsigned OverflowLimit = 0;
};

/// What a rule says of an observation.
struct Verdict {
  Severity Level = Severity::Error;
  Consequence What = Consequence::Breaks;
  std::string Message; ///< what happens behind the pooler and why here
  std::string Fix;     ///< what to do
};

struct Rule {
  const char *Id;      ///< "pooling-session-setting"
  const char *Summary; ///< one sentence for lists
  /// Null for a check that is planned but does not exist yet.
  std::optional<Verdict> (*Check)(const leases::Observation &, const Context &);
};

/// All rules, in the order of the documentation. Those that are planned have no Check.
llvm::ArrayRef<Rule> allRules();

/// The text of a file id.
using FileName = llvm::function_ref<std::string(facts::StringId)>;

/// Runs every rule in \p Enabled over \p Observations. The findings are sorted by
/// place and check. \p Name gives the path of a location's file.
std::vector<Finding> judge(llvm::ArrayRef<leases::Observation> Observations, const Context &C,
                           llvm::function_ref<bool(llvm::StringRef)> Enabled, FileName Name);

/// Puts findings of several programs, each from judge(), into one list in which none
/// stands twice.
std::vector<Finding> merge(std::vector<Finding> All);

// Each in the file of its name.
std::optional<Verdict> sessionSetting(const leases::Observation &, const Context &);
std::optional<Verdict> advisoryLock(const leases::Observation &, const Context &);
std::optional<Verdict> tempTable(const leases::Observation &, const Context &);
std::optional<Verdict> cursor(const leases::Observation &, const Context &);
std::optional<Verdict> preparedStatement(const leases::Observation &, const Context &);
std::optional<Verdict> listen(const leases::Observation &, const Context &);
std::optional<Verdict> sessionFunction(const leases::Observation &, const Context &);
std::optional<Verdict> longTransaction(const leases::Observation &, const Context &);
std::optional<Verdict> longLivedSession(const leases::Observation &, const Context &);
std::optional<Verdict> oversizedPool(const leases::Observation &, const Context &);
std::optional<Verdict> missingTimeout(const leases::Observation &, const Context &);
std::optional<Verdict> startupParameter(const leases::Observation &, const Context &);
std::optional<Verdict> nestedAcquire(const leases::Observation &, const Context &);
std::optional<Verdict> outsideTransaction(const leases::Observation &, const Context &);

} // namespace pooltidy::rules

#endif // POOLTIDY_RULES_RULE_H
