//===- Page.h - The parts of the HTML report --------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The report is one file that fetches nothing. All of it is there without a script, for
// build servers that allow none and for paper; the script only filters and sorts. A
// content security policy names that one script by its hash, so that text of the analysed
// tree that got through as markup after all could still do nothing.
//
// Everything is written through Page, whose text() and attribute() escape. Literal markup
// is written by raw() alone.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_REPORTS_HTML_PAGE_H
#define POOLTIDY_TOOL_REPORTS_HTML_PAGE_H

#include "tool/reports/Escape.h"
#include "tool/reports/Fingerprints.h"
#include "tool/reports/Report.h"
#include "tool/reports/SourceLines.h"
#include "tool/reports/Summary.h"

#include "llvm/ADT/Twine.h"

namespace pooltidy::tool {

/// Where the report goes, and what its parts share.
struct Page {
  Page(const Audit &A, const ReportOptions &O, llvm::raw_ostream &OS)
      : A(A), O(O), S(summarise(A)), OS(OS), Sources(A.Root), Prints(A.Root) {}

  Page &raw(const llvm::Twine &Markup) {
    OS << Markup;
    return *this;
  }
  /// Text that is shown, or that stands between quotes in a tag.
  Page &text(llvm::StringRef Text) {
    OS << markup(cleanLine(Text));
    return *this;
  }
  /// "src/a.cpp:12" without its markup.
  std::string place(const rules::Place &P) const;
  /// `src/a.cpp:12`, as code.
  Page &placed(const rules::Place &P);
  /// The name of a check, linked to its page on the web where there is one.
  Page &check(llvm::StringRef Id);
  /// A label in the colour of \p L.
  Page &badge(rules::Severity L);

  const Audit &A;
  const ReportOptions &O;
  const Summary S;
  llvm::raw_ostream &OS;
  SourceLines Sources;
  Fingerprints Prints;
};

/// The directory of a file as the report groups by it: "src/db", or "." for the root.
std::string directoryOf(const Page &P, const rules::Place &Where);

/// "breaks" in the words of a heading.
llvm::StringRef phrase(rules::Consequence C);

// The parts, in order; each is a section with a heading.
void writeVerdict(Page &P);    ///< the sentence, and what is in the way
void writePoolers(Page &P);    ///< the same program behind each pooler
void writeOverview(Page &P);   ///< findings by consequence, directory and check
void writeDeployment(Page &P); ///< the connection budget and the checklist
void writeFindings(Page &P);   ///< every finding
void writeInventory(Page &P);  ///< every statement that is sent
void writeCoverage(Page &P);   ///< what was seen and what was not

/// The lease of \p F as a drawing: its beginning, the statement, its end.
void writeTimeline(Page &P, const rules::Finding &F);

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_REPORTS_HTML_PAGE_H
