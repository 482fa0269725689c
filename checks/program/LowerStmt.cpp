//===- LowerStmt.cpp - Statements and whole functions as facts ------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "program/Compat.h"
#include "program/Lower.h"
#include "program/Parts.h"

#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace pooltidy::program {

uint32_t Lowering::local(const VarDecl *VD) {
  auto [It, New] = Locals.try_emplace(VD->getCanonicalDecl(), Out.Locals.size());
  if (!New)
    return It->second;
  facts::Local L;
  L.Name = Names.string(VD->getName());
  L.Type = Names.type(VD->getType());
  L.Where = Names.location(VD->getLocation());
  if (VD->isStaticLocal()) {
    L.Lives = VD->getTLSKind() != VarDecl::TLS_None ? facts::Storage::ThreadLocal : facts::Storage::Static;
    L.Usr = Names.usr(*VD);
    Need.Variable(*VD);
  }
  Out.Locals.push_back(L);
  return It->second;
}

facts::NodeId Lowering::declare(const VarDecl *VD) {
  SourceLocation Loc = VD->getLocation();
  if (VD->hasGlobalStorage() && !VD->isStaticLocal())
    return empty(Loc); // `extern` inside a function
  uint32_t L = local(VD);
  if (const auto *DD = dyn_cast<DecompositionDecl>(VD)) {
    unsigned I = 0;
    for (const BindingDecl *B : DD->bindings())
      Bindings[B] = {L, I++};
  }
  llvm::SmallVector<NodeId, 1> Kids;
  if (const Expr *Init = VD->getInit()) {
    std::optional<NodeId> Known = Init->isValueDependent() ? std::nullopt : computed(*VD, *Init);
    Kids.push_back(Known ? *Known : initial(Init));
  }
  return node(NodeKind::Declare, Loc, Kids, L, 0, Names.type(VD->getType()));
}

/// A class inside a function is seen here alone. What calls its methods may be a
/// library: a visitor, a callback, an interface of the program.
void Lowering::localClass(const CXXRecordDecl &RD) {
  if (!RD.isCompleteDefinition() || RD.isDependentContext())
    return;
  for (const Decl *D : RD.decls()) {
    if (const auto *MD = dyn_cast<CXXMethodDecl>(D); MD && MD->isUserProvided())
      Need.Function(*MD);
    else if (const auto *TD = dyn_cast<FunctionTemplateDecl>(D))
      for (const FunctionDecl *Spec : TD->specializations())
        Need.Function(*Spec);
    else if (const auto *Inner = dyn_cast<CXXRecordDecl>(D))
      localClass(*Inner);
  }
}

facts::NodeId Lowering::stmt(const Stmt *S) {
  if (!S)
    return empty(SourceLocation());
  SourceLocation Loc = S->getBeginLoc();
  if (const auto *E = dyn_cast<Expr>(S)) {
    NodeId Kid = expr(E);
    return node(NodeKind::Evaluate, Loc, {Kid});
  }
  switch (S->getStmtClass()) {
  case Stmt::CompoundStmtClass: {
    llvm::SmallVector<NodeId, 16> Kids;
    for (const Stmt *Child : cast<CompoundStmt>(S)->body())
      Kids.push_back(stmt(Child));
    return block(Kids, cast<CompoundStmt>(S)->getRBracLoc());
  }
  case Stmt::DeclStmtClass: {
    llvm::SmallVector<NodeId, 2> Kids;
    for (const Decl *D : cast<DeclStmt>(S)->decls())
      if (const auto *VD = dyn_cast<VarDecl>(D))
        Kids.push_back(declare(VD));
      else if (const auto *RD = dyn_cast<CXXRecordDecl>(D))
        localClass(*RD);
    // Not a Block: the variables live on in the enclosing one.
    return Kids.size() == 1 ? Kids[0] : node(NodeKind::Block, Loc, Kids, 0, 0, 0, /*Flag=*/true);
  }
  case Stmt::IfStmtClass: {
    const auto *I = cast<IfStmt>(S);
    llvm::SmallVector<NodeId, 3> Outer;
    if (I->getInit())
      Outer.push_back(stmt(I->getInit()));
    if (const VarDecl *Var = I->getConditionVariable())
      Outer.push_back(declare(Var));
    llvm::SmallVector<NodeId, 3> Kids;
    if (I->isConsteval())
      Kids.push_back(node(NodeKind::Int, Loc, {}, 0, I->isNegatedConsteval()));
    else
      Kids.push_back(expr(I->getCond()));
    Kids.push_back(stmt(I->getThen()));
    if (I->getElse())
      Kids.push_back(stmt(I->getElse()));
    NodeId If = node(NodeKind::If, Loc, Kids);
    if (Outer.empty())
      return If;
    Outer.push_back(If);
    return block(Outer, S->getEndLoc());
  }
  case Stmt::WhileStmtClass: {
    const auto *W = cast<WhileStmt>(S);
    if (const VarDecl *Var = W->getConditionVariable()) {
      // while (T x = f()) body  ==  for (;;) { T x = f(); if (!x) break; body }
      NodeId Declared = declare(Var);
      NodeId Cond = expr(W->getCond());
      NodeId Body = stmt(W->getBody());
      NodeId Leave = node(NodeKind::Break, Loc);
      NodeId If = node(NodeKind::If, Loc, {Cond, Body, Leave});
      NodeId Whole = block({Declared, If}, S->getEndLoc());
      NodeId Always = node(NodeKind::Int, Loc, {}, 0, 1);
      return node(NodeKind::While, Loc, {Always, Whole});
    }
    NodeId Cond = expr(W->getCond()), Body = stmt(W->getBody());
    return node(NodeKind::While, Loc, {Cond, Body});
  }
  case Stmt::DoStmtClass: {
    const auto *D = cast<DoStmt>(S);
    NodeId Body = stmt(D->getBody()), Cond = expr(D->getCond());
    return node(NodeKind::Do, Loc, {Body, Cond});
  }
  case Stmt::ForStmtClass: {
    const auto *F = cast<ForStmt>(S);
    NodeId Init = stmt(F->getInit());
    NodeId Cond = F->getCond() ? expr(F->getCond()) : node(NodeKind::Int, Loc, {}, 0, 1);
    NodeId Step = F->getInc() ? expr(F->getInc()) : empty(Loc);
    NodeId Body = stmt(F->getBody());
    NodeId For = node(NodeKind::For, Loc, {Init, Cond, Step, Body});
    return block({For}, S->getEndLoc());
  }
  case Stmt::CXXForRangeStmtClass: {
    const auto *F = cast<CXXForRangeStmt>(S);
    llvm::SmallVector<NodeId, 2> Outer;
    if (F->getInit())
      Outer.push_back(stmt(F->getInit()));
    // Over iterators of the program's own: what the statement stands for.
    const auto *Begin =
        F->getBeginStmt() ? dyn_cast<VarDecl>(F->getBeginStmt()->getSingleDecl()) : nullptr;
    const auto *Call = Begin && Begin->getInit()
                           ? dyn_cast<CallExpr>(Begin->getInit()->IgnoreImplicit())
                           : nullptr;
    if (const FunctionDecl *Own = Call ? Call->getDirectCallee() : nullptr;
        Own && F->getCond() && F->getInc() && F->getEndStmt() &&
        (!Names.isSystem(Own->getLocation()) || handsOutPart(Own))) {
      for (const DeclStmt *D : {F->getRangeStmt(), F->getBeginStmt(), F->getEndStmt()})
        Outer.push_back(stmt(D));
      NodeId Start = empty(Loc);
      NodeId Cond = expr(F->getCond()), Step = expr(F->getInc());
      NodeId Element = stmt(F->getLoopVarStmt());
      NodeId Inner = stmt(F->getBody());
      NodeId Body = block({Element, Inner}, S->getEndLoc());
      NodeId Loop = node(NodeKind::For, Loc, {Start, Cond, Step, Body});
      Outer.push_back(Loop);
      return block(Outer, S->getEndLoc());
    }
    NodeId Range = expr(F->getRangeInit());
    const VarDecl *Var = F->getLoopVariable();
    uint32_t L = local(Var);
    if (const auto *DD = dyn_cast<DecompositionDecl>(Var)) {
      unsigned I = 0;
      for (const BindingDecl *B : DD->bindings())
        Bindings[B] = {L, I++};
    }
    NodeId Body = stmt(F->getBody());
    NodeId For = node(NodeKind::ForEach, Loc, {Range, Body}, L, 0, 0, Var->getType()->isReferenceType());
    Outer.push_back(For);
    return block(Outer, S->getEndLoc());
  }
  case Stmt::SwitchStmtClass: {
    const auto *W = cast<SwitchStmt>(S);
    llvm::SmallVector<NodeId, 3> Outer;
    if (W->getInit())
      Outer.push_back(stmt(W->getInit()));
    if (const VarDecl *Var = W->getConditionVariable())
      Outer.push_back(declare(Var));
    NodeId Cond = expr(W->getCond()), Body = stmt(W->getBody());
    NodeId Switch = node(NodeKind::Switch, Loc, {Cond, Body});
    Outer.push_back(Switch);
    return block(Outer, S->getEndLoc());
  }
  case Stmt::CaseStmtClass: {
    const auto *C = cast<CaseStmt>(S);
    int64_t Value = 0;
    Expr::EvalResult Result;
    if (C->getLHS() && !C->getLHS()->isValueDependent() && C->getLHS()->EvaluateAsInt(Result, Names.Context))
      Value = Result.Val.getInt().getExtValue();
    NodeId Sub = stmt(C->getSubStmt());
    return node(NodeKind::Case, Loc, {Sub}, 0, Value);
  }
  case Stmt::DefaultStmtClass: {
    NodeId Sub = stmt(cast<DefaultStmt>(S)->getSubStmt());
    return node(NodeKind::Case, Loc, {Sub}, 0, 0, 0, /*Flag=*/true);
  }
  case Stmt::ReturnStmtClass: {
    llvm::SmallVector<NodeId, 1> Kids;
    if (const Expr *V = cast<ReturnStmt>(S)->getRetValue())
      Kids.push_back(initial(V));
    return node(NodeKind::Return, Loc, Kids);
  }
  case Stmt::CoreturnStmtClass: {
    llvm::SmallVector<NodeId, 1> Kids;
    if (const Expr *V = cast<CoreturnStmt>(S)->getOperand())
      Kids.push_back(initial(V));
    return node(NodeKind::Return, Loc, Kids);
  }
  case Stmt::CoroutineBodyStmtClass:
    return stmt(cast<CoroutineBodyStmt>(S)->getBody());
  case Stmt::BreakStmtClass:
    return node(NodeKind::Break, Loc);
  case Stmt::ContinueStmtClass:
    return node(NodeKind::Continue, Loc);
  case Stmt::GotoStmtClass:
    return node(NodeKind::Goto, Loc, {}, Names.string(cast<GotoStmt>(S)->getLabel()->getName()));
  case Stmt::LabelStmtClass: {
    NodeId Sub = stmt(cast<LabelStmt>(S)->getSubStmt());
    return node(NodeKind::Label, Loc, {Sub}, Names.string(cast<LabelStmt>(S)->getDecl()->getName()));
  }
  case Stmt::AttributedStmtClass:
    return stmt(cast<AttributedStmt>(S)->getSubStmt());
  case Stmt::CXXTryStmtClass: {
    const auto *T = cast<CXXTryStmt>(S);
    llvm::SmallVector<NodeId, 3> Kids{stmt(T->getTryBlock())};
    for (unsigned I = 0; I < T->getNumHandlers(); ++I) {
      const CXXCatchStmt *C = T->getHandler(I);
      llvm::SmallVector<NodeId, 2> Body;
      if (C->getExceptionDecl())
        Body.push_back(node(NodeKind::Declare, C->getBeginLoc(), {}, local(C->getExceptionDecl())));
      Body.push_back(stmt(C->getHandlerBlock()));
      NodeId Inner = block(Body, C->getEndLoc());
      Kids.push_back(node(NodeKind::Handler, C->getBeginLoc(), {Inner}));
    }
    return node(NodeKind::Try, Loc, Kids);
  }
  default: {
    llvm::SmallVector<NodeId, 4> Kids;
    for (const Stmt *Child : S->children())
      if (Child)
        Kids.push_back(stmt(Child));
    return block(Kids, Loc);
  }
  }
}

void Lowering::function(const FunctionDecl &FD) {
  Current = &FD;
  Instantiated = FD.getPointOfInstantiation();
  if (const auto *MD = dyn_cast<CXXMethodDecl>(&FD); MD && Instantiated.isInvalid())
    if (const auto *Class = dyn_cast<ClassTemplateSpecializationDecl>(MD->getParent()))
      Instantiated = Class->getPointOfInstantiation();
  Out.Usr = Names.usr(FD);
  Out.Name = Names.string(qualifiedName(FD));
  Out.Where = Names.location(FD.getLocation());
  Out.Result = Names.type(FD.getReturnType());
  Out.Variadic = FD.isVariadic();
  Out.System = Names.isSystem(FD.getLocation());
  Out.Internal = !FD.isExternallyVisible();
  std::string Display = FD.getNameAsString();
  const auto *MD = dyn_cast<CXXMethodDecl>(&FD);
  const auto *CD = dyn_cast<CXXConstructorDecl>(&FD);
  if (MD) {
    const CXXRecordDecl *Parent = MD->getParent();
    Out.Class = Names.usr(*Parent);
    Names.type(recordType(Names.Context, *Parent));
    Out.Method = !MD->isStatic();
    Out.Constructor = CD;
    Out.Destructor = isa<CXXDestructorDecl>(MD);
    Out.Lambda = Parent->isLambda();
    Display = Parent->getNameAsString() + "::" + (CD ? Parent->getNameAsString() : Display);
    for (const CXXMethodDecl *O : MD->overridden_methods())
      Out.Overrides.push_back(Names.usr(*O));
    if (Out.Lambda) {
      Display = "a lambda";
      Out.Internal = true;
      for (const LambdaCapture &C : Parent->captures()) {
        facts::Capture Capture;
        Capture.ByReference = C.getCaptureKind() == LCK_ByRef || C.getCaptureKind() == LCK_This;
        if (C.capturesVariable())
          if (const auto *VD = dyn_cast<VarDecl>(C.getCapturedVar())) {
            uint32_t L = Out.Locals.size();
            Locals[VD->getCanonicalDecl()] = L;
            facts::Local Slot;
            Slot.Name = Names.string(VD->getName());
            Slot.Type = Names.type(VD->getType());
            Slot.Where = Names.location(VD->getLocation());
            Out.Locals.push_back(Slot);
            Capture.Local = L;
          }
        Out.Captures.push_back(Capture);
      }
    }
  }
  Out.Display = Names.string(Display);
  for (const ParmVarDecl *P : FD.parameters())
    Out.Parameters.push_back(local(P));

  llvm::SmallVector<NodeId, 8> Statements;
  if (CD)
    for (const CXXCtorInitializer *I : CD->inits()) {
      if (!I->getInit())
        continue;
      NodeId Value = initial(I->getInit());
      SourceLocation Loc = I->isWritten() ? I->getSourceLocation() : I->getInit()->getExprLoc();
      if (I->isAnyMemberInitializer())
        Statements.push_back(node(NodeKind::InitField, Loc, {Value}, Names.fieldName(*I->getAnyMember()), 0,
                                  Names.type(I->getAnyMember()->getType())));
      else
        Statements.push_back(node(NodeKind::InitBase, Loc, {Value}));
    }
  Statements.push_back(stmt(FD.getBody()));
  Out.Body = block(Statements, FD.getEndLoc());
}

void Lowering::initializer(const VarDecl &VD, const Expr &Init) {
  Out.Where = Names.location(VD.getLocation());
  Out.Display = Names.string("the initialiser of " + VD.getNameAsString());
  Out.Internal = true;
  Out.System = Names.isSystem(VD.getLocation());
  std::optional<NodeId> Known = computed(VD, Init);
  NodeId Value = Known ? *Known : initial(&Init);
  NodeId Return = node(NodeKind::Return, VD.getLocation(), {Value});
  Out.Body = block({Return}, VD.getEndLoc());
}

} // namespace pooltidy::program
