//===- OptionTable.cpp - What the options are -----------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/OptionTable.h"

#include "tool/reports/Report.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

Error readNumber(StringRef Name, StringRef Value, unsigned Least, unsigned &To) {
  if (Value.getAsInteger(10, To) || To < Least)
    return usage(Name, ": '", Value, "' is not a whole number of ", Least, " or more");
  return Error::success();
}

Error readReport(StringRef Value, Options &O) {
  auto [Format, File] = Value.split('=');
  if (!is_contained(reportFormats(), Format)) {
    StringRef Near = nearest(Format, reportFormats());
    return usage("--report: there is no format '", Format, "'",
                 Near.empty() ? std::string() : (", did you mean '" + Near + "'?").str(),
                 Near.empty() ? (" (there are " + join(reportFormats(), ", ") + ")")
                              : std::string());
  }
  if (Value.contains('=') && File.empty())
    return usage("--report: the file name after '", Format, "=' is missing");
  if (File == "-")
    File = "";
  for (const ReportTarget &Other : O.Reports)
    if (Other.File == File)
      return usage("--report: two reports to ", File.empty() ? StringRef("standard output") : File);
  O.Reports.push_back({Format.str(), File.str()});
  return Error::success();
}

Error readConfidence(StringRef Value, Options &O) {
  using rules::Confidence;
  for (Confidence C : {Confidence::Possible, Confidence::Likely, Confidence::Certain})
    if (Value == StringRef(rules::name(C))) {
      O.Confidence = C;
      return Error::success();
    }
  return usage("--confidence: '", Value, "' is none of possible, likely, certain");
}

Error readColor(StringRef Value, Options &O) {
  if (Value == "auto")
    O.Color = ColorMode::Auto;
  else if (Value == "always")
    O.Color = ColorMode::Always;
  else if (Value == "never")
    O.Color = ColorMode::Never;
  else
    return usage("--color: '", Value, "' is none of auto, always, never");
  return Error::success();
}

/// N, or MODE=N.
Error readCap(StringRef Value, Options &O) {
  auto [Mode, Text] = Value.split('=');
  std::optional<unsigned> *To = &O.Cap.Plain;
  if (!Value.contains('='))
    Text = Value;
  else if (Mode == "session")
    To = &O.Cap.Session;
  else if (Mode == "transaction")
    To = &O.Cap.Transaction;
  else if (Mode == "direct")
    To = &O.Cap.Direct;
  else
    return usage("--cap: '", Mode, "' is none of session, transaction, direct");
  if (*To)
    return usage("--cap: given twice for the same");
  return readNumber("--cap", Text, 1, To->emplace());
}

Error readText(StringRef Name, StringRef Value, std::optional<std::string> &To) {
  if (Value.empty())
    return usage(Name, ": the value is empty");
  To = Value.str();
  return Error::success();
}

constexpr OptionInfo Table[] = {
    {"-p", "DIR", ForAudit | ForExtract | ForSplit,
     [](StringRef V, Options &O) -> Error {
       if (V.empty())
         return usage("-p: the value is empty");
       O.BuildDir = V.str();
       return Error::success();
     },
     "The build directory with compile_commands.json, or that file; without it the\n"
     "nearest one above PATH, or in a folder 'build' there, is taken"},
    {"-o", "PATH", ForExtract | ForFacts | ForSplit,
     [](StringRef V, Options &O) -> Error {
       if (V.empty())
         return usage("-o: the value is empty");
       O.Output = V.str();
       return Error::success();
     },
     "Where the facts go, - is standard output; of split the directory"},
    {"--depfile", "FILE", ForExtract,
     [](StringRef V, Options &O) -> Error {
       if (V.empty())
         return usage("--depfile: the value is empty");
       O.DepFile = V.str();
       return Error::success();
     },
     "Also write which files the facts depend on, as Make and Ninja read it"},
    {"--relative-to", "DIR", ForExtract,
     [](StringRef V, Options &O) -> Error {
       if (V.empty())
         return usage("--relative-to: the value is empty");
       O.RelativeTo = V.str();
       return Error::success();
     },
     "The project's directory; keep paths in it relative to it, so that the facts are the\n"
     "same on every machine. link then takes its current directory for the project's"},
    {"--dump", "", ForFacts,
     [](StringRef, Options &O) -> Error {
       O.Dump = true;
       return Error::success();
     },
     "Print everything that is in them as JSON, one document a unit"},
    {"--pooler", "NAME", ForVerdicts | ForConfig,
     [](StringRef V, Options &O) { return readText("--pooler", V, O.Pooler); },
     "The pooler to judge for, see 'pooltidy list poolers' (default: pgbouncer, the\n"
     "current release)",
     "@poolers"},
    {"--checks", "GLOBS", ForVerdicts | ForConfig,
     [](StringRef V, Options &O) { return readText("--checks", V, O.Checks); },
     "Checks to turn on and, with a leading -, off: '-pooling-cursor',\n"
     "'-*,pooling-listen' (default: all)",
     "@checks"},
    {"--report", "FORMAT[=FILE]", ForVerdicts, readReport,
     "text, json, sarif, html, markdown, gitlab, github or junit, to standard output or to FILE;\n"
     "repeatable (default: text)",
     "@formats"},
    {"--fail-on", "LEVEL", ForVerdicts | ForCompare | ForConfig,
     [](StringRef V, Options &O) -> Error {
       Expected<FailOn> F = parseFailOn(V);
       if (!F)
         return usage("--fail-on: ", toString(F.takeError()));
       O.Fail = *F;
       return Error::success();
     },
     "Exit with 1 when a finding is at least this severe: note, warning, error, or\n"
     "never (default: warning)",
     "note warning error never"},
    {"--fail-on-unknown", "", ForVerdicts,
     [](StringRef, Options &O) -> Error {
       O.FailOnUnknown = true;
       return Error::success();
     },
     "Exit with 3 when the text of a statement is unknown, or code was not followed\n"
     "to a statement"},
    {"--baseline", "FILE", ForVerdicts,
     [](StringRef V, Options &O) { return readText("--baseline", V, O.Baseline); },
     "Only findings that are not in FILE count and are shown; FILE is what\n"
     "--write-baseline wrote, or a JSON report"},
    {"--write-baseline", "FILE", ForVerdicts,
     [](StringRef V, Options &O) { return readText("--write-baseline", V, O.WriteBaseline); },
     "Write the findings to FILE; they do not count for the exit status"},
    {"--check-nolint", "", ForVerdicts,
     [](StringRef, Options &O) -> Error {
       O.CheckNolint = true;
       return Error::success();
     },
     "Also report NOLINT comments for checks of ours that silence nothing, and those that\n"
     "give no reason; notes, for --fail-on"},
    {"--changed-since", "REVISION", ForVerdicts,
     [](StringRef V, Options &O) { return readText("--changed-since", V, O.ChangedSince); },
     "Only findings that have to do with a line that changed since this branch left REVISION\n"
     "of git count and are shown"},
    {"--fix", "", ForAudit | ForSql,
     [](StringRef, Options &O) -> Error {
       O.Fix = true;
       return Error::success();
     },
     "Make the edits that findings come with, then report what is left"},
    {"--confidence", "LEVEL", ForVerdicts, readConfidence,
     "Show findings of at least this confidence: possible, likely, certain\n"
     "(default: likely)",
     "possible likely certain"},
    {"--pool-limit", "N", ForVerdicts | ForConfig,
     [](StringRef V, Options &O) -> Error {
       return readNumber("--pool-limit", V, 0, O.PoolLimit.emplace());
     },
     "Connections that one process may keep in a pool (default: 1)"},
    {"--overflow-limit", "N", ForVerdicts | ForConfig,
     [](StringRef V, Options &O) -> Error {
       return readNumber("--overflow-limit", V, 0, O.OverflowLimit.emplace());
     },
     "Connections that a pool may open beyond its size (default: 0)"},
    {"--deploy", "FILE", ForAudit | ForLink,
     [](StringRef V, Options &O) -> Error {
       if (V.empty())
         return usage("--deploy: the value is empty");
       O.Deploy.push_back(V.str());
       return Error::success();
     },
     "Also judge how the program is deployed, by its Compose, Kubernetes, .env, systemd or\n"
     "pooler files; repeatable. 'pooltidy deploy' reads them alone"},
    {"--cap", "[MODE=]N", ForAudit | ForLink | ForDeploy, readCap,
     "How many clients are admitted: in session mode, to the server, or where the mode is not\n"
     "known; with MODE (session, transaction, direct) in that mode (default: what the\n"
     "pooler's configuration or kind says)"},
    {"--log", "FILE", ForAudit | ForLink | ForDeploy,
     [](StringRef V, Options &O) -> Error {
       if (V.empty())
         return usage("--log: the value is empty");
       O.Logs.push_back(V.str());
       return Error::success();
     },
     "A log of a pooler, server or service to look for refused connections in; repeatable"},
    {"--config", "FILE", ForVerdicts | ForExtract | ForConfig,
     [](StringRef V, Options &O) { return readText("--config", V, O.Config); },
     "The configuration file (default: the nearest .pooltidy.yaml above the sources)"},
    {"--jobs", "N", ForAudit | ForLink | ForFacts,
     [](StringRef V, Options &O) { return readNumber("--jobs", V, 1, O.Jobs); },
     "Translation units to work on at the same time (default: one a processor)"},
    {"--timeout", "SECONDS", ForAudit | ForExtract,
     [](StringRef V, Options &O) { return readNumber("--timeout", V, 0, O.Timeout); },
     "Go on without a file that takes longer (default: 600; 0: any time)"},
    {"--memory-limit", "MIB", ForAudit | ForExtract,
     [](StringRef V, Options &O) {
       return readNumber("--memory-limit", V, 0, O.MemoryLimit.emplace());
     },
     "Go on without the file for which the audit needs more memory (default: nine tenths of\n"
     "what is free, at least 4096; 0: any)"},
    {"--no-cache", "", ForAudit,
     [](StringRef, Options &O) -> Error {
       O.NoCache = true;
       return Error::success();
     },
     "Neither use nor keep results of earlier audits"},
    {"--cache-dir", "DIR", ForAudit | ForCache,
     [](StringRef V, Options &O) { return readText("--cache-dir", V, O.CacheDir); },
     "Where results are kept (default: pooltidy in the user's cache directory)"},
    {"--no-triage", "", ForAudit,
     [](StringRef, Options &O) -> Error {
       O.NoTriage = true;
       return Error::success();
     },
     "Parse the files that cannot reach a database as well: slow, the same findings"},
    {"--no-pch", "", ForAudit,
     [](StringRef, Options &O) -> Error {
       O.NoPch = true;
       return Error::success();
     },
     "Parse headers for each file anew, not once for many: slow, the same findings"},
    {"--show-sites", "", ForVerdicts,
     [](StringRef, Options &O) -> Error {
       O.ShowSites = true;
       return Error::success();
     },
     "Text report: list every statement that is sent and what is known of it, not\n"
     "the unknown ones alone"},
    {"--explain", "", ForConfig,
     [](StringRef, Options &O) -> Error {
       O.Explain = true;
       return Error::success();
     },
     "Also tell where each value comes from"},
    {"--quiet", "", ForVerdicts,
     [](StringRef, Options &O) -> Error {
       O.Quiet = true;
       return Error::success();
     },
     "Text report: the findings alone, no summary; no progress"},
    {"--color", "WHEN", ForVerdicts | ForExplain, readColor,
     "auto, always or never (default: auto, on a terminal)",
     "auto always never"},
    {"--help", "", ForAll,
     [](StringRef, Options &O) -> Error {
       O.Help = true;
       return Error::success();
     },
     "Print this help"},
    {"--version", "", ForAll,
     [](StringRef, Options &O) -> Error {
       O.Version = true;
       return Error::success();
     },
     "Print the version"},
};

} // namespace

ArrayRef<OptionInfo> optionTable() { return Table; }

} // namespace pooltidy::tool
