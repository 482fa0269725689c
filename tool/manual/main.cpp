//===- main.cpp - Writes the manual page and the completions --------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Run by the build: write-manual DIRECTORY. Not installed.
//
//===----------------------------------------------------------------------===//

#include "tool/Files.h"
#include "tool/manual/Manual.h"
#include "tool/reports/Report.h"

#include "poolers/Pooler.h"
#include "rules/Rule.h"

using namespace llvm;
using namespace pooltidy;
using namespace pooltidy::tool;

static Error writeAll(const std::string &Directory) {
  Vocabulary Known;
  Expected<std::vector<poolers::Profile>> Profiles = poolers::builtinProfiles();
  if (!Profiles)
    return Profiles.takeError();
  for (const poolers::Profile &P : *Profiles)
    Known.Poolers.push_back(P.Name);
  for (const rules::Rule &R : rules::allRules())
    if (R.Check)
      Known.Checks.push_back(R.Id);
  for (StringRef Format : reportFormats())
    Known.Formats.push_back(Format.str());
  auto File = [&](StringRef Name, function_ref<void(raw_ostream &)> Write) {
    return writeFile((Directory + "/" + Name).str(), [&](raw_ostream &OS) {
      Write(OS);
      return Error::success();
    });
  };
  if (Error E = File("pooltidy.1", [](raw_ostream &OS) { writeManual(POOLTIDY_VERSION, OS); }))
    return E;
  if (Error E = File("pooltidy.bash", [&](raw_ostream &OS) { writeBashCompletion(Known, OS); }))
    return E;
  if (Error E = File("pooltidy.zsh", [&](raw_ostream &OS) { writeZshCompletion(Known, OS); }))
    return E;
  return File("pooltidy.fish", [&](raw_ostream &OS) { writeFishCompletion(Known, OS); });
}

int main(int Argc, char **Argv) {
  if (Argc != 2) {
    errs() << "usage: write-manual DIRECTORY\n";
    return 2;
  }
  if (Error E = writeAll(Argv[1])) {
    errs() << "write-manual: " << toString(std::move(E)) << '\n';
    return 1;
  }
  return 0;
}
