//===- TextFiles.cpp - Files that the program names -----------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "program/TextFiles.h"

#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <map>

using namespace clang;

namespace pooltidy::program {
namespace {

constexpr size_t MaxName = 1024;
constexpr size_t MaxNames = 256;    ///< of one translation unit
constexpr size_t MaxPrefixes = 16;  ///< directories that literals name
constexpr size_t MaxAbove = 8;      ///< directories above a source
constexpr size_t MaxFile = 1u << 20;

bool namesSql(llvm::StringRef Text) {
  return Text.size() > 4 && Text.size() <= MaxName && Text.ends_with_insensitive(".sql") &&
         Text.find_first_of("\n\t;'\"%{") == llvm::StringRef::npos;
}

/// "sql/" or "/usr/share/app/sql/", to which a name is added.
bool namesDirectory(llvm::StringRef Text) {
  return Text.size() > 1 && Text.size() <= MaxName && Text.ends_with("/") &&
         Text.find_first_of(" \n\t;'\"%{?:") == llvm::StringRef::npos;
}

class Finder {
public:
  Finder(Tables &Names, facts::Unit &U, const ExtractOptions &Options)
      : Names(Names), U(U), Options(Options), Files(Names.SM.getFileManager()) {}

  void run() {
    llvm::SetVector<llvm::StringRef> Wanted, Prefixes;
    const size_t Count = U.Literals.size();
    std::vector<std::string> Texts(Count);
    for (size_t I = 0; I < Count; ++I) {
      const facts::Literal &L = U.Literals[I];
      Texts[I] = L.Bytes; // literals move when others are added
      const bool Name = namesSql(Texts[I]), Directory = namesDirectory(Texts[I]);
      if (Name && Wanted.size() < MaxNames)
        Wanted.insert(Texts[I]);
      if (Directory && Prefixes.size() < MaxPrefixes)
        Prefixes.insert(Texts[I]);
      if (Name && !L.Pieces.empty())
        beside(U.Strings[L.Pieces[0].Where.File]);
    }
    if (Wanted.empty())
      return;
    beside(U.Strings[U.File]);
    look(""); // where the command runs
    for (const std::string &Dir : Options.IncludeDirs)
      look(Dir);
    for (llvm::StringRef Name : Wanted) {
      add(Name);
      for (llvm::StringRef Prefix : Prefixes)
        add((Prefix + Name.ltrim('/')).str());
    }
  }

private:
  Tables &Names;
  facts::Unit &U;
  const ExtractOptions &Options;
  FileManager &Files;
  std::vector<std::string> Dirs;
  std::map<std::string, uint32_t> Read; ///< path -> literal
  llvm::StringSet<> Done;

  void look(llvm::StringRef Dir) {
    if (!llvm::is_contained(Dirs, Dir))
      Dirs.push_back(Dir.str());
  }

  /// The directory of \p Source and those above it in the project.
  void beside(llvm::StringRef Source) {
    llvm::StringRef Dir = llvm::sys::path::parent_path(Source);
    for (size_t I = 0; I < MaxAbove && !Dir.empty(); ++I, Dir = llvm::sys::path::parent_path(Dir)) {
      look(Dir);
      if (Options.ProjectRoot.empty() || Dir == Options.ProjectRoot ||
          !Dir.starts_with(Options.ProjectRoot))
        break;
    }
  }

  void add(llvm::StringRef Name) {
    if (!Done.insert(Name).second)
      return;
    llvm::SmallVector<llvm::StringRef, 4> Tails{Name};
    // What is installed somewhere, or built in as a resource, has its source at the end of that name.
    if (llvm::sys::path::is_absolute(Name) || Name.starts_with(".") || Name.starts_with(":/"))
      for (llvm::StringRef Tail = Name.ltrim("/:."); !Tail.empty(); Tail = Tail.split('/').second)
        Tails.push_back(Tail);
    for (llvm::StringRef Tail : Tails)
      for (const std::string &Dir : Dirs) {
        llvm::SmallString<256> Path(llvm::sys::path::is_absolute(Tail) ? "" : Dir);
        llvm::sys::path::append(Path, Tail);
        if (read(Name, Path))
          return;
      }
  }

  bool read(llvm::StringRef Name, llvm::SmallString<256> Path) {
    Files.makeAbsolutePath(Path);
    llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
    auto [It, New] = Read.try_emplace(std::string(Path), ~0u);
    if (New) {
      auto Buffer = Files.getVirtualFileSystem().getBufferForFile(Path);
      if (Buffer && (*Buffer)->getBufferSize() <= MaxFile && !(*Buffer)->getBuffer().contains('\0'))
        It->second = text((*Buffer)->getBuffer(), Names.string(Path));
    }
    if (It->second == ~0u)
      return false;
    U.Files.push_back({Names.string(Name), It->second});
    return true;
  }

  uint32_t text(llvm::StringRef Bytes, facts::StringId File) {
    facts::Literal Out;
    Bytes.consume_front("\xef\xbb\xbf");
    Out.Bytes = Bytes.str();
    uint32_t Line = 1;
    for (size_t At = 0; At < Bytes.size();) {
      Out.Pieces.push_back({static_cast<uint32_t>(At), {File, Line++, 1}, /*Fixed=*/false});
      const size_t End = Bytes.find('\n', At);
      At = End == llvm::StringRef::npos ? Bytes.size() : End + 1;
    }
    U.Literals.push_back(std::move(Out));
    return U.Literals.size() - 1;
  }
};

} // namespace

void addTextFiles(Tables &Names, facts::Unit &U, const ExtractOptions &Options) {
  Finder(Names, U, Options).run();
}

} // namespace pooltidy::program
