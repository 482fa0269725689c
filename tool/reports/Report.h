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
#include "tool/deploy/Code.h"
#include "tool/deploy/Deployment.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

#include <map>
#include <optional>
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

/// What is known of a statement that the program sends.
enum class Knowledge : uint8_t {
  Known,     ///< every word
  Partly,    ///< with holes, but the kind of statement is certain
  Unknown,   ///< it is sent, and that is all
  Unreached, ///< no path was found to the call that would send it
};

/// Names as printed in reports: "known", "partly", "unknown", "unreached".
llvm::StringRef name(Knowledge K);

/// A statement that the program sends: an execution site. It stands where its text begins,
/// or, when the text is not known, at the call that hands the text over.
struct Site {
  rules::Place Where;
  Knowledge State = Knowledge::Unknown;
  std::string Why;       ///< unless it is known: what is not, and why
  std::string Operation; ///< the library function that sends it: "PQexec"
  std::string Function;  ///< the function of the program that calls it
  rules::Place Call;     ///< where
  std::vector<std::string> Kinds; ///< leading keywords, sorted: "SELECT"
  bool Skipped = false;           ///< nothing led to the call
};

/// Something that was not seen: a statement that is unknown or was not reached, or, without
/// a place, a function that was not followed to its end.
struct BlindSpot {
  rules::Place Where;
  std::string Why;
};

/// A program of the build that was analysed by itself.
struct ProgramInfo {
  std::string Name;   ///< the file it is linked to, relative to the build directory; may be empty
  unsigned Files = 0; ///< translation units
};

struct Coverage {
  unsigned Analysed = 0;    ///< TUs, the partly analysed ones included
  unsigned Skipped = 0;     ///< TUs that cannot reach a database
  std::vector<ProgramInfo> Programs; ///< when there are several
  std::vector<deploy::CodeProgram> Made; ///< what each program connects with; for a budget
  std::vector<Site> Sites;  ///< sorted by place
  std::vector<TuProblem> Problems; ///< failed and partly analysed TUs
  std::vector<BlindSpot> BlindSpots;
};

/// A NOLINT comment that should not be there, or not like that.
struct CommentRemark {
  rules::Place Where;
  std::string Text; ///< one sentence without its period
};

/// The same program behind another pooler: what would be found, without the words.
struct Outcome {
  struct Place {
    std::string Check;
    rules::Severity Level = rules::Severity::Note;
    rules::Confidence Sure = rules::Confidence::Certain;
    rules::Place Where;
  };
  std::string Name;  ///< "odyssey"
  std::string Title;
  std::vector<Place> Findings; ///< sorted by place
};

struct Audit {
  std::string ToolVersion;
  std::string PoolerName;        ///< "pgbouncer-1.25"
  std::string PoolerTitle;       ///< "PgBouncer 1.25 ..."
  std::string Root;              ///< absolute directory that relative paths are printed against
  std::vector<CheckInfo> Checks; ///< the ones that were on, in order
  std::vector<rules::Finding> Findings; ///< sorted: file, line, column, check
  /// Those that count in the verdict alone: a baseline has them, or nothing of them changed.
  std::vector<rules::Finding> Known;
  unsigned Gone = 0;      ///< findings of the baseline that are not there any more
  std::string Since;      ///< the revision of --changed-since, or ""
  unsigned Unchanged = 0; ///< how many of Known nothing changed since that
  Coverage Seen;
  std::vector<Outcome> Poolers; ///< every pooler there is, the chosen one included
  std::optional<deploy::Deployment> Deploy; ///< how it is deployed, where that was asked for
  bool Code = true; ///< code or SQL was looked at, and not the deployment alone
  unsigned Silenced = 0; ///< findings taken out by NOLINT comments
  std::vector<std::string> Files; ///< those of the project that were looked into
  std::vector<CommentRemark> Comments; ///< what is wrong with those; where it was asked for
  rules::Severity FailOn = rules::Severity::Warning;
  bool NeverFails = false; ///< --fail-on never
};

struct ReportOptions {
  bool Color = false;
  bool Quiet = false; ///< text: findings only
  bool ShowSites = false; ///< text: every statement, not only the unknown ones
  std::string Docs;       ///< URL of the folder with the checks' pages; empty: nowhere
};

/// The URL of the page of \p Check, or "" where there is none.
std::string checkUrl(const ReportOptions &O, llvm::StringRef Check);

/// Writes \p A as \p Format, one of reportFormats(), to \p OS.
/// An unknown format is an error that lists the known ones.
llvm::Error writeReport(const Audit &A, llvm::StringRef Format, const ReportOptions &Options,
                        llvm::raw_ostream &OS);

/// The names writeReport knows.
llvm::ArrayRef<llvm::StringRef> reportFormats();

/// \p Text with the values of password keys in conninfo strings and URIs replaced by "***".
std::string redact(llvm::StringRef Text);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_REPORTS_REPORT_H
