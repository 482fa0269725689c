//===- CompileCommands.cpp - Which translation units to analyse -----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/CompileCommands.h"

#include "tool/CommandAdapter.h"
#include "tool/Files.h"
#include "tool/LinkUnits.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"

#include <limits>
#include <map>
#include <set>

using namespace llvm;

namespace pooltidy::tool {
namespace {

constexpr StringRef DatabaseName = "compile_commands.json";

std::string join2(StringRef Directory, StringRef Name) {
  SmallString<256> Path(Directory);
  sys::path::append(Path, Name);
  return std::string(Path);
}

/// One PATH of the command line, in both spellings that a database may use for it.
struct Selector {
  std::string Given;
  std::string Absolute;
  std::string Real;
  bool Used = false;

  bool matches(StringRef File, StringRef RealFile) {
    bool Match = isUnder(File, Absolute) || isUnder(RealFile, Real);
    Used |= Match;
    return Match;
  }
};

std::string realPath(StringRef Path) {
  SmallString<256> Real;
  return sys::fs::real_path(Path, Real) ? Path.str() : std::string(Real);
}

std::vector<Selector> selectors(ArrayRef<std::string> Paths, StringRef WorkingDir) {
  std::vector<Selector> Out;
  for (const std::string &Path : Paths) {
    std::string Absolute = absolutePath(Path, WorkingDir);
    Out.push_back({Path, Absolute, realPath(Absolute)});
  }
  return Out;
}

/// The parts of a command that decide whether analysing it again can tell anything new:
/// a static and a shared library's objects differ in nothing else.
std::string fingerprint(const TuCommand &C) {
  std::string Key = C.Directory;
  for (StringRef A : C.Arguments)
    if (!is_contained({"-fPIC", "-fpic", "-fPIE", "-fpie"}, A) && !A.starts_with("-g") &&
        !(A.starts_with("-D") && A.ends_with("_EXPORTS"))) {
      Key.push_back('\0');
      Key += A;
    }
  return Key;
}

/// Where in a CommandSet the command with a fingerprint is.
using SeenCommands = std::map<std::string, size_t>;

/// The object that \p Arguments write, or "".
StringRef outputOf(ArrayRef<std::string> Arguments) {
  for (size_t I = 1; I < Arguments.size(); ++I) {
    StringRef A = Arguments[I];
    if (A == "-o")
      return I + 1 < Arguments.size() ? StringRef(Arguments[I + 1]) : StringRef();
    if (A.starts_with("-o") && A.size() > 2)
      return A.drop_front(2);
    if (A.consume_front("/Fo") || A.consume_front("--output="))
      return A;
  }
  return StringRef();
}

/// Adds the command to \p Set, or the reason why it cannot be analysed.
void add(CommandSet &Set, SeenCommands &Seen, const DatabaseEntry &E, StringRef ResourceDir) {
  TuCommand C;
  C.File = E.File;
  C.Directory = E.Directory;
  C.Arguments = adaptCommand(E.Arguments, E.File, E.Directory, ResourceDir);
  if (!E.Output.empty())
    C.Objects.push_back(E.Output);
  if (E.Into) {
    C.Programs = E.Into->Programs;
    C.Target = E.Into->Target;
  }
  auto [Known, New] = Seen.try_emplace(fingerprint(C), Set.Commands.size());
  if (!New) {
    // Analysed once, but part of whatever any of the objects is linked into.
    if (Known->second < Set.Commands.size() && Set.Commands[Known->second].File == E.File)
      append_range(Set.Commands[Known->second].Objects, C.Objects);
    return;
  }
  std::string Why;
  if (std::error_code EC = canRead(E.File))
    Why = EC.message();
  else if (!sys::fs::is_directory(E.Directory))
    Why = "the command's directory " + E.Directory + " does not exist";
  if (Why.empty()) {
    Set.Commands.push_back(std::move(C));
    return;
  }
  Known->second = std::numeric_limits<size_t>::max();
  if (none_of(Set.Problems, [&](const TuProblem &P) { return P.File == E.File; }))
    Set.Problems.push_back({E.File, Why, /*Partly=*/false});
}

/// Whether brackets nest deeper than in any database. The parser recurses, so that a
/// file of a million brackets would end the program.
bool nestsTooDeep(StringRef Text) {
  unsigned Depth = 0;
  bool InString = false;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (InString) {
      if (C == '\\')
        ++I;
      else if (C == '"')
        InString = false;
    } else if (C == '"') {
      InString = true;
    } else if (C == '[' || C == '{') {
      if (++Depth > 64)
        return true;
    } else if ((C == ']' || C == '}') && Depth) {
      --Depth;
    }
  }
  return false;
}

std::string lineOf(StringRef Message) {
  // llvm::json says "[line:column, byte=offset]: what".
  StringRef Rest = Message;
  if (Rest.consume_front("[")) {
    auto [Position, What] = Rest.split("]: ");
    StringRef LineAndColumn = Position.split(',').first;
    return (LineAndColumn + ": " + What).str();
  }
  return ("1: " + Message).str();
}

/// \p Text with a character of the last private plane for each byte that is not UTF-8.
std::string standIns(StringRef Text) {
  std::string Out;
  while (!Text.empty()) {
    unsigned Length = getNumBytesForUTF8(static_cast<UTF8>(Text[0]));
    auto *Begin = reinterpret_cast<const UTF8 *>(Text.data());
    if (Length <= Text.size() && isLegalUTF8Sequence(Begin, Begin + Length)) {
      Out += Text.take_front(Length);
      Text = Text.drop_front(Length);
      continue;
    }
    // U+10FF80 to U+10FFFF, of which no file name consists but by intention.
    unsigned Code = 0x10FF00 + static_cast<uint8_t>(Text[0]);
    Out += {'\xf4', '\x8f', static_cast<char>(0x80 | (Code >> 6 & 0x3f)),
            static_cast<char>(0x80 | (Code & 0x3f))};
    Text = Text.drop_front();
  }
  return Out;
}

/// What standIns() was made of.
std::string bytesOf(StringRef Text) {
  std::string Out;
  while (!Text.empty()) {
    auto [Before, After] = Text.split("\xf4\x8f");
    Out += Before;
    if (Before.size() == Text.size())
      break;
    if (After.size() >= 2 && static_cast<uint8_t>(After[0]) >= 0xbe) {
      Out += static_cast<char>((After[0] & 0x3f) << 6 | (After[1] & 0x3f));
      Text = After.drop_front(2);
    } else {
      Out += "\xf4\x8f";
      Text = After;
    }
  }
  return Out;
}

} // namespace

std::string absolutePath(StringRef Path, StringRef WorkingDir) {
  SmallString<256> Out;
  if (sys::path::is_relative(Path))
    Out = WorkingDir;
  sys::path::append(Out, Path);
  sys::path::remove_dots(Out, /*remove_dot_dot=*/true);
  if (Out.size() > 1 && Out.ends_with("/"))
    Out.pop_back();
  return std::string(Out);
}

bool isUnder(StringRef Path, StringRef Root) {
  return Path.consume_front(Root) && (Path.empty() || Root.ends_with("/") || Path[0] == '/');
}

Expected<std::string> findDatabase(StringRef BuildDir, ArrayRef<std::string> Paths,
                                   StringRef WorkingDir) {
  if (!BuildDir.empty()) {
    std::string Path = absolutePath(BuildDir, WorkingDir);
    if (!sys::fs::exists(Path))
      return failure("-p ", BuildDir, ": there is no such file or directory");
    if (!sys::fs::is_directory(Path))
      return Path;
    std::string Database = join2(Path, DatabaseName);
    // Whether it exists and whether it can be read are different complaints.
    if (std::error_code EC = canRead(Database))
      return failure(Database, ": ", EC.message(),
                     "; with CMake, -DCMAKE_EXPORT_COMPILE_COMMANDS=ON makes it");
    return Database;
  }
  std::string Start =
      absolutePath(Paths.empty() ? StringRef(".") : StringRef(Paths[0]), WorkingDir);
  for (StringRef Directory = Start; !Directory.empty();
       Directory = sys::path::parent_path(Directory))
    for (StringRef Folder : {"", "build"}) {
      std::string Database =
          join2(Folder.empty() ? Directory.str() : join2(Directory, Folder), DatabaseName);
      if (sys::fs::exists(Database))
        return Database;
    }
  return failure("no ", DatabaseName, " in, above or in a folder 'build' above ", Start,
                 "; give the build directory with -p, or the flags after --");
}

Expected<std::vector<DatabaseEntry>> parseDatabase(StringRef Text, StringRef File) {
  if (nestsTooDeep(Text))
    return failure(File, ": brackets nest too deep for a compilation database");
  // File names are bytes, and generators write them as they are.
  std::string Passable;
  const bool Foreign = !json::isUTF8(Text);
  if (Foreign)
    Text = Passable = standIns(Text);
  auto Bytes = [&](StringRef S) { return Foreign ? bytesOf(S) : S.str(); };
  Expected<json::Value> Root = json::parse(Text);
  if (!Root)
    return failure(File, ":", lineOf(toString(Root.takeError())));
  const json::Array *List = Root->getAsArray();
  if (!List)
    return failure(File, ":1: a list of commands was expected");
  if (List->empty())
    return failure(File, ": the database is empty");

  std::string Base = std::string(sys::path::parent_path(File));
  std::vector<DatabaseEntry> Out;
  for (auto [Index, Value] : enumerate(*List)) {
    auto Bad = [&](StringRef What) { return failure(File, ": entry ", Index + 1, ": ", What); };
    const json::Object *Entry = Value.getAsObject();
    if (!Entry)
      return Bad("an object was expected");
    std::optional<StringRef> Name = Entry->getString("file");
    if (!Name || Name->empty())
      return Bad("the text \"file\" is missing");
    DatabaseEntry E;
    E.Directory = absolutePath(Bytes(Entry->getString("directory").value_or(".")), Base);
    E.File = absolutePath(Bytes(*Name), E.Directory);
    if (const json::Array *Arguments = Entry->getArray("arguments")) {
      for (const json::Value &A : *Arguments) {
        std::optional<StringRef> Word = A.getAsString();
        if (!Word)
          return Bad("\"arguments\" must be a list of texts");
        E.Arguments.push_back(Bytes(*Word));
      }
    } else if (std::optional<StringRef> Command = Entry->getString("command")) {
      BumpPtrAllocator Alloc;
      StringSaver Saver(Alloc);
      SmallVector<const char *, 64> Words;
      cl::TokenizeGNUCommandLine(Bytes(*Command), Saver, Words);
      E.Arguments.assign(Words.begin(), Words.end());
    }
    std::string Output = outputOf(E.Arguments).str();
    if (std::optional<StringRef> Said = Entry->getString("output"))
      Output = Bytes(*Said);
    if (!Output.empty())
      E.Output = absolutePath(Output, E.Directory);
    if (E.Arguments.empty())
      return Bad("neither \"arguments\" nor \"command\" says how the file is compiled");
    if (const json::Object *Ours = Entry->getObject("pooltidy")) {
      E.Into.emplace().Target = Ours->getString("target").value_or("").str();
      if (const json::Array *Programs = Ours->getArray("programs"))
        for (const json::Value &P : *Programs)
          E.Into->Programs.push_back(P.getAsString().value_or("").str());
    }
    Out.push_back(std::move(E));
  }
  return Out;
}

Expected<CommandSet> loadCommands(StringRef File, ArrayRef<std::string> Paths, StringRef WorkingDir,
                                  StringRef ResourceDir) {
  Expected<std::string> Text = readFile(File);
  if (!Text)
    return Text.takeError();
  Expected<std::vector<DatabaseEntry>> Entries = parseDatabase(*Text, File);
  if (!Entries)
    return Entries.takeError();
  std::vector<Selector> Wanted = selectors(Paths, WorkingDir);

  CommandSet Set;
  SeenCommands Seen;
  std::vector<std::string> Objects;
  for (const DatabaseEntry &E : *Entries) {
    if (!E.Output.empty())
      Objects.push_back(E.Output);
    std::string Real = Wanted.empty() ? std::string() : realPath(E.File);
    bool Match = Wanted.empty();
    for (Selector &S : Wanted)
      Match |= S.matches(E.File, Real);
    if (Match)
      add(Set, Seen, E, ResourceDir);
  }
  for (const Selector &S : Wanted)
    if (!S.Used)
      return failure(S.Given, ": ", File, " has no command for ",
                     sys::fs::is_directory(S.Absolute) ? "anything under it" : "it",
                     "; give the flags after --");
  if (!all_of(*Entries, [](const DatabaseEntry &E) { return E.Into.has_value(); }))
    assignPrograms(Set.Commands, File, Objects);
  return Set;
}

Expected<CommandSet> fixedCommands(ArrayRef<std::string> Files, ArrayRef<std::string> Flags,
                                   StringRef WorkingDir, StringRef ResourceDir) {
  CommandSet Set;
  SeenCommands Seen;
  for (const std::string &Name : Files) {
    DatabaseEntry E{absolutePath(Name, WorkingDir), WorkingDir.str(), {}, {}, {}};
    if (sys::fs::is_directory(E.File))
      return failure(Name, ": a directory; before -- there must be files");
    E.Arguments.push_back(sys::path::extension(Name) == ".c" ? "clang" : "clang++");
    append_range(E.Arguments, Flags);
    E.Arguments.push_back(E.File);
    add(Set, Seen, E, ResourceDir);
  }
  return Set;
}

} // namespace pooltidy::tool
