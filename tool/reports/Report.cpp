//===- Report.cpp - The formats by name -----------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/reports/Formats.h"

#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

constexpr StringRef Names[] = {"text", "json", "sarif", "html", "markdown", "gitlab", "github", "junit"};
constexpr decltype(&writeText) Writers[] = {writeText,     writeJson,   writeSarif,  writeHtml,
                                            writeMarkdown, writeGitlab, writeGithub, writeJunit};
static_assert(std::size(Names) == std::size(Writers));

} // namespace

ArrayRef<StringRef> reportFormats() { return Names; }

std::string checkUrl(const ReportOptions &O, StringRef Check) {
  return O.Docs.empty() ? std::string() : (O.Docs + "/" + Check + ".md").str();
}

Error writeReport(const Audit &A, StringRef Format, const ReportOptions &Options, raw_ostream &OS) {
  for (size_t I = 0; I < std::size(Names); ++I)
    if (Names[I] == Format) {
      Writers[I](A, Options, OS);
      return Error::success();
    }
  return createStringError(inconvertibleErrorCode(), "there is no report format '%s': there are %s",
                           Format.str().c_str(), join(reportFormats(), ", ").c_str());
}

} // namespace pooltidy::tool
