//===- Deploy.cpp - From deployment files to a verdict --------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/deploy/Deploy.h"

#include "tool/deploy/Checklist.h"
#include "tool/deploy/Files.h"
#include "tool/deploy/Judge.h"
#include "tool/deploy/Logs.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

#include <map>

using namespace llvm;

namespace pooltidy::deploy {
namespace {

bool isEnvName(StringRef Name) {
  return Name == ".env" || Name.starts_with(".env.") || Name.ends_with(".env");
}

bool isComposeOverride(StringRef Name) {
  return Name.contains("compose") && Name.contains(".override.");
}

class Reader {
public:
  Reader(Forest &F, const Knowledge &K, ReadFile Read, Stack &S) : F(F), K(K), Read(Read), S(S) {}

  void run(ArrayRef<std::string> Files) {
    // Variables first: everything else may use them.
    for (bool Env : {true, false})
      for (const std::string &File : Files)
        if (isEnvName(sys::path::filename(File)) == Env)
          file(File);
    overrides();
    // Files of one directory belong together, as those of one `docker compose -f A -f B`.
    std::vector<std::string> Order;
    std::map<std::string, std::vector<ComposeFile>> Projects;
    for (ComposeFile &C : Compose) {
      std::string Directory = sys::path::parent_path(C.Path).str();
      if (!Projects.count(Directory))
        Order.push_back(Directory);
      Projects[Directory].push_back(C);
    }
    for (const std::string &Directory : Order)
      readCompose(F, Projects[Directory], Given, Read, S);
    if (!Kubernetes.empty())
      readKubernetes(F, Kubernetes, S);
    for (const auto &[Name, V] : Settings.all())
      for (Service &One : S.Services)
        if (!One.Env.get(Name))
          One.Env.set(Name, V);
  }

private:
  void problem(StringRef File, const Twine &Why, bool Partly = false) {
    S.Problems.push_back({File.str(), Why.str(), Partly});
  }

  const Source *load(const std::string &File) {
    Expected<std::string> Text = Read(File);
    if (!Text) {
      problem(File, toString(Text.takeError()));
      return nullptr;
    }
    if (StringRef(*Text).take_front(4096).contains('\0')) {
      problem(File, "a binary file, not a deployment file");
      return nullptr;
    }
    return &F.add(File, std::move(*Text));
  }

  void file(const std::string &File) {
    const Source *From = load(File);
    if (!From)
      return;
    StringRef Name = sys::path::filename(File);
    S.Read.push_back(File);
    if (isEnvName(Name)) {
      std::vector<unsigned> Bad;
      Given.add(parseEnv(F, *From, Given, Bad));
      for (unsigned Line : Bad)
        problem(File, "line " + Twine(Line) + " is no NAME=value", true);
    } else if (Name.starts_with("Procfile")) {
      readProcfile(F, *From, Given, S);
    } else if (Name.ends_with(".service")) {
      readSystemd(F, *From, Read, S);
    } else if (Name.ends_with(".yml") || Name.ends_with(".yaml") || Name.ends_with(".json")) {
      yaml(File, *From);
    } else if (Name.ends_with(".toml")) {
      readPgcat(*From, parseIni(F, *From), S);
    } else if (isOdyssey(*From)) {
      readOdyssey(F, *From, S);
    } else if (std::vector<IniEntry> Entries = parseIni(F, *From); isPgbouncer(Entries)) {
      readPgbouncer(*From, Entries, S);
    } else if (!settings(Entries)) {
      notKnown(File);
    }
  }

  /// Keeps the settings of programs that \p Entries has, if any.
  bool settings(ArrayRef<IniEntry> Entries) {
    size_t Before = Settings.all().size();
    for (const IniEntry &E : Entries)
      for (const ProgramSpec &P : K.Programs)
        if (is_contained(P.Processes.Settings, E.Key))
          Settings.set(E.Key, E.Of);
    return Settings.all().size() > Before;
  }

  void notKnown(const std::string &File, const Twine &Hint = "") {
    S.Read.pop_back();
    problem(File, "none of the kinds of files that are understood" + Hint);
  }

  void yaml(const std::string &File, const Source &From) {
    Expected<std::vector<const Node *>> Documents = parseYaml(F, From);
    std::string Hint = StringRef(From.Text).contains("{{")
                           ? "; it looks like a template: give what the template makes"
                           : "";
    if (!Documents) {
      S.Read.pop_back();
      return problem(File, toString(Documents.takeError()) + Hint);
    }
    if (Documents->empty())
      return problem(File, "there is nothing in it");
    const Node &Root = *Documents->front();
    if (isKubernetes(*Documents))
      append_range(Kubernetes, *Documents);
    else if (isCompose(Root))
      Compose.push_back({File, &Root});
    else if (!readDrogon(Root, From, S) && !readUserver(Root, From, S) && !readUnit(Root, From, S))
      notKnown(File, Hint);
  }

  /// Compose reads compose.override.yaml by itself where no file was named; so does this
  /// where just the main one was.
  void overrides() {
    if (Compose.size() != 1 || isComposeOverride(sys::path::filename(Compose[0].Path)))
      return;
    StringRef Name = sys::path::filename(Compose[0].Path);
    StringRef Stem = sys::path::stem(Name);
    if (Stem != "compose" && Stem != "docker-compose")
      return;
    for (StringRef Ending : {".yml", ".yaml"}) {
      std::string Path =
          joinPath(sys::path::parent_path(Compose[0].Path), (Stem + ".override" + Ending).str());
      Expected<std::string> Text = Read(Path);
      if (!Text) {
        consumeError(Text.takeError());
        continue;
      }
      const Source &From = F.add(Path, std::move(*Text));
      S.Read.push_back(Path);
      yaml(Path, From);
      return;
    }
  }

  Forest &F;
  const Knowledge &K;
  ReadFile Read;
  Stack &S;
  Environment Given, Settings;
  std::vector<ComposeFile> Compose;
  std::vector<const Node *> Kubernetes;
};

/// What the environment of a pooler's container says of it, if that is anything.
std::optional<PoolerConfig> configOf(const Service &One, const ImageSpec &I) {
  PoolerConfig P;
  P.Kind = I.Kind;
  P.Where = One.Where;
  P.File = One.Where.File;
  bool Any = false;
  auto Text = [&](ArrayRef<std::string> Names) -> StringRef {
    for (StringRef Name : Names)
      if (const Value *V = One.Env.get(Name)) {
        Any = true;
        P.Where = V->where();
        return V->text();
      }
    return "";
  };
  P.Mode = Text(I.Mode).str();
  StringRef Ignored = Text(I.Ignored), Prepared = Text(I.Prepared);
  SmallVector<StringRef, 4> Names;
  Ignored.split(Names, ',', -1, false);
  for (StringRef Name : Names)
    P.Ignored.push_back(Name.trim().str());
  int64_t N;
  if (!Prepared.empty() && !Prepared.getAsInteger(10, N))
    P.Prepared = N;
  if (!Any)
    return std::nullopt;
  return P;
}

} // namespace

Expected<std::vector<PoolerConfig>> readPoolers(ArrayRef<std::string> Files, ReadFile Read) {
  Expected<Knowledge> K = builtinKnowledge();
  if (!K)
    return K.takeError();
  Forest F;
  Stack S;
  Reader(F, *K, Read, S).run(Files);
  Endpoints E(S, *K, {});
  for (const Service &One : S.Services)
    if (const ImageSpec *I = E.imageOf(One))
      if (std::optional<PoolerConfig> P = configOf(One, *I))
        S.Poolers.push_back(std::move(*P));
  return std::move(S.Poolers);
}

Expected<Outcome> deploy(const Request &R, ReadFile Read) {
  Expected<Knowledge> K = builtinKnowledge();
  if (!K)
    return K.takeError();
  Forest F;
  Stack S;
  Reader(F, *K, Read, S).run(R.Files);
  Endpoints E(S, *K, R.Cap);
  std::vector<Budget> Budgets = makeBudgets(S, *K, E, S.Notes);

  Outcome Out;
  for (auto [Given, M, Name] : {std::tuple(R.Cap.Session, Mode::Session, "session="),
                                std::tuple(R.Cap.Transaction, Mode::Transaction, "transaction="),
                                std::tuple(R.Cap.Direct, Mode::Direct, "direct=")})
    if (Given && none_of(Budgets, [&, M = M](const Budget &B) { return B.At.M == M; }))
      S.Notes.push_back({"--cap " + std::string(Name) + std::to_string(*Given) +
                             " is for nobody: no connection in that mode was seen",
                         {}});
  if (R.Cap.Plain && all_of(Budgets, [](const Budget &B) { return B.At.M == Mode::Transaction; }))
    S.Notes.push_back({"--cap " + std::to_string(*R.Cap.Plain) +
                           " is for nobody: it is not for transaction mode, which has a limit of "
                           "its own (--cap transaction=N)",
                       {}});

  joinCode(Budgets, R.Seen, *K);
  Out.Findings = judge(Budgets, *K);
  Out.Result.Read = S.Read;
  Out.Result.Notes = S.Notes;
  for (const Budget &B : Budgets)
    Out.Result.Tables.push_back(tableOf(B));
  for (const std::string &Log : R.Logs)
    readLog(Log, *K, Out.Result, S.Problems);
  judgeLogs(Out.Result, Out.Findings);
  makeChecklist(Budgets, S, *K, R, Out.Result);
  Out.Problems = std::move(S.Problems);
  stable_sort(Out.Findings, [](const rules::Finding &X, const rules::Finding &Y) {
    return std::tie(X.Where, X.Check) < std::tie(Y.Where, Y.Check);
  });
  return Out;
}

} // namespace pooltidy::deploy
