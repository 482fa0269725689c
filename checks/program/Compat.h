//===- Compat.h - The differences between LLVM releases ---------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// pooltidy builds against LLVM 19 and 22 from the same sources. Whatever differs
// between the two is in this header and nowhere else.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_PROGRAM_COMPAT_H
#define POOLTIDY_PROGRAM_COMPAT_H

// First: without it CLANG_VERSION_MAJOR is 0 and the wrong branch is taken silently.
#include "clang/Basic/Version.h"

// In 22 this header is a stub that warns; its content moved to ClangTidyModule.h.
#if CLANG_VERSION_MAJOR < 22 && defined(POOLTIDY_TIDY_PLUGIN)
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

// clang::createInvocation moved.
#if CLANG_VERSION_MAJOR >= 22
#include "clang/Driver/CreateInvocationFromArgs.h"
#else
#include "clang/Frontend/Utils.h"
#endif

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Frontend/CompilerInstance.h"

namespace pooltidy {

/// The type of objects of \p RD.
inline clang::QualType recordType(const clang::ASTContext &Context, const clang::RecordDecl &RD) {
#if CLANG_VERSION_MAJOR >= 22
  return clang::QualType(Context.getCanonicalTagType(&RD));
#else
  return Context.getRecordType(&RD);
#endif
}

/// What reports the driver's diagnostics to \p Client, which must outlive it.
class DriverDiagnostics {
public:
#if CLANG_VERSION_MAJOR >= 22
  DriverDiagnostics(llvm::vfs::FileSystem &Files, clang::DiagnosticConsumer &Client)
      : Engine(clang::CompilerInstance::createDiagnostics(Files, Options, &Client,
                                                          /*ShouldOwnClient=*/false)) {}
#else
  DriverDiagnostics(llvm::vfs::FileSystem &, clang::DiagnosticConsumer &Client)
      : Engine(clang::CompilerInstance::createDiagnostics(new clang::DiagnosticOptions, &Client,
                                                          /*ShouldOwnClient=*/false)) {}
#endif
  llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine> engine() const { return Engine; }

private:
#if CLANG_VERSION_MAJOR >= 22
  clang::DiagnosticOptions Options;
#endif
  llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine> Engine;
};

} // namespace pooltidy

#endif // POOLTIDY_PROGRAM_COMPAT_H
