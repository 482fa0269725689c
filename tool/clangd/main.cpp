//===- main.cpp - clangd with the checks linked in ------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// clangd loads no clang-tidy plugins, so an editor that is to show the checks needs a
// clangd with them inside. This is all of LLVM's clangd, and four changes, made where
// the linker is told to put ours in front (--wrap):
//
//   * checks that clangd does not know to be fast are dropped by default; ours cost a few
//     per cent of what building the AST costs, so they are declared fast;
//   * where nobody chose checks, ours are on besides clangd's own default;
//   * a finding links to the page of its check, see PageLinks.cpp;
//   * there is no remote index, whose libraries are larger than clangd itself.
//
// clangd's headers are not installed with its libraries, hence the declarations.
//
//===----------------------------------------------------------------------===//

#include "clang-tidy/ClangTidyOptions.h"

#include "llvm/ADT/FunctionExtras.h"
#include "llvm/ADT/StringRef.h"

#include <optional>

namespace clang::clangd {

int clangdMain(int Argc, char **Argv);

using TidyProvider = llvm::unique_function<void(tidy::ClangTidyOptions &, llvm::StringRef File)>;

namespace remote {

/// Stands for a null std::unique_ptr<SymbolIndex>: the same layout, returned the same way.
struct NoIndex {
  void *Null = nullptr;
  NoIndex() = default;
  ~NoIndex() {}
};

NoIndex getClient(llvm::StringRef Address, llvm::StringRef ProjectRoot) { return NoIndex(); }

} // namespace remote
} // namespace clang::clangd

#pragma clang diagnostic ignored "-Wreturn-type-c-linkage"
extern "C" {

std::optional<bool> __real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE(llvm::StringRef);
std::optional<bool> __wrap__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE(llvm::StringRef Check) {
  if (Check.starts_with("pooling-"))
    return true;
  return __real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE(Check);
}

clang::clangd::TidyProvider __real__ZN5clang6clangd20provideDefaultChecksEv();
clang::clangd::TidyProvider __wrap__ZN5clang6clangd20provideDefaultChecksEv() {
  return [Default = __real__ZN5clang6clangd20provideDefaultChecksEv()](
             clang::tidy::ClangTidyOptions &Options, llvm::StringRef File) mutable {
    const bool Chosen = Options.Checks && !Options.Checks->empty();
    Default(Options, File);
    if (!Chosen && Options.Checks)
      *Options.Checks += ",pooling-*";
  };
}

} // extern "C"

int main(int Argc, char **Argv) { return clang::clangd::clangdMain(Argc, Argv); }
