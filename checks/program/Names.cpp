//===- Names.cpp - Names, types and places as facts -----------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "program/Names.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Index/USRGeneration.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace pooltidy::program {
namespace {

std::string typeName(QualType T, const ASTContext &Context) {
  if (const CXXRecordDecl *RD = T.getNonReferenceType()->getAsCXXRecordDecl())
    return RD->getNameAsString();
  return T.getUnqualifiedType().getAsString(Context.getPrintingPolicy());
}

std::string ownName(const NamedDecl &D) {
  if (const auto *C = dyn_cast<CXXConstructorDecl>(&D))
    return C->getParent()->getNameAsString();
  if (const auto *C = dyn_cast<CXXDestructorDecl>(&D))
    return "~" + C->getParent()->getNameAsString();
  if (const auto *C = dyn_cast<CXXConversionDecl>(&D))
    return "operator " + typeName(C->getConversionType(), D.getASTContext());
  if (!D.getDeclName())
    return isa<CXXRecordDecl>(D) && cast<CXXRecordDecl>(D).isLambda() ? "(lambda)" : "(anonymous)";
  return D.getNameAsString();
}

} // namespace

std::string qualifiedName(const NamedDecl &D) {
  llvm::SmallVector<std::string, 6> Parts{ownName(D)};
  for (const DeclContext *DC = D.getDeclContext(); DC; DC = DC->getParent()) {
    if (const auto *NS = dyn_cast<NamespaceDecl>(DC)) {
      if (!NS->isInline() && !NS->isAnonymousNamespace())
        Parts.push_back(NS->getNameAsString());
    } else if (const auto *RD = dyn_cast<RecordDecl>(DC)) {
      Parts.push_back(ownName(*RD));
    } else if (const auto *FD = dyn_cast<FunctionDecl>(DC)) {
      Parts.push_back(ownName(*FD));
    }
  }
  std::string Name;
  for (const std::string &Part : llvm::reverse(Parts)) {
    if (!Name.empty())
      Name += "::";
    Name += Part;
  }
  return Name;
}

facts::StringId Tables::string(llvm::StringRef S) {
  if (S.empty())
    return 0;
  auto [It, New] = Strings.try_emplace(S, U.Strings.size());
  if (New)
    U.Strings.push_back(S.str());
  return It->second;
}

Tables::FileInfo &Tables::file(FileID FID) {
  auto [It, New] = Files.try_emplace(FID);
  FileInfo &Info = It->second;
  if (!New)
    return Info;
  llvm::SmallString<256> Path;
  if (OptionalFileEntryRef Entry = SM.getFileEntryRefForID(FID)) {
    Path = Entry->getName();
    SM.getFileManager().makeAbsolutePath(Path);
    llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  }
  Info.Path = std::string(Path);
  Info.Id = string(Info.Path);
  if (Info.Path.empty()) {
    Info.System = true;
  } else if (!Options.ProjectRoot.empty() && FID != SM.getMainFileID()) {
    llvm::StringRef Rest = Info.Path;
    Info.System = !Rest.consume_front(Options.ProjectRoot) ||
                  !(Rest.empty() || llvm::sys::path::is_separator(Rest.front()) ||
                    llvm::StringRef(Options.ProjectRoot).ends_with("/"));
  }
  return Info;
}

facts::Location Tables::location(SourceLocation Loc) {
  facts::Location Out;
  if (Loc.isInvalid())
    return Out;
  auto [FID, Offset] = SM.getDecomposedLoc(SM.getFileLoc(Loc));
  bool Invalid = false;
  Out.Line = SM.getLineNumber(FID, Offset, &Invalid);
  if (Invalid)
    return facts::Location();
  Out.Column = SM.getColumnNumber(FID, Offset, &Invalid);
  Out.File = file(FID).Id;
  return Out;
}

bool Tables::isSystem(SourceLocation Loc) {
  if (Loc.isInvalid())
    return true;
  SourceLocation At = SM.getExpansionLoc(Loc);
  return SM.isInSystemHeader(At) || file(SM.getFileID(At)).System;
}

/// The lambdas among the template arguments of \p D and of the classes it is in.
static void lambdasOf(const Decl &D, llvm::SmallVectorImpl<const CXXMethodDecl *> &Found, unsigned Depth = 0) {
  constexpr unsigned MaxDepth = 4;
  auto Look = [&](const TemplateArgument &A, auto &Self) -> void {
    if (A.getKind() == TemplateArgument::Pack) {
      for (const TemplateArgument &Each : A.pack_elements())
        Self(Each, Self);
      return;
    }
    if (A.getKind() != TemplateArgument::Type || A.getAsType().isNull())
      return;
    QualType T = A.getAsType().getNonReferenceType();
    if (!T->getPointeeType().isNull())
      T = T->getPointeeType();
    const CXXRecordDecl *RD = T->getAsCXXRecordDecl();
    if (RD && RD->isLambda())
      Found.push_back(RD->getLambdaCallOperator());
    else if (RD)
      lambdasOf(*RD, Found, Depth + 1);
  };
  if (Depth > MaxDepth)
    return;
  if (const auto *FD = dyn_cast<FunctionDecl>(&D))
    if (const TemplateArgumentList *Args = FD->getTemplateSpecializationArgs())
      for (const TemplateArgument &A : Args->asArray())
        Look(A, Look);
  if (const auto *Class = dyn_cast<ClassTemplateSpecializationDecl>(&D))
    for (const TemplateArgument &A : Class->getTemplateArgs().asArray())
      Look(A, Look);
  if (const auto *Outer = dyn_cast_or_null<CXXRecordDecl>(D.getDeclContext()))
    lambdasOf(*Outer, Found, Depth + 1);
}

facts::StringId Tables::usr(const Decl &D) {
  const Decl *Key = D.getCanonicalDecl();
  if (auto It = Usrs.find(Key); It != Usrs.end())
    return It->second;
  llvm::SmallString<128> Usr;
  const auto *MD = dyn_cast<CXXMethodDecl>(Key);
  bool Lambda = MD && MD->getParent()->isLambda();
  const auto *RD = dyn_cast<CXXRecordDecl>(Key);
  const bool LambdaClass = RD && RD->isLambda();
  if (Lambda || LambdaClass || index::generateUSRForDecl(Key, Usr) || Usr.empty()) {
    // Lambdas have no USR that tells two in one function apart: use the place, and
    // the enclosing instantiation, and the types it is instantiated with.
    Usr = LambdaClass ? "class of lambda@" : "lambda@";
    facts::Location W = location(Lambda ? MD->getParent()->getBeginLoc() : Key->getBeginLoc());
    Usr += U.Strings[W.File] + ":" + std::to_string(W.Line) + ":" + std::to_string(W.Column);
    const DeclContext *DC = Lambda ? MD->getParent()->getDeclContext() : Key->getDeclContext();
    if (const auto *Outer = dyn_cast_or_null<FunctionDecl>(DC))
      Usr += "@" + U.Strings[usr(*Outer)];
    // What copies or destroys it is not what it does when it is called.
    if (Lambda && (isa<CXXConstructorDecl>(MD) || isa<CXXDestructorDecl>(MD)))
      Usr += "@" + MD->getType().getCanonicalType().getAsString() + "@lifetime";
    else if (MD && MD->getTemplateSpecializationInfo())
      Usr += "@" + MD->getType().getCanonicalType().getAsString();
    if (!Lambda && !LambdaClass)
      // An object that is a template argument has no name; what it is tells two apart.
      if (const auto *ND = dyn_cast<NamedDecl>(Key)) {
        llvm::raw_svector_ostream Named(Usr);
        ND->getNameForDiagnostic(Named << '@', Context.getPrintingPolicy(), /*Qualified=*/true);
      }
  } else if (const auto *ND = dyn_cast<NamedDecl>(Key)) {
    bool Main = isa<FunctionDecl>(Key) && cast<FunctionDecl>(Key)->isMain();
    bool InMain = SM.isWrittenInMainFile(SM.getExpansionLoc(Key->getLocation()));
    if (Main || (InMain && !ND->isExternallyVisible()))
      Usr += "@" + file(SM.getMainFileID()).Path;
    // An instantiation with one lambda is not the one with another.
    llvm::SmallVector<const CXXMethodDecl *, 2> Lambdas;
    lambdasOf(*Key, Lambdas);
    for (const CXXMethodDecl *Each : Lambdas)
      if (Each && Each != Key)
        Usr += "@" + U.Strings[usr(*Each)];
  }
  facts::StringId Id = string(Usr);
  Usrs[Key] = Id;
  return Id;
}

facts::StringId Tables::fieldName(const FieldDecl &FD) {
  return string(qualifiedName(FD));
}

/// The types among template arguments, those of packs included.
void Tables::addTypes(llvm::ArrayRef<TemplateArgument> Arguments, std::vector<facts::TypeId> &Out) {
  constexpr size_t MostTypes = 8;
  for (const TemplateArgument &A : Arguments)
    if (A.getKind() == TemplateArgument::Pack)
      addTypes(A.pack_elements(), Out);
    else if (A.getKind() == TemplateArgument::Type && Out.size() < MostTypes)
      Out.push_back(type(A.getAsType()));
}

facts::TypeId Tables::type(QualType T) {
  if (T.isNull() || T->isDependentType())
    return 0;
  T = T.getCanonicalType().getUnqualifiedType();
  if (auto It = Types.find(T); It != Types.end())
    return It->second;
  facts::TypeId Id = U.Types.size();
  Types[T] = Id;
  U.Types.emplace_back();
  facts::Type Out;
  if (T->isVoidType()) {
    Out.Kind = facts::TypeKind::Void;
  } else if (T->isBooleanType()) {
    Out.Kind = facts::TypeKind::Bool;
  } else if (T->isAnyCharacterType()) {
    Out.Kind = facts::TypeKind::Character;
  } else if (T->isIntegralOrEnumerationType()) {
    Out.Kind = facts::TypeKind::Integer;
  } else if (T->isFloatingType()) {
    Out.Kind = facts::TypeKind::Float;
  } else if (T->isReferenceType()) {
    Out.Kind = facts::TypeKind::Reference;
    Out.Inner = type(T.getNonReferenceType());
  } else if (T->isAnyPointerType()) {
    Out.Kind = facts::TypeKind::Pointer;
    Out.Inner = type(T->getPointeeType());
  } else if (const ArrayType *AT = T->getAsArrayTypeUnsafe()) {
    Out.Kind = facts::TypeKind::Array;
    Out.Inner = type(AT->getElementType());
    if (const auto *CAT = dyn_cast<ConstantArrayType>(AT))
      Out.Extent = static_cast<int64_t>(CAT->getSize().getLimitedValue(1u << 30));
  } else if (const auto *RD = T->getAsRecordDecl()) {
    Out.Kind = facts::TypeKind::Class;
    Out.Name = string(qualifiedName(*RD));
    Out.Usr = usr(*RD);
    if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(RD))
      addTypes(Spec->getTemplateArgs().asArray(), Out.Arguments);
    addClass(dyn_cast<CXXRecordDecl>(RD), RD);
  }
  U.Types[Id] = std::move(Out);
  return Id;
}

void Tables::addClass(const CXXRecordDecl *RD, const RecordDecl *Plain) {
  const RecordDecl *Def = Plain->getDefinition();
  if (!Def || Def->isDependentContext() || !Classes.try_emplace(Def->getCanonicalDecl(), true).second)
    return;
  RD = dyn_cast<CXXRecordDecl>(Def);
  facts::ClassInfo Out;
  Out.Usr = usr(*Def);
  Out.Name = string(qualifiedName(*Def));
  Out.Where = location(Def->getLocation());
  Out.System = isSystem(Def->getLocation());
  if (RD) {
    for (const CXXBaseSpecifier &B : RD->bases())
      if (const CXXRecordDecl *Base = B.getType()->getAsCXXRecordDecl()) {
        type(B.getType());
        Out.Bases.push_back(usr(*Base));
        Out.BaseNames.push_back(string(qualifiedName(*Base)));
      }
    if (const CXXDestructorDecl *D = RD->getDestructor(); D && D->isUserProvided() && !Out.System)
      Out.Destructor = usr(*D);
  }
  // The insides of library classes are the models' business, but a pair's two
  // public members are how programs read it.
  unsigned FieldCount = std::distance(Def->field_begin(), Def->field_end());
  if (!Out.System || FieldCount <= 3)
    for (const FieldDecl *F : Def->fields())
      Out.Fields.push_back({fieldName(*F), type(F->getType()), location(F->getLocation())});
  if (RD && !Out.System && !RD->isLambda())
    for (const CXXConstructorDecl *C : RD->ctors())
      if (!C->isImplicit() && !C->isDeleted())
        Out.Constructors.push_back(callee(*C));
  U.Classes.push_back(std::move(Out));
}

uint32_t Tables::callee(const FunctionDecl &FD) {
  const Decl *Key = FD.getCanonicalDecl();
  if (auto It = Callees.find(Key); It != Callees.end())
    return It->second;
  uint32_t Id = U.Callees.size();
  Callees[Key] = Id;
  U.Callees.emplace_back();
  facts::Callee Out;
  Out.Usr = usr(FD);
  Out.Name = string(qualifiedName(FD));
  Out.Result = type(FD.getReturnType());
  for (const ParmVarDecl *P : FD.parameters()) {
    Out.Parameters.push_back(type(P->getType()));
    Out.ParameterTypes.push_back(string(P->getType().getCanonicalType().getAsString(Context.getPrintingPolicy())));
  }
  if (const TemplateArgumentList *Args = FD.getTemplateSpecializationArgs())
    for (const TemplateArgument &A : Args->asArray()) {
      if (A.getKind() == TemplateArgument::Type && Out.Arguments.size() < 4)
        Out.Arguments.push_back(type(A.getAsType()));
      if (Out.Numbers.size() < 4)
        Out.Numbers.push_back(A.getKind() == TemplateArgument::Integral ? A.getAsIntegral().getExtValue() : INT64_MIN);
    }
  Out.NoReturn = FD.isNoReturn();
  Out.Variadic = FD.isVariadic();
  if (const auto *A = FD.getAttr<FormatAttr>(); A && A->getType()->getName().contains("printf")) {
    // GNU counts the object of a method as the first.
    const auto *MD = dyn_cast<CXXMethodDecl>(&FD);
    Out.Format = static_cast<uint32_t>(A->getFormatIdx()) - (MD && !MD->isStatic() ? 1 : 0);
  }
  if (const auto *MD = dyn_cast<CXXMethodDecl>(&FD)) {
    Out.Class = usr(*MD->getParent());
    Out.Method = !MD->isStatic() && !isa<CXXConstructorDecl>(MD);
    Out.Virtual = MD->isVirtual();
    Out.Constructor = isa<CXXConstructorDecl>(MD);
    const auto *CD = dyn_cast<CXXConstructorDecl>(MD);
    bool Generated = !MD->isUserProvided();
    Out.Trivial = Generated && (CD ? CD->isCopyOrMoveConstructor()
                                   : MD->isCopyAssignmentOperator() || MD->isMoveAssignmentOperator());
  }
  U.Callees[Id] = std::move(Out);
  return Id;
}

} // namespace pooltidy::program
