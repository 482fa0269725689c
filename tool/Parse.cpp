//===- Parse.cpp - One translation unit to facts --------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Parse.h"

#include "program/Compat.h"
#include "program/Extract.h"
#include "tool/speed/Bodies.h"
#include "tool/speed/ErrorCollector.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/CrashRecoveryContext.h"

using namespace clang;

namespace pooltidy::tool {
namespace {

/// Clang's own recursion is bounded, but deep expressions need more than a thread's
/// default stack.
constexpr unsigned StackSize = 256u << 20;

class Consumer : public SkippingConsumer {
public:
  Consumer(Parsed &Out, program::ExtractOptions Options) : Out(Out), Options(std::move(Options)) {}

  void HandleTranslationUnit(ASTContext &Context) override {
    Out.Unit = program::extract(Context, Options);
  }

private:
  Parsed &Out;
  program::ExtractOptions Options;
};

class Action : public ASTFrontendAction {
public:
  Action(Parsed &Out, const program::ExtractOptions &Options) : Out(Out), Options(Options) {}

  bool BeginInvocation(CompilerInstance &CI) override {
    setForFacts(CI);
    return true;
  }
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI, llvm::StringRef) override {
    program::ExtractOptions Here = Options;
    for (const HeaderSearchOptions::Entry &E : CI.getHeaderSearchOpts().UserEntries)
      if (E.Group == frontend::Quoted || E.Group == frontend::Angled)
        Here.IncludeDirs.push_back(E.Path);
    return std::make_unique<Consumer>(Out, std::move(Here));
  }

private:
  Parsed &Out;
  const program::ExtractOptions &Options;
};

class Factory : public tooling::FrontendActionFactory {
public:
  Factory(Parsed &Out, const program::ExtractOptions &Options) : Out(Out), Options(Options) {}
  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<Action>(Out, Options);
  }

private:
  Parsed &Out;
  const program::ExtractOptions &Options;
};

} // namespace

Parsed notParsed(llvm::StringRef Why) {
  Parsed Out;
  Out.Errors.Lines.push_back(Why.str());
  return Out;
}

Parsed parse(const Unit &U, IntrusiveRefCntPtr<View> Files, const std::string &ProjectRoot,
             const std::string &Shared) {
  Parsed Out;
  Out.Errors = U.Group->Errors;
  program::ExtractOptions Options{ProjectRoot, {}};
  llvm::CrashRecoveryContext Guard;
  bool Survived = Guard.RunSafelyOnThread(
      [&] {
        FileSystemOptions FileOptions;
        FileOptions.WorkingDir = U.Group->Directory;
        IntrusiveRefCntPtr<FileManager> Manager(new FileManager(FileOptions, Files));
        ErrorCollector Collected(Out.Errors);
        Factory Make(Out, Options);
        std::shared_ptr<CompilerInvocation> Settings = U.settings();
        if (Settings && !Shared.empty())
          Settings->getPreprocessorOpts().ImplicitPCHInclude = Shared;
        bool Ran =
            Settings && Make.runInvocation(std::move(Settings), Manager.get(),
                                           std::make_shared<PCHContainerOperations>(), &Collected);
        if (!Ran && !Out.Errors.Count && !Out.Unit)
          Out.Errors.Lines.push_back("Clang could not make sense of the compile command");
      },
      StackSize);
  if (!Survived) {
    Out.Unit.reset();
    Out.Errors.Lines.insert(Out.Errors.Lines.begin(), "Clang crashed on it");
  }
  return Out;
}

} // namespace pooltidy::tool
