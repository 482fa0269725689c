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
#include "llvm/ADT/StringExtras.h"
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
constexpr size_t MaxWords = 32;     ///< literals that may be the name of a directory
constexpr size_t MaxListed = 512;   ///< files in directories that are listed
constexpr size_t MaxListedBytes = 4u << 20;
constexpr unsigned MaxBelow = 4;    ///< directories below one that is listed

bool namesSql(llvm::StringRef Text) {
  return Text.size() > 4 && Text.size() <= MaxName && Text.ends_with_insensitive(".sql") &&
         Text.find_first_of("\n\t;'\"%{") == llvm::StringRef::npos;
}

/// "sql/" or "/usr/share/app/sql/", to which a name is added.
bool namesDirectory(llvm::StringRef Text) {
  return Text.size() > 1 && Text.size() <= MaxName && Text.ends_with("/") &&
         Text.find_first_of(" \n\t;'\"%{?:") == llvm::StringRef::npos;
}

/// "sql/%1/%2.sql" and ".sql", which is added to a name: what is read is one of many.
bool namesSome(llvm::StringRef Text) {
  return Text.size() >= 4 && Text.size() <= MaxName && Text.ends_with_insensitive(".sql") &&
         Text.find_first_of(" \n\t;'\"") == llvm::StringRef::npos &&
         (Text.size() == 4 || Text.find_first_of("%{") != llvm::StringRef::npos);
}

/// "sql" or "share/sql", to which "/" and a name may be added.
bool mayNameDirectory(llvm::StringRef Text) {
  return Text.size() > 1 && Text.size() <= 64 && llvm::all_of(Text, [](char C) {
    return llvm::isAlnum(C) || C == '_' || C == '-' || C == '/' || C == '.';
  }) && !Text.contains("..") && !llvm::isDigit(Text[0]);
}

class Finder {
public:
  Finder(Tables &Names, facts::Unit &U, const ExtractOptions &Options)
      : Names(Names), U(U), Options(Options), Files(Names.SM.getFileManager()) {}

  void run() {
    llvm::SetVector<llvm::StringRef> Wanted, Prefixes, Listed;
    bool Some = false;
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
      const bool Pattern = namesSome(Texts[I]);
      if (Pattern) {
        llvm::StringRef Fixed = llvm::StringRef(Texts[I]).take_until([](char C) {
          return C == '%' || C == '{';
        });
        if (const size_t Slash = Fixed.rfind('/'); Slash != llvm::StringRef::npos && Slash > 0 && Fixed != Texts[I])
          Listed.insert(Fixed.take_front(Slash + 1));
        else
          Some = true;
      }
      if ((Name || Pattern) && !L.Pieces.empty())
        beside(U.Strings[L.Pieces[0].Where.File]);
    }
    if (Wanted.empty() && Listed.empty() && !Some)
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
    if (Some) {
      size_t Words = 0;
      for (const std::string &Text : Texts)
        if ((namesDirectory(Text) || mayNameDirectory(Text)) && Words++ < MaxWords)
          Listed.insert(Text);
    }
    for (llvm::StringRef Directory : Listed)
      addAll(Directory);
  }

private:
  Tables &Names;
  facts::Unit &U;
  const ExtractOptions &Options;
  FileManager &Files;
  std::vector<std::string> Dirs;
  std::map<std::string, uint32_t> Read; ///< path -> literal
  llvm::StringSet<> Done;
  size_t ListedFiles = 0, ListedBytes = 0;

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

  /// Calls \p Try with each path that \p Name may stand for, until it says that was it.
  void places(llvm::StringRef Name, llvm::function_ref<bool(llvm::SmallString<256>)> Try) {
    llvm::SmallVector<llvm::StringRef, 4> Tails{Name};
    // What is installed somewhere, or built in as a resource, has its source at the end of that name.
    if (llvm::sys::path::is_absolute(Name) || Name.starts_with(".") || Name.starts_with(":/"))
      for (llvm::StringRef Tail = Name.ltrim("/:."); !Tail.empty(); Tail = Tail.split('/').second)
        Tails.push_back(Tail);
    for (llvm::StringRef Tail : Tails)
      for (const std::string &Dir : Dirs) {
        llvm::SmallString<256> Path(llvm::sys::path::is_absolute(Tail) ? "" : Dir);
        llvm::sys::path::append(Path, Tail);
        if (Try(Path))
          return;
      }
  }

  void add(llvm::StringRef Name) {
    if (Done.insert(Name).second)
      places(Name, [&](llvm::SmallString<256> Path) { return read(Name, Path); });
  }

  /// Adds what stands in the directory that the program calls \p Name.
  void addAll(llvm::StringRef Name) {
    std::string Prefix = Name.str();
    if (!Name.ends_with("/"))
      Prefix += '/';
    places(Name, [&](llvm::SmallString<256> Path) {
      Files.makeAbsolutePath(Path);
      llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
      return list(Prefix, Path, 0);
    });
  }

  /// Whether a .sql file stands in \p Directory or below it. Links to directories are
  /// not followed: they may lead back.
  bool list(llvm::StringRef Prefix, llvm::StringRef Directory, unsigned Depth) {
    llvm::vfs::FileSystem &FS = Files.getVirtualFileSystem();
    auto Status = FS.status(Directory);
    if (!Status || !Status->isDirectory() || Depth > MaxBelow)
      return false;
    std::map<std::string, llvm::sys::fs::file_type> Entries; // their order is no one's
    std::error_code EC;
    for (llvm::vfs::directory_iterator It = FS.dir_begin(Directory, EC), End; !EC && It != End;
         It.increment(EC))
      Entries.emplace(llvm::sys::path::filename(It->path()).str(), It->type());
    bool Any = false;
    for (const auto &[Entry, Type] : Entries) {
      llvm::SmallString<256> Path(Directory);
      llvm::sys::path::append(Path, Entry);
      if (Type == llvm::sys::fs::file_type::directory_file)
        Any |= list((Prefix + Entry + "/").str(), Path, Depth + 1);
      else if (llvm::StringRef(Entry).ends_with_insensitive(".sql") && ListedFiles++ < MaxListed &&
               ListedBytes < MaxListedBytes && Done.insert((Prefix + Entry).str()).second)
        Any |= read((Prefix + Entry).str(), Path);
    }
    return Any;
  }

  bool read(llvm::StringRef Name, llvm::SmallString<256> Path) {
    Files.makeAbsolutePath(Path);
    llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
    auto [It, New] = Read.try_emplace(std::string(Path), ~0u);
    if (New) {
      auto Buffer = Files.getVirtualFileSystem().getBufferForFile(Path);
      if (Buffer && (*Buffer)->getBufferSize() <= MaxFile && !(*Buffer)->getBuffer().contains('\0'))
        It->second = text((*Buffer)->getBuffer(), Names.string(Path)),
        ListedBytes += (*Buffer)->getBufferSize();
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
