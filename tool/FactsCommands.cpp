//===- FactsCommands.cpp - The commands that serve build engines ----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/FactsCommands.h"

#include "facts/Bundle.h"
#include "facts/Dump.h"
#include "tool/CompileCommands.h"
#include "tool/FactsFiles.h"
#include "tool/Files.h"
#include "tool/Split.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Threading.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

/// A path as the prerequisite or target of a rule.
std::string escaped(StringRef Path) {
  std::string Out;
  for (char C : Path) {
    if (C == ' ' || C == '#' || C == '\\')
      Out += '\\';
    if (C == '$')
      Out += '$';
    Out += C;
  }
  return Out;
}

size_t nodeCount(const facts::Unit &U) {
  size_t Count = 0;
  for (const facts::Function &F : U.Functions)
    Count += F.Nodes.size();
  return Count;
}

} // namespace

unsigned jobs(const Options &O) {
  return O.Jobs ? O.Jobs : hardware_concurrency().compute_thread_count();
}

Error writeDepFile(StringRef Path, StringRef Output, ArrayRef<std::string> Read) {
  return writeFile(Path, [&](raw_ostream &OS) {
    OS << escaped(Output) << ':';
    for (const std::string &File : Read)
      OS << " \\\n  " << escaped(File);
    OS << '\n';
    return Error::success();
  });
}

Expected<Ending> runFacts(const Options &O, StringRef WorkingDir) {
  std::vector<TuProblem> Problems;
  Expected<FactsFiles> Files = FactsFiles::open(O.Paths, WorkingDir, jobs(O), Problems);
  if (!Files)
    return Files.takeError();
  // Half a merge would be taken for a whole one.
  if (!Problems.empty())
    return failure(Problems[0].File, ": ", Problems[0].Why);
  if (!O.Output.empty()) {
    std::vector<std::string> Bytes;
    for (size_t I = 0; I < Files->units().size(); ++I) {
      Expected<std::string> One = Files->bytes(I);
      if (!One)
        return One.takeError();
      Bytes.push_back(std::move(*One));
    }
    std::string Merged = facts::bundle(std::vector<StringRef>(Bytes.begin(), Bytes.end()));
    if (Error E = writeFile(O.Output, [&](raw_ostream &OS) {
          OS << Merged;
          return Error::success();
        }))
      return std::move(E);
    return Ending::Clean;
  }
  if (Error E = writeFile("-", [&](raw_ostream &OS) -> Error {
        for (size_t I = 0; I < Files->units().size(); ++I) {
          Expected<facts::Unit> U = Files->load(I);
          if (!U)
            return U.takeError();
          if (O.Dump) {
            facts::dump(*U, OS);
            continue;
          }
          const FactsFiles::Entry &E = Files->units()[I];
          OS << E.File << ": " << U->Functions.size() << " functions of " << nodeCount(*U)
             << " nodes, " << U->Literals.size() << " literals, " << E.Words.size() << " words, "
             << format("%.1f KiB", static_cast<double>(E.Bytes) / 1024)
             << (E.Errors.empty() ? "" : ", with errors of the compiler") << '\n';
        }
        return Error::success();
      }))
    return std::move(E);
  return Ending::Clean;
}

Expected<Ending> runSplit(const Options &O, StringRef WorkingDir) {
  Expected<std::string> Database = findDatabase(O.BuildDir, {}, WorkingDir);
  if (!Database)
    return Database.takeError();
  if (Error E = splitDatabase(*Database, absolutePath(O.Output, WorkingDir)))
    return std::move(E);
  return Ending::Clean;
}

} // namespace pooltidy::tool
