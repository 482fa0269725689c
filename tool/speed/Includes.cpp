//===- Includes.cpp - Which files a unit can see --------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/speed/Includes.h"

#include "tool/CompileCommands.h"

#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Lex/PreprocessorOptions.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace pooltidy::tool {

uint32_t Includes::at(StringRef Directory, StringRef Name, bool Main) {
  std::string Path = absolutePath(Name, Directory);
  // "a/../b" is "b" unless a is a link, which the file itself tells.
  if (Name.contains("..") || Directory.contains("..")) {
    std::string Written =
        sys::path::is_absolute(Name) ? Name.str() : (Directory + "/" + Name).str();
    const StoredFile &There = Store.at(Written), &Short = Store.at(Path);
    Asked.add(There, /*Read=*/false);
    if (There.status() &&
        (!Short.status() || Short.status()->getUniqueID() != There.status()->getUniqueID()))
      Path = Written;
    else if (!There.status())
      return None;
  }
  auto [It, New] = Known.try_emplace(Path, None);
  if (!New) {
    if (Main && It->second != None)
      Files[It->second]->Ours = true;
    return It->second;
  }
  const StoredFile &Stored = Store.at(Path);
  bool Regular = Stored.kind() == StoredFile::Kind::File;
  ErrorOr<Content> Held =
      Regular ? Stored.content() : std::make_error_code(std::errc::no_such_file_or_directory);
  Asked.add(Stored, Regular);
  if (!Held)
    return None;
  auto F = std::make_unique<File>();
  F->Path = Path;
  F->Scan = scanFile((*Held)->getBuffer());
  F->Ours = Main || Root.empty() || isUnder(absolutePath(Path, "/"), Root);
  It->second = Files.size();
  Files.push_back(std::move(F));
  return It->second;
}

uint32_t Includes::search(const FlagGroup &Group, GroupLinks &Links, StringRef Name) {
  auto [It, New] = Links.Angled.try_emplace(Name, None);
  if (!New)
    return It->second;
  for (const std::string &Directory : Group.Angled)
    if (uint32_t Found = at(Directory, Name, /*Main=*/false); Found != None)
      return It->second = Found;
  return None;
}

uint32_t Includes::resolve(const FlagGroup &Group, GroupLinks &Links, StringRef Includer,
                           StringRef Name, bool Angled) {
  if (Name.empty())
    return None;
  if (sys::path::is_absolute(Name))
    return at("/", Name, /*Main=*/false);
  if (!Angled) {
    if (uint32_t Found = at(sys::path::parent_path(Includer), Name, /*Main=*/false); Found != None)
      return Found;
    for (const std::string &Directory : Group.Quoted)
      if (uint32_t Found = at(Directory, Name, /*Main=*/false); Found != None)
        return Found;
  }
  return search(Group, Links, Name);
}

const Includes::Links &Includes::links(const FlagGroup &Group, uint32_t From) {
  GroupLinks &G = Groups[Group.Number];
  if (auto It = G.Of.find(From); It != G.Of.end())
    return It->second;
  Links L;
  L.Unclear = !Group.PlainSearch;
  auto Add = [&](uint32_t To, uint32_t Number) {
    if (To != None)
      L.Edges.push_back({To, Number});
  };
  // Files grows while we look, so nothing of it may be held.
  const std::string Path = Files[From]->Path;
  const std::vector<FileScan::Include> List = Files[From]->Scan.Includes;
  for (uint32_t N = 0; N < List.size(); ++N) {
    const FileScan::Include &I = List[N];
    size_t Before = L.Edges.size();
    if (I.Computed) {
      // The macro may be defined anywhere; libraries do this for their own headers.
      L.Unclear |= Files[From]->Ours;
      continue;
    }
    if (I.Next) { // from whichever directory on: all of them
      for (const std::string &Directory : Group.Angled)
        Add(at(Directory, I.Name, /*Main=*/false), N);
    } else {
      Add(resolve(Group, G, Path, I.Name, I.Angled), N);
    }
    if (L.Edges.size() == Before)
      L.Lost.push_back(N);
  }
  return Groups[Group.Number].Of[From] = std::move(L);
}

bool Includes::leadsTo(const FlagGroup &Group, StringRef Written, uint32_t To) {
  StringRef Name = Written.drop_front().drop_back();
  return resolve(Group, Groups[Group.Number], "/pooltidy-shared/nowhere", Name,
                 Written.starts_with("<")) == To;
}

std::vector<uint32_t> Includes::roots(const Unit &U) {
  std::vector<uint32_t> Out;
  GroupLinks &G = Groups[U.Group->Number];
  if (U.Group->Settings) {
    const clang::PreprocessorOptions &O = U.Group->Settings->getPreprocessorOpts();
    for (const auto *List : {&O.MacroIncludes, &O.Includes})
      for (const std::string &Name : *List) {
        // As if the main file, which the compiler looks for where it runs, included it.
        uint32_t Found = at(U.Group->Directory, Name, /*Main=*/false);
        if (Found == None)
          Found = resolve(*U.Group, G, U.Command->File, Name, false);
        if (Found != None)
          Out.push_back(Found);
      }
  }
  if (uint32_t Main = at(U.Group->Directory, U.Input, /*Main=*/true); Main != None)
    Out.push_back(Main);
  return Out;
}

std::vector<uint32_t> Includes::closure(const Unit &U) {
  std::vector<uint32_t> Out, Work = roots(U);
  std::reverse(Work.begin(), Work.end());
  BitVector Seen(Files.size());
  while (!Work.empty()) {
    uint32_t Next = Work.back();
    Work.pop_back();
    if (Next >= Seen.size())
      Seen.resize(Files.size());
    if (Seen.test(Next))
      continue;
    Seen.set(Next);
    Out.push_back(Next);
    for (const Edge &E : reverse(links(*U.Group, Next).Edges))
      Work.push_back(E.To);
  }
  return Out;
}

} // namespace pooltidy::tool
