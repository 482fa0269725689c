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
#include "llvm/Support/SmallVectorMemoryBuffer.h"
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

/// Takes what would be written to a file, so that no disk can be too full for it: Clang
/// ends the program when it cannot write.
class Collector : public PCHContainerWriter {
public:
  explicit Collector(SmallVector<char, 0> &Bytes) : Bytes(Bytes) {}
  StringRef getFormat() const override { return "raw"; }
  std::unique_ptr<ASTConsumer> CreatePCHContainerGenerator(CompilerInstance &, const std::string &,
                                                           const std::string &, std::unique_ptr<raw_pwrite_stream>,
                                                           std::shared_ptr<PCHBuffer> Buffer) const override {
    return std::make_unique<Consumer>(Bytes, std::move(Buffer));
  }

private:
  class Consumer : public ASTConsumer {
  public:
    Consumer(SmallVector<char, 0> &Bytes, std::shared_ptr<PCHBuffer> Buffer)
        : Bytes(Bytes), Buffer(std::move(Buffer)) {}
    void HandleTranslationUnit(ASTContext &) override {
      if (Buffer->IsComplete)
        Bytes = std::move(Buffer->Data);
    }

  private:
    SmallVector<char, 0> &Bytes;
    std::shared_ptr<PCHBuffer> Buffer;
  };
  SmallVector<char, 0> &Bytes;
};

/// An empty directory for the file that Clang opens all the same.
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
  SmallVector<char, 0> Bytes;
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
        auto Containers = std::make_shared<PCHContainerOperations>();
        Containers->registerWriter(std::make_unique<Collector>(Bytes));
        Makers Make;
        Ran = Make.runInvocation(std::move(Settings), Manager.get(), std::move(Containers), &Collected);
      },
      StackSize);
  if (!Survived || !Ran || Errors.Count || Bytes.empty())
    return std::nullopt;
  Precompiled Out;
  Out.Path = Name + "/shared.pch";
  Store.add(Out.Path, std::make_unique<SmallVectorMemoryBuffer>(std::move(Bytes), Out.Path,
                                                                /*RequiresNullTerminator=*/false));
  Out.Read.add(*Files);
  return Out;
}

} // namespace pooltidy::tool
