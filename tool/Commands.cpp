//===- Commands.cpp - What each command does ------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Commands.h"

#include "tool/Baseline.h"
#include "tool/CheckGlobs.h"
#include "tool/CommandAdapter.h"
#include "tool/CompileCommands.h"
#include "tool/DeployCommand.h"
#include "tool/Configuration.h"
#include "tool/Explain.h"
#include "tool/prove/Prove.h"
#include "tool/FactsCommands.h"
#include "tool/FactsFiles.h"
#include "tool/Files.h"
#include "tool/Finish.h"
#include "tool/Identity.h"
#include "tool/Pages.h"
#include "tool/reports/Escape.h"
#include "tool/reports/Summary.h"
#include "tool/speed/Cache.h"

#include "clang/Basic/Version.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

using namespace llvm;

namespace pooltidy::tool {
namespace {

using Inputs = std::vector<std::pair<std::string, std::string>>;

std::string workingDir() {
  SmallString<256> Path;
  return sys::fs::current_path(Path) ? std::string("/") : std::string(Path);
}

std::vector<CheckInfo> checksWithPages() {
  std::vector<CheckInfo> Checks = allChecks();
  for (CheckInfo &C : Checks)
    if (C.Help.empty())
      C.Help = checkPage(C.Id).str();
  return Checks;
}

/// One line on a terminal that is written over and goes in the end.
class ProgressLine {
public:
  explicit ProgressLine(bool Wanted) : On(Wanted && sys::Process::StandardErrIsDisplayed()) {}
  ~ProgressLine() {
    if (On && Shown)
      errs() << "\r\033[K";
  }
  void operator()(unsigned Done, unsigned Total, StringRef File) {
    if (!On)
      return;
    Shown = true;
    // The tail of a path tells more than its head; a line that wraps cannot be rewritten.
    size_t Room = std::max(40u, sys::Process::StandardErrColumns()) - 24;
    errs() << "\r\033[K[" << Done << '/' << Total << "] " << (File.size() > Room ? "..." : "")
           << File.take_back(Room);
  }

private:
  bool On;
  bool Shown = false;
};

Expected<std::string> resourceDir(StringRef Executable) {
  std::string Dir = findResourceDir(Executable);
  if (Dir.empty())
    return failure("the headers of Clang itself (stddef.h and others) are missing; on Debian the "
                   "package libclang-common-" CLANG_VERSION_MAJOR_STRING "-dev has them");
  return Dir;
}

/// The translation units that the command line means, and the database they are from.
struct Selected {
  CommandSet Set;
  std::string Database;
};

Expected<Selected> select(const Options &O, StringRef Executable, StringRef WorkingDir) {
  // A misspelt path must not end as a complaint about a database.
  for (const std::string &Path : O.Paths) {
    sys::fs::file_status Status;
    if (std::error_code EC = sys::fs::status(absolutePath(Path, WorkingDir), Status))
      return failure(Path, ": ", EC.message());
  }
  Expected<std::string> Resources = resourceDir(Executable);
  if (!Resources)
    return Resources.takeError();
  Selected S;
  if (O.Flags) {
    Expected<CommandSet> Set = fixedCommands(O.Paths, *O.Flags, WorkingDir, *Resources);
    if (!Set)
      return Set.takeError();
    S.Set = std::move(*Set);
    return S;
  }
  Expected<std::string> Database = findDatabase(O.BuildDir, O.Paths, WorkingDir);
  if (!Database)
    return Database.takeError();
  Expected<CommandSet> Set = loadCommands(*Database, O.Paths, WorkingDir, *Resources);
  if (!Set)
    return Set.takeError();
  S.Set = std::move(*Set);
  S.Database = std::move(*Database);
  return S;
}

std::string sourceDir(const CommandSet &Set) {
  std::vector<std::string> Files;
  for (const TuCommand &C : Set.Commands)
    Files.push_back(C.File);
  for (const TuProblem &P : Set.Problems)
    Files.push_back(P.File);
  return commonDirectory(Files);
}

//===-- The commands -------------------------------------------------------===//

Expected<Ending> runAudit(const Options &O, StringRef Executable, Watch &W) {
  std::string Here = workingDir();
  Expected<Selected> S = select(O, Executable, Here);
  if (!S)
    return S.takeError();
  Expected<Configuration> C = configure(O, sourceDir(S->Set), S->Database, Here, checksWithPages());
  if (!C)
    return C.takeError();
  if (Error E = readPoolerFacts(*C, deployFiles(O, Here), O))
    return std::move(E);
  C->Analysis.Watched = &W;
  if (!C->Analysis.CacheDir.empty())
    C->Analysis.Tool = toolIdentity(Executable);
  if (C->Analysis.Tool.empty())
    C->Analysis.CacheDir.clear();
  Expected<Audit> A = fixed(
      [&] {
        ProgressLine Line(!O.Quiet);
        return audit(S->Set.Commands, C->Analysis, [&](unsigned Done, unsigned Total, StringRef File) {
          Line(Done, Total, File);
        });
      },
      O);
  if (!A)
    return A.takeError();
  append_range(A->Seen.Problems, S->Set.Problems);
  if (Error E = addDeployment(*A, deployFiles(O, Here), O, *C, Here))
    return std::move(E);
  sort(A->Seen.Problems, [](const TuProblem &L, const TuProblem &R) {
    return std::tie(L.File, L.Why) < std::tie(R.File, R.Why);
  });
  return finish(std::move(*A), O, *C, Executable);
}

Expected<Ending> runExtract(const Options &O, StringRef Executable, Watch &W) {
  std::string Here = workingDir();
  Expected<Selected> S = select(O, Executable, Here);
  if (!S)
    return S.takeError();
  if (!S->Set.Problems.empty())
    return failure(S->Set.Problems[0].File, ": ", S->Set.Problems[0].Why);
  if (S->Set.Commands.size() != 1)
    return failure(O.Paths[0], ": stands for ", S->Set.Commands.size(), " commands of ",
                   S->Database, "; extract takes one");
  Expected<Configuration> C = configure(O, sourceDir(S->Set), S->Database, Here, checksWithPages());
  if (!C)
    return C.takeError();
  C->Analysis.Watched = &W;
  if (!O.RelativeTo.empty())
    C->Analysis.ProjectRoot = absolutePath(O.RelativeTo, Here);
  Expected<Extracted> Facts = extractFacts(S->Set.Commands[0], C->Analysis, !O.RelativeTo.empty());
  if (!Facts) {
    errs() << "pooltidy: " << cleanLine(toString(Facts.takeError())) << '\n';
    return Ending::Incomplete;
  }
  if (Error E = writeFile(O.Output, [&](raw_ostream &OS) {
        OS << Facts->Bytes;
        return Error::success();
      }))
    return std::move(E);
  if (!O.DepFile.empty())
    if (Error E = writeDepFile(O.DepFile, O.Output, Facts->Read))
      return std::move(E);
  // The facts are there and `link` counts the file as partly analysed: said, no failure.
  if (!Facts->Partly.empty())
    errs() << "pooltidy: warning: "
           << cleanLine(S->Set.Commands[0].File + ": only partly analysed: " + Facts->Partly) << '\n';
  return Ending::Clean;
}

/// Reads \p Paths; one that cannot be read becomes a problem of \p Problems.
Inputs readAll(ArrayRef<std::string> Paths, StringRef WorkingDir,
               std::vector<TuProblem> &Problems) {
  Inputs Out;
  for (const std::string &Path : Paths) {
    bool Standard = Path == "-";
    std::string Name = Standard ? "<stdin>" : absolutePath(Path, WorkingDir);
    if (std::error_code EC = Standard ? std::error_code() : canRead(Name)) {
      Problems.push_back({Name, EC.message(), /*Partly=*/false});
      continue;
    }
    Expected<std::string> Text = readFile(Standard ? "-" : Name);
    if (!Text)
      Problems.push_back({Name, toString(Text.takeError()), /*Partly=*/false});
    else
      Out.emplace_back(Name, std::move(*Text));
  }
  return Out;
}

Expected<Ending> runLink(const Options &O, StringRef Executable) {
  std::string Here = workingDir();
  std::vector<TuProblem> Problems;
  Expected<FactsFiles> Facts = FactsFiles::open(O.Paths, Here, jobs(O), Problems);
  if (!Facts)
    return Facts.takeError();
  // As in an audit, the configuration is looked for above the sources, and paths are
  // printed against the project's directory, which the facts know.
  std::vector<std::string> Files, Roots;
  for (const FactsFiles::Entry &E : Facts->units()) {
    Files.push_back(E.File);
    if (!E.Root.empty())
      Roots.push_back(E.Root + "/.");
  }
  Expected<Configuration> C =
      configure(O, Files.empty() ? Here : commonDirectory(Files), "", Here, checksWithPages());
  if (!C)
    return C.takeError();
  if (Error E = readPoolerFacts(*C, deployFiles(O, Here), O))
    return std::move(E);
  if (!Roots.empty())
    C->Analysis.ProjectRoot = commonDirectory(Roots);
  Expected<Audit> A = linkFacts(*Facts, C->Analysis);
  if (!A)
    return A.takeError();
  append_range(A->Seen.Problems, Problems);
  if (Error E = addDeployment(*A, deployFiles(O, Here), O, *C, Here))
    return std::move(E);
  return finish(std::move(*A), O, *C, Executable);
}

/// The .sql files under directory \p Path, sorted; what cannot be opened is a problem.
/// LLVM's recursive iterator would skip a closed directory without a word.
void collectSql(StringRef Path, std::vector<std::string> &Files, std::vector<TuProblem> &Problems) {
  std::vector<std::string> Open{Path.str()}, Found;
  while (!Open.empty()) {
    std::string Directory = std::move(Open.back());
    Open.pop_back();
    std::error_code EC;
    sys::fs::directory_iterator It(Directory, EC, /*follow_symlinks=*/false), End;
    for (; !EC && It != End; It.increment(EC)) {
      if (It->type() == sys::fs::file_type::directory_file)
        Open.push_back(It->path());
      else if (StringRef(It->path()).ends_with_insensitive(".sql"))
        Found.push_back(It->path());
    }
    if (EC)
      Problems.push_back({Directory, EC.message(), /*Partly=*/false});
  }
  sort(Found);
  append_range(Files, Found);
}

Expected<Ending> runSql(const Options &O, StringRef Executable) {
  std::string Here = workingDir();
  std::vector<TuProblem> Problems;
  std::vector<std::string> Paths;
  for (const std::string &Path : O.Paths.empty() ? std::vector<std::string>{"-"} : O.Paths) {
    if (Path == "-") {
      Paths.push_back(Path);
      continue;
    }
    std::string Absolute = absolutePath(Path, Here);
    sys::fs::file_status Status;
    if (std::error_code EC = sys::fs::status(Absolute, Status))
      return failure(Path, ": ", EC.message());
    if (sys::fs::is_directory(Status))
      collectSql(Absolute, Paths, Problems);
    else
      Paths.push_back(Absolute);
  }
  if (Paths.empty() && Problems.empty())
    return failure(O.Paths[0], ": no .sql file in it");

  const size_t Closed = Problems.size();
  std::vector<std::string> Named;
  copy_if(Paths, std::back_inserter(Named), [](const std::string &P) { return P != "-"; });
  Expected<Configuration> C =
      configure(O, Named.empty() ? Here : commonDirectory(Named), "", Here, checksWithPages());
  if (!C)
    return C.takeError();
  Expected<Audit> A = fixed(
      [&] {
        Problems.resize(Closed);
        return auditSql(readAll(Paths, Here, Problems), C->Analysis);
      },
      O);
  if (!A)
    return A.takeError();
  append_range(A->Seen.Problems, Problems);
  return finish(std::move(*A), O, *C, Executable);
}

Expected<Ending> runDeploy(const Options &O, StringRef Executable) {
  std::string Here = workingDir();
  std::vector<std::string> Files;
  for (const std::string &Path : O.Paths)
    Files.push_back(absolutePath(Path, Here));
  Expected<Configuration> C = configure(O, commonDirectory(Files), "", Here, checksWithPages());
  if (!C)
    return C.takeError();
  if (Error E = readPoolerFacts(*C, Files, O))
    return std::move(E);
  Expected<Audit> A = emptyAudit(C->Analysis);
  if (!A)
    return A.takeError();
  A->Code = false;
  if (Error E = addDeployment(*A, Files, O, *C, Here))
    return std::move(E);
  return finish(std::move(*A), O, *C, Executable);
}

/// For commands that print and do nothing else.
Expected<Ending> printed(function_ref<Error(raw_ostream &)> Print) {
  if (Error E = writeFile("-", Print))
    return std::move(E);
  return Ending::Clean;
}

Expected<Ending> runCompare(const Options &O) {
  std::vector<KnownFinding> Lists[2];
  for (size_t I = 0; I < 2; ++I) {
    Expected<std::string> Text = readFile(O.Paths[I]);
    if (!Text)
      return Text.takeError();
    Expected<std::vector<KnownFinding>> List = readBaseline(*Text, O.Paths[I]);
    if (!List)
      return List.takeError();
    Lists[I] = std::move(*List);
  }
  Comparison C = compare(Lists[0], Lists[1]);
  FailOn Fail = O.Fail.value_or(FailOn());
  bool Worse = false;
  if (Error E = writeFile("-", [&](raw_ostream &OS) {
        auto Print = [&](StringRef What, const KnownFinding &F) {
          OS << What << ": " << cleanLine(F.File) << ':' << F.Line << ": " << cleanLine(F.Severity)
             << ": " << cleanLine(F.Message) << " [" << cleanLine(F.Check) << "]\n";
        };
        for (size_t I : C.New) {
          Print("new", Lists[1][I]);
          Worse |= !Fail.Never && severityOf(Lists[1][I]) >= Fail.Level;
        }
        for (size_t I : C.Fixed)
          Print("fixed", Lists[0][I]);
        OS << C.New.size() << " new, " << C.Fixed.size() << " fixed, " << C.Kept.size()
           << " kept\n";
        return Error::success();
      }))
    return std::move(E);
  return Worse ? Ending::Findings : Ending::Clean;
}

Expected<Ending> runProve(const Options &O) {
  if (O.Paths.size() == 1)
    return printed([&](raw_ostream &OS) { return prove(O.Paths[0], nullptr, allChecks(), OS); });
  Expected<std::string> Text = readFile(O.Paths[0]);
  if (!Text)
    return Text.takeError();
  Expected<ProvenFinding> Finding = findingOf(*Text, O.Paths[0], O.Paths[1]);
  if (!Finding)
    return Finding.takeError();
  return printed(
      [&](raw_ostream &OS) { return prove(Finding->Check, &*Finding, allChecks(), OS); });
}

/// What applies to a file, in the form of a .pooltidy.yaml.
Expected<Ending> runConfig(const Options &O) {
  std::string Here = workingDir(), Path = absolutePath(O.Paths[0], Here);
  sys::fs::file_status Status;
  if (std::error_code EC = sys::fs::status(Path, Status))
    return failure(O.Paths[0], ": ", EC.message());
  std::string Directory =
      sys::fs::is_directory(Status) ? Path : sys::path::parent_path(Path).str();
  std::vector<CheckInfo> Checks = checksWithPages();
  Expected<Configuration> C = configure(O, Directory, "", Here, Checks);
  if (!C)
    return C.takeError();
  return printed([&](raw_ostream &OS) {
    const AnalysisOptions &A = C->Analysis;
    auto Row = [&](StringRef Key, const Twine &Value) {
      OS << Key << ": " << Value;
      if (O.Explain)
        OS << "  # " << cleanLine(C->Origins[Key.str()]);
      OS << '\n';
    };
    if (O.Explain && C->File.empty())
      OS << "# no " << ConfigName << " in " << cleanLine(Directory) << " or above it\n";
    else if (O.Explain)
      OS << "# file: " << cleanLine(C->File) << (O.Config ? ", as --config says" : "") << '\n';
    Row("pooler", cleanLine(A.Pooler));
    Row("checks", "'" + cleanLine(A.Checks) + "'");
    if (O.Explain) {
      CheckGlobs Globs(A.Checks);
      for (const CheckInfo &I : Checks)
        if (!Globs.contains(I.Id))
          OS << "# off: " << I.Id << '\n';
    }
    // There is no key for never: a project in which nothing fails has no use for a check.
    if (C->Fail.Never)
      OS << "# fail-on: never  # command line\n";
    else
      Row("fail-on", StringRef(rules::name(C->Fail.Level)));
    Row("pool-limit", Twine(A.PoolLimit));
    Row("overflow-limit", Twine(A.OverflowLimit));
    if (O.Explain) {
      for (const models::Library &L : A.UserModels)
        OS << "# model of " << cleanLine(L.Name) << ": " << count(L.Functions.size(), "function")
           << ", " << count(L.Types.size(), "type") << "  # "
           << cleanLine(C->Origins["models"]) << '\n';
      OS << "# project: " << cleanLine(A.ProjectRoot) << '\n';
    }
    return Error::success();
  });
}

Expected<Ending> runCache(const Options &O) {
  std::string Directory = O.CacheDir ? absolutePath(*O.CacheDir, workingDir()) : defaultCacheDir();
  if (Directory.empty())
    return failure("this user has no cache directory; --cache-dir names one");
  Cache Kept(Directory);
  bool Clear = !O.Paths.empty() && O.Paths[0] == "clear";
  Cache::Contents C = Clear ? Kept.clear() : Kept.contents();
  return printed([&](raw_ostream &OS) {
    OS << Directory << (Clear ? ": removed " : ": ") << C.Entries
       << (C.Entries == 1 ? " entry, " : " entries, ")
       << format("%.1f MiB", static_cast<double>(C.Bytes) / (1 << 20));
    if (!Clear)
      OS << " of at most " << (Cache::DefaultLimit >> 20) << " MiB";
    OS << '\n';
    return Error::success();
  });
}

} // namespace

Expected<Ending> runCommand(const Options &O, const std::string &Executable, Watch &W) {
  switch (O.Command) {
  case Verb::Audit:
    return runAudit(O, Executable, W);
  case Verb::Extract:
    return runExtract(O, Executable, W);
  case Verb::Link:
    return runLink(O, Executable);
  case Verb::Facts:
    return runFacts(O, workingDir());
  case Verb::Split:
    return runSplit(O, workingDir());
  case Verb::Sql:
    return runSql(O, Executable);
  case Verb::Deploy:
    return runDeploy(O, Executable);
  case Verb::Explain:
    return printed(
        [&](raw_ostream &OS) { return explain(O.Paths[0], allChecks(), wantsColor(O, 1), OS); });
  case Verb::Prove:
    return runProve(O);
  case Verb::List:
    return printed([&](raw_ostream &OS) { return list(O.Paths[0], allChecks(), OS); });
  case Verb::Compare:
    return runCompare(O);
  case Verb::Cache:
    return runCache(O);
  case Verb::Config:
    return runConfig(O);
  case Verb::None:
    break;
  }
  return failure("no command given, see 'pooltidy --help'");
}

} // namespace pooltidy::tool
