//===- LinkUnits.cpp - Which program an object file ends up in ------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/LinkUnits.h"

#include "tool/CompileCommands.h"
#include "tool/Files.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"

#include <set>

using namespace llvm;

namespace pooltidy::tool {
namespace {

/// Whether \p Path is something that other links take in.
bool isLibrary(StringRef Path) {
  StringRef Name = sys::path::filename(Path);
  for (StringRef End : {".a", ".lib", ".so", ".dylib", ".dll", ".o", ".obj", ".tbd"})
    if (Name.ends_with(End))
      return true;
  return Name.contains(".so.");
}

/// Which objects each link takes in.
class LinkGraph {
public:
  LinkGraph(ArrayRef<BuildStep> Steps, ArrayRef<std::string> AllObjects) : Steps(Steps) {
    for (const std::string &O : AllObjects)
      Objects.insert(O);
    for (size_t I = 0; I < Steps.size(); ++I)
      for (const std::string &Output : Steps[I].Outputs)
        Maker.try_emplace(Output, I);
  }

  std::map<std::string, std::vector<std::string>> programs() {
    std::map<size_t, std::set<StringRef>> Taken;
    for (size_t I = 0; I < Steps.size(); ++I)
      if (links(Steps[I]) && Maker.lookup(Steps[I].Outputs[0]) == I) // not read twice
        collect(I, Taken[I]);
    std::map<std::string, std::vector<std::string>> Programs;
    for (const auto &[Step, Names] : Taken)
      if (!Inside.count(Step))
        for (StringRef Object : Names)
          Programs[Object.str()].push_back(Steps[Step].Outputs[0]);
    for (auto &[Object, Names] : Programs) {
      sort(Names);
      Names.erase(unique(Names), Names.end());
    }
    return Programs;
  }

private:
  ArrayRef<BuildStep> Steps;
  StringSet<> Objects;
  StringMap<size_t> Maker;
  std::set<size_t> Inside; ///< links that another link takes in

  /// Custom commands may name objects and programs, too, but link nothing.
  static bool isCustom(const BuildStep &S) { return StringRef(S.Rule).contains("CUSTOM_COMMAND"); }

  bool links(const BuildStep &S) const {
    return !S.Outputs.empty() && S.Rule != "phony" && !isCustom(S) &&
           any_of(S.Inputs, [&](const std::string &Input) { return Objects.contains(Input); });
  }

  /// Adds the objects that step \p Root links, those in libraries included.
  void collect(size_t Root, std::set<StringRef> &Out) {
    std::vector<size_t> Work{Root};
    std::set<size_t> Seen{Root};
    while (!Work.empty()) {
      const BuildStep &S = Steps[Work.back()];
      Work.pop_back();
      for (const std::vector<std::string> *List : {&S.Inputs, &S.Implicit})
        for (const std::string &Input : *List) {
          if (auto It = Objects.find(Input); It != Objects.end()) {
            Out.insert(It->getKey());
            continue;
          }
          auto It = Maker.find(Input);
          if (It == Maker.end() || isCustom(Steps[It->second]))
            continue;
          // A program that another one merely needs to be built first is not part of it.
          bool Link = links(Steps[It->second]);
          if (Link && !isLibrary(Input))
            continue;
          if (Link && It->second != Root)
            Inside.insert(It->second);
          if (Seen.insert(It->second).second)
            Work.push_back(It->second);
        }
    }
  }
};

std::vector<std::string> words(StringRef Line) {
  BumpPtrAllocator Alloc;
  StringSaver Saver(Alloc);
  SmallVector<const char *, 64> Words;
  cl::TokenizeGNUCommandLine(Line, Saver, Words);
  return std::vector<std::string>(Words.begin(), Words.end());
}

/// With what is in response files in their place.
void expand(std::vector<std::string> &Words, StringRef Directory) {
  std::vector<std::string> Out;
  for (std::string &W : Words) {
    if (!StringRef(W).starts_with("@")) {
      Out.push_back(std::move(W));
      continue;
    }
    Expected<std::string> Text = readFile(absolutePath(StringRef(W).drop_front(), Directory));
    if (!Text)
      consumeError(Text.takeError());
    else
      append_range(Out, words(*Text));
  }
  Words = std::move(Out);
}

std::vector<BuildStep> ninjaSteps(StringRef Directory) {
  auto Read = [&](StringRef Name) -> std::optional<std::string> {
    Expected<std::string> Text = readFile(absolutePath(Name, Directory));
    if (Text)
      return std::move(*Text);
    consumeError(Text.takeError());
    return std::nullopt;
  };
  std::optional<std::string> Text = Read("build.ninja");
  if (!Text)
    return {};
  std::vector<BuildStep> Steps = readNinja(*Text, Read);
  // A build with several configurations has a file for each.
  std::vector<std::string> Others;
  std::error_code EC;
  for (sys::fs::directory_iterator It(Directory, EC), End; !EC && It != End; It.increment(EC)) {
    StringRef Name = sys::path::filename(It->path());
    if (Name.starts_with("build-") && Name.ends_with(".ninja"))
      Others.push_back(Name.str());
  }
  sort(Others);
  for (const std::string &Name : Others)
    if (std::optional<std::string> Other = Read(Name))
      append_range(Steps, readNinja(*Other, Read));
  for (BuildStep &S : Steps)
    for (std::vector<std::string> *List : {&S.Outputs, &S.Inputs, &S.Implicit})
      for (std::string &Path : *List)
        Path = absolutePath(Path, Directory);
  return Steps;
}

/// The links of all CMake targets that have objects here.
std::vector<BuildStep> makefileSteps(ArrayRef<std::string> Objects) {
  std::set<std::string> Folders;
  for (const std::string &O : Objects)
    if (std::string Folder = targetFolder(O); !Folder.empty())
      Folders.insert(std::move(Folder));
  std::vector<BuildStep> Steps;
  for (const std::string &Folder : Folders) {
    Expected<std::string> Text = readFile(Folder + "/link.txt");
    if (!Text) {
      consumeError(Text.takeError());
      continue;
    }
    // Where the commands run: above CMakeFiles.
    StringRef Directory = sys::path::parent_path(sys::path::parent_path(Folder));
    append_range(Steps, readLinkCommands(*Text, Directory));
  }
  return Steps;
}

} // namespace

std::map<std::string, std::vector<std::string>> findPrograms(ArrayRef<BuildStep> Steps,
                                                             ArrayRef<std::string> Objects) {
  return LinkGraph(Steps, Objects).programs();
}

std::vector<BuildStep> readLinkCommands(StringRef Text, StringRef Directory) {
  std::vector<BuildStep> Steps;
  SmallVector<StringRef, 4> Lines;
  Text.split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef Line : Lines) {
    std::vector<std::string> Words = words(Line);
    expand(Words, Directory);
    if (Words.empty())
      continue;
    StringRef Tool = sys::path::stem(Words[0]);
    bool Archiver = Tool == "ar" || Tool.ends_with("-ar") || Tool.contains("-ar-");
    if (Tool.contains("ranlib"))
      continue;
    BuildStep S;
    S.Rule = Archiver ? "archive" : "link";
    for (size_t I = 1; I < Words.size(); ++I) {
      StringRef W = Words[I];
      if (W == "-o" && I + 1 < Words.size())
        S.Outputs.push_back(absolutePath(Words[++I], Directory));
      else if (Archiver && S.Outputs.empty() && W.ends_with(".a"))
        S.Outputs.push_back(absolutePath(W, Directory));
      else if (!W.starts_with("-") && isLibrary(W))
        S.Inputs.push_back(absolutePath(W, Directory));
    }
    if (!S.Outputs.empty())
      Steps.push_back(std::move(S));
  }
  return Steps;
}

std::string targetFolder(StringRef Object) {
  for (StringRef Folder = sys::path::parent_path(Object); !Folder.empty();
       Folder = sys::path::parent_path(Folder)) {
    StringRef Name = sys::path::filename(Folder);
    bool CMake = Name.ends_with(".dir") &&
                 sys::path::filename(sys::path::parent_path(Folder)) == "CMakeFiles";
    if (CMake || (Name.size() > 2 && Name.ends_with(".p")))
      return Folder.str();
  }
  return std::string();
}

void assignPrograms(std::vector<TuCommand> &Commands, StringRef Database,
                    ArrayRef<std::string> AllObjects) {
  // The database may be a link to, or a copy of, the one in the build directory.
  SmallString<256> Real;
  if (sys::fs::real_path(Database, Real))
    Real = Database;
  std::vector<std::string> Candidates{sys::path::parent_path(Database).str(),
                                      sys::path::parent_path(Real).str()};
  if (!Commands.empty())
    Candidates.push_back(Commands[0].Directory);
  std::string Directory = Candidates[0];
  std::vector<BuildStep> Steps;
  for (const std::string &Candidate : Candidates)
    if (Steps.empty() && !(Steps = ninjaSteps(Candidate)).empty())
      Directory = Candidate;
  if (Steps.empty())
    Steps = makefileSteps(AllObjects);
  std::map<std::string, std::vector<std::string>> Programs = findPrograms(Steps, AllObjects);
  for (TuCommand &C : Commands) {
    for (const std::string &Object : C.Objects) {
      if (auto It = Programs.find(Object); It != Programs.end())
        for (StringRef Name : It->second) {
          // Short, and the same on every machine.
          if (Name.consume_front(Directory))
            Name.consume_front("/");
          C.Programs.push_back(Name.str());
        }
      if (C.Target.empty())
        C.Target = targetFolder(Object);
    }
    sort(C.Programs);
    C.Programs.erase(unique(C.Programs), C.Programs.end());
    StringRef Target = C.Target;
    if (Target.consume_front(Directory) && Target.consume_front("/"))
      C.Target = Target.str();
    if (!Programs.empty())
      C.Target.clear();
  }
}

} // namespace pooltidy::tool
