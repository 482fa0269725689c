//===- Supply.h - How many connections a program makes ----------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An observation tells of a pool that is too large. A budget of connections needs every
// pool, the small ones as well, and the connections that belong to none. This is the
// number for one process; nothing here is right or wrong.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_LEASES_SUPPLY_H
#define POOLTIDY_LEASES_SUPPLY_H

#include "facts/Facts.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>

namespace pooltidy::leases {

/// A number of connections at one place. Nothing: the program does not say it.
struct Amount {
  std::optional<int64_t> Count; ///< 0: no limit
  bool Cores = false;           ///< one for each processor

  /// The larger of the two, as the same place may be reached with several.
  void unite(const Amount &Other) {
    if (!Other.Count || !Count)
      Count.reset();
    else
      Count = *Count && *Other.Count ? std::max(*Count, *Other.Count) : 0;
    Cores |= Other.Cores;
  }
};

struct Supply {
  struct Pool {
    std::optional<Amount> Size, Overflow;
  };
  std::map<facts::Location, Pool> Pools; ///< by where their size is said, or they are made
  /// Connections without a pool that are open at the same time: the most of one place.
  std::map<facts::Location, Amount> Open;
  std::map<facts::Location, Amount> Forks; ///< where copies of the process are made, and how many
};

} // namespace pooltidy::leases

#endif // POOLTIDY_LEASES_SUPPLY_H
