//===- OptionTable.h - What the options are ---------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The tables that the command line is read by, and that help, the manual page and the
// completions of shells are made from. For Options.cpp and manual/ alone.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_OPTIONTABLE_H
#define POOLTIDY_TOOL_OPTIONTABLE_H

#include "tool/Options.h"

#include "llvm/Support/raw_ostream.h"

namespace pooltidy::tool {

/// An error whose text is \p Parts.
template <typename... Ts> llvm::Error usage(Ts &&...Parts) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  (OS << ... << Parts);
  return llvm::createStringError(llvm::inconvertibleErrorCode(), OS.str());
}

/// Which commands take an option; bits, so that an option can name several.
enum : unsigned {
  ForAudit = 1u << unsigned(Verb::Audit),
  ForExtract = 1u << unsigned(Verb::Extract),
  ForLink = 1u << unsigned(Verb::Link),
  ForFacts = 1u << unsigned(Verb::Facts),
  ForSplit = 1u << unsigned(Verb::Split),
  ForDeploy = 1u << unsigned(Verb::Deploy),
  ForSql = 1u << unsigned(Verb::Sql),
  ForExplain = 1u << unsigned(Verb::Explain),
  ForList = 1u << unsigned(Verb::List),
  ForCompare = 1u << unsigned(Verb::Compare),
  ForCache = 1u << unsigned(Verb::Cache),
  ForConfig = 1u << unsigned(Verb::Config),
  ForVerdicts = ForAudit | ForLink | ForSql | ForDeploy, ///< the commands that end in a report
  ForAll = ~0u,
};

struct OptionInfo {
  llvm::StringRef Name;
  llvm::StringRef Value; ///< what help calls the value; empty for a flag
  unsigned For;
  llvm::Error (*Read)(llvm::StringRef Value, Options &O);
  llvm::StringRef Help;
  llvm::StringRef Words = ""; ///< the values there are; "@poolers", "@checks", "@formats"
};

struct VerbInfo {
  Verb V;
  llvm::StringRef Name;
  llvm::StringRef Usage;
  llvm::StringRef Summary;
  llvm::StringRef Words = ""; ///< what its words may be, likewise; empty: files
};

/// All commands, in the order of the help text.
llvm::ArrayRef<VerbInfo> verbTable();

/// Whether \p V takes \p O.
bool takes(Verb V, const OptionInfo &O);

/// All options, in the order of the help text.
llvm::ArrayRef<OptionInfo> optionTable();

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_OPTIONTABLE_H
