//===- Frontend.cpp - From compile commands to Clang's settings -----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/speed/Frontend.h"

#include "program/Compat.h"
#include "tool/CompileCommands.h"
#include "tool/speed/ErrorCollector.h"

#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/HeaderSearchOptions.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace clang;

namespace pooltidy::tool {
namespace {

/// Which word of \p C is the input.
size_t inputOf(const TuCommand &C) {
  for (size_t I = C.Arguments.size(); I-- > 1;)
    if (absolutePath(C.Arguments[I], C.Directory) == C.File)
      return I;
  return C.Arguments.size() - 1;
}

/// The words of the front end without those that name the input.
std::vector<std::string> withoutInput(ArrayRef<std::string> Words, StringRef Input) {
  std::vector<std::string> Out;
  for (size_t I = 0; I < Words.size(); ++I) {
    if (Words[I] == "-main-file-name" && I + 1 < Words.size())
      ++I;
    else if (Words[I] != Input)
      Out.push_back(Words[I]);
  }
  return Out;
}

/// \p Path as it is, absolute. Where a link comes before "..", as in the drivers' own
/// "/lib/gcc/x/12/../../../../include", only the system knows where that leads.
std::string searchDirectory(const std::string &Path, StringRef Directory) {
  SmallString<256> Written(Directory), Real;
  if (sys::path::is_absolute(Path))
    Written.clear();
  sys::path::append(Written, Path);
  if (StringRef(Path).contains("..") && !sys::fs::real_path(Written, Real))
    return std::string(Real);
  return absolutePath(Path, Directory);
}

/// The order in which Clang looks for headers. On every target whose directories the
/// driver finds, which are all that a database client runs on, they are all in \p O.
void setSearch(FlagGroup &G, const HeaderSearchOptions &O, bool Cxx) {
  G.PlainSearch = O.VFSOverlayFiles.empty() && O.PrebuiltModuleFiles.empty();
  std::vector<std::string> System, After;
  for (const HeaderSearchOptions::Entry &E : O.UserEntries) {
    std::string Path = E.Path;
    if (!E.IgnoreSysRoot && !O.Sysroot.empty() && O.Sysroot != "/" &&
        StringRef(Path).starts_with("/"))
      Path = O.Sysroot + Path;
    bool Map = StringRef(Path).ends_with(".hmap");
    Path = searchDirectory(Path, G.Directory);
    G.PlainSearch &= !E.IsFramework && !Map;
    switch (E.Group) {
    case frontend::Quoted:
      G.Quoted.push_back(Path);
      break;
    case frontend::Angled:
      G.Angled.push_back(Path);
      break;
    case frontend::CSystem:
      if (!Cxx)
        System.push_back(Path);
      break;
    case frontend::CXXSystem:
      if (Cxx)
        System.push_back(Path);
      break;
    case frontend::After:
      After.push_back(Path);
      break;
    default:
      System.push_back(Path);
      break;
    }
    // What the command names itself is spelt -I, -isystem and the like; the driver's own
    // additions ignore the root of the system, which it has put before them.
    if (E.IgnoreSysRoot && E.Group != frontend::Quoted && E.Group != frontend::Angled)
      G.Default.push_back(Path);
  }
  append_range(G.Angled, System);
  append_range(G.Angled, After);
}

} // namespace

Unit Frontend::unit(const TuCommand &Command) {
  size_t At = inputOf(Command);
  Unit U;
  U.Command = &Command;
  U.Input = Command.Arguments[At];
  std::string Key = Command.Directory;
  for (size_t I = 0; I < Command.Arguments.size(); ++I) {
    Key += '\0';
    if (I == At)
      Key += ("\1" + sys::path::extension(U.Input)).str();
    else
      Key += Command.Arguments[I];
  }
  auto [It, New] = Known.try_emplace(Key, Groups.size());
  if (!New) {
    U.Group = Groups[It->second].get();
    return U;
  }

  auto G = std::make_unique<FlagGroup>();
  G->Number = Groups.size();
  G->Directory = Command.Directory;
  G->Extension = sys::path::extension(U.Input).str();
  IntrusiveRefCntPtr<View> Files(new View(Store, Command.Directory));
  ErrorCollector Collected(G->Errors);
  DriverDiagnostics Diagnostics(*Files, Collected);
  std::vector<const char *> Words;
  for (const std::string &Word : Command.Arguments)
    Words.push_back(Word.c_str());
  CreateInvocationOptions Options;
  Options.Diags = Diagnostics.engine();
  Options.VFS = Files;
  std::vector<std::string> Front;
  Options.CC1Args = &Front;
  Options.RecoverOnError = true;
  if (std::unique_ptr<CompilerInvocation> Settings = createInvocation(Words, Options)) {
    setSearch(*G, Settings->getHeaderSearchOpts(), Settings->getLangOpts().CPlusPlus);
    G->Settings = std::move(Settings);
  }
  G->Words = withoutInput(Front, U.Input);
  U.Group = G.get();
  Groups.push_back(std::move(G));
  return U;
}

std::shared_ptr<CompilerInvocation> Unit::settings() const {
  if (!Group->Settings)
    return nullptr;
  auto Own = std::make_shared<CompilerInvocation>(*Group->Settings);
  FrontendOptions &F = Own->getFrontendOpts();
  if (F.Inputs.size() != 1)
    return nullptr;
  InputKind Kind = F.Inputs[0].getKind();
  F.Inputs[0] = FrontendInputFile(Input, Kind);
  F.DisableFree = false;
  Own->getCodeGenOpts().DisableFree = false;
  Own->getCodeGenOpts().MainFileName = sys::path::filename(Input).str();
  Own->getDependencyOutputOpts() = DependencyOutputOptions();
  Own->getDiagnosticOpts().ShowCarets = false; // nor a line that counts errors
  return Own;
}

} // namespace pooltidy::tool
