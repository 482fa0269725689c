//===- Names.h - Names, types and places as facts ---------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The tables of a facts::Unit while it is being filled: interned strings, types,
// classes, callees, literals, source positions.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_PROGRAM_NAMES_H
#define POOLTIDY_PROGRAM_NAMES_H

#include "facts/Facts.h"
#include "program/Extract.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "clang/AST/TypeOrdering.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"

namespace pooltidy::program {

/// "pqxx::transaction_base::exec": no template arguments, no inline namespaces.
std::string qualifiedName(const clang::NamedDecl &D);

class Tables {
public:
  Tables(clang::ASTContext &Context, const ExtractOptions &Options, facts::Unit &U)
      : Context(Context), SM(Context.getSourceManager()), Options(Options), U(U) {}

  facts::StringId string(llvm::StringRef S);
  facts::TypeId type(clang::QualType T);
  facts::Location location(clang::SourceLocation Loc);
  uint32_t callee(const clang::FunctionDecl &FD);
  uint32_t literal(const clang::StringLiteral &L);
  /// Text that is no string literal; \p Places: of its bytes, the last one for all after it.
  uint32_t bytes(llvm::StringRef Bytes, llvm::ArrayRef<facts::Location> Places);
  /// A stable, program-wide identity; internal entities carry their file's path.
  facts::StringId usr(const clang::Decl &D);
  /// "Class::field"
  facts::StringId fieldName(const clang::FieldDecl &FD);

  /// Whether \p Loc lies in a file that is not part of the analysed program.
  bool isSystem(clang::SourceLocation Loc);

  clang::ASTContext &Context;
  const clang::SourceManager &SM;

private:
  void addTypes(llvm::ArrayRef<clang::TemplateArgument> Arguments, std::vector<facts::TypeId> &Out);
  void addClass(const clang::CXXRecordDecl *RD, const clang::RecordDecl *Plain);

  const ExtractOptions &Options;
  facts::Unit &U;
  llvm::StringMap<facts::StringId> Strings;
  llvm::DenseMap<clang::QualType, facts::TypeId> Types;
  llvm::DenseMap<const clang::Decl *, facts::StringId> Usrs;
  llvm::DenseMap<const clang::Decl *, uint32_t> Callees;
  llvm::DenseMap<const clang::Decl *, bool> Classes;
  llvm::DenseMap<const clang::StringLiteral *, uint32_t> LiteralsSeen;
  struct FileInfo {
    std::string Path;
    facts::StringId Id = 0;
    bool System = false;
  };
  llvm::DenseMap<clang::FileID, FileInfo> Files;
  FileInfo &file(clang::FileID FID);
};

} // namespace pooltidy::program

#endif // POOLTIDY_PROGRAM_NAMES_H
