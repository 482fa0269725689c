//===- Parse.cpp - One translation unit to facts --------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Parse.h"

#include "program/Compat.h"
#include "program/Extract.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace clang;

namespace pooltidy::tool {
namespace {

/// Clang's own recursion is bounded, but deep expressions need more than a thread's
/// default stack.
constexpr unsigned StackSize = 256u << 20;

class Consumer : public ASTConsumer {
public:
  Consumer(Parsed &Out, const program::ExtractOptions &Options) : Out(Out), Options(Options) {}

  void HandleTranslationUnit(ASTContext &Context) override { Out.Unit = program::extract(Context, Options); }

  // Models stand for library functions, so their bodies need not be parsed. Clang
  // keeps those it needs itself: constexpr ones and those with deduced types.
  bool shouldSkipFunctionBody(Decl *D) override {
    const SourceManager &SM = D->getASTContext().getSourceManager();
    return SM.isInSystemHeader(SM.getExpansionLoc(D->getLocation()));
  }

private:
  Parsed &Out;
  const program::ExtractOptions &Options;
};

class Action : public ASTFrontendAction {
public:
  Action(Parsed &Out, const program::ExtractOptions &Options) : Out(Out), Options(Options) {}

  bool BeginInvocation(CompilerInstance &CI) override {
    CI.getFrontendOpts().SkipFunctionBodies = true;
    CI.getDiagnosticOpts().IgnoreWarnings = true;
    return true;
  }
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &, llvm::StringRef) override {
    return std::make_unique<Consumer>(Out, Options);
  }

private:
  Parsed &Out;
  const program::ExtractOptions &Options;
};

class Errors : public DiagnosticConsumer {
public:
  explicit Errors(Parsed &Out) : Out(Out) {}

  void HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) override {
    DiagnosticConsumer::HandleDiagnostic(Level, Info);
    if (Level < DiagnosticsEngine::Error)
      return;
    constexpr unsigned Shown = 3;
    if (++Out.ErrorCount > Shown)
      return;
    llvm::SmallString<128> Text;
    Info.FormatDiagnostic(Text);
    std::string Line;
    if (Info.hasSourceManager() && Info.getLocation().isValid()) {
      PresumedLoc At = Info.getSourceManager().getPresumedLoc(Info.getLocation());
      if (At.isValid())
        Line = std::string(At.getFilename()) + ":" + std::to_string(At.getLine()) + ": ";
    }
    Out.Errors.push_back(Line + std::string(Text));
  }

private:
  Parsed &Out;
};

} // namespace

Parsed parse(const TuCommand &Command, const std::string &ProjectRoot) {
  Parsed Out;
  program::ExtractOptions Options{ProjectRoot};
  llvm::CrashRecoveryContext Guard;
  bool Survived = Guard.RunSafelyOnThread(
      [&] {
        llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> FS(llvm::vfs::createPhysicalFileSystem().release());
        FS->setCurrentWorkingDirectory(Command.Directory);
        FileSystemOptions FileOptions;
        FileOptions.WorkingDir = Command.Directory;
        llvm::IntrusiveRefCntPtr<FileManager> Files(new FileManager(FileOptions, FS));
        Errors Collected(Out);
        tooling::ToolInvocation Invocation(Command.Arguments, std::make_unique<Action>(Out, Options), Files.get());
        Invocation.setDiagnosticConsumer(&Collected);
        if (!Invocation.run() && !Out.ErrorCount && !Out.Unit)
          Out.Errors.push_back("Clang could not make sense of the compile command");
      },
      StackSize);
  if (!Survived) {
    Out.Unit.reset();
    Out.Errors.insert(Out.Errors.begin(), "Clang crashed on it");
  }
  return Out;
}

} // namespace pooltidy::tool
