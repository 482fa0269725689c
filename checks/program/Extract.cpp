//===- Extract.cpp - From Clang's AST to facts ----------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A worklist: first what the program defines, then what those bodies refer to.
// Library headers are entered only through a call, so a translation unit that
// includes half of Boost costs what it uses.
//
//===----------------------------------------------------------------------===//

#include "program/Extract.h"
#include "program/Lower.h"
#include "program/Parts.h"
#include "program/TextFiles.h"
#include "program/Names.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

#include <deque>

using namespace clang;

namespace pooltidy::program {
namespace {

class Extractor {
public:
  Extractor(ASTContext &Context, const ExtractOptions &Options)
      : Options(Options), Names(Context, Options, Unit) {
    Need.Function = [this](const FunctionDecl &FD) { needFunction(FD); };
    Need.Variable = [this](const VarDecl &VD) { needVariable(VD); };
  }

  facts::Unit run() {
    SourceManager &SM = Names.Context.getSourceManager();
    Unit.File = Names.location(SM.getLocForStartOfFile(SM.getMainFileID())).File;
    for (const Decl *D : Names.Context.getTraversalScope())
      declaration(D);
    while (!Functions.empty() || !Variables.empty()) {
      if (!Functions.empty()) {
        const FunctionDecl *FD = Functions.front();
        Functions.pop_front();
        facts::Function Out;
        Lowering(Names, Need, Out).function(*FD);
        Unit.Functions.push_back(std::move(Out));
      } else {
        const VarDecl *VD = Variables.front();
        Variables.pop_front();
        variable(*VD);
      }
    }
    addTextFiles(Names, Unit, Options);
    return std::move(Unit);
  }

private:
  const ExtractOptions &Options;
  facts::Unit Unit;
  Tables Names;
  Needs Need;
  std::deque<const FunctionDecl *> Functions;
  std::deque<const VarDecl *> Variables;
  llvm::DenseSet<const Decl *> Seen;

  void declaration(const Decl *D) {
    if (!isa<TranslationUnitDecl>(D) && !isa<NamespaceDecl>(D) && !isa<LinkageSpecDecl>(D) &&
        !isa<ExportDecl>(D) && Names.isSystem(D->getLocation()))
      return;
    if (const auto *FD = dyn_cast<FunctionDecl>(D)) {
      if (FD->isThisDeclarationADefinition())
        needFunction(*FD);
      return;
    }
    if (const auto *VD = dyn_cast<VarDecl>(D)) {
      if (!isa<ParmVarDecl>(VD))
        needVariable(*VD);
      return;
    }
    if (const auto *TD = dyn_cast<FunctionTemplateDecl>(D)) {
      for (const FunctionDecl *Spec : TD->specializations())
        needFunction(*Spec);
      return;
    }
    if (const auto *CTD = dyn_cast<ClassTemplateDecl>(D)) {
      for (const ClassTemplateSpecializationDecl *Spec : CTD->specializations())
        if (!Spec->isExplicitSpecialization()) // those stand in their context on their own
          for (const Decl *Member : Spec->decls())
            declaration(Member);
      return;
    }
    if (const auto *RD = dyn_cast<RecordDecl>(D)) {
      if (!RD->isCompleteDefinition() || RD->isDependentContext())
        return;
      for (const Decl *Member : RD->decls())
        declaration(Member);
      return;
    }
    if (const auto *DC = dyn_cast<DeclContext>(D))
      if (isa<TranslationUnitDecl>(D) || isa<NamespaceDecl>(D) || isa<LinkageSpecDecl>(D) || isa<ExportDecl>(D))
        for (const Decl *Member : DC->decls())
          declaration(Member);
  }

  void needFunction(const FunctionDecl &FD) {
    const FunctionDecl *Def = nullptr;
    if (FD.isInvalidDecl() || !FD.isDefined(Def) || !Def || !Def->doesThisDeclarationHaveABody() ||
        Def->isDependentContext() || !Def->getBody())
      return;
    const SourceManager &SM = Names.Context.getSourceManager();
    if (SM.isInSystemHeader(SM.getExpansionLoc(Def->getLocation())) && !handsOutPart(Def))
      return;
    const auto *MD = dyn_cast<CXXMethodDecl>(Def);
    // Generated copies and moves are understood without a body; a generated default
    // constructor and an inherited one run the members' initialisers.
    const auto *CD = dyn_cast<CXXConstructorDecl>(Def);
    const bool Called = MD && MD->getParent()->isLambda() && MD->getOverloadedOperator() == OO_Call;
    if (MD && !MD->isUserProvided() && !Called &&
        !(CD && (CD->isDefaultConstructor() || CD->isInheritingConstructor())))
      return;
    if (Seen.insert(Def->getCanonicalDecl()).second)
      Functions.push_back(Def);
  }

  void needVariable(const VarDecl &VD) {
    const VarDecl *Key = VD.getCanonicalDecl();
    if (!VD.hasGlobalStorage() || VD.isInvalidDecl() || VD.getType()->isDependentType() ||
        VD.getDeclContext()->isDependentContext() || !Seen.insert(Key).second)
      return;
    Variables.push_back(&VD);
  }

  void variable(const VarDecl &Any) {
    const VarDecl *InitDecl = nullptr;
    const Expr *Init = Any.getAnyInitializer(InitDecl);
    const VarDecl *VD = InitDecl ? InitDecl : Any.getDefinition() ? Any.getDefinition() : &Any;
    facts::Variable Out;
    Out.Usr = Names.usr(*VD);
    Out.Name = Names.string(qualifiedName(*VD));
    Out.Type = Names.type(VD->getType());
    Out.Where = Names.location(VD->getLocation());
    Out.Lives = VD->getTLSKind() != VarDecl::TLS_None ? facts::Storage::ThreadLocal : facts::Storage::Static;
    Out.Constant = VD->getType().isConstQualified() || VD->isConstexpr();
    Out.System = Names.isSystem(VD->getLocation());
    if (Init && !Init->isValueDependent() && !VD->isStaticLocal()) {
      facts::Function Value;
      Lowering(Names, Need, Value).initializer(*VD, *Init);
      Value.Usr = Names.string("init@" + Unit.Strings[Out.Usr]);
      Out.Initializer = Value.Usr;
      Unit.Functions.push_back(std::move(Value));
    }
    // A declaration of what another unit defines tells nothing about it, unless a
    // library does: models may.
    if (Out.Initializer || Out.System || VD->isStaticLocal() || VD->isThisDeclarationADefinition() != VarDecl::DeclarationOnly)
      Unit.Variables.push_back(Out);
  }
};

} // namespace

facts::Unit extract(ASTContext &Context, const ExtractOptions &Options) {
  return Extractor(Context, Options).run();
}

} // namespace pooltidy::program
