//===- CommandAdapter.cpp - Any compiler's command, for Clang -------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/CommandAdapter.h"

#include "tool/CompileCommands.h"

#include "clang/Basic/Version.h"
#include "clang/Driver/Driver.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Option/Option.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/Triple.h"
#include "llvm/TargetParser/X86TargetParser.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

using Words = SmallVector<const char *, 64>;

/// The options that only make outputs, run something, or belong to another compiler's
/// files. Names are without leading dashes; a trailing * matches any rest.
// clang-format off
constexpr StringRef Dropped[] = {
    // Outputs and phases.
    "o", "c", "S", "E", "M", "MM", "MD", "MMD", "MF", "MT", "MQ", "MJ", "MG", "MP", "MV",
    "save-temps*", "fsyntax-only", "emit-*", "serialize-diagnostics*", "rewrite-*", "pipe", "###",
    "v", "dumpdir", "analyze*", "gsplit-dwarf*", "ftime-*", "fcrash-diagnostics*",
    "gen-reproducer*",
    // What runs code of the tree, or another compiler's.
    "fplugin*", "fpass-plugin*", "wrapper", "mllvm", "config*", "specs*", "fuse-ld*",
    "fintegrated-cc1", "fno-integrated-cc1", "Xanalyzer", "Xlinker", "Xassembler",
    // Data files of another build: profiles, serialised modules and headers.
    "fprofile*", "fno-profile*", "fauto-profile*", "fcs-profile*", "fmemory-profile*",
    "fcoverage*", "coverage", "include-pch", "fpch-*", "resource-dir*",
    // Modules that Clang makes of headers in passing: it would write them into a cache, and
    // headers mean the same as they stand.
    "fmodules", "fmodules-*", "fcxx-modules", "fimplicit-modules", "fimplicit-module-maps",
    // Runtime instrumentation: it wants lists and runtimes beside the compiler and
    // changes nothing that we look at.
    "fsanitize*", "fno-sanitize*", "flto*", "fno-lto*", "fxray*", "fembed-bitcode*",
    // Warnings are the compiler's business. Errors made of them would hide code from us.
    "Werror*", "pedantic-errors", "Wfatal-errors", "ferror-limit*", "fmax-errors*", "w",
    // Tuning never changes what a program means.
    "mtune*",
};
// clang-format on

bool isDropped(StringRef Name) {
  return any_of(Dropped,
                [&](StringRef D) { return D.consume_back("*") ? Name.starts_with(D) : Name == D; });
}

//===-- argv[0] ------------------------------------------------------------===//

/// Programs that stand in front of a compiler.
bool isLauncher(StringRef Path) {
  StringRef Name = sys::path::stem(Path);
  return is_contained({"ccache", "sccache", "distcc", "icecc", "buildcache", "env", "nice", "time",
                       "gomacc", "rewrapper", "cachecc1", "colorgcc"},
                      Name);
}

struct Compiler {
  std::string Name;         ///< clang or clang++
  std::string Target;       ///< a triple to ask for, or ""
  std::string GccToolchain; ///< where a GCC outside the system's directories lives, or ""
};

/// What argv[0] says: "/opt/gcc-13/bin/aarch64-linux-gnu-g++-13".
Compiler readCompiler(StringRef Path) {
  Compiler C;
  StringRef Name = sys::path::filename(Path);
  Name.consume_back_insensitive(".exe");
  StringRef Base = Name.rtrim("0123456789.").rtrim('-');
  bool Cxx = Base.ends_with("++") || Base.ends_with("icpc") || Base.ends_with("icpx");
  C.Name = Cxx ? "clang++" : "clang";

  bool IsGcc = Base.ends_with("gcc") || (Base.ends_with("g++") && !Base.ends_with("clang++"));
  size_t Dash = Base.rfind('-');
  if (Dash != StringRef::npos) {
    // Only a cross compiler's name starts with a triple whose first part is an architecture.
    Triple T(Triple::normalize(Base.take_front(Dash)));
    Triple Host(sys::getDefaultTargetTriple());
    if (Base.take_front(Dash).contains('-') && T.getArch() != Triple::UnknownArch &&
        (T.getArch() != Host.getArch() || T.getOS() != Host.getOS()))
      C.Target = Base.take_front(Dash).str();
  }
  if (IsGcc && sys::path::is_absolute(Path)) {
    StringRef Prefix = sys::path::parent_path(sys::path::parent_path(Path));
    SmallString<128> Lib(Prefix);
    sys::path::append(Lib, "lib", "gcc");
    if (Prefix != "/usr" && Prefix != "/" && Prefix != "" && sys::fs::is_directory(Lib))
      C.GccToolchain = Prefix.str();
  }
  return C;
}

//===-- Single words -------------------------------------------------------===//

bool sameFile(StringRef A, StringRef B, StringRef Directory) {
  if (A == B)
    return true;
  std::string PathA = absolutePath(A, Directory), PathB = absolutePath(B, Directory);
  return PathA == PathB || sys::fs::equivalent(PathA, PathB);
}

/// -march=X for an X that our Clang has never heard of would be an error.
bool unknownCpu(StringRef Cpu) {
  return Triple(sys::getDefaultTargetTriple()).isX86() && Cpu != "native" &&
         X86::parseArchX86(Cpu) == X86::CK_None;
}

/// The words of -Xclang that may stay: those about language and macros. Everything
/// else loads plugins, reads serialised headers of another Clang, or makes outputs.
class XclangFilter {
public:
  /// Whether the word \p Word after an -Xclang stays.
  bool keeps(StringRef Word) {
    if (Pending) {
      bool Keep = KeepPending;
      Pending = false;
      return Keep;
    }
    for (StringRef Takes : {"-include-pch", "-load", "-plugin", "-add-plugin", "-main-file-name",
                            "-dependency-file", "-MT", "-target-cpu", "-target-feature"})
      if (Word == Takes) {
        Pending = true;
        KeepPending = Word == "-target-feature";
        return KeepPending;
      }
    if (Word == "-include" || Word == "-isystem" || Word == "-D") {
      Pending = KeepPending = true;
      return true;
    }
    return Word.starts_with("-D") || Word.starts_with("-std") || Word.starts_with("-f") ||
           Word.starts_with("-I");
  }

private:
  bool Pending = false;
  bool KeepPending = false;
};

/// \p Words with response files read in. Those that are not there yet, such as the
/// module maps a build would write, go.
void expandResponseFiles(Words &Args, StringRef Directory, BumpPtrAllocator &Alloc) {
  cl::ExpansionContext Context(Alloc, cl::TokenizeGNUCommandLine);
  Context.setCurrentDir(Directory);
  if (Error E = Context.expandResponseFiles(Args))
    consumeError(std::move(E)); // what could not be read is dropped just below
  erase_if(Args, [](const char *Word) {
    return StringRef(Word).starts_with("@") || StringRef(Word) == "--";
  });
}

} // namespace

std::vector<std::string> adaptCommand(ArrayRef<std::string> Arguments, StringRef File,
                                      StringRef Directory, StringRef ResourceDir) {
  BumpPtrAllocator Alloc;
  StringSaver Saver(Alloc);
  while (Arguments.size() > 1 && isLauncher(Arguments[0])) {
    Arguments = Arguments.drop_front();
    // env A=B g++ ..., nice -n 5 g++ ...
    while (Arguments.size() > 1 &&
           (StringRef(Arguments[0]).contains('=') || StringRef(Arguments[0]).starts_with("-") ||
            all_of(Arguments[0], [](char C) { return isDigit(C); })))
      Arguments = Arguments.drop_front();
  }
  Compiler C = readCompiler(Arguments.empty() ? StringRef("clang++") : StringRef(Arguments[0]));

  Words Args;
  for (const std::string &Word : Arguments.empty() ? Arguments : Arguments.drop_front())
    Args.push_back(Saver.save(Word).data());
  expandResponseFiles(Args, Directory, Alloc);

  using namespace clang;
  using namespace clang::driver; // getDriverOptTable lives here up to LLVM 21
  unsigned MissingIndex = 0, MissingCount = 0;
  opt::InputArgList Parsed = getDriverOptTable().ParseArgs(Args, MissingIndex, MissingCount,
                                                           opt::Visibility(opt::DefaultVis));

  SmallVector<opt::Arg *, 64> List(Parsed.begin(), Parsed.end());
  if (any_of(List,
             [](const opt::Arg *A) { return A->getOption().getName().starts_with("target"); }))
    C.Target.clear();

  std::vector<std::string> Out{C.Name};
  if (!C.Target.empty())
    Out.push_back("--target=" + C.Target);
  if (!C.GccToolchain.empty())
    Out.push_back("--gcc-toolchain=" + C.GccToolchain);

  XclangFilter Xclang;
  bool SeenArch = false, SeenInput = false;
  for (size_t I = 0; I < List.size(); ++I) {
    const opt::Arg &A = *List[I];
    unsigned Begin = A.getIndex();
    unsigned End = I + 1 < List.size() ? List[I + 1]->getIndex()
                   : MissingCount      ? MissingIndex
                                       : Args.size();
    StringRef Name = A.getOption().getName(), Word = Args[Begin];
    if (A.getOption().getKind() == opt::Option::InputClass) {
      // Several inputs, or objects to link: only one is the file we were asked for.
      if (SeenInput || !sameFile(Word, File, Directory))
        continue;
      SeenInput = true;
    } else if (A.getOption().getKind() == opt::Option::UnknownClass || isDropped(Name) ||
               isDropped(Word.ltrim('-'))) {
      continue;
    } else if (Name == "Xclang") {
      if (!Xclang.keeps(A.getValue()))
        continue;
    } else if (Name == "include") {
      // The driver would look for a precompiled header beside the file, and find another
      // compiler's. The front end proper does not.
      for (StringRef Part : {"-Xclang", "-include", "-Xclang", A.getValue()})
        Out.push_back(Part.str());
      continue;
    } else if (Name == "arch") {
      if (std::exchange(SeenArch, true))
        continue;
    } else if (Name == "march=" && C.Target.empty() && unknownCpu(A.getValue())) {
      continue;
    }
    for (unsigned W = Begin; W < End; ++W)
      Out.emplace_back(Args[W]);
  }
  for (StringRef Flag :
       {"-fsyntax-only", "-Qunused-arguments", "-Wno-everything", "-Wno-unknown-warning-option"})
    Out.push_back(Flag.str());
  if (!ResourceDir.empty())
    Out.push_back("-resource-dir=" + ResourceDir.str());
  if (!SeenInput) {
    Out.push_back("--");
    Out.push_back(File.str());
  }
  return Out;
}

std::string findResourceDir(StringRef Executable) {
  SmallString<256> Prefix(sys::path::parent_path(sys::path::parent_path(Executable)));
  // Ours come first: they belong to the Clang inside, whatever else is installed.
  std::string Own = (Prefix + "/lib/pooltidy/clang").str();
  std::string Beside = (Prefix + "/lib/clang/" CLANG_VERSION_MAJOR_STRING).str();
  for (StringRef Candidate : {StringRef(Own), StringRef(Beside), StringRef(POOLTIDY_RESOURCE_DIR),
                              StringRef("/usr/lib/clang/" CLANG_VERSION_MAJOR_STRING),
                              StringRef("/usr/include/clang/" CLANG_VERSION_STRING),
                              StringRef("/usr/include/clang/" CLANG_VERSION_MAJOR_STRING)}) {
    SmallString<256> Header(Candidate);
    sys::path::append(Header, "include", "stddef.h");
    if (sys::fs::exists(Header))
      return Candidate.str();
  }
  return std::string();
}

} // namespace pooltidy::tool
