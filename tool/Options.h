//===- Options.h - The command line -----------------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Turns the words of the command line into Options, by one table of options from
// which the help text is made as well. LLVM's own command line library keeps its
// options in globals and would offer those of every LLVM library too, hence this.
// Nothing here touches a file.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_OPTIONS_H
#define POOLTIDY_TOOL_OPTIONS_H

#include "rules/Finding.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <optional>
#include <string>
#include <vector>

namespace pooltidy::tool {

enum class Verb {
  None,
  Audit,
  Extract,
  Link,
  Facts,
  Split,
  Sql,
  Deploy,
  Explain,
  Prove,
  List,
  Cache,
  Compare,
  Config
};

enum class ColorMode { Auto, Always, Never };

/// From which severity on a finding makes the command fail.
struct FailOn {
  bool Never = false;
  rules::Severity Level = rules::Severity::Warning;
};

/// Reads "note", "warning", "error" or "never".
llvm::Expected<FailOn> parseFailOn(llvm::StringRef Text);

struct ReportTarget {
  std::string Format;
  std::string File; ///< empty: standard output
};

/// --cap: how many clients are admitted, of all modes that have no number of their own or
/// of one.
struct CapOption {
  std::optional<unsigned> Plain, Session, Transaction, Direct;
};

struct Options {
  Verb Command = Verb::None;
  bool Help = false;
  bool Version = false;

  std::string BuildDir;           ///< -p
  std::vector<std::string> Paths; ///< the words that are no options
  /// What stood after "--": the flags for files without a compilation database.
  std::optional<std::vector<std::string>> Flags;
  std::string Output;       ///< -o
  std::string DepFile;      ///< extract --depfile
  std::string RelativeTo;   ///< extract --relative-to
  bool Dump = false;        ///< facts --dump

  std::optional<std::string> Pooler;
  std::optional<std::string> Checks;
  std::optional<FailOn> Fail;
  std::optional<unsigned> PoolLimit;
  std::optional<unsigned> OverflowLimit;
  std::optional<std::string> Config;
  std::optional<std::string> Baseline;
  std::optional<std::string> WriteBaseline;
  std::optional<std::string> ChangedSince;
  bool CheckNolint = false;
  std::vector<std::string> Deploy; ///< --deploy: files that say how it is deployed
  std::vector<std::string> Logs;   ///< --log
  CapOption Cap;
  rules::Confidence Confidence = rules::Confidence::Likely;
  std::optional<std::string> CacheDir;
  bool NoCache = false;
  bool NoTriage = false;
  bool NoPch = false;
  unsigned Timeout = 600; ///< seconds that a file may take; 0: any
  std::optional<unsigned> MemoryLimit; ///< MiB while files are parsed; 0: any
  unsigned Jobs = 0; ///< 0: as many as there are processors
  std::vector<ReportTarget> Reports;
  bool FailOnUnknown = false;
  bool Fix = false;
  bool Explain = false; ///< config --explain
  bool Quiet = false;
  bool ShowSites = false;
  ColorMode Color = ColorMode::Auto;
};

/// Reads \p Args, the command line without argv[0]. An error is one line that names
/// the word that is wrong and, where one is near, the word that was probably meant.
llvm::Expected<Options> parseOptions(llvm::ArrayRef<llvm::StringRef> Args);

/// What `pooltidy --help` (Verb::None) or `pooltidy VERB --help` prints.
std::string helpText(Verb Command);

/// The one of \p Candidates that \p Word is most likely a misspelling of, or "".
llvm::StringRef nearest(llvm::StringRef Word, llvm::ArrayRef<llvm::StringRef> Candidates);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_OPTIONS_H
