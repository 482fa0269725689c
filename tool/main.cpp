//===- main.cpp - The pooltidy command ------------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Decides the exit status and nothing else. Scripts rely on it:
//   0  complete, nothing at or above --fail-on
//   1  complete, findings
//   2  usage or configuration error, or a report that could not be written
//   3  incomplete, whatever was found in the part that was seen; with
//      --fail-on-unknown also when a statement is not known
//
//===----------------------------------------------------------------------===//

#include "tool/Commands.h"
#include "tool/Files.h"
#include "tool/Options.h"
#include "tool/Watch.h"
#include "tool/reports/Escape.h"

#include "sql/Effects.h"

#include "clang/Basic/Version.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Signals.h"

#include <csignal>

using namespace llvm;
using namespace pooltidy::tool;

namespace {

/// A line for each error in \p E.
int fail(Error E) {
  handleAllErrors(std::move(E), [](const ErrorInfoBase &Info) {
    // A file with several mistakes has a line for each of them.
    SmallVector<StringRef, 4> Lines;
    std::string Text = Info.message();
    StringRef(Text).split(Lines, '\n', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
    for (StringRef Line : Lines)
      errs() << "pooltidy: error: " << cleanLine(Line) << '\n';
  });
  return 2;
}

int print(StringRef Text) {
  if (Error E = writeFile("-", [&](raw_ostream &OS) {
        OS << Text;
        return Error::success();
      }))
    return fail(std::move(E));
  return 0;
}

int run(const Options &O, const std::string &Executable, Watch &W) {
  Expected<Ending> E = runCommand(O, Executable, W);
  if (!E)
    return fail(E.takeError());
  switch (*E) {
  case Ending::Clean:
    return 0;
  case Ending::Findings:
    return 1;
  case Ending::Incomplete:
    return 3;
  }
  return 3;
}

} // namespace

int main(int Argc, char **Argv) {
  sys::PrintStackTraceOnErrorSignal(Argv[0]);
  // A file that may not grow is an error of the one who writes it, as on a full disk; LLVM's
  // handlers, which are there now, take the signal for a crash.
  std::signal(SIGXFSZ, SIG_IGN);
  SmallVector<StringRef, 32> Args(Argv + 1, Argv + Argc);
  Expected<Options> O = parseOptions(Args);
  if (!O)
    return fail(O.takeError());
  if (O->Version)
    return print(("pooltidy " POOLTIDY_VERSION " (LLVM and Clang " CLANG_VERSION_STRING
                  ", libpg_query with the grammar of PostgreSQL " +
                  StringRef(pooltidy::sql::grammarVersion()) + ")\n")
                     .str());
  if (O->Help)
    return print(helpText(O->Command));

  static int Anchor; // any address of this program finds its path
  std::string Executable = sys::fs::getMainExecutable(Argv[0], &Anchor);
  auto Run = [&](Watch &W) { return run(*O, Executable, W); };
  Watch::Limits Most{0, 0};
  if (O->Command == Verb::Audit || O->Command == Verb::Extract)
    Most = {O->Timeout, O->MemoryLimit ? uint64_t(*O->MemoryLimit) << 20 : usualMemoryLimit()};
  return Watch::over(Most, Run).value_or(2);
}
