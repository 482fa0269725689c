//===- Deploy.cpp - Deployment files ------------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Compose and Kubernetes files, .env, systemd units, configurations of poolers, logs. The
// first byte says under which name the first part is given; the other parts lie beside it
// under the names that files refer to.
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Deploy.h"
#include "Fuzz.h"

#include <map>

using namespace pooltidy;
using namespace pooltidy::deploy;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  static const char *const Names[] = {"compose.yml",  "k.yaml",   "pgbouncer.ini", "pgcat.toml",
                                      "odyssey.conf", "Procfile", "app.service",   ".env",
                                      "config.json",  "a.log"};
  fuzz::Bytes In(Data, Size);
  std::string Name = Names[In.byte() % std::size(Names)];
  std::map<std::string, std::string> Texts;
  Request R;
  R.Cap.Plain = 20;
  Texts["/p/" + Name] = In.part().str();
  (Name == "a.log" ? R.Logs : R.Files).push_back("/p/" + Name);
  if (Name != "compose.yml") {
    R.Files.push_back("/p/compose.yml");
    Texts["/p/compose.yml"] = In.part().str();
  } else {
    R.Files.push_back("/p/compose.override.yml");
    Texts["/p/compose.override.yml"] = In.part().str();
  }
  Texts["/p/.env"] = In.part().str();
  auto Out = deploy::deploy(R, [&](llvm::StringRef Path) -> llvm::Expected<std::string> {
    auto It = Texts.find(Path.str());
    if (It == Texts.end())
      return llvm::createStringError(llvm::inconvertibleErrorCode(), "No such file or directory");
    return It->second;
  });
  if (auto Done = fuzz::valueOf(std::move(Out)))
    for (const rules::Finding &F : Done->Findings)
      fuzz::require(!F.Check.empty() && !F.Where.File.empty(),
                    "a finding is of a check, in a file");
  return 0;
}
