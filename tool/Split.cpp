//===- Split.cpp - One command a file, for build engines ------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Split.h"

#include "tool/CompileCommands.h"
#include "tool/Files.h"
#include "tool/LinkUnits.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MD5.h"
#include "llvm/Support/Path.h"

#include <map>

using namespace llvm;

namespace pooltidy::tool {
namespace {

json::Array texts(ArrayRef<std::string> List) {
  json::Array Out;
  for (const std::string &Text : List)
    Out.push_back(Text);
  return Out;
}

json::Object entry(const DatabaseEntry &E, const TuCommand &C) {
  json::Object Out{
      {"directory", E.Directory},
      {"file", E.File},
      {"arguments", texts(E.Arguments)},
      {"pooltidy", json::Object{{"programs", texts(C.Programs)}, {"target", C.Target}}}};
  if (!E.Output.empty())
    Out["output"] = E.Output;
  return Out;
}

/// The name of a folder such as ".../CMakeFiles/server.dir".
StringRef targetName(StringRef Folder) { return sys::path::stem(Folder); }

/// Leaves a file that says the same already as old as it is.
Error writeIfChanged(const std::string &Path, StringRef Text) {
  Expected<std::string> Old = readFile(Path);
  if (Old && *Old == Text)
    return Error::success();
  if (!Old)
    consumeError(Old.takeError());
  if (std::error_code EC = sys::fs::create_directories(sys::path::parent_path(Path)))
    return failure(sys::path::parent_path(Path), ": ", EC.message());
  return writeFile(Path, [&](raw_ostream &OS) {
    OS << Text;
    return Error::success();
  });
}

} // namespace

std::string splitName(StringRef Target, StringRef Source) {
  SmallString<32> Digits;
  MD5::MD5Result Hash = MD5::hash(ArrayRef(Source.bytes_begin(), Source.bytes_end()));
  MD5::stringifyResult(Hash, Digits);
  return (Target + (Target.empty() ? "" : "/") + sys::path::filename(Source) + "-" +
          Digits.str().take_front(8) + ".json")
      .str();
}

Error splitDatabase(StringRef Database, StringRef Directory) {
  Expected<std::string> Text = readFile(Database);
  if (!Text)
    return Text.takeError();
  Expected<std::vector<DatabaseEntry>> Entries = parseDatabase(*Text, Database);
  if (!Entries)
    return Entries.takeError();
  std::vector<TuCommand> Commands;
  std::vector<std::string> Objects;
  for (const DatabaseEntry &E : *Entries) {
    TuCommand &C = Commands.emplace_back();
    C.Directory = E.Directory;
    if (!E.Output.empty()) {
      C.Objects.push_back(E.Output);
      Objects.push_back(E.Output);
    }
  }
  assignPrograms(Commands, Database, Objects);
  std::map<std::string, json::Array> Files;
  for (size_t I = 0; I < Commands.size(); ++I) {
    const DatabaseEntry &E = (*Entries)[I];
    std::string Folder = targetFolder(E.Output);
    Files[splitName(targetName(Folder), E.File)].push_back(entry(E, Commands[I]));
  }
  for (auto &[Name, List] : Files) {
    std::string Bytes;
    raw_string_ostream OS(Bytes);
    OS << formatv("{0:2}\n", json::Value(std::move(List)));
    if (Error E = writeIfChanged((Directory + "/" + Name).str(), Bytes))
      return E;
  }
  return Error::success();
}

} // namespace pooltidy::tool
