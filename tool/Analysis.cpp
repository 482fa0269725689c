//===- Analysis.cpp - The verbs behind the command ------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Analysis.h"

#include "facts/Serialize.h"
#include "leases/Analyse.h"
#include "models/Config.h"
#include "poolers/Pooler.h"
#include "rules/Rule.h"
#include "tool/CheckGlobs.h"
#include "tool/Link.h"
#include "tool/Pages.h"
#include "tool/speed/Gather.h"

#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/MemoryBuffer.h"

namespace pooltidy::tool {
namespace {

llvm::Expected<Setting> prepare(const AnalysisOptions &Options) {
  auto Profiles = poolers::builtinProfiles();
  if (!Profiles)
    return Profiles.takeError();
  auto Pooler = poolers::findProfile(Options.Pooler, *Profiles);
  if (!Pooler)
    return Pooler.takeError();
  auto Models = models::builtinModels();
  if (!Models)
    return Models.takeError();
  for (const std::string &File : Options.ModelFiles) {
    auto Buffer = llvm::MemoryBuffer::getFile(File);
    if (!Buffer)
      return llvm::createStringError(Buffer.getError(), "%s: %s", File.c_str(),
                                     Buffer.getError().message().c_str());
    auto Libraries = models::parseLibraries((*Buffer)->getBuffer(), File);
    if (!Libraries)
      return Libraries.takeError();
    for (models::Library &L : *Libraries)
      Models->add(std::move(L));
  }
  for (const models::Library &L : Options.UserModels)
    Models->add(L);
  return Setting{std::move(*Pooler), std::move(*Models)};
}

Audit begin(const Setting &S, const AnalysisOptions &Options) {
  Audit A;
  A.PoolerName = S.Pooler.Name;
  A.PoolerTitle = S.Pooler.Title;
  A.Root = Options.ProjectRoot;
  A.ToolVersion = POOLTIDY_VERSION;
  CheckGlobs Globs(Options.Checks.empty() ? "*" : Options.Checks);
  for (CheckInfo &C : allChecks())
    if (Globs.contains(C.Id))
      A.Checks.push_back(std::move(C));
  return A;
}

/// Tells \p U what the build and the project say about it.
void describe(facts::Unit &U, const TuCommand &C, const std::string &Root) {
  auto Add = [&](const std::string &Text) -> facts::StringId {
    if (Text.empty())
      return 0;
    U.Strings.push_back(Text);
    return U.Strings.size() - 1;
  };
  U.Root = Add(Root);
  U.Target = Add(C.Target);
  U.Programs.clear();
  for (const std::string &Program : C.Programs)
    U.Programs.push_back(Add(Program));
}

std::string summary(const Parsed &P) {
  std::string Why;
  for (const std::string &E : P.Errors.Lines)
    Why += (Why.empty() ? "" : "; ") + E;
  if (P.Errors.Count > P.Errors.Lines.size())
    Why += "; and " + std::to_string(P.Errors.Count - P.Errors.Lines.size()) + " more errors";
  return Why;
}

} // namespace

llvm::Expected<Audit> audit(llvm::ArrayRef<TuCommand> Commands, const AnalysisOptions &Options, Progress Report) {
  llvm::CrashRecoveryContext::Enable();
  auto S = prepare(Options);
  if (!S)
    return S.takeError();
  Audit A = begin(*S, Options);

  FileStore Store;
  Frontend Front(Store);
  std::vector<Unit> Units;
  for (const TuCommand &C : Commands)
    Units.push_back(Front.unit(C));
  Relocation Moved(Options.ProjectRoot);
  Cache Kept(Options.CacheDir);
  std::string Key = Kept.enabled() ? cacheKey(auditKey(Units, Options, Moved, Options.Tool)) : "";
  if (std::optional<std::string> Bytes = Kept.find(Key))
    if (std::optional<SavedAudit> Old = restoreAudit(*Bytes, Moved, Store)) {
      A.Findings = std::move(Old->Result.Findings);
      A.Seen = std::move(Old->Result.Seen);
      return A;
    }
  Gathered G = Gatherer(Store, Options, S->Models, Kept, Report).run(Units);
  std::vector<Parsed> &Results = G.Results;

  // The order of the files decides, not the order in which they were finished.
  std::vector<size_t> Order(Commands.size());
  for (size_t I = 0; I < Order.size(); ++I)
    Order[I] = I;
  llvm::sort(Order, [&](size_t X, size_t Y) {
    return std::tie(Commands[X].File, Commands[X].Arguments, X) < std::tie(Commands[Y].File, Commands[Y].Arguments, Y);
  });
  std::vector<facts::Unit> Facts;
  bool Bound = false, Whole = true;
  for (size_t I : Order) {
    Parsed &P = Results[I];
    if (G.Skipped[I]) {
      ++A.Seen.Skipped;
      continue;
    }
    if (!P.Unit || P.Errors.Count)
      A.Seen.Problems.push_back({Commands[I].File, summary(P), /*Partly=*/P.Unit.has_value()});
    Whole &= P.Unit.has_value();
    if (P.Unit) {
      Bound |= isBound(*P.Unit, Moved);
      describe(*P.Unit, Commands[I], Options.ProjectRoot);
      Facts.push_back(std::move(*P.Unit));
    }
  }
  if (llvm::Error E = link(A, std::move(Facts), *S, Options))
    return std::move(E);
  if (Kept.enabled() && Whole)
    Kept.keep(Key, save(SavedAudit{std::move(G.Read), A, Bound}, Moved));
  Kept.trim();
  return A;
}

llvm::Expected<Extracted> extractFacts(const TuCommand &Command, const AnalysisOptions &Options) {
  llvm::CrashRecoveryContext::Enable();
  FileStore Store;
  Frontend Front(Store);
  Unit U = Front.unit(Command);
  Parsed P = parse(U, new View(Store, Command.Directory), Options.ProjectRoot);
  if (!P.Unit)
    return llvm::createStringError(llvm::inconvertibleErrorCode(), "%s: not analysed: %s", Command.File.c_str(),
                                   summary(P).c_str());
  if (P.Errors.Count) {
    P.Unit->Errors.push_back(P.Unit->Strings.size());
    P.Unit->Strings.push_back(summary(P));
  }
  describe(*P.Unit, Command, Options.ProjectRoot);
  return Extracted{facts::serialize(*P.Unit), P.Errors.Count ? summary(P) : std::string()};
}

llvm::Expected<Audit> linkFacts(llvm::ArrayRef<std::pair<std::string, std::string>> Facts,
                                const AnalysisOptions &Options) {
  llvm::CrashRecoveryContext::Enable();
  auto S = prepare(Options);
  if (!S)
    return S.takeError();
  Audit A = begin(*S, Options);
  // The order of the names decides, not the order in which they were given.
  std::vector<const std::pair<std::string, std::string> *> Order;
  for (const auto &One : Facts)
    Order.push_back(&One);
  llvm::sort(Order, [](const auto *X, const auto *Y) {
    auto File = [](const auto *One) {
      auto From = facts::sourceOf(One->second);
      return From ? From->File : std::string();
    };
    std::string FileX = File(X), FileY = File(Y);
    return std::tie(FileX, X->second) < std::tie(FileY, Y->second);
  });
  std::vector<facts::Unit> Units;
  for (const auto *One : Order) {
    auto U = facts::deserialize(One->second, One->first);
    if (!U)
      return U.takeError();
    Units.push_back(std::move(*U));
  }
  for (const facts::Unit &U : Units)
    for (facts::StringId E : U.Errors)
      A.Seen.Problems.push_back({U.Strings[U.File], U.Strings[E], /*Partly=*/true});
  if (llvm::Error E = link(A, std::move(Units), *S, Options))
    return std::move(E);
  return A;
}

llvm::Expected<Audit> auditSql(llvm::ArrayRef<std::pair<std::string, std::string>> Files,
                               const AnalysisOptions &Options) {
  llvm::CrashRecoveryContext::Enable();
  auto S = prepare(Options);
  if (!S)
    return S.takeError();
  Audit A = begin(*S, Options);
  std::vector<std::string> Names{std::string()};
  leases::Result R;
  for (const auto &[Name, Bytes] : Files) {
    facts::Literal L;
    L.Bytes = Bytes;
    facts::Location At{static_cast<facts::StringId>(Names.size()), 1, 1};
    Names.push_back(Name);
    for (size_t I = 0; I < Bytes.size(); ++I) {
      if (I == 0 || Bytes[I - 1] == '\n')
        L.Pieces.push_back({static_cast<uint32_t>(I), At, false});
      if (Bytes[I] == '\n')
        ++At.Line;
    }
    leases::Text T = leases::Text::literal(L);
    // A client such as psql sends the statements of a file one by one.
    leases::Lease Session;
    Session.Tx = leases::Transaction::None;
    std::vector<leases::Observation> Seen;
    leases::Here H;
    H.Report = [&](leases::Observation O) { Seen.push_back(std::move(O)); };
    for (const sql::Statement &One : sql::analyse(T.sql())) {
      H.Call = T.place(One.Begin);
      leases::execute(Session, {One}, T, /*Simple=*/false, H);
      leases::ExecutionSite Site;
      Site.Where = H.Call;
      bool Opaque = One.How == sql::Understanding::Opaque;
      Site.State = Opaque ? leases::ExecutionSite::Unknown : leases::ExecutionSite::Known;
      Site.Operation = "the file";
      if (Opaque)
        Site.Why = "the text is not SQL that is understood";
      else if (!One.Keyword.empty())
        Site.Kinds.insert(One.Keyword);
      R.Sites.push_back(Site);
    }
    if (Session.inTransaction())
      leases::leave(Session, H);
    for (leases::Observation &O : Seen)
      R.Observations.push_back(std::move(O));
    ++A.Seen.Analysed;
  }
  Judgement J(A, *S, Options);
  J.add(R, [&](facts::StringId Id) { return Names[Id]; });
  J.finish();
  return A;
}

std::vector<CheckInfo> allChecks() {
  std::vector<CheckInfo> All;
  for (const rules::Rule &R : rules::allRules())
    if (R.Check)
      All.push_back({R.Id, R.Summary, checkPage(R.Id).str()});
  return All;
}

} // namespace pooltidy::tool
