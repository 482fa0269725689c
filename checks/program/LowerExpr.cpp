//===- LowerExpr.cpp - Expressions as facts -------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "program/Lower.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/Builtins.h"

using namespace clang;
using pooltidy::facts::Operator;

namespace pooltidy::program {
namespace {

/// Beyond this nesting an expression is generated code; its deeper part is unknown.
constexpr unsigned MaxDepth = 400;

Operator operatorOf(BinaryOperatorKind K) {
  switch (K) {
  case BO_Add: case BO_AddAssign: return Operator::Add;
  case BO_Sub: case BO_SubAssign: return Operator::Subtract;
  case BO_Mul: case BO_MulAssign: return Operator::Multiply;
  case BO_Div: case BO_DivAssign: return Operator::Divide;
  case BO_Rem: case BO_RemAssign: return Operator::Remainder;
  case BO_EQ: return Operator::Equal;
  case BO_NE: return Operator::NotEqual;
  case BO_LT: return Operator::Less;
  case BO_GT: return Operator::Greater;
  case BO_LE: return Operator::LessEqual;
  case BO_GE: return Operator::GreaterEqual;
  case BO_And: case BO_AndAssign: return Operator::BitAnd;
  case BO_Or: case BO_OrAssign: return Operator::BitOr;
  case BO_Shl: case BO_ShlAssign: return Operator::ShiftLeft;
  case BO_Shr: case BO_ShrAssign: return Operator::ShiftRight;
  case BO_Comma: return Operator::Comma;
  default: return Operator::Other;
  }
}

const Expr *stripWrappers(const Expr *E) {
  while (true) {
    if (const auto *C = dyn_cast<ExprWithCleanups>(E))
      E = C->getSubExpr();
    else if (const auto *C = dyn_cast<ParenExpr>(E))
      E = C->getSubExpr();
    else if (const auto *C = dyn_cast<ConstantExpr>(E))
      E = C->getSubExpr();
    else if (const auto *C = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
      E = C->getReplacement();
    else if (const auto *C = dyn_cast<GenericSelectionExpr>(E))
      E = C->isResultDependent() ? E : C->getResultExpr();
    else if (const auto *C = dyn_cast<ChooseExpr>(E))
      E = C->isConditionDependent() ? E : C->getChosenSubExpr();
    else if (const auto *C = dyn_cast<CXXStdInitializerListExpr>(E))
      E = C->getSubExpr();
    else
      return E;
  }
}

} // namespace

facts::NodeId Lowering::node(NodeKind Kind, SourceLocation Loc, llvm::ArrayRef<NodeId> Kids,
                             uint32_t Symbol, int64_t Value, facts::TypeId Type, bool Flag) {
  facts::Node N;
  N.Kind = Kind;
  N.Flag = Flag;
  N.Type = Type;
  N.Symbol = Symbol;
  N.Value = Value;
  N.Where = Names.location(Loc);
  N.FirstKid = Out.Kids.size();
  N.KidCount = Kids.size();
  Out.Kids.insert(Out.Kids.end(), Kids.begin(), Kids.end());
  Out.Nodes.push_back(N);
  return Out.Nodes.size() - 1;
}

facts::NodeId Lowering::initial(const Expr *E) {
  E = stripWrappers(E);
  // The object that a temporary would be is the one being initialised.
  while (true) {
    if (const auto *B = dyn_cast<CXXBindTemporaryExpr>(E))
      E = stripWrappers(B->getSubExpr());
    else if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E))
      E = stripWrappers(M->getSubExpr());
    else if (const auto *C = dyn_cast<CastExpr>(E);
             C && (C->getCastKind() == CK_NoOp || C->getCastKind() == CK_ConstructorConversion ||
                   C->getCastKind() == CK_UserDefinedConversion))
      E = stripWrappers(C->getSubExpr());
    else
      return expr(E);
  }
}

facts::NodeId Lowering::expr(const Expr *E) {
  if (!E)
    return node(NodeKind::Unknown, SourceLocation());
  E = stripWrappers(E);
  SourceLocation Loc = E->getExprLoc();
  // What is left of a declaration with an error may have no type.
  if (Depth > MaxDepth || E->isInstantiationDependent() || E->getType().isNull())
    return node(NodeKind::Unknown, Loc);
  struct DepthGuard {
    unsigned &D;
    explicit DepthGuard(unsigned &D) : D(D) { ++D; }
    ~DepthGuard() { --D; }
  } Guard(Depth);

  if (const auto *C = dyn_cast<CastExpr>(E)) {
    if (C->getCastKind() == CK_NullToPointer)
      return node(NodeKind::Null, Loc);
    return expr(C->getSubExpr());
  }
  switch (E->getStmtClass()) {
  case Stmt::IntegerLiteralClass: {
    const llvm::APInt &V = cast<IntegerLiteral>(E)->getValue();
    return node(NodeKind::Int, Loc, {}, 0, static_cast<int64_t>(V.getLimitedValue()), Names.type(E->getType()));
  }
  case Stmt::CharacterLiteralClass:
    return node(NodeKind::Int, Loc, {}, 0, cast<CharacterLiteral>(E)->getValue(), Names.type(E->getType()));
  case Stmt::CXXBoolLiteralExprClass:
    return node(NodeKind::Int, Loc, {}, 0, cast<CXXBoolLiteralExpr>(E)->getValue(), Names.type(E->getType()));
  case Stmt::CXXNullPtrLiteralExprClass:
  case Stmt::GNUNullExprClass:
    return node(NodeKind::Null, Loc);
  case Stmt::StringLiteralClass:
    return node(NodeKind::Text, E->getBeginLoc(), {}, Names.literal(*cast<StringLiteral>(E)), 0,
                Names.type(E->getType()));
  case Stmt::PredefinedExprClass:
    return cast<PredefinedExpr>(E)->getFunctionName() ? expr(cast<PredefinedExpr>(E)->getFunctionName())
                                                      : node(NodeKind::Unknown, Loc);
  case Stmt::UserDefinedLiteralClass:
    return call(cast<CallExpr>(E));
  case Stmt::DeclRefExprClass:
    return reference(cast<DeclRefExpr>(E)->getDecl(), Loc, E);
  case Stmt::CXXThisExprClass:
    return node(NodeKind::This, Loc, {}, 0, 0, Names.type(E->getType()));
  case Stmt::MemberExprClass:
    return member(cast<MemberExpr>(E));
  case Stmt::ArraySubscriptExprClass: {
    const auto *A = cast<ArraySubscriptExpr>(E);
    NodeId Base = expr(A->getBase()), Index = expr(A->getIdx());
    return node(NodeKind::Index, Loc, {Base, Index}, 0, 0, Names.type(E->getType()));
  }
  case Stmt::UnaryOperatorClass:
    return unary(cast<UnaryOperator>(E));
  case Stmt::BinaryOperatorClass:
  case Stmt::CompoundAssignOperatorClass:
    return binary(cast<BinaryOperator>(E));
  case Stmt::CXXRewrittenBinaryOperatorClass:
    return expr(cast<CXXRewrittenBinaryOperator>(E)->getSemanticForm());
  case Stmt::ConditionalOperatorClass: {
    const auto *C = cast<ConditionalOperator>(E);
    NodeId Cond = expr(C->getCond()), Then = expr(C->getTrueExpr()), Else = expr(C->getFalseExpr());
    return node(NodeKind::Conditional, Loc, {Cond, Then, Else}, 0, 0, Names.type(E->getType()));
  }
  case Stmt::BinaryConditionalOperatorClass: {
    // a ?: b has no name for a: evaluated twice here, which no effect can tell.
    const auto *C = cast<BinaryConditionalOperator>(E);
    NodeId Cond = expr(C->getCommon()), Then = expr(C->getCommon()), Else = expr(C->getFalseExpr());
    return node(NodeKind::Conditional, Loc, {Cond, Then, Else}, 0, 0, Names.type(E->getType()));
  }
  case Stmt::OpaqueValueExprClass:
    if (auto It = Awaited.find(cast<OpaqueValueExpr>(E)); It != Awaited.end())
      return node(NodeKind::Local, Loc, {}, It->second, 0, Names.type(E->getType()));
    return expr(cast<OpaqueValueExpr>(E)->getSourceExpr());
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass:
    return call(cast<CallExpr>(E));
  case Stmt::CXXConstructExprClass:
  case Stmt::CXXTemporaryObjectExprClass:
    return construct(cast<CXXConstructExpr>(E));
  case Stmt::CXXInheritedCtorInitExprClass: {
    // Hands on what the constructor that the compiler made was given.
    const auto *C = cast<CXXInheritedCtorInitExpr>(E);
    llvm::SmallVector<NodeId, 4> Kids;
    if (Current)
      for (const ParmVarDecl *P : Current->parameters())
        Kids.push_back(node(NodeKind::Local, Loc, {}, local(P), 0, Names.type(P->getType())));
    Need.Function(*C->getConstructor());
    return node(NodeKind::Construct, Loc, Kids, Names.callee(*C->getConstructor()), Kids.size(),
                Names.type(E->getType()));
  }
  case Stmt::CXXBindTemporaryExprClass: {
    NodeId Kid = expr(cast<CXXBindTemporaryExpr>(E)->getSubExpr());
    return node(NodeKind::Temporary, Loc, {Kid}, 0, 0, Names.type(E->getType()));
  }
  case Stmt::MaterializeTemporaryExprClass: {
    const auto *M = cast<MaterializeTemporaryExpr>(E);
    return M->getExtendingDecl() ? initial(M->getSubExpr()) : expr(M->getSubExpr());
  }
  case Stmt::CXXDefaultArgExprClass:
    return expr(cast<CXXDefaultArgExpr>(E)->getExpr());
  case Stmt::CXXDefaultInitExprClass:
    return expr(cast<CXXDefaultInitExpr>(E)->getExpr());
  case Stmt::InitListExprClass: {
    const auto *L = cast<InitListExpr>(E);
    if (L->isSemanticForm() && L->isTransparent() && L->getNumInits() == 1)
      return initial(L->getInit(0));
    if (L->getNumInits() == 1 && isa<clang::StringLiteral>(stripWrappers(L->getInit(0))) &&
        L->getType()->isArrayType())
      return initial(L->getInit(0));
    if (std::optional<NodeId> Text = byteList(L))
      return *Text;
    llvm::SmallVector<NodeId, 8> Kids;
    for (const Expr *I : L->inits())
      Kids.push_back(initial(I));
    return node(NodeKind::List, Loc, Kids, 0, 0, Names.type(E->getType()));
  }
  case Stmt::CXXParenListInitExprClass: {
    llvm::SmallVector<NodeId, 8> Kids;
    for (const Expr *I : cast<CXXParenListInitExpr>(E)->getInitExprs())
      Kids.push_back(initial(I));
    return node(NodeKind::List, Loc, Kids, 0, 0, Names.type(E->getType()));
  }
  case Stmt::CompoundLiteralExprClass:
    return initial(cast<CompoundLiteralExpr>(E)->getInitializer());
  case Stmt::LambdaExprClass:
    return lambda(cast<LambdaExpr>(E));
  case Stmt::CXXNewExprClass: {
    const auto *N = cast<CXXNewExpr>(E);
    llvm::SmallVector<NodeId, 1> Kids;
    if (const Expr *Init = N->getInitializer(); Init && !N->isArray())
      Kids.push_back(initial(Init));
    return node(NodeKind::New, Loc, Kids, 0, 0, Names.type(N->getAllocatedType()));
  }
  case Stmt::CXXDeleteExprClass: {
    NodeId Kid = expr(cast<CXXDeleteExpr>(E)->getArgument());
    return node(NodeKind::Delete, Loc, {Kid});
  }
  case Stmt::CXXThrowExprClass: {
    llvm::SmallVector<NodeId, 1> Kids;
    if (const Expr *Sub = cast<CXXThrowExpr>(E)->getSubExpr())
      Kids.push_back(expr(Sub));
    return node(NodeKind::Throw, Loc, Kids);
  }
  case Stmt::StmtExprClass:
    return stmt(cast<StmtExpr>(E)->getSubStmt());
  case Stmt::VAArgExprClass: {
    NodeId Kid = expr(cast<VAArgExpr>(E)->getSubExpr());
    return node(NodeKind::VaArg, Loc, {Kid}, 0, 0, Names.type(E->getType()));
  }
  case Stmt::CoawaitExprClass:
  case Stmt::CoyieldExprClass:
    return suspend(cast<CoroutineSuspendExpr>(E));
  case Stmt::CXXFoldExprClass:
  case Stmt::ImplicitValueInitExprClass:
  case Stmt::CXXScalarValueInitExprClass:
    return E->getType()->isIntegralOrEnumerationType() || E->getType()->isAnyPointerType()
               ? node(NodeKind::Int, Loc, {}, 0, 0, Names.type(E->getType()))
               : node(NodeKind::Unknown, Loc, {}, 0, 0, Names.type(E->getType()));
  default:
    break;
  }
  Expr::EvalResult Result;
  if (E->getType()->isIntegralOrEnumerationType() && !E->isValueDependent() &&
      E->EvaluateAsInt(Result, Names.Context, Expr::SE_NoSideEffects))
    return node(NodeKind::Int, Loc, {}, 0, Result.Val.getInt().getExtValue(), Names.type(E->getType()));
  llvm::SmallVector<NodeId, 4> Kids;
  for (const Stmt *Child : E->children())
    if (const auto *Sub = dyn_cast_or_null<Expr>(Child))
      Kids.push_back(expr(Sub));
  return node(NodeKind::Unknown, Loc, Kids, 0, 0, Names.type(E->getType()));
}

facts::NodeId Lowering::reference(const ValueDecl *D, SourceLocation Loc, const Expr *E) {
  if (const auto *EC = dyn_cast<EnumConstantDecl>(D))
    return node(NodeKind::Int, Loc, {}, 0, EC->getInitVal().getExtValue(), Names.type(E->getType()));
  if (const auto *FD = dyn_cast<FunctionDecl>(D)) {
    Need.Function(*FD);
    return node(NodeKind::Function, Loc, {}, Names.callee(*FD));
  }
  if (const auto *B = dyn_cast<BindingDecl>(D)) {
    if (auto It = Bindings.find(B); It != Bindings.end()) {
      NodeId Whole = node(NodeKind::Local, Loc, {}, It->second.first);
      if (const auto *ME = dyn_cast_or_null<MemberExpr>(B->getBinding() ? stripWrappers(B->getBinding()) : nullptr))
        if (const auto *FD = dyn_cast<FieldDecl>(ME->getMemberDecl()))
          return node(NodeKind::Field, Loc, {Whole}, Names.fieldName(*FD), 0, Names.type(B->getType()));
      NodeId Index = node(NodeKind::Int, Loc, {}, 0, It->second.second);
      return node(NodeKind::Index, Loc, {Whole, Index}, 0, 0, Names.type(B->getType()));
    }
    return node(NodeKind::Unknown, Loc);
  }
  if (const auto *Object = dyn_cast<TemplateParamObjectDecl>(D))
    return constant(Object->getValue(), Object->getType(),
                    Instantiated.isValid() ? Instantiated : Loc);
  const auto *VD = dyn_cast<VarDecl>(D);
  if (!VD)
    return node(NodeKind::Unknown, Loc);
  // Asked of the expression, not of the variable: a static member of a template may
  // have no initialiser until something needs its value.
  Expr::EvalResult Constant;
  if (VD->getType().isConstQualified() && VD->getType()->isIntegralOrEnumerationType() && VD->getAnyInitializer() &&
      !VD->getAnyInitializer()->isValueDependent() && !E->isValueDependent() &&
      VD->isUsableInConstantExpressions(Names.Context) &&
      E->EvaluateAsInt(Constant, Names.Context, Expr::SE_NoSideEffects))
    return node(NodeKind::Int, Loc, {}, 0, Constant.Val.getInt().getExtValue(), Names.type(E->getType()));
  if (VD->hasGlobalStorage() && !VD->isStaticLocal()) {
    Need.Variable(*VD);
    return node(NodeKind::Global, Loc, {}, Names.usr(*VD), 0, Names.type(VD->getType()));
  }
  return node(NodeKind::Local, Loc, {}, local(VD), 0, Names.type(VD->getType()));
}

facts::NodeId Lowering::member(const MemberExpr *E) {
  SourceLocation Loc = E->getMemberLoc();
  const ValueDecl *D = E->getMemberDecl();
  const auto *FD = dyn_cast<FieldDecl>(D);
  if (!FD)
    return reference(D, Loc, E);
  NodeId Base = expr(E->getBase());
  if (E->isArrow())
    Base = node(NodeKind::Deref, Loc, {Base});
  if (FD->isAnonymousStructOrUnion())
    return Base;
  return node(NodeKind::Field, Loc, {Base}, Names.fieldName(*FD), 0, Names.type(E->getType()));
}

facts::NodeId Lowering::unary(const UnaryOperator *E) {
  SourceLocation Loc = E->getOperatorLoc();
  if (Expr::EvalResult Constant; E->getOpcode() == UO_Not && !E->isValueDependent() &&
                                 E->EvaluateAsInt(Constant, Names.Context, Expr::SE_NoSideEffects))
    return node(NodeKind::Int, Loc, {}, 0, Constant.Val.getInt().getExtValue(), Names.type(E->getType()));
  NodeId Kid = expr(E->getSubExpr());
  switch (E->getOpcode()) {
  case UO_AddrOf: return node(NodeKind::AddressOf, Loc, {Kid});
  case UO_Deref: return node(NodeKind::Deref, Loc, {Kid}, 0, 0, Names.type(E->getType()));
  case UO_LNot: return node(NodeKind::Not, Loc, {Kid});
  case UO_Plus: case UO_Extension: case UO_Coawait: return Kid;
  case UO_Minus: return node(NodeKind::Unary, Loc, {Kid}, 0, static_cast<int64_t>(Operator::Minus));
  case UO_PreInc: return node(NodeKind::Step, Loc, {Kid}, 0, 1);
  case UO_PreDec: return node(NodeKind::Step, Loc, {Kid}, 0, -1);
  case UO_PostInc: return node(NodeKind::Step, Loc, {Kid}, 0, 1, 0, true);
  case UO_PostDec: return node(NodeKind::Step, Loc, {Kid}, 0, -1, 0, true);
  default: return node(NodeKind::Unknown, Loc, {Kid});
  }
}

facts::NodeId Lowering::binary(const BinaryOperator *E) {
  SourceLocation Loc = E->getOperatorLoc();
  // Long chains (a + b + c + ...) lean left: walk them with a loop, not the stack.
  llvm::SmallVector<const BinaryOperator *, 8> Chain{E};
  const Expr *Left = E->getLHS();
  while (const auto *B = dyn_cast<BinaryOperator>(Left->IgnoreParenImpCasts())) {
    if (B->isAssignmentOp() || E->isAssignmentOp())
      break;
    Chain.push_back(B);
    Left = B->getLHS();
  }
  NodeId L = expr(Left);
  for (const BinaryOperator *B : llvm::reverse(Chain)) {
    NodeId R = B->getOpcode() == BO_Assign ? initial(B->getRHS()) : expr(B->getRHS());
    Loc = B->getOperatorLoc();
    if (B->getOpcode() == BO_LAnd)
      L = node(NodeKind::And, Loc, {L, R});
    else if (B->getOpcode() == BO_LOr)
      L = node(NodeKind::Or, Loc, {L, R});
    else if (B->getOpcode() == BO_Assign)
      L = node(NodeKind::Assign, Loc, {L, R}, 0, 0, Names.type(B->getType()));
    else
      L = node(B->isCompoundAssignmentOp() ? NodeKind::CompoundAssign : NodeKind::Binary, Loc, {L, R}, 0,
               static_cast<int64_t>(operatorOf(B->getOpcode())), Names.type(B->getType()));
  }
  return L;
}

/// The text of "..."_x where the operator takes its characters as template arguments.
static const StringLiteral *textInTemplate(const UserDefinedLiteral &E) {
  const FunctionDecl *FD = E.getDirectCallee();
  const TemplateArgumentList *Arguments = FD ? FD->getTemplateSpecializationArgs() : nullptr;
  if (!Arguments || Arguments->size() != 2 || Arguments->get(0).getKind() != TemplateArgument::Type ||
      Arguments->get(1).getKind() != TemplateArgument::Pack)
    return nullptr;
  std::string Bytes;
  for (const TemplateArgument &A : Arguments->get(1).pack_elements()) {
    if (A.getKind() != TemplateArgument::Integral)
      return nullptr;
    Bytes.push_back(static_cast<char>(A.getAsIntegral().getExtValue()));
  }
  const ASTContext &Context = FD->getASTContext();
  QualType Type = Context.getStringLiteralArrayType(Context.CharTy.withConst(), Bytes.size());
  return StringLiteral::Create(Context, Bytes, StringLiteralKind::Ordinary, /*Pascal=*/false, Type, E.getBeginLoc());
}

facts::NodeId Lowering::call(const CallExpr *E) {
  SourceLocation Loc = E->getExprLoc();
  const FunctionDecl *FD = E->getDirectCallee();
  facts::TypeId Result = Names.type(E->getType());
  if (FD && FD->getBuiltinID()) {
    switch (FD->getBuiltinID()) {
    case Builtin::BI__builtin_va_start:
    case Builtin::BI__va_start: {
      NodeId List = expr(E->getArg(0));
      return node(NodeKind::VaStart, Loc, {List});
    }
    case Builtin::BI__builtin_va_copy: {
      NodeId To = expr(E->getArg(0)), From = expr(E->getArg(1));
      return node(NodeKind::Assign, Loc, {To, From});
    }
    case Builtin::BI__builtin_va_end:
      return node(NodeKind::Unknown, Loc);
    case Builtin::BI__builtin_expect:
      return expr(E->getArg(0));
    default:
      break;
    }
  }
  llvm::SmallVector<NodeId, 6> Kids;
  unsigned FirstArg = 0;
  if (const auto *MC = dyn_cast<CXXMemberCallExpr>(E)) {
    if (const Expr *Object = MC->getImplicitObjectArgument()) {
      // A lambda that becomes a pointer to a function is still what is called.
      if (const auto *To = dyn_cast_or_null<CXXConversionDecl>(FD); To && To->getParent()->isLambda())
        return expr(Object);
      NodeId O = expr(Object);
      if (Object->getType()->isAnyPointerType())
        O = node(NodeKind::Deref, Loc, {O});
      Kids.push_back(O);
    }
  } else if (isa<CXXOperatorCallExpr>(E) && isa_and_nonnull<CXXMethodDecl>(FD) &&
             !cast<CXXMethodDecl>(FD)->isStatic()) {
    Kids.push_back(expr(E->getArg(0)));
    FirstArg = 1;
  }
  if (!FD) {
    // (object.*pointer)(...): the object is among the kids already.
    const auto *Through = dyn_cast<BinaryOperator>(stripWrappers(E->getCallee()));
    const bool Member = Through && Through->isPtrMemOp() && !Kids.empty();
    llvm::SmallVector<NodeId, 6> All{expr(Member ? Through->getRHS() : E->getCallee())};
    All.append(Kids);
    for (const Expr *A : E->arguments())
      All.push_back(expr(A));
    return node(NodeKind::IndirectCall, Loc, All, 0, 0, Result);
  }
  unsigned Written = 0;
  for (unsigned I = FirstArg; I < E->getNumArgs(); ++I) {
    Written += !isa<CXXDefaultArgExpr>(E->getArg(I));
    Kids.push_back(expr(E->getArg(I)));
  }
  if (const auto *Literal = dyn_cast<UserDefinedLiteral>(E); Literal && Kids.empty())
    if (const StringLiteral *Text = textInTemplate(*Literal)) {
      Kids.push_back(expr(Text));
      ++Written;
    }
  Need.Function(*FD);
  // Flag: a qualified call (Base::f()) is not dispatched even when f is virtual.
  const auto *ME = dyn_cast<MemberExpr>(stripWrappers(E->getCallee()));
  return node(NodeKind::Call, Loc, Kids, Names.callee(*FD), Written, Result, ME && ME->hasQualifier());
}

/// What an awaiter of the program's own does when it is waited for. Awaiting a coroutine
/// gives what it returns, and those of libraries are what models speak of.
facts::NodeId Lowering::suspend(const CoroutineSuspendExpr *E) {
  const auto *Resume = dyn_cast_or_null<CXXMemberCallExpr>(
      E->getResumeExpr() ? E->getResumeExpr()->IgnoreImplicit() : nullptr);
  const CXXMethodDecl *Method = Resume ? Resume->getMethodDecl() : nullptr;
  const CXXRecordDecl *Class = E->getOperand()->getType().getNonReferenceType()->getAsCXXRecordDecl();
  auto IsCoroutine = [&](const CXXRecordDecl &RD) {
    return llvm::any_of(RD.decls(), [](const Decl *D) {
      const auto *ND = dyn_cast<TypeDecl>(D);
      return ND && ND->getDeclName().isIdentifier() && ND->getName() == "promise_type";
    });
  };
  if (!E->getOpaqueValue() || !Method || !Class || IsCoroutine(*Class) ||
      Names.isSystem(Method->getLocation()))
    return expr(E->getOperand());
  const SourceLocation Loc = E->getKeywordLoc();
  const uint32_t L = Out.Locals.size();
  facts::Local Awaiter;
  Awaiter.Type = Names.type(Names.Context.getLValueReferenceType(
      E->getCommonExpr()->getType().getNonReferenceType()));
  Awaiter.Where = Names.location(Loc);
  Out.Locals.push_back(Awaiter);
  NodeId Common = expr(E->getCommonExpr());
  NodeId Declared = node(NodeKind::Declare, Loc, {Common}, L);
  Awaited[E->getOpaqueValue()] = L;
  NodeId Ready = expr(E->getReadyExpr());
  NodeId Waits = node(NodeKind::Not, Loc, {Ready});
  NodeId Suspended = node(NodeKind::Evaluate, Loc, {expr(E->getSuspendExpr())});
  NodeId Wait = node(NodeKind::If, Loc, {Waits, Suspended});
  NodeId Value = node(NodeKind::Evaluate, Loc, {expr(Resume)});
  return block({Declared, Wait, Value}, Loc);
}

facts::NodeId Lowering::construct(const CXXConstructExpr *E) {
  if (E->isElidable() && E->getNumArgs() == 1)
    return initial(E->getArg(0));
  llvm::SmallVector<NodeId, 4> Kids;
  unsigned Written = 0;
  for (const Expr *A : E->arguments()) {
    Written += !isa<CXXDefaultArgExpr>(A);
    Kids.push_back(expr(A));
  }
  Need.Function(*E->getConstructor());
  return node(NodeKind::Construct, E->getLocation(), Kids, Names.callee(*E->getConstructor()), Written,
              Names.type(E->getType()));
}

facts::NodeId Lowering::lambda(const LambdaExpr *E) {
  const CXXMethodDecl *Call = E->getCallOperator();
  llvm::SmallVector<NodeId, 4> Kids;
  auto Init = E->capture_init_begin();
  for (const LambdaCapture &C : E->captures()) {
    (void)C;
    Kids.push_back(expr(*Init++));
  }
  facts::StringId Usr = Names.usr(*Call);
  if (const FunctionTemplateDecl *Template = Call->getDescribedFunctionTemplate()) {
    // A generic lambda is known by its first instantiation; calls name theirs exactly.
    const FunctionDecl *First = nullptr;
    for (const FunctionDecl *Spec : Template->specializations()) {
      if (!First || (!First->isDefined() && Spec->isDefined()))
        First = Spec;
      Need.Function(*Spec); // a library may be what calls the others
    }
    if (First)
      Usr = Names.usr(*First);
  } else {
    Need.Function(*Call);
  }
  return node(NodeKind::Lambda, E->getBeginLoc(), Kids, Usr, 0, Names.type(E->getType()));
}

} // namespace pooltidy::program
