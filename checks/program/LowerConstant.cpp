//===- LowerConstant.cpp - Values that the compiler knows -----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Text that stands in no string literal: arrays of bytes as xxd and its like write
// them, objects that are template arguments, arrays that constexpr functions fill.
// What the compiler computed becomes the facts that a literal would have become.
//
//===----------------------------------------------------------------------===//

#include "program/Lower.h"

#include "clang/AST/APValue.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace pooltidy::program {
namespace {

constexpr unsigned MaxBytes = 1u << 20; ///< beyond that it is data
constexpr unsigned MaxFields = 64;

bool isByte(QualType T) { return T->isCharType() || T->isChar8Type(); }

/// Whether \p Bytes could be a statement: no control characters, one end mark at most.
bool readable(llvm::StringRef Bytes) {
  Bytes = Bytes.rtrim('\0');
  return !Bytes.empty() && llvm::none_of(Bytes, [](char C) {
    const auto U = static_cast<unsigned char>(C);
    return U < 32 && U != '\n' && U != '\t' && U != '\r' && U != '\f';
  });
}

} // namespace

bool holdsBytes(QualType T, const ASTContext &Context, unsigned Depth) {
  if (const ArrayType *A = T->getAsArrayTypeUnsafe())
    return isByte(A->getElementType());
  const auto *RD = T->getAsCXXRecordDecl();
  if (!RD || !RD->hasDefinition() || RD->isDependentContext() || Depth > 3)
    return false;
  return llvm::any_of(RD->fields(), [&](const FieldDecl *F) {
    return holdsBytes(F->getType(), Context, Depth + 1);
  });
}

uint32_t Tables::bytes(llvm::StringRef Bytes, llvm::ArrayRef<facts::Location> Places) {
  facts::Literal Out;
  Out.Bytes = Bytes.str();
  for (uint32_t I = 0; I < Places.size(); ++I)
    if (Out.Pieces.empty() || Out.Pieces.back().Where != Places[I])
      Out.Pieces.push_back({I, Places[I], /*Fixed=*/true});
  U.Literals.push_back(std::move(Out));
  return U.Literals.size() - 1;
}

std::optional<facts::NodeId> Lowering::byteList(const InitListExpr *E) {
  const ArrayType *A = E->getType()->getAsArrayTypeUnsafe();
  if (!A || !isByte(A->getElementType()) || E->getNumInits() < 2)
    return std::nullopt;
  if (E->getNumInits() > MaxBytes)
    return node(NodeKind::Unknown, E->getExprLoc(), {}, 0, 0, Names.type(E->getType()));
  std::string Bytes;
  llvm::SmallVector<facts::Location, 0> Places;
  for (const Expr *I : E->inits()) {
    Expr::EvalResult Result;
    if (I->isValueDependent() || !I->EvaluateAsInt(Result, Names.Context, Expr::SE_NoSideEffects))
      return std::nullopt;
    Bytes.push_back(static_cast<char>(Result.Val.getInt().getExtValue()));
    facts::Location W = Names.location(I->getBeginLoc());
    if (E->getNumInits() > 4096 && !Places.empty() && Places.back().Line == W.Line)
      W = Places.back(); // of a large one the line is enough
    Places.push_back(W);
  }
  if (!readable(Bytes))
    return node(NodeKind::Unknown, E->getExprLoc(), {}, 0, 0, Names.type(E->getType()));
  llvm::StringRef Text = llvm::StringRef(Bytes).rtrim('\0');
  return node(NodeKind::Text, E->getExprLoc(), {},
              Names.bytes(Text, llvm::ArrayRef(Places).take_front(Text.size())), 0,
              Names.type(E->getType()));
}

facts::NodeId Lowering::constant(const APValue &Value, QualType T, SourceLocation Loc) {
  switch (Value.getKind()) {
  case APValue::Int:
    return node(NodeKind::Int, Loc, {}, 0, Value.getInt().getExtValue(), Names.type(T));
  case APValue::LValue: {
    if (Value.isNullPointer())
      return node(NodeKind::Null, Loc);
    APValue::LValueBase Base = Value.getLValueBase();
    if (const auto *E = Base.dyn_cast<const Expr *>())
      if (const auto *Text = dyn_cast<StringLiteral>(E)) {
        NodeId Whole =
            node(NodeKind::Text, Loc, {}, Names.literal(*Text), 0, Names.type(E->getType()));
        if (int64_t Offset = Value.getLValueOffset().getQuantity()) {
          NodeId Steps = node(NodeKind::Int, Loc, {}, 0, Offset);
          return node(NodeKind::Binary, Loc, {Whole, Steps}, 0,
                      static_cast<int64_t>(facts::Operator::Add), Names.type(T));
        }
        return Whole;
      }
    break;
  }
  case APValue::Array: {
    const ArrayType *A = T->getAsArrayTypeUnsafe();
    const unsigned Size = Value.getArraySize();
    if (!A || Size > MaxBytes)
      break;
    auto Element = [&](unsigned I) -> const APValue & {
      return I < Value.getArrayInitializedElts() ? Value.getArrayInitializedElt(I)
                                                 : Value.getArrayFiller();
    };
    if (isByte(A->getElementType())) {
      std::string Bytes;
      for (unsigned I = 0;
           I < Size && (I < Value.getArrayInitializedElts() || Value.hasArrayFiller()); ++I)
        if (Element(I).isInt())
          Bytes.push_back(static_cast<char>(Element(I).getInt().getExtValue()));
      if (!readable(Bytes))
        break;
      llvm::StringRef Text = llvm::StringRef(Bytes).rtrim('\0');
      return node(NodeKind::Text, Loc, {}, Names.bytes(Text, {Names.location(Loc)}), 0,
                  Names.type(T));
    }
    if (Size > MaxFields || (Size > Value.getArrayInitializedElts() && !Value.hasArrayFiller()))
      break;
    llvm::SmallVector<NodeId, 8> Kids;
    for (unsigned I = 0; I < Size; ++I)
      Kids.push_back(constant(Element(I), A->getElementType(), Loc));
    return node(NodeKind::List, Loc, Kids, 0, 0, Names.type(T));
  }
  case APValue::Struct: {
    const auto *RD = T->getAsCXXRecordDecl();
    if (!RD || Value.getStructNumBases() || Value.getStructNumFields() > MaxFields)
      break;
    llvm::SmallVector<NodeId, 8> Kids;
    for (const FieldDecl *F : RD->fields())
      Kids.push_back(constant(Value.getStructField(F->getFieldIndex()), F->getType(), Loc));
    return node(NodeKind::List, Loc, Kids, 0, 0, Names.type(T));
  }
  default:
    break;
  }
  return node(NodeKind::Unknown, Loc, {}, 0, 0, Names.type(T));
}

std::optional<facts::NodeId> Lowering::computed(const VarDecl &VD, const Expr &Init) {
  if (!VD.isConstexpr() || !holdsBytes(VD.getType(), Names.Context))
    return std::nullopt;
  const Expr *Plain = Init.IgnoreImplicit();
  if (isa<StringLiteral>(Plain) ||
      isa<InitListExpr>(Plain)) // its own text knows better where it stands
    return std::nullopt;
  const APValue *Value = VD.evaluateValue();
  if (!Value || !(Value->isArray() || Value->isStruct()))
    return std::nullopt;
  return constant(*Value, VD.getType(), VD.getLocation());
}

} // namespace pooltidy::program
