//===- Fitting.h - Which numbers make a budget fit --------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// "Too many" is of no use without the number to change. Overflow goes first, since a pool
// that needs it is too small or its users hold on too long; then the size of pools, then
// processes, and replicas last, which are there for other reasons.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_DEPLOY_FITTING_H
#define POOLTIDY_TOOL_DEPLOY_FITTING_H

#include "tool/deploy/Budget.h"

namespace pooltidy::deploy {

/// A number that would be changed.
struct Change {
  size_t Claim = 0; ///< index into the budget's claims
  Number Now;
  int64_t To = 0;
  int64_t Total = 0; ///< of the budget afterwards
  std::string Unit;  ///< "overflow", "pool size", "processes", "replicas"
};

/// What makes \p B fit into \p Cap: one change where one is enough, the first to be made
/// first. Where all of them together are not enough, Total of the last is above \p Cap.
std::vector<Change> fit(const Budget &B, int64_t Cap);

/// The other changes of one number each that would do as well.
std::vector<Change> alternatives(const Budget &B, int64_t Cap);

} // namespace pooltidy::deploy

#endif // POOLTIDY_TOOL_DEPLOY_FITTING_H
