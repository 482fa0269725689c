//===- Changes.cpp - Which lines changed since a revision -----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Changes.h"

#include "tool/Files.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

#include <limits>
#include <map>

using namespace llvm;

namespace pooltidy::tool {
namespace {

constexpr unsigned LastLine = std::numeric_limits<unsigned>::max();

/// What git prints. Its settings must not matter, nor may they make it run something.
class Git {
public:
  static Expected<Git> at(StringRef Directory) {
    ErrorOr<std::string> Program = sys::findProgramByName("git");
    if (!Program)
      return failure("--changed-since: git was not found");
    return Git(*Program, Directory);
  }

  /// Its standard output, or its complaint.
  Expected<std::string> run(ArrayRef<StringRef> Words) const {
    SmallString<128> Out, Err;
    if (std::error_code EC = sys::fs::createTemporaryFile("pooltidy-git", "out", Out))
      return failure("--changed-since: ", EC.message());
    FileRemover RemoveOut(Out);
    if (std::error_code EC = sys::fs::createTemporaryFile("pooltidy-git", "err", Err))
      return failure("--changed-since: ", EC.message());
    FileRemover RemoveErr(Err);

    SmallVector<StringRef, 24> Args{Program,        "--no-optional-locks",
                                    "--no-pager",   "-c",
                                    "core.fsmonitor=false", "-C",
                                    Directory};
    append_range(Args, Words);
    std::string Why;
    int Status = sys::ExecuteAndWait(Program, Args, std::nullopt,
                                     {StringRef(), StringRef(Out), StringRef(Err)},
                                     /*SecondsToWait=*/0, /*MemoryLimit=*/0, &Why);
    Expected<std::string> Text = readFile(Status == 0 ? Out : Err);
    if (Status == 0 || !Text)
      return Text;
    return failure(Why.empty() ? StringRef(*Text).trim().split('\n').first : StringRef(Why));
  }

private:
  Git(StringRef Program, StringRef Directory) : Program(Program), Directory(Directory) {}
  std::string Program, Directory;
};

std::string realPath(StringRef Path) {
  SmallString<256> Real;
  return sys::fs::real_path(Path, Real) ? Path.str() : std::string(Real);
}

/// \p Name as git prints it: as it is, or in quotes with the escapes of C.
std::string unquoted(StringRef Name) {
  if (!Name.consume_front("\""))
    return Name.rtrim('\t').str();
  std::string Out;
  for (size_t I = 0; I < Name.size() && Name[I] != '"'; ++I) {
    if (Name[I] != '\\' || I + 1 == Name.size()) {
      Out += Name[I];
      continue;
    }
    char C = Name[++I];
    if (C >= '0' && C <= '7') {
      unsigned Byte = 0;
      for (size_t End = I + 3; I < End && I < Name.size() && Name[I] >= '0' && Name[I] <= '7'; ++I)
        Byte = Byte * 8 + (Name[I] - '0');
      --I;
      Out += static_cast<char>(Byte);
      continue;
    }
    static constexpr StringRef From = "abfnrtv", To = "\a\b\f\n\r\t\v";
    size_t At = From.find(C);
    Out += At == StringRef::npos ? C : To[At];
  }
  return Out;
}

/// "7,2" or "7": a first line and how many.
bool readRange(StringRef Text, unsigned &First, unsigned &Count) {
  auto [Begin, Length] = Text.split(',');
  Count = 1;
  return !Begin.getAsInteger(10, First) && (!Text.contains(',') || !Length.getAsInteger(10, Count));
}

} // namespace

bool ChangedLines::contains(StringRef File, unsigned Line) const {
  auto It = Files.find(File);
  return It != Files.end() && any_of(It->second, [&](const auto &Range) {
           return Range.first <= Line && Line <= Range.second;
         });
}

void ChangedLines::addFile(StringRef File) { Files[File].push_back({1, LastLine}); }

Error ChangedLines::addDiff(StringRef Diff, StringRef Root) {
  std::string File;
  while (!Diff.empty()) {
    auto [Line, Rest] = Diff.split('\n');
    Diff = Rest;
    if (Line.starts_with("diff --git ")) {
      File.clear();
    } else if (Line.consume_front("+++ ")) {
      std::string Name = unquoted(Line);
      if (StringRef(Name).starts_with("b/"))
        File = (Root + "/" + StringRef(Name).drop_front(2)).str();
    } else if (Line.consume_front("@@ -")) {
      unsigned OldFirst, OldCount, First, Count;
      auto [Old, New] = Line.split(" +");
      if (!readRange(Old, OldFirst, OldCount) || !readRange(New.split(' ').first, First, Count))
        return failure("--changed-since: git printed a difference that is none: @@ -", Line);
      // Text follows, as many lines as were said. It may look like anything.
      for (unsigned I = 0; I < OldCount + Count && !Diff.empty(); ++I)
        Diff = Diff.split('\n').second;
      // Of lines that went, what stood beside them is left.
      if (!File.empty())
        Files[File].push_back({First, Count ? First + Count - 1 : First + 1});
    }
  }
  return Error::success();
}

Expected<ChangedLines> changedSince(StringRef Revision, StringRef Directory) {
  Expected<Git> Here = Git::at(Directory);
  if (!Here)
    return Here.takeError();
  Expected<std::string> Top = Here->run({"rev-parse", "--show-toplevel"});
  if (!Top)
    return failure("--changed-since: ", Directory, " is in no git repository that can be read: ",
                   toString(Top.takeError()));
  std::string Root = StringRef(*Top).rtrim('\n').str();
  Expected<Git> There = Git::at(Root);
  if (!There)
    return There.takeError();

  std::string Wanted = (Revision + "^{commit}").str();
  Expected<std::string> Commit =
      There->run({"rev-parse", "--verify", "--quiet", "--end-of-options", Wanted});
  if (!Commit) {
    consumeError(Commit.takeError()); // --quiet: it says nothing
    return failure("--changed-since: git knows no revision '", Revision, "' in ", Root,
                   "; a shallow clone may have to fetch it first");
  }
  std::string From = StringRef(*Commit).trim().str();
  // What came to the other branch since is not of this change. Histories that were never
  // one, or are cut off, have no such point.
  if (Expected<std::string> Base = There->run({"merge-base", From, "HEAD"}))
    From = StringRef(*Base).trim().str();
  else
    consumeError(Base.takeError());

  Expected<std::string> Diff =
      There->run({"-c", "core.quotePath=false", "diff", "--unified=0", "--no-color",
                  "--no-ext-diff", "--no-textconv", "--find-renames", "--submodule=short",
                  "--src-prefix=a/", "--dst-prefix=b/", "--inter-hunk-context=0", From, "--"});
  if (!Diff)
    return failure("--changed-since: git diff: ", toString(Diff.takeError()));
  Expected<std::string> New =
      There->run({"ls-files", "--others", "--exclude-standard", "-z", "--full-name"});
  if (!New)
    return failure("--changed-since: git ls-files: ", toString(New.takeError()));

  ChangedLines Changed;
  if (Error E = Changed.addDiff(*Diff, Root))
    return std::move(E);
  SmallVector<StringRef, 0> Names;
  StringRef(*New).split(Names, '\0', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  for (StringRef Name : Names)
    Changed.addFile((Root + "/" + Name).str());
  return Changed;
}

void keepChanged(Audit &A, const ChangedLines &Changed, StringRef Revision) {
  std::map<std::string, std::string> Real;
  auto Touched = [&](const rules::Place &P) {
    // What comes from standard input is in no revision.
    if (P.File == "<stdin>")
      return true;
    auto [It, New] = Real.try_emplace(P.File);
    if (New) {
      SmallString<256> Path(P.File);
      if (sys::path::is_relative(Path)) {
        Path = A.Root;
        sys::path::append(Path, P.File);
      }
      It->second = realPath(Path);
    }
    return Changed.contains(It->second, P.Line);
  };
  std::vector<rules::Finding> Kept;
  for (rules::Finding &F : A.Findings) {
    bool Counts = Touched(F.Where) ||
                  any_of(F.Path, [&](const rules::Step &S) { return Touched(S.Where); });
    A.Unchanged += !Counts;
    (Counts ? Kept : A.Known).push_back(std::move(F));
  }
  A.Findings = std::move(Kept);
  A.Since = Revision.str();
}

} // namespace pooltidy::tool
