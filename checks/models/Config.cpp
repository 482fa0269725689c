//===- Config.cpp - What a .pooltidy.yaml says ----------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "models/Config.h"
#include "models/Loader.h"

#include "llvm/ADT/StringExtras.h"

#include <limits>

using namespace llvm;

namespace pooltidy::models {

namespace {

constexpr StringRef Keys[] = {"pooler",         "checks",  "pool-limit",
                              "overflow-limit", "fail-on", "models"};
constexpr StringRef Severities[] = {"note", "warning", "error"};

/// `checks: '-*,pooling-*'`, or a list of such patterns as newer clang-tidy has it.
std::optional<std::string> readChecks(yaml::Map &M) {
  if (!M.get("checks"))
    return std::nullopt;
  return join(M.texts("checks"), ",");
}

std::vector<Library> readModels(const YAML::Node &N, yaml::Problems &P) {
  std::vector<Library> Out;
  StringMap<unsigned> Seen;
  for (const YAML::Node &L : yaml::list(N, "'models'", P)) {
    Out.push_back(readLibrary(L, P));
    // A later library takes functions over from an earlier one, so one that was
    // pasted twice would silently win over itself.
    auto [It, New] = Seen.try_emplace(Out.back().Name, yaml::line(L));
    if (!New)
      P.add(L, "library '" + Out.back().Name + "' is already described in line " +
                   Twine(It->second));
  }
  return Out;
}

Config readConfig(const YAML::Node &N, yaml::Problems &P) {
  constexpr int64_t Many = std::numeric_limits<int32_t>::max();
  Config C;
  if (N.IsNull())
    return C; // an empty file says nothing, which is fine
  yaml::Map M(N, "the configuration", Keys, P);
  if (!M)
    return C;
  for (const yaml::Map::Entry &E : M.entries())
    C.Lines[E.Key] = yaml::line(E.KeyNode);
  C.Pooler = M.text("pooler");
  C.Checks = readChecks(M);
  if (std::optional<unsigned> W = M.word("fail-on", Severities))
    C.FailOn = Severities[*W].str();
  if (std::optional<int64_t> I = M.integer("pool-limit", 0, Many))
    C.PoolLimit = static_cast<unsigned>(*I);
  if (std::optional<int64_t> I = M.integer("overflow-limit", 0, Many))
    C.OverflowLimit = static_cast<unsigned>(*I);
  if (const YAML::Node *Models = M.get("models"))
    C.Models = readModels(*Models, P);
  return C;
}

} // namespace

ArrayRef<StringRef> configKeys() { return Keys; }

Expected<Config> parseConfig(StringRef Text, StringRef File) {
  Config C;
  if (Error E = yaml::read(Text, File, [&](const YAML::Node &N, yaml::Problems &P) {
        C = readConfig(N, P);
      }))
    return E;
  return C;
}

Expected<std::vector<Library>> parseLibraries(StringRef Text, StringRef File) {
  std::vector<Library> Out;
  if (Error E = yaml::read(Text, File, [&](const YAML::Node &N, yaml::Problems &P) {
        const bool IsLibrary = N.IsMap() && N["library"].IsDefined();
        if (IsLibrary)
          Out.push_back(readLibrary(N, P));
        else
          Out = std::move(readConfig(N, P).Models);
      }))
    return E;
  return Out;
}

} // namespace pooltidy::models
