//===- Parts.h - Methods that hand out a part of a container ----*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Bodies in system headers are neither parsed nor made facts: models stand for them. One
// kind is too plain to be described library by library: nodes(), begin() and the like of a
// class template, which hand out the parts where the program has put its own records.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_PROGRAM_PARTS_H
#define POOLTIDY_PROGRAM_PARTS_H

#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

namespace pooltidy::program {

/// Whether \p D is a method or a constructor without parameters of a class template, or of
/// a class made of one, outside of the standard library.
inline bool handsOutPart(const clang::Decl *D) {
  const auto *M = llvm::dyn_cast<clang::CXXMethodDecl>(D);
  if (!M || !M->param_empty() || llvm::isa<clang::CXXDestructorDecl>(M))
    return false;
  // The standard library has its models, and so has what its vendors put beside it.
  for (const clang::DeclContext *C = M->getParent(); C; C = C->getParent())
    if (const auto *N = llvm::dyn_cast<clang::NamespaceDecl>(C); N && (N->isStdNamespace() || N->getName() == "__gnu_cxx"))
      return false;
  return M->isDependentContext() || llvm::isa<clang::ClassTemplateSpecializationDecl>(M->getParent());
}

} // namespace pooltidy::program

#endif // POOLTIDY_PROGRAM_PARTS_H
