//===- Configuration.cpp - Command line and .pooltidy.yaml ----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Configuration.h"

#include "tool/CheckGlobs.h"
#include "tool/CompileCommands.h"
#include "tool/Files.h"

#include "models/Config.h"
#include "poolers/Pooler.h"
#include "tool/speed/Cache.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Threading.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

/// The nearest directory at or above \p Directory that holds one of \p Names, or "".
std::string nearestWith(StringRef Directory, ArrayRef<StringRef> Names) {
  for (; !Directory.empty(); Directory = sys::path::parent_path(Directory))
    for (StringRef Name : Names) {
      SmallString<256> Path(Directory);
      sys::path::append(Path, Name);
      if (sys::fs::exists(Path))
        return Directory.str();
    }
  return std::string();
}

/// The source directory that the CMake cache in \p BuildDir names, or "".
std::string cmakeHome(StringRef BuildDir) {
  if (BuildDir.empty())
    return std::string();
  Expected<std::string> Cache = readFile((BuildDir + "/CMakeCache.txt").str());
  if (!Cache) {
    consumeError(Cache.takeError()); // not built with CMake
    return std::string();
  }
  StringRef Rest = *Cache, Line;
  while (!Rest.empty()) {
    std::tie(Line, Rest) = Rest.split('\n');
    if (Line.consume_front("CMAKE_HOME_DIRECTORY:INTERNAL="))
      return Line.rtrim().str();
  }
  return std::string();
}

/// --checks must name checks that exist and leave at least one on.
Error validateChecks(StringRef Source, StringRef Globs, ArrayRef<CheckInfo> Checks) {
  SmallVector<StringRef, 16> Ids;
  for (const CheckInfo &C : Checks)
    Ids.push_back(C.Id);
  for (const std::string &Name : CheckGlobs(Globs).plainNames())
    if (!is_contained(Ids, Name)) {
      StringRef Near = nearest(Name, Ids);
      return failure(Source, ": there is no check '", Name, "'",
                     Near.empty() ? std::string(", see 'pooltidy list checks'")
                                  : (", did you mean '" + Near + "'?").str());
    }
  return Error::success();
}

} // namespace

Expected<Configuration> configure(const Options &O, StringRef SourceDir, StringRef Database,
                                  StringRef WorkingDir, ArrayRef<CheckInfo> Checks) {
  Configuration C;
  if (O.Config) {
    C.File = absolutePath(*O.Config, WorkingDir);
  } else if (std::string Directory = nearestWith(SourceDir, {ConfigName}); !Directory.empty()) {
    C.File = (StringRef(Directory).rtrim('/') + "/" + ConfigName).str();
  }

  models::Config FromFile;
  if (!C.File.empty()) {
    Expected<std::string> Text = readFile(C.File);
    if (!Text)
      return Text.takeError();
    Expected<models::Config> Parsed = models::parseConfig(*Text, O.Config ? *O.Config : C.File);
    if (!Parsed)
      return Parsed.takeError();
    FromFile = std::move(*Parsed);
  }

  auto Origin = [&](StringRef Key, bool Given, bool GoesOn = false) {
    auto Line = FromFile.Lines.find(Key);
    std::string File = Line == FromFile.Lines.end()
                           ? ""
                           : C.File + ":" + std::to_string(Line->second);
    std::string &From = C.Origins[Key.str()];
    From = Given ? "command line" : File.empty() ? "default" : File;
    if (GoesOn && !File.empty())
      From = "default, then " + File + (Given ? ", then command line" : "");
    else if (GoesOn && Given)
      From = "default, then command line";
  };
  Origin("pooler", O.Pooler.has_value());
  Origin("checks", O.Checks.has_value(), /*GoesOn=*/true);
  Origin("fail-on", O.Fail.has_value());
  Origin("pool-limit", O.PoolLimit.has_value());
  Origin("overflow-limit", O.OverflowLimit.has_value());
  Origin("models", false);

  AnalysisOptions &A = C.Analysis;
  A.Pooler = O.Pooler ? *O.Pooler : FromFile.Pooler.value_or("pgbouncer");
  Expected<std::vector<poolers::Profile>> Profiles = poolers::builtinProfiles();
  if (!Profiles)
    return Profiles.takeError();
  Expected<poolers::Profile> Profile = poolers::findProfile(A.Pooler, *Profiles);
  if (!Profile)
    return failure(O.Pooler ? "--pooler" : C.File, ": ", toString(Profile.takeError()));

  // As in clang-tidy, each list goes on where the one before it ended.
  A.Checks = "pooling-*";
  if (FromFile.Checks) {
    if (Error E = validateChecks(C.File, *FromFile.Checks, Checks))
      return std::move(E);
    A.Checks += "," + *FromFile.Checks;
  }
  if (O.Checks) {
    if (Error E = validateChecks("--checks", *O.Checks, Checks))
      return std::move(E);
    A.Checks += "," + *O.Checks;
  }
  CheckGlobs Globs(A.Checks);
  if (none_of(Checks, [&](const CheckInfo &I) { return Globs.contains(I.Id); }))
    return failure(O.Checks ? "--checks" : C.File, ": no check is left on");

  if (FromFile.FailOn) {
    Expected<FailOn> F = parseFailOn(*FromFile.FailOn);
    if (!F)
      return failure(C.File, ": fail-on: ", toString(F.takeError()));
    C.Fail = *F;
  }
  if (O.Fail)
    C.Fail = *O.Fail;
  A.PoolLimit = O.PoolLimit.value_or(FromFile.PoolLimit.value_or(A.PoolLimit));
  A.OverflowLimit = O.OverflowLimit.value_or(FromFile.OverflowLimit.value_or(A.OverflowLimit));
  A.UserModels = std::move(FromFile.Models);
  A.ShowPossible = O.Confidence == rules::Confidence::Possible;
  A.Jobs = O.Jobs ? O.Jobs : std::max(1u, hardware_concurrency().compute_thread_count());
  if (!O.NoCache)
    A.CacheDir = O.CacheDir ? absolutePath(*O.CacheDir, WorkingDir) : defaultCacheDir();
  A.Triage = !O.NoTriage;
  A.SharedHeaders = !O.NoPch;
  A.ProjectRoot = projectRoot(SourceDir, Database, WorkingDir);
  return C;
}

std::string commonDirectory(ArrayRef<std::string> Files) {
  if (Files.empty())
    return std::string();
  StringRef Common = sys::path::parent_path(Files[0]);
  for (StringRef File : Files)
    while (Common.size() > 1 &&
           !(File.starts_with(Common) && File.substr(Common.size()).starts_with("/")))
      Common = sys::path::parent_path(Common);
  return Common.str();
}

std::string projectRoot(StringRef SourceDir, StringRef Database, StringRef WorkingDir) {
  for (StringRef Name : {StringRef(".git"), ConfigName})
    if (std::string Root = nearestWith(SourceDir, {Name}); !Root.empty())
      return Root;
  // Sources and headers often lie in folders side by side, so the directory of the
  // sources alone would be too narrow.
  StringRef BuildDir = sys::path::parent_path(Database);
  std::string Home = cmakeHome(BuildDir);
  for (StringRef Candidate :
       {StringRef(Home), BuildDir, sys::path::parent_path(BuildDir), WorkingDir})
    if (Candidate.size() > 1 && isUnder(SourceDir, Candidate))
      return Candidate.str();
  return SourceDir.str();
}

} // namespace pooltidy::tool
