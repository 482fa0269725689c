//===- Formats.h - The report formats ---------------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One function a format, for Report.cpp's table alone.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_REPORTS_FORMATS_H
#define POOLTIDY_TOOL_REPORTS_FORMATS_H

#include "tool/reports/Report.h"

namespace pooltidy::tool {

/// For people at a terminal: as Clang prints diagnostics, then a summary.
void writeText(const Audit &A, const ReportOptions &Options, llvm::raw_ostream &OS);

/// For programs. The fields are those of report.schema.json; "schema" counts up when one
/// changes its meaning or goes, not when one is added.
void writeJson(const Audit &A, const ReportOptions &Options, llvm::raw_ostream &OS);

/// SARIF 2.1.0, for code hosting sites and editors.
void writeSarif(const Audit &A, const ReportOptions &Options, llvm::raw_ostream &OS);

/// For a comment on a pull request, or the summary of a workflow.
void writeMarkdown(const Audit &A, const ReportOptions &Options, llvm::raw_ostream &OS);

/// GitLab's Code Quality.
void writeGitlab(const Audit &A, const ReportOptions &Options, llvm::raw_ostream &OS);

/// The annotations of a GitHub workflow, for its standard output.
void writeGithub(const Audit &A, const ReportOptions &Options, llvm::raw_ostream &OS);

/// One web page for people who decide, without a network.
void writeHtml(const Audit &A, const ReportOptions &Options, llvm::raw_ostream &OS);

/// JUnit XML, for build servers.
void writeJunit(const Audit &A, const ReportOptions &Options, llvm::raw_ostream &OS);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_REPORTS_FORMATS_H
