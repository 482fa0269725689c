//===- Report.h - What an audit has to tell, and its formats ----*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An Audit is everything the command found out. A format turns it into bytes. A
// format never reads the analysed tree on its own account except to show source
// lines, never drops a finding, and escapes whatever came from the tree.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_REPORTS_REPORT_H
#define POOLTIDY_TOOL_REPORTS_REPORT_H

#include "rules/Finding.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

#include <map>
#include <string>
#include <vector>

namespace pooltidy::tool {

/// A check as reports describe it.
struct CheckInfo {
  std::string Id;      ///< "pooling-session-setting"
  std::string Summary; ///< one sentence
  std::string Help;    ///< markdown, the text of `pooltidy explain`
};

/// A translation unit that was not, or only partly, analysed.
struct TuProblem {
  std::string File;
  std::string Why;
  bool Partly = false; ///< analysed as far as Clang's recovered AST goes
};

/// A statement sent to the database whose text could not be recovered, or only partly.
struct BlindSpot {
  rules::Place Where;
  std::string Why;
};

struct Coverage {
  unsigned Analysed = 0;    ///< TUs, the partly analysed ones included
  unsigned Skipped = 0;     ///< TUs that cannot reach a database
  unsigned SitesKnown = 0;  ///< execution sites with the whole text recovered
  unsigned SitesPartly = 0; ///< with holes, but the statement's kind known
  unsigned SitesUnknown = 0;
  std::vector<TuProblem> Problems; ///< failed and partly analysed TUs
  std::vector<BlindSpot> BlindSpots;
};

struct Audit {
  std::string ToolVersion;
  std::string PoolerName;        ///< "pgbouncer-1.25"
  std::string PoolerTitle;       ///< "PgBouncer 1.25 ..."
  std::string Root;              ///< absolute directory that relative paths are printed against
  std::vector<CheckInfo> Checks; ///< the ones that were on, in order
  std::vector<rules::Finding> Findings; ///< sorted: file, line, column, check
  Coverage Seen;
  unsigned Silenced = 0; ///< findings taken out by NOLINT comments
  rules::Severity FailOn = rules::Severity::Warning;
};

struct ReportOptions {
  bool Color = false;
  bool Quiet = false; ///< text: findings only
};

/// Writes \p A as \p Format ("text", "json", "sarif") to \p OS.
/// An unknown format is an error that lists the known ones.
llvm::Error writeReport(const Audit &A, llvm::StringRef Format, const ReportOptions &Options,
                        llvm::raw_ostream &OS);

/// The names writeReport knows.
llvm::ArrayRef<llvm::StringRef> reportFormats();

/// \p Text with the values of password keys in conninfo strings and URIs replaced by "***".
std::string redact(llvm::StringRef Text);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_REPORTS_REPORT_H
