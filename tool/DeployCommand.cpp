//===- DeployCommand.cpp - Adding a deployment to an audit ----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/DeployCommand.h"

#include "poolers/Pooler.h"
#include "tool/CheckGlobs.h"
#include "tool/CompileCommands.h"
#include "tool/Files.h"
#include "tool/deploy/Deploy.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

Expected<std::string> readDeployFile(StringRef Path) {
  if (std::error_code EC = canRead(Path))
    return createStringError(EC, EC.message());
  uint64_t Size = 0;
  if (std::error_code EC = sys::fs::file_size(Path, Size))
    return createStringError(EC, EC.message());
  if (Size > deploy::LargestFile)
    return createStringError(inconvertibleErrorCode(),
                             "larger than " + std::to_string(deploy::LargestFile >> 20) +
                                 " MiB, not a deployment file");
  return readFile(Path);
}

} // namespace

std::vector<std::string> deployFiles(const Options &O, StringRef WorkingDir) {
  std::vector<std::string> Files;
  for (const std::string &Path : O.Deploy)
    Files.push_back(absolutePath(Path, WorkingDir));
  return Files;
}

Error readPoolerFacts(Configuration &C, const std::vector<std::string> &Files, const Options &O) {
  if (Files.empty())
    return Error::success();
  Expected<std::vector<deploy::PoolerConfig>> Poolers = deploy::readPoolers(Files, readDeployFile);
  if (!Poolers)
    return Poolers.takeError();
  Expected<std::vector<poolers::Profile>> All = poolers::builtinProfiles();
  if (!All)
    return All.takeError();
  for (const deploy::PoolerConfig &P : *Poolers) {
    AnalysisOptions &A = C.Analysis;
    // A pooler that was named on the command line is not another one because of a file.
    Expected<poolers::Profile> Named = poolers::findProfile(A.Pooler, *All);
    if (!Named)
      return Named.takeError();
    if (!StringRef(Named->Name).starts_with(P.Kind)) {
      if (O.Pooler)
        continue;
      A.Pooler = P.Kind;
    }
    if (P.Prepared) {
      std::string Variant = StringRef(A.Pooler).split('+').first.str() +
                            (*P.Prepared > 0 ? "+prepared" : "+no-prepared");
      if (Expected<poolers::Profile> V = poolers::findProfile(Variant, *All))
        A.Pooler = Variant;
      else
        consumeError(V.takeError()); // one variant is all there is
    }
    A.Facts = {P.Ignored, P.Tracked, P.ResetAlways, P.File};
    return Error::success();
  }
  return Error::success();
}

Error addDeployment(Audit &A, const std::vector<std::string> &Files, const Options &O,
                    const Configuration &C, StringRef WorkingDir) {
  if (Files.empty())
    return Error::success();
  deploy::Request R;
  R.Files = Files;
  for (const std::string &Log : O.Logs)
    R.Logs.push_back(absolutePath(Log, WorkingDir));
  R.Cap = {O.Cap.Plain, O.Cap.Session, O.Cap.Transaction, O.Cap.Direct};
  R.PoolLimit = C.Analysis.PoolLimit;
  R.OverflowLimit = C.Analysis.OverflowLimit;
  deploy::Code Seen;
  if (A.Code) {
    Seen.Programs = A.Seen.Made;
    for (const rules::Finding &F : A.Findings)
      if (F.Sure >= O.Confidence)
        Seen.Findings.push_back(F);
    Seen.Complete = A.Seen.Problems.empty() && A.Seen.BlindSpots.empty();
    R.Seen = &Seen;
  }
  Expected<deploy::Outcome> Found = deploy::deploy(R, readDeployFile);
  if (!Found)
    return Found.takeError();
  CheckGlobs Globs(C.Analysis.Checks);
  for (rules::Finding &F : Found->Findings)
    if (Globs.contains(F.Check))
      A.Findings.push_back(std::move(F));
  stable_sort(A.Findings, [](const rules::Finding &X, const rules::Finding &Y) {
    return std::tie(X.Where, X.Check) < std::tie(Y.Where, Y.Check);
  });
  for (deploy::Problem &P : Found->Problems)
    A.Seen.Problems.push_back({std::move(P.File), std::move(P.Why), P.Partly});
  A.Deploy = std::move(Found->Result);
  return Error::success();
}

} // namespace pooltidy::tool
