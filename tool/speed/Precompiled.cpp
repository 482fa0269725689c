//===- Precompiled.cpp - Headers that many units share --------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/speed/Precompiled.h"

#include "program/Compat.h"
#include "tool/speed/Bodies.h"
#include "tool/speed/ErrorCollector.h"

#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/Tooling.h"

#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;
using namespace clang;

namespace pooltidy::tool {
namespace {

constexpr unsigned StackSize = 256u << 20;

class Maker : public GeneratePCHAction {
public:
  bool BeginInvocation(CompilerInstance &CI) override {
    setForFacts(CI);
    return true;
  }
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI, StringRef File) override {
    std::unique_ptr<ASTConsumer> Base = GeneratePCHAction::CreateASTConsumer(CI, File);
    if (!Base)
      return nullptr;
    std::vector<std::unique_ptr<ASTConsumer>> Both;
    Both.push_back(std::make_unique<SkippingConsumer>());
    Both.push_back(std::move(Base));
    return std::make_unique<MultiplexConsumer>(std::move(Both));
  }
};

class Makers : public tooling::FrontendActionFactory {
public:
  std::unique_ptr<FrontendAction> create() override { return std::make_unique<Maker>(); }
};

/// A directory for one file, gone with it.
struct PrivateFolder {
  SmallString<128> Path, File;
  bool Made = false;

  PrivateFolder() {
    Made = !sys::fs::createUniqueDirectory("pooltidy", Path);
    File = Path;
    sys::path::append(File, "shared.pch");
  }
  ~PrivateFolder() {
    if (Made) {
      sys::fs::remove(File);
      sys::fs::remove(Path);
    }
  }
};

} // namespace

std::optional<Precompiled> precompile(const SharedHeader &H, FileStore &Store) {
  PrivateFolder Folder;
  if (!Folder.Made)
    return std::nullopt;
  // No such directory is there, so the name is free and only includes by the search
  // path lead anywhere.
  std::string Name = "/pooltidy-shared-" + utohexstr(xxh3_64bits(H.Text)) + "-" +
                     std::to_string(H.Model->Group->Number);
  std::string Source = Name + "/shared" + (H.Model->Group->Extension == ".c" ? ".h" : ".hpp");
  Store.add(Source, MemoryBuffer::getMemBufferCopy(H.Text, Source));
  IntrusiveRefCntPtr<View> Files(new View(Store, H.Model->Group->Directory));
  CompilerErrors Errors;
  bool Ran = false;
  CrashRecoveryContext Guard;
  bool Survived = Guard.RunSafelyOnThread(
      [&] {
        FileSystemOptions FileOptions;
        FileOptions.WorkingDir = H.Model->Group->Directory;
        IntrusiveRefCntPtr<FileManager> Manager(new FileManager(FileOptions, Files));
        ErrorCollector Collected(Errors);
        std::shared_ptr<CompilerInvocation> Settings = H.Model->settings();
        if (!Settings)
          return;
        FrontendOptions &F = Settings->getFrontendOpts();
        F.Inputs[0] = FrontendInputFile(Source, F.Inputs[0].getKind());
        F.ProgramAction = frontend::GeneratePCH;
        F.OutputFile = std::string(Folder.File);
        Makers Make;
        Ran = Make.runInvocation(std::move(Settings), Manager.get(),
                                 std::make_shared<PCHContainerOperations>(), &Collected);
      },
      StackSize);
  if (!Survived || !Ran || Errors.Count)
    return std::nullopt;
  // Mapped, so that it is shared and stays when the file goes.
  auto Bytes = MemoryBuffer::getFile(Folder.File, /*IsText=*/false,
                                     /*RequiresNullTerminator=*/false);
  if (!Bytes || (*Bytes)->getBufferSize() == 0)
    return std::nullopt;
  Precompiled Out;
  Out.Path = Name + "/shared.pch";
  Store.add(Out.Path, std::move(*Bytes));
  Out.Read.add(*Files);
  return Out;
}

} // namespace pooltidy::tool
