//===- Demand.cpp - Which other units a program's facts ask for -----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/speed/Demand.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace pooltidy::tool {

using namespace facts;
using leases::Program;
using models::Role;

/// Connections, transactions and pools.
static bool isSession(Role R) { return R != Role::None && R < Role::Text; }

void Demand::add(const Demand &Other) {
  auto Join = [](Words &To, const Words &From) {
    for (const auto &[W, In] : From)
      To[W].insert(In.begin(), In.end());
  };
  Join(Used, Other.Used);
  Join(Defined, Other.Defined);
  Join(Written, Other.Written);
}

void Demand::add(Words &To, StringRef Name) {
  SmallVector<StringRef, 6> Parts;
  for (StringRef Rest = Name; !Rest.empty();) {
    auto [Part, Tail] = Rest.split("::");
    Parts.push_back(Part);
    Rest = Tail;
  }
  // A destructor, an operator, a lambda, a conversion is used without its name: the class
  // stands for it, or what it is in.
  auto IsWord = [](StringRef W) {
    return !W.empty() && !isDigit(W[0]) &&
           all_of(W, [](char C) { return isAlnum(C) || C == '_' || C == '$' || (C & 0x80); });
  };
  while (!Parts.empty() && (!IsWord(Parts.back()) || Parts.back().starts_with("operator")))
    Parts.pop_back();
  if (Parts.empty())
    return;
  // pqxx::work::work: the class is all there is.
  if (Parts.size() > 1 && Parts.back() == Parts[Parts.size() - 2])
    Parts.pop_back();
  std::vector<WordId> In;
  for (StringRef Part : ArrayRef(Parts).drop_back())
    if (IsWord(Part))
      In.push_back(wordId(Part));
  To[wordId(Parts.back())].insert(std::move(In));
}

Demand firstDemand(const models::ModelSet &Models) {
  Demand D;
  for (const auto &L : Models.libraries()) {
    if (!L->Database)
      continue;
    for (const models::TypeModel &T : L->Types)
      if (isSession(T.R))
        Demand::add(D.Used, T.Name);
    for (const models::FunctionModel &F : L->Functions)
      for (const models::Operation &O : F.Operations)
        if (O.Kind < models::Op::Wait)
          for (const std::string &Name : F.Names)
            Demand::add(D.Used, Name);
  }
  return D;
}

namespace {

class Asking {
public:
  explicit Asking(const Program &P) : P(P) {}

  Demand run() {
    for (const Function &F : P.functions())
      if (P.reachesDatabase(F))
        upwards(F);
    classes();
    findNear();
    while (!Open.empty()) {
      StringId Next = Open.back();
      Open.pop_back();
      if (const Function *F = P.function(Next))
        downwards(*F);
    }
    setters();
    return std::move(D);
  }

private:
  const Program &P;
  Demand D;
  std::vector<StringId> Open;
  DenseSet<StringId> Followed;
  DenseSet<StringId> Near;    ///< see findNear
  DenseSet<StringId> Lived;   ///< classes that lifetime() was asked for
  DenseSet<StringId> Touched; ///< classes whose objects reach a database
  DenseSet<StringId> Held;    ///< variables and fields that hold what is called

  /// The functions from which a database is Distance calls away at most. What is further
  /// off, up to main(), calls the whole program, and does so between its leases.
  static constexpr unsigned Distance = 3;

  void findNear() {
    DenseMap<StringId, std::vector<StringId>> Callers;
    std::vector<StringId> Level;
    for (const Function &F : P.functions()) {
      if (!P.reachesDatabase(F))
        continue;
      bool Direct = false;
      for (const Node &N : F.Nodes) {
        if (N.Kind == NodeKind::Lambda)
          Callers[N.Symbol].push_back(F.Usr);
        if (N.Kind != NodeKind::Call && N.Kind != NodeKind::Construct)
          continue;
        StringId To = P.callee(N.Symbol).Usr;
        Callers[To].push_back(F.Usr);
        for (StringId O : P.overriders(To))
          Callers[O].push_back(F.Usr);
        for (const models::FunctionModel *M : P.models(N.Symbol))
          Direct |= any_of(M->Operations,
                           [](const models::Operation &O) { return O.Kind < models::Op::Wait; });
      }
      if (Direct)
        Level.push_back(F.Usr);
    }
    for (unsigned D = 0; D <= Distance; ++D) {
      std::vector<StringId> Above;
      for (StringId Usr : Level)
        if (Near.insert(Usr).second) {
          follow(Usr);
          append_range(Above, Callers[Usr]);
        }
      Level = std::move(Above);
    }
  }

  void follow(StringId Usr) {
    if (Followed.insert(Usr).second)
      Open.push_back(Usr);
    for (StringId Override : P.overriders(Usr))
      if (Followed.insert(Override).second)
        Open.push_back(Override);
  }

  void upwards(const Function &F) {
    if (F.Class)
      Touched.insert(F.Class);
    if (F.Lambda || F.System)
      return;
    if (!F.Internal || F.Method)
      Demand::add(D.Used, P.string(F.Name));
    // It may be called through what it overrides, by whoever knows no more than that.
    if (!F.Overrides.empty())
      Demand::add(D.Used, StringRef(P.string(F.Name)).rsplit("::").second);
    // The initial value of a variable is run by whoever has it.
    if (StringRef Usr = P.string(F.Usr); Usr.consume_front("init@"))
      global(Usr, D.Used);
  }

  /// What making and destroying a \p T runs.
  void lifetime(TypeId T, unsigned Depth = 0) {
    const Type &Ty = P.type(T);
    if (Depth > 8 ||
        (Ty.Kind == TypeKind::Class && !Lived.insert(Ty.Usr).second && Ty.Arguments.empty()))
      return;
    if (Ty.Kind == TypeKind::Array)
      lifetime(Ty.Inner, Depth + 1);
    for (TypeId A : Ty.Arguments)
      lifetime(A, Depth + 1);
    const ClassInfo *C = Ty.Kind == TypeKind::Class ? P.classInfo(Ty.Usr) : nullptr;
    if (!C || C->System)
      return;
    if (C->Destructor) {
      follow(C->Destructor);
      if (!P.function(C->Destructor)) {
        StringRef Name = StringRef(P.string(C->Name)).rsplit("::").second;
        member(Name.empty() ? StringRef(P.string(C->Name)) : Name, Name);
      }
    }
    for (uint32_t K : C->Constructors)
      follow(P.callee(K).Usr);
    for (const FieldInfo &F : C->Fields)
      lifetime(F.Type, Depth + 1);
    for (StringId B : C->Bases)
      lifetime(P.classType(B), Depth + 1);
  }

  bool ofTouched(const Node &Field, const Function &F) const {
    const Node &Object = F.Nodes[F.Kids[Field.FirstKid]];
    TypeId T = Object.Type;
    while (P.type(T).Inner)
      T = P.type(T).Inner;
    return Object.Kind == NodeKind::This || Touched.contains(P.type(T).Usr);
  }

  void member(StringRef Class, StringRef Name) {
    D.Defined[memberId(Class, Name.empty() ? Class : Name)].insert(std::vector<WordId>());
  }

  /// Asks for the definition of \p C. A class that others know is in a header, so its
  /// members are defined there or under its name; who overrides one does it anywhere.
  void defined(const Callee &C) {
    auto [Scope, Name] = StringRef(P.string(C.Name)).rsplit("::");
    if (Name.empty())
      std::swap(Scope, Name);
    StringRef Class = Scope.substr(Scope.rfind(':') + 1);
    if (Name.starts_with("operator") && !(isAlnum(Name.back()) || Name.back() == '_')) {
      if (C.Class) // C::operator+ has the word alone
        member(Class, "operator");
      return;
    }
    if (C.Virtual || !C.Class)
      return Demand::add(D.Defined, P.string(C.Name));
    member(Class, Name);
  }

  /// The last name in the USR of a variable.
  void global(StringRef Usr, Words &To) {
    StringRef Name = Usr.split("@/").first;
    Name = Name.substr(Name.rfind('@') + 1);
    Demand::add(To, Name);
  }

  bool touches(TypeId T, unsigned Depth = 0) const {
    if (Depth > 8)
      return false;
    const Type &Ty = P.type(T);
    if (Ty.Inner && touches(Ty.Inner, Depth + 1))
      return true;
    if (Ty.Kind != TypeKind::Class)
      return false;
    if (isSession(P.role(T)) || Touched.contains(Ty.Usr))
      return true;
    return any_of(Ty.Arguments, [&](TypeId A) { return touches(A, Depth + 1); });
  }

  /// Classes that have, or are, what reaches a database; functions that hand it out;
  /// variables that hold it.
  void classes() {
    for (bool More = true; More;) {
      More = false;
      for (const ClassInfo &C : P.classes())
        if (!C.System && !Touched.contains(C.Usr) &&
            (any_of(C.Fields, [&](const FieldInfo &F) { return touches(F.Type); }) ||
             any_of(C.Bases,
                    [&](StringId B) { return Touched.contains(B) || isSession(P.classRole(B)); })))
          More |= Touched.insert(C.Usr).second;
    }
    for (const ClassInfo &C : P.classes())
      if (!C.System && Touched.contains(C.Usr))
        Demand::add(D.Used, P.string(C.Name));
    for (const Function &F : P.functions())
      if (!F.System && !F.Lambda && touches(F.Result))
        Demand::add(D.Used, P.string(F.Name));
    for (const Variable &V : P.variables())
      if (!V.System && touches(V.Type))
        Demand::add(D.Used, P.string(V.Name));
  }

  void downwards(const Function &F) {
    for (const Node &N : F.Nodes) {
      switch (N.Kind) {
      case NodeKind::Call:
      case NodeKind::Construct:
      case NodeKind::Function: {
        const Callee &C = P.callee(N.Symbol);
        follow(C.Usr);
        if (P.models(N.Symbol).empty() && (C.Virtual || !P.function(C.Usr)))
          defined(C);
        break;
      }
      case NodeKind::Lambda:
        follow(N.Symbol);
        break;
      case NodeKind::Global:
        // Who else writes to it decides what it is; who already does has made it unknown.
        if (const Variable *V = P.variable(N.Symbol); !V || !P.isAssigned(N.Symbol)) {
          if (!V) // defined elsewhere
            global(P.string(N.Symbol), D.Defined);
          if (!V || (!V->Constant && !V->System))
            global(P.string(N.Symbol), D.Written);
          if (V && V->Initializer)
            follow(V->Initializer);
        }
        break;
      case NodeKind::Field:
        // Only what the statements and connections themselves are made of.
        if (Near.contains(F.Usr) && P.onlyWrite(N.Symbol).first && ofTouched(N, F))
          Demand::add(D.Written, P.string(N.Symbol));
        break;
      case NodeKind::IndirectCall: {
        const Node *T = &F.Nodes[F.Kids[N.FirstKid]];
        while (T->KidCount && T->Kind != NodeKind::Field && T->Kind != NodeKind::Global)
          T = &F.Nodes[F.Kids[T->FirstKid]];
        if (T->Kind == NodeKind::Field || T->Kind == NodeKind::Global)
          Held.insert(T->Symbol);
        break;
      }
      default:
        break;
      }
      // An object runs its constructors and destructors wherever it is.
      if (N.Kind == NodeKind::Declare || N.Kind == NodeKind::Construct || N.Kind == NodeKind::New ||
          N.Kind == NodeKind::Temporary)
        lifetime(N.Type);
    }
  }

  /// The functions by which others say what is called.
  void setters() {
    for (StringId H : Held)
      global(StringRef(P.string(H)).substr(StringRef(P.string(H)).rfind(':') + 1), D.Written);
    if (Held.empty())
      return;
    for (const Function &F : P.functions())
      for (const Node &N : F.Nodes) {
        bool Writes = N.Kind == NodeKind::InitField && Held.contains(N.Symbol);
        if (N.Kind == NodeKind::Assign || N.Kind == NodeKind::Call) // push_back and the like
          for (uint32_t K = 0; K < std::min(N.KidCount, 1u); ++K) {
            const Node &To = F.Nodes[F.Kids[N.FirstKid + K]];
            Writes |= (To.Kind == NodeKind::Field || To.Kind == NodeKind::Global) &&
                      Held.contains(To.Symbol);
          }
        if (Writes && !F.System && !F.Lambda)
          Demand::add(D.Used, P.string(F.Name));
      }
  }
};

} // namespace

Demand demandOf(const Program &P) { return Asking(P).run(); }

} // namespace pooltidy::tool
