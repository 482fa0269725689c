//===- Budget.h - Who takes how many connections ----------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A claim is one program of one service on one database: replicas x processes x pool.
// Claims with the same user, database and mode, or on the same server, share a budget,
// which is held against what admits them.
//
// A factor that is not known counts as one in the least sum, which is said to be a least
// one; a verdict that nothing is wrong is never made of it.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_DEPLOY_BUDGET_H
#define POOLTIDY_TOOL_DEPLOY_BUDGET_H

#include "tool/deploy/Endpoint.h"

namespace pooltidy::deploy {

/// A sum that may have no upper end, and may be a least one.
struct Sum {
  int64_t Count = 0;
  bool AtLeast = false;   ///< something in it is not known
  bool Unlimited = false; ///< something in it has no limit

  Sum &operator+=(const Sum &Other);
  /// "12", "at least 12", "no limit".
  std::string text() const;
  bool exceeds(int64_t Cap) const { return Unlimited || Count > Cap; }
};

struct Claim {
  std::string Service; ///< its name
  std::string Kind;    ///< "compose service"
  rules::Place ServiceWhere;
  std::string Program; ///< "gunicorn"; empty: not one that is known
  std::string Driver;  ///< name of the driver, "unknown" where it is
  Connection Url;
  Number Replicas, Extra;
  std::vector<Number> Processes; ///< factors
  Number Pool, Overflow;         ///< of one pool; a count below 0 has no limit
  int64_t Pools = 1, Besides = 0;
  std::string PoolsWhy, BesidesWhy;
  bool ConnectTimeout = false; ///< connecting ends some time
  bool TimeoutCertain = false; ///< that it does not is certain
  bool OwnPool = false;        ///< the program is known and makes its pools by itself
  bool More = false;           ///< other strings of the service may have pools as well
  std::string Threads;         ///< "8 threads a process"; may be empty
  const deploy::Service *Of = nullptr;

  Sum perProcess() const;
  Sum steady() const;
  /// While one version replaces another.
  Sum worst() const;
  /// Whether a number in it was assumed.
  bool assumed() const;
};

struct Budget {
  Endpoint At;
  std::string User, Database; ///< empty where the cap is for all of them together
  std::vector<Claim> Claims;
  std::vector<Claim> NotCounted; ///< for migrations
  std::vector<Fact> Unseen;      ///< services that may connect as well

  Sum steady() const;
  Sum worst() const;
  /// "user@host:port/database, session mode"
  std::string label() const;
};

/// Everything that is asked for, in the order of the files. Each service is read with
/// \p K; \p E tells what it reaches. What cannot be told is in \p Notes.
std::vector<Budget> makeBudgets(const Stack &S, const Knowledge &K, const Endpoints &E,
                                std::vector<Fact> &Notes);

/// Fills processes, pool and driver of \p C, whose Url is set, from what \p Of runs.
void fillClaim(Claim &C, const Service &Of, llvm::ArrayRef<Simple> Commands, const Knowledge &K);

} // namespace pooltidy::deploy

#endif // POOLTIDY_TOOL_DEPLOY_BUDGET_H
