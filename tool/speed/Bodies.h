//===- Bodies.h - Which function bodies are parsed --------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Models stand for library functions, so the bodies in system headers need not be
// parsed. Clang keeps those it needs itself: constexpr ones and those with deduced
// types; program/Parts.h says which others are kept. One rule for units and for the headers
// that they share.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TOOL_SPEED_BODIES_H
#define POOLTIDY_TOOL_SPEED_BODIES_H

#include "program/Parts.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"

namespace pooltidy::tool {

class SkippingConsumer : public clang::ASTConsumer {
public:
  bool shouldSkipFunctionBody(clang::Decl *D) override {
    const clang::SourceManager &SM = D->getASTContext().getSourceManager();
    return SM.isInSystemHeader(SM.getExpansionLoc(D->getLocation())) && !program::handsOutPart(D);
  }
};

/// No warnings, and bodies are skipped where the consumer says so.
inline void setForFacts(clang::CompilerInstance &CI) {
  CI.getFrontendOpts().SkipFunctionBodies = true;
  CI.getDiagnosticOpts().IgnoreWarnings = true;
}

} // namespace pooltidy::tool

#endif // POOLTIDY_TOOL_SPEED_BODIES_H
