//===- Analysis.cpp - The verbs behind the command ------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Analysis.h"

#include "facts/Serialize.h"
#include "leases/Analyse.h"
#include "leases/Narrowing.h"
#include "models/Config.h"
#include "poolers/Pooler.h"
#include "rules/Rule.h"
#include "tool/CheckGlobs.h"
#include "tool/FactsFiles.h"
#include "tool/Link.h"
#include "tool/Pages.h"
#include "tool/Watch.h"
#include "tool/speed/Analyses.h"
#include "tool/speed/Gather.h"
#include "tool/speed/Wanted.h"

#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace pooltidy::tool {
namespace {

/// What a configuration that was read says is a fact; a profile is what is usual.
void apply(const PoolerFacts &Facts, poolers::Profile &P) {
  using poolers::Feature;
  using poolers::Outcome;
  if (Facts.From.empty())
    return;
  P.Title += ", as configured in " + llvm::sys::path::filename(Facts.From).str();
  for (const std::string &Setting : Facts.Tracked)
    P.TrackedSettings.push_back(llvm::StringRef(Setting).lower());
  auto Set = [&](Feature F, Outcome What, std::string Note) {
    poolers::Cell &C = P.Cells[static_cast<unsigned>(F)];
    C = {What, poolers::Evidence::Documented, std::move(Note), Facts.From, 0};
  };
  if (llvm::is_contained(Facts.Ignored, "options"))
    for (Feature F : {Feature::StartupOptions, Feature::StartupTrackedOptions,
                      Feature::StartupOtherOptions})
      Set(F, Outcome::Ignored, "ignore_startup_parameters lists options: it is dropped without a word");
  if (Facts.ResetAlways) {
    P.F = poolers::Family::Wiping;
    for (poolers::Cell &C : P.Cells)
      if (C.What == Outcome::Leak && &C != &P.cell(Feature::UnnamedPrepare))
        C.What = Outcome::Lost;
  }
}

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
  apply(Options.Facts, *Pooler);
  return Setting{std::move(*Pooler), std::move(*Profiles), std::move(*Models)};
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
      A.Poolers = std::move(Old->Result.Poolers);
      A.Seen = std::move(Old->Result.Seen);
      A.Files = Old->Read.filesUnder(Options.ProjectRoot);
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
  std::vector<leases::Membership> Memberships;
  for (const facts::Unit &U : Facts)
    Memberships.emplace_back(U);
  auto Load = [&](unsigned I, bool Last) -> llvm::Expected<facts::Unit> {
    return Last ? std::move(Facts[I]) : Facts[I];
  };
  KeptAnalyses Analyses(Kept, Units, Options);
  if (llvm::Error E = link(A, Memberships, Load, *S, Options, Kept.enabled() ? &Analyses : nullptr))
    return std::move(E);
  A.Files = G.Read.filesUnder(Options.ProjectRoot);
  if (Kept.enabled() && Whole)
    Kept.keep(Key, save(SavedAudit{std::move(G.Read), A, Bound}, Moved));
  Kept.trim();
  return A;
}

llvm::Expected<Extracted> extractFacts(const TuCommand &Command, const AnalysisOptions &Options,
                                       bool Relocatable) {
  llvm::CrashRecoveryContext::Enable();
  FileStore Store;
  Frontend Front(Store);
  Unit U = Front.unit(Command);
  llvm::IntrusiveRefCntPtr<View> Files(new View(Store, Command.Directory));
  Parsed P = Options.Watched && !Options.Watched->why(0).empty()
                 ? notParsed(Options.Watched->why(0))
                 : [&] {
                     Watch::Turn Mine(Options.Watched, 0);
                     return parse(U, Files, Options.ProjectRoot);
                   }();
  if (!P.Unit)
    return llvm::createStringError(llvm::inconvertibleErrorCode(), "%s: not analysed: %s", Command.File.c_str(),
                                   summary(P).c_str());
  if (P.Errors.Count) {
    P.Unit->Errors.push_back(P.Unit->Strings.size());
    P.Unit->Strings.push_back(summary(P));
  }
  describe(*P.Unit, Command, Options.ProjectRoot);
  Extracted Out;
  for (auto [File, Read] : Files->asked())
    if (Read && File->kind() == StoredFile::Kind::File)
      Out.Read.push_back(File->path().str());
  llvm::sort(Out.Read);
  if (P.Errors.Count)
    Out.Partly = summary(P);
  if (Relocatable)
    makeRelocatable(*P.Unit, Options.ProjectRoot);
  Out.Bytes = facts::serialize(*P.Unit);
  return Out;
}

/// What the units \p Taken of each of \p Programs ask for, one program in memory at a time.
static llvm::Expected<Demand> asks(const FactsFiles &Files,
                                   const std::map<size_t, leases::Membership> &Taken,
                                   const std::set<std::string> &Programs,
                                   const models::ModelSet &Models) {
  std::map<std::string, std::vector<size_t>> Members;
  for (const auto &[Number, M] : Taken)
    for (const std::string &Name : Files.units()[Number].Programs)
      if (Programs.count(Name))
        Members[Name].push_back(Number);
  Demand All;
  for (const auto &[Name, Numbers] : Members) {
    leases::Program P(Models);
    for (size_t Number : Numbers) {
      auto U = Files.load(Number);
      if (!U)
        return U.takeError();
      P.add(std::move(*U));
    }
    P.finish();
    All.add(demandOf(P));
  }
  return All;
}

llvm::Expected<Audit> linkFacts(const FactsFiles &Files, const AnalysisOptions &Options) {
  llvm::CrashRecoveryContext::Enable();
  auto S = prepare(Options);
  if (!S)
    return S.takeError();
  Audit A = begin(*S, Options);
  for (const FactsFiles::Entry &E : Files.units()) {
    A.Files.push_back(E.File);
    for (const std::string &Why : E.Errors)
      A.Seen.Problems.push_back({E.File, Why, /*Partly=*/true});
  }
  Wanted Sorted(Files.units(), S->Models);
  std::map<size_t, leases::Membership> Taken; // in the order of the files
  std::set<std::string> Whole;
  for (std::vector<size_t> Next = Sorted.first(); !Next.empty();) {
    std::set<std::string> Changed; // programs
    for (size_t I : Next) {
      auto U = Files.load(I);
      if (!U)
        return U.takeError();
      const FactsFiles::Entry &E = Files.units()[I];
      Changed.insert(E.Programs.begin(), E.Programs.end());
      if (Taken.emplace(I, *U).first->second.Main)
        Whole.insert(E.Programs.begin(), E.Programs.end());
    }
    if (Taken.size() == Files.units().size())
      break;
    auto D = asks(Files, Taken, Changed, S->Models);
    if (!D)
      return D.takeError();
    Next = Sorted.next(*D, Whole);
  }
  A.Seen.Skipped += Files.units().size() - Taken.size();
  std::vector<leases::Membership> Memberships;
  std::vector<size_t> Numbers;
  for (auto &[Number, M] : Taken) {
    Memberships.push_back(std::move(M));
    Numbers.push_back(Number);
  }
  auto Load = [&](unsigned I, bool) { return Files.load(Numbers[I]); };
  if (llvm::Error E = link(A, Memberships, Load, *S, Options))
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
    A.Files.push_back(Name);
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
  R.Relied = leases::settleNarrowing(R.Observations, /*Whole=*/true, /*Cut=*/false);
  Judgement J(A, *S, Options);
  J.add(R, [&](facts::StringId Id) { return Names[Id]; });
  J.finish();
  return A;
}

llvm::Expected<Audit> emptyAudit(const AnalysisOptions &Options) {
  auto S = prepare(Options);
  if (!S)
    return S.takeError();
  return begin(*S, Options);
}

std::vector<CheckInfo> allChecks() {
  std::vector<CheckInfo> All;
  for (const rules::Rule &R : rules::allRules())
    if (R.Check)
      All.push_back({R.Id, R.Summary, checkPage(R.Id).str()});
  return All;
}

} // namespace pooltidy::tool
