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

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_REPORTS_FORMATS_H
