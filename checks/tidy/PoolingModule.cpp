//===- PoolingModule.cpp - The clang-tidy module --------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A thin shell: the checks of one translation unit share one analysis, made when
// the first of them sees the end of the unit, and each reports its own findings.
// One translationUnitDecl matcher is all that is registered; the walk is ours and
// follows the traversal scope, so it works as well where clang-tidy or clangd
// restrict that to the main file.
//
// Options of every check, best given once for all of them ("Pooler" alone instead
// of "pooling-cursor.Pooler"):
//   Pooler           the profile, as the command's --pooler
//   PoolLimit        connections a process may have
//   OverflowLimit    and how many beyond
//   MinConfidence    possible, likely (default) or certain
//   ModelFile        a file with models of further libraries
//
//===----------------------------------------------------------------------===//

#include "program/Compat.h"

#include "leases/Analyse.h"
#include "models/Config.h"
#include "program/Extract.h"
#include "rules/Rule.h"

#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/thread.h"

#include <cstdio>
#include <cstdlib>

using namespace clang;
using namespace clang::tidy;

namespace pooltidy::tidy {
namespace {

/// A plugin built for another major release loads, is listed and finds nothing.
/// Better to say so and stop. Runs before the module registers itself.
[[gnu::constructor(101)]] void refuseOtherRelease() {
  std::string Host = clang::getClangFullVersion();
  std::string Ours = "version " + std::to_string(CLANG_VERSION_MAJOR) + ".";
  if (Host.find(Ours) != std::string::npos)
    return;
  fprintf(stderr, "pooltidy: this plugin is built for LLVM %d, but was loaded by '%s'\n", CLANG_VERSION_MAJOR,
          Host.c_str());
  _Exit(1);
}

struct Settings {
  std::string Pooler, ModelFile;
  unsigned PoolLimit = 1, OverflowLimit = 0;

  bool operator==(const Settings &) const = default;
};

/// The analysis of one translation unit, shared by the checks of one clang-tidy run.
class UnitAnalysis {
public:
  struct Outcome {
    std::vector<rules::Finding> Findings;
    std::string Error;
  };

  std::shared_ptr<const Outcome> of(ASTContext &Context, const Settings &S) {
    // Checks of one unit are asked one after the other; keep the last answer.
    if (Last && LastSettings == S)
      return Last;
    LastSettings = S;
    Last = std::make_shared<Outcome>(analyse(Context, S));
    return Last;
  }

  static UnitAnalysis &forThisThread() {
    static thread_local UnitAnalysis A;
    return A;
  }
  void forget() { Last = nullptr; }

private:
  std::shared_ptr<const Outcome> Last;
  Settings LastSettings;

  static Outcome analyse(ASTContext &Context, const Settings &S) {
    Outcome Out;
    auto Fail = [&](llvm::Error E) {
      Out.Error = llvm::toString(std::move(E));
      return std::move(Out);
    };
    auto Profiles = poolers::builtinProfiles();
    if (!Profiles)
      return Fail(Profiles.takeError());
    auto Pooler = poolers::findProfile(S.Pooler, *Profiles);
    if (!Pooler)
      return Fail(Pooler.takeError());
    auto Models = models::builtinModels();
    if (!Models)
      return Fail(Models.takeError());
    if (!S.ModelFile.empty()) {
      auto Buffer = llvm::MemoryBuffer::getFile(S.ModelFile);
      if (!Buffer)
        return Fail(llvm::createStringError(Buffer.getError(), S.ModelFile + ": " + Buffer.getError().message()));
      auto Libraries = models::parseLibraries((*Buffer)->getBuffer(), S.ModelFile);
      if (!Libraries)
        return Fail(Libraries.takeError());
      for (models::Library &L : *Libraries)
        Models->add(std::move(L));
    }
    leases::Program P(*Models);
    P.add(program::extract(Context, program::ExtractOptions()));
    P.finish();
    leases::Budget Limits{S.PoolLimit, S.OverflowLimit};
    leases::Result R;
    // The interpreter recurses with the program's calls, deeper than the stack here.
    llvm::thread Deep(std::optional<unsigned>(512u << 20), [&] { R = leases::analyse(P, Limits); });
    Deep.join();
    // Other files may call what this one has.
    for (leases::Observation &O : R.Observations)
      if (O.Exposed)
        O.Narrow.reset();
    rules::Context RuleContext{*Pooler, S.PoolLimit, S.OverflowLimit};
    Out.Findings = rules::judge(
        R.Observations, RuleContext, [](llvm::StringRef) { return true; },
        [&](facts::StringId Id) { return P.string(Id); });
    return Out;
  }
};

class PoolingCheck : public ClangTidyCheck {
public:
  PoolingCheck(llvm::StringRef Name, ClangTidyContext *Context)
      : ClangTidyCheck(Name, Context), Id(Name),
        MinConfidence(Options.getLocalOrGlobal("MinConfidence", "likely")) {
    S.Pooler = Options.getLocalOrGlobal("Pooler", "pgbouncer");
    S.ModelFile = Options.getLocalOrGlobal("ModelFile", "");
    S.PoolLimit = Options.getLocalOrGlobal("PoolLimit", 1u);
    S.OverflowLimit = Options.getLocalOrGlobal("OverflowLimit", 0u);
    if (MinConfidence != "possible" && MinConfidence != "likely" && MinConfidence != "certain")
      configurationDiag("MinConfidence is '%0'; it is possible, likely or certain") << MinConfidence;
  }

  void storeOptions(ClangTidyOptions::OptionMap &Opts) override {
    Options.store(Opts, "Pooler", S.Pooler);
    Options.store(Opts, "ModelFile", S.ModelFile);
    Options.store(Opts, "MinConfidence", MinConfidence);
    Options.store(Opts, "PoolLimit", S.PoolLimit);
    Options.store(Opts, "OverflowLimit", S.OverflowLimit);
  }

  void registerMatchers(ast_matchers::MatchFinder *Finder) override {
    Finder->addMatcher(ast_matchers::translationUnitDecl().bind("unit"), this);
  }

  void check(const ast_matchers::MatchFinder::MatchResult &Result) override {
    auto Outcome = UnitAnalysis::forThisThread().of(*Result.Context, S);
    SourceManager &SM = *Result.SourceManager;
    if (!Outcome->Error.empty()) {
      configurationDiag("%0") << Outcome->Error;
      return;
    }
    rules::Confidence Least = MinConfidence == "certain"    ? rules::Confidence::Certain
                              : MinConfidence == "possible" ? rules::Confidence::Possible
                                                              : rules::Confidence::Likely;
    for (const rules::Finding &F : Outcome->Findings) {
      if (F.Check != Id || F.Sure < Least)
        continue;
      SourceLocation At = location(SM, F.Where);
      if (At.isInvalid())
        continue;
      {
        auto D = diag(At, "%0") << F.Message;
        if (F.Where.EndColumn > F.Where.Column)
          D << CharSourceRange::getCharRange(At, At.getLocWithOffset(F.Where.EndColumn - F.Where.Column));
        for (const rules::Edit &E : F.Edits)
          if (SourceLocation Where = edited(SM, E); Where.isValid())
            D << FixItHint::CreateReplacement(
                CharSourceRange::getCharRange(Where, Where.getLocWithOffset(E.Old.size())), E.New);
      }
      for (const rules::Step &Step : F.Path)
        if (SourceLocation Where = location(SM, Step.Where); Where.isValid())
          diag(Where, "%0", DiagnosticIDs::Note) << Step.Text;
      diag(At, "%0", DiagnosticIDs::Note) << F.Fix;
    }
  }

  void onEndOfTranslationUnit() override { UnitAnalysis::forThisThread().forget(); }

private:
  std::string Id;
  std::string MinConfidence;
  Settings S;

  /// Where \p E is to be made: in the main file, since others may include what it
  /// includes, and only where its old text stands.
  static SourceLocation edited(SourceManager &SM, const rules::Edit &E) {
    SourceLocation Where = location(SM, E.Where);
    if (Where.isInvalid() || !SM.isInMainFile(Where))
      return {};
    auto [File, Offset] = SM.getDecomposedLoc(Where);
    return SM.getBufferData(File).substr(Offset).starts_with(E.Old) ? Where : SourceLocation();
  }

  static SourceLocation location(SourceManager &SM, const rules::Place &P) {
    auto File = SM.getFileManager().getOptionalFileRef(P.File);
    if (!File || !P.Line)
      return {};
    FileID FID = SM.translateFile(*File);
    if (FID.isInvalid()) // text that the program reads when it runs
      FID = SM.getOrCreateFileID(*File, SrcMgr::C_User);
    return FID.isValid() ? SM.translateLineCol(FID, P.Line, P.Column) : SourceLocation();
  }
};

class PoolingModule : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    for (const rules::Rule &R : rules::allRules())
      if (R.Check)
        Factories.registerCheckFactory(R.Id, [](llvm::StringRef Name, ClangTidyContext *Context) {
          return std::make_unique<PoolingCheck>(Name, Context);
        });
  }
};

ClangTidyModuleRegistry::Add<PoolingModule> Registered("pooling-module",
                                                       "Code that breaks behind a transaction-mode pooler.");

} // namespace
} // namespace pooltidy::tidy
