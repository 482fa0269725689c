//===- Lower.h - One function body as a tree of facts -----------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Lowers the body of one function (or the initialiser of one variable). What
// Clang's AST says implicitly becomes explicit where the analysis needs it
// (default arguments, member initialisers, dying temporaries) and disappears
// where it does not (casts, parentheses, value categories).
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_PROGRAM_LOWER_H
#define POOLTIDY_PROGRAM_LOWER_H

#include "program/Names.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

#include <functional>
#include <optional>

namespace pooltidy::program {

/// Called for each function and variable that a body refers to, so that their
/// bodies are lowered too.
struct Needs {
  std::function<void(const clang::FunctionDecl &)> Function;
  std::function<void(const clang::VarDecl &)> Variable;
};

/// Whether objects of type \p T are or have an array of bytes.
bool holdsBytes(clang::QualType T, const clang::ASTContext &Context, unsigned Depth = 0);

class Lowering {
public:
  Lowering(Tables &Names, const Needs &Need, facts::Function &Out)
      : Names(Names), Need(Need), Out(Out) {}

  /// Parameters, captures and body of \p FD, whose definition this must be.
  void function(const clang::FunctionDecl &FD);
  /// The initialiser of \p VD as a function that returns it.
  void initializer(const clang::VarDecl &VD, const clang::Expr &Init);

private:
  using NodeId = facts::NodeId;
  using NodeKind = facts::NodeKind;

  // LowerExpr.cpp
  NodeId expr(const clang::Expr *E);
  NodeId initial(const clang::Expr *E); ///< an initialiser: the value becomes the new object
  NodeId call(const clang::CallExpr *E);
  NodeId construct(const clang::CXXConstructExpr *E);
  NodeId reference(const clang::ValueDecl *D, clang::SourceLocation Loc, const clang::Expr *E);
  NodeId member(const clang::MemberExpr *E);
  NodeId binary(const clang::BinaryOperator *E);
  NodeId unary(const clang::UnaryOperator *E);
  NodeId lambda(const clang::LambdaExpr *E);
  NodeId suspend(const clang::CoroutineSuspendExpr *E);

  // LowerConstant.cpp
  /// An array of bytes in braces as the text that it is.
  std::optional<NodeId> byteList(const clang::InitListExpr *E);
  NodeId constant(const clang::APValue &Value, clang::QualType T, clang::SourceLocation Loc);
  /// The value of a constexpr variable whose text a function put together.
  std::optional<NodeId> computed(const clang::VarDecl &VD, const clang::Expr &Init);

  // LowerStmt.cpp
  void localClass(const clang::CXXRecordDecl &RD);
  NodeId stmt(const clang::Stmt *S);
  NodeId declare(const clang::VarDecl *VD);
  NodeId empty(clang::SourceLocation Loc) { return node(NodeKind::Unknown, Loc); }
  NodeId block(llvm::ArrayRef<NodeId> Kids, clang::SourceLocation Loc) {
    return node(NodeKind::Block, Loc, Kids);
  }

  NodeId node(NodeKind Kind, clang::SourceLocation Loc, llvm::ArrayRef<NodeId> Kids = {},
              uint32_t Symbol = 0, int64_t Value = 0, facts::TypeId Type = 0, bool Flag = false);
  uint32_t local(const clang::VarDecl *VD);

  Tables &Names;
  const Needs &Need;
  facts::Function &Out;
  llvm::DenseMap<const clang::ValueDecl *, uint32_t> Locals;
  llvm::DenseMap<const clang::BindingDecl *, std::pair<uint32_t, unsigned>> Bindings;
  llvm::DenseMap<const clang::OpaqueValueExpr *, uint32_t> Awaited;
  const clang::FunctionDecl *Current = nullptr;
  clang::SourceLocation Instantiated; ///< where the template that this is made of is used
  unsigned Depth = 0;
};

} // namespace pooltidy::program

#endif // POOLTIDY_PROGRAM_LOWER_H
