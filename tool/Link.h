//===- Link.h - From facts to findings --------------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The second half of an audit: the programs that the units make up are linked and run
// one by one, and what is found in several of them is told once.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_LINK_H
#define POOLTIDY_TOOL_LINK_H

#include "facts/Facts.h"
#include "leases/Analyse.h"
#include "leases/Programs.h"
#include "poolers/Pooler.h"
#include "tool/Analysis.h"

#include <set>

namespace pooltidy::tool {

class KeptAnalyses;

/// What an analysis is done with.
struct Setting {
  poolers::Profile Pooler;            ///< the one that is judged for
  std::vector<poolers::Profile> All;  ///< those that there are, for the comparison
  models::ModelSet Models;
};

/// Puts the results of one program after the other into an Audit.
class Judgement {
public:
  Judgement(Audit &A, const Setting &S, const AnalysisOptions &Options)
      : A(A), S(S), Options(Options) {}

  using FileName = llvm::function_ref<std::string(facts::StringId)>;
  /// \p Program is the name of what is linked, or "".
  void add(const leases::Result &R, FileName Name, llvm::StringRef Program = "");
  /// Call once, after the last program.
  void finish();

private:
  Audit &A;
  const Setting &S;
  const AnalysisOptions &Options;
  std::vector<Site> Sites;
  std::set<rules::Place> Reached;
  std::vector<std::vector<rules::Finding>> Others; ///< one list for each of S.All
  std::set<rules::Place> Relied; ///< what is made there must stay as it is
  std::set<std::string> Truncated;
};

/// Gives a unit, as often as it is asked for; \p Last: not again.
using LoadUnit = llvm::function_ref<llvm::Expected<facts::Unit>(unsigned Number, bool Last)>;

/// Links \p Units, which are in a fixed order, and fills the rest of \p A. Of several
/// programs only one is in memory at a time. \p Kept, where there is one, knows what earlier
/// audits found.
llvm::Error link(Audit &A, llvm::ArrayRef<leases::Membership> Units, LoadUnit Load,
                 const Setting &S, const AnalysisOptions &Options, KeptAnalyses *Kept = nullptr);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_LINK_H
