//===- Analysis.h - The verbs behind the command ----------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Everything between a list of compile commands and an Audit: parsing, facts,
// linking, rules. It never prints, never reads a configuration file and never
// decides an exit status: that is the command's part.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_ANALYSIS_H
#define POOLTIDY_TOOL_ANALYSIS_H

#include "tool/reports/Report.h"

#include "models/Model.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"

#include <string>
#include <utility>
#include <vector>

namespace pooltidy::tool {

class FactsFiles;
class Watch;

/// What the configuration of a pooler says, against what is usual for its kind.
struct PoolerFacts {
  std::vector<std::string> Ignored; ///< startup parameters that it accepts and drops
  std::vector<std::string> Tracked; ///< settings that follow a client, besides the usual ones
  bool ResetAlways = false;         ///< it wipes the session after each transaction
  std::string From;                 ///< the file that says so; empty: none was read
};

struct AnalysisOptions {
  std::string Pooler; ///< as the user typed it
  PoolerFacts Facts;
  std::string Checks; ///< clang-tidy globs
  unsigned PoolLimit = 1;
  unsigned OverflowLimit = 0;
  bool ShowPossible = false; ///< keep findings of confidence "possible"
  unsigned Jobs = 1;
  std::vector<std::string> ModelFiles;       ///< model files to read besides the built-in ones
  std::vector<models::Library> UserModels;   ///< models that were read already
  std::string ProjectRoot; ///< absolute; code outside it is somebody else's
  std::string CacheDir;    ///< where results are kept; empty: nowhere
  std::string Tool;        ///< tells one build of pooltidy from another
  bool Triage = true;      ///< leave alone what cannot matter
  Watch *Watched = nullptr;  ///< which units not to parse; may be null
  bool SharedHeaders = true; ///< precompile headers that many units include
};

/// One translation unit to analyse.
struct TuCommand {
  std::string File;      ///< absolute
  std::string Directory; ///< absolute: where the command runs
  /// The full command line, argv[0] included, adapted for Clang.
  std::vector<std::string> Arguments;
  std::vector<std::string> Objects;  ///< absolute: the object files that it and its like make
  std::vector<std::string> Programs; ///< those that the objects are linked into, sorted
  std::string Target;                ///< where nothing tells: the folder of the object
};

using Progress = llvm::function_ref<void(unsigned Done, unsigned Total, llvm::StringRef File)>;

/// Analyses the whole program that \p Commands make up. A translation unit that
/// cannot be analysed is told in the Audit; an Error means that nothing could be
/// done at all, because of an unknown pooler or a model that is wrong.
llvm::Expected<Audit> audit(llvm::ArrayRef<TuCommand> Commands, const AnalysisOptions &Options,
                            Progress Report);

struct Extracted {
  std::string Bytes;  ///< the facts, serialised
  std::string Partly; ///< why they are not all there is to know; empty when they are
  std::vector<std::string> Read; ///< every file that they depend on, absolute, sorted
};

/// The first half of audit() for one translation unit. With \p Relocatable the facts do
/// not depend on where the project lies.
llvm::Expected<Extracted> extractFacts(const TuCommand &Command, const AnalysisOptions &Options,
                                       bool Relocatable);

/// The second half of audit().
llvm::Expected<Audit> linkFacts(const FactsFiles &Files, const AnalysisOptions &Options);

/// The same verdict on plain SQL: \p Files are pairs of a file's name and its text.
llvm::Expected<Audit> auditSql(llvm::ArrayRef<std::pair<std::string, std::string>> Files,
                               const AnalysisOptions &Options);

/// An audit in which nothing was looked at yet.
llvm::Expected<Audit> emptyAudit(const AnalysisOptions &Options);

/// Every check there is, in the order of the documentation.
std::vector<CheckInfo> allChecks();

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_ANALYSIS_H
