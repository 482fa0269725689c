//===- Html.cpp - The report as one web page ------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/reports/Formats.h"
#include "tool/reports/html/Page.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Base64.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SHA256.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

struct Asset {
  StringRef Name;
  StringRef Text;
};

constexpr Asset Assets[] = {
#include "HtmlAssets.inc"
};

StringRef asset(StringRef Name) {
  const Asset *It = find_if(Assets, [&](const Asset &One) { return One.Name == Name; });
  return It == std::end(Assets) ? StringRef() : It->Text;
}

std::string hashOf(StringRef Text) {
  auto Hash = SHA256::hash(ArrayRef(reinterpret_cast<const uint8_t *>(Text.data()), Text.size()));
  return encodeBase64(StringRef(reinterpret_cast<const char *>(Hash.data()), Hash.size()));
}

} // namespace

std::string Page::place(const rules::Place &P) const {
  std::string Out = shortPath(P.File, A.Root);
  if (P.Line)
    Out += ":" + std::to_string(P.Line);
  return Out;
}

Page &Page::placed(const rules::Place &P) {
  return raw("<code class=place>").text(place(P)).raw("</code>");
}

Page &Page::check(StringRef Id) {
  std::string Url = checkUrl(O, Id);
  // A page on the machine that made the report is none for who reads it elsewhere.
  if (!StringRef(Url).starts_with("http"))
    return raw("<code>").text(Id).raw("</code>");
  return raw("<a rel=noreferrer href=\"").text(Url).raw("\">").text(Id).raw("</a>");
}

Page &Page::badge(rules::Severity L) {
  StringRef Name = rules::name(L);
  return raw("<span class=\"badge " + Name + "\">" + Name + "</span>");
}

std::string directoryOf(const Page &P, const rules::Place &Where) {
  std::string File = shortPath(Where.File, P.A.Root);
  StringRef Dir = sys::path::parent_path(File);
  return Dir.empty() ? std::string(".") : Dir.str();
}

StringRef phrase(rules::Consequence C) {
  switch (C) {
  case rules::Consequence::Breaks:
    return "fails with an error";
  case rules::Consequence::Leaks:
    return "reaches other clients";
  case rules::Consequence::WrongResult:
    return "gives a wrong result";
  case rules::Consequence::Pins:
    return "keeps a server connection";
  case rules::Consequence::Exhausts:
    return "takes too many connections";
  case rules::Consequence::Hangs:
    return "may wait for ever";
  }
  return "";
}

void writeHtml(const Audit &A, const ReportOptions &Options, raw_ostream &OS) {
  Page P(A, Options, OS);
  StringRef Script = asset("report.js");
  P.raw("<!doctype html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n"
        "<meta name=viewport content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=color-scheme content=\"light dark\">\n"
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; "
        "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; script-src 'sha256-" +
        hashOf(Script) + "'\">\n<title>");
  P.text("pooltidy: " + verdictSentence(A, P.S)).raw("</title>\n<style>\n" + asset("report.css"));
  P.raw("</style>\n</head>\n<body>\n<a class=skip href=\"#findings\">To the findings</a>\n<header>");
  writeVerdict(P);
  P.raw("</header>\n<main>\n");
  writePoolers(P);
  writeOverview(P);
  writeDeployment(P);
  writeFindings(P);
  if (A.Code)
    writeInventory(P);
  writeCoverage(P);
  P.raw("</main>\n<footer><p>pooltidy ").text(A.ToolVersion);
  P.raw(". The exact words, places and edits are in the JSON and SARIF reports of the same run."
        "</p></footer>\n<script>" + Script + "</script>\n</body>\n</html>\n");
}

} // namespace pooltidy::tool
