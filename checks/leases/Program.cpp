//===- Program.cpp - The facts of all translation units, linked -----------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Program.h"

namespace pooltidy::leases {

using namespace facts;
using models::Op;
using models::Role;

std::optional<StringId> Program::find(llvm::StringRef S) const {
  if (S.empty())
    return 0;
  auto It = StringIds.find(S);
  return It == StringIds.end() ? std::nullopt : std::optional(It->second);
}

unsigned Program::unitOfType(TypeId T) const {
  auto After = llvm::partition_point(Units, [&](const UnitStart &U) { return U.Types <= T; });
  return After == Units.begin() ? 0 : After - Units.begin() - 1;
}

unsigned Program::unitOfCallee(uint32_t C) const {
  auto After = llvm::partition_point(Units, [&](const UnitStart &U) { return U.Callees <= C; });
  return After == Units.begin() ? 0 : After - Units.begin() - 1;
}

StringId Program::intern(llvm::StringRef S) {
  if (S.empty())
    return 0;
  auto [It, New] = StringIds.try_emplace(S, Strings.size());
  if (New)
    Strings.push_back(S.str());
  return It->second;
}

/// Whether \p F of \p U, whose strings are \p Map here, has the same body as \p Known.
bool Program::sameBody(const Function &Known, const Function &F, const Unit &U,
                       llvm::ArrayRef<StringId> Map) const {
  if (Known.Nodes.size() != F.Nodes.size() || Known.Kids != F.Kids || Known.Body != F.Body)
    return false;
  for (size_t I = 0; I < F.Nodes.size(); ++I) {
    const Node &A = Known.Nodes[I], &B = F.Nodes[I];
    if (A.Kind != B.Kind || A.Flag != B.Flag || A.Value != B.Value)
      return false;
    switch (A.Kind) {
    case NodeKind::Text:
      if (Literals[A.Symbol].Bytes != U.Literals[B.Symbol].Bytes)
        return false;
      break;
    case NodeKind::Call:
    case NodeKind::Construct:
    case NodeKind::Function: {
      const Callee &C = Callees[A.Symbol], &D = U.Callees[B.Symbol];
      if (C.Usr != Map[D.Usr] || C.Name != Map[D.Name])
        return false;
      break;
    }
    case NodeKind::Global:
    case NodeKind::Field:
    case NodeKind::Lambda:
    case NodeKind::InitField:
      if (A.Symbol != Map[B.Symbol])
        return false;
      break;
    default:
      break;
    }
  }
  return true;
}

/// A program may hold several functions of one name: two programs that the build does not
/// tell apart, static functions, a file that is compiled twice with other flags. Each unit
/// keeps its own: a definition at another place or with another body is another function,
/// and so is one that calls such a function.
void Program::separate(const Unit &U, std::vector<StringId> &Map) {
  bool Changed = true;
  for (unsigned Turn = 0; Changed && Turn < 8; ++Turn) {
    Changed = false;
    for (const Function &F : U.Functions) {
      auto Different = [&](StringId Usr) {
        auto It = FunctionIndex.find(Usr);
        if (It == FunctionIndex.end())
          return false;
        const Function &Known = Functions[It->second];
        return Known.Where.File != Map[F.Where.File] || Known.Where.Line != F.Where.Line ||
               Known.Where.Column != F.Where.Column || !sameBody(Known, F, U, Map);
      };
      if (!Different(Map[F.Usr]))
        continue;
      // Units with the same variant share it.
      constexpr unsigned MostVariants = 16;
      std::string Base = U.Strings[F.Usr] + "@" + U.Strings[F.Where.File];
      StringId Own = intern(Base);
      for (unsigned N = 2; Different(Own) && N < MostVariants; ++N)
        Own = intern(Base + "#" + std::to_string(N));
      Changed |= Map[F.Usr] != Own;
      Map[F.Usr] = Own;
    }
  }
}

void Program::add(Unit U) {
  std::vector<StringId> StringMap(U.Strings.size());
  for (size_t I = 0; I < U.Strings.size(); ++I)
    StringMap[I] = intern(U.Strings[I]);
  separate(U, StringMap);
  uint32_t TypeBase = Types.size(), LiteralBase = Literals.size(), CalleeBase = Callees.size();
  Units.push_back({StringMap[U.File], SameFile[StringMap[U.File]]++, TypeBase, CalleeBase});
  auto Str = [&](StringId &S) { S = StringMap[S]; };
  auto Strs = [&](std::vector<StringId> &Ss) { for (StringId &S : Ss) Str(S); };
  auto Typ = [&](TypeId &T) { T = T ? T + TypeBase - 1 : 0; };
  auto Typs = [&](std::vector<TypeId> &Ts) { for (TypeId &T : Ts) Typ(T); };
  auto Loc = [&](Location &L) { Str(L.File); };

  for (size_t I = 1; I < U.Types.size(); ++I) {
    Type T = std::move(U.Types[I]);
    Str(T.Name); Str(T.Usr); Typ(T.Inner); Typs(T.Arguments);
    if (T.Kind == TypeKind::Class)
      ClassTypes.try_emplace(T.Usr, Types.size());
    Types.push_back(std::move(T));
  }
  for (Literal &L : U.Literals) {
    for (auto &P : L.Pieces)
      Loc(P.Where);
    Literals.push_back(std::move(L));
  }
  for (const TextFile &F : U.Files) {
    auto &Known = TextFiles[U.Strings[F.Name]];
    const uint32_t Text = LiteralBase + F.Text;
    if (llvm::none_of(Known, [&](uint32_t Other) { return Literals[Other].Bytes == Literals[Text].Bytes; }))
      Known.push_back(Text);
  }
  for (Callee &C : U.Callees) {
    Str(C.Usr); Str(C.Name); Str(C.Class); Typ(C.Result); Typs(C.Parameters);
    Strs(C.ParameterTypes); Typs(C.Arguments);
    auto Known = Models.functions(Strings[C.Name]);
    CalleeModels.emplace_back(Known.begin(), Known.end());
    Callees.push_back(std::move(C));
  }
  for (ClassInfo &C : U.Classes) {
    Str(C.Usr);
    auto [It, New] = ClassIndex.try_emplace(C.Usr, Classes.size());
    if (!New)
      continue;
    Str(C.Name); Loc(C.Where); Strs(C.Bases); Strs(C.BaseNames); Str(C.Destructor);
    unsigned Position = 0;
    for (FieldInfo &F : C.Fields) {
      Str(F.Name); Typ(F.Type); Loc(F.Where);
      FieldPositions.try_emplace(F.Name, Position++);
    }
    for (uint32_t &K : C.Constructors)
      K += CalleeBase;
    Classes.push_back(std::move(C));
  }
  for (Variable &V : U.Variables) {
    Str(V.Usr); Str(V.Initializer);
    auto [It, New] = VariableIndex.try_emplace(V.Usr, Variables.size());
    // A definition with a value beats one without.
    if (!New && (Variables[It->second].Initializer || !V.Initializer))
      continue;
    Str(V.Name); Typ(V.Type); Loc(V.Where);
    if (New)
      Variables.push_back(std::move(V));
    else
      Variables[It->second] = std::move(V);
  }
  UnitFunctions.emplace_back();
  for (Function &F : U.Functions) {
    Str(F.Usr);
    UnitFunctions.back().push_back(F.Usr);
    auto [It, New] = FunctionIndex.try_emplace(F.Usr, Functions.size());
    if (!New)
      continue;
    Str(F.Name); Str(F.Display); Loc(F.Where); Str(F.Class); Typ(F.Result); Strs(F.Overrides);
    for (Local &L : F.Locals) { Str(L.Name); Typ(L.Type); Loc(L.Where); Str(L.Usr); }
    for (Node &N : F.Nodes) {
      Typ(N.Type);
      Loc(N.Where);
      switch (N.Kind) {
      case NodeKind::Text: N.Symbol += LiteralBase; break;
      case NodeKind::Call: case NodeKind::Construct: case NodeKind::Function: N.Symbol += CalleeBase; break;
      case NodeKind::Global: case NodeKind::Field: case NodeKind::Lambda: case NodeKind::Goto:
      case NodeKind::Label: case NodeKind::InitField:
        Str(N.Symbol);
        break;
      default: break;
      }
    }
    Functions.push_back(std::move(F));
  }
}

std::optional<unsigned> Program::fieldPosition(StringId Field) const {
  auto It = FieldPositions.find(Field);
  return It == FieldPositions.end() ? std::nullopt : std::optional(It->second);
}

const Function *Program::callOperator(StringId Class) const {
  auto It = CallOperators.find(Class);
  return It == CallOperators.end() ? nullptr : &Functions[It->second.front()];
}

llvm::ArrayRef<uint32_t> Program::textFiles(llvm::StringRef Name) const {
  auto It = TextFiles.find(Name);
  return It == TextFiles.end() ? llvm::ArrayRef<uint32_t>() : llvm::ArrayRef<uint32_t>(It->second);
}

const Function *Program::textConversion(StringId Class) const {
  auto It = TextConversions.find(Class);
  return It == TextConversions.end() ? nullptr : &Functions[It->second];
}

llvm::ArrayRef<uint32_t> Program::callOperators(StringId Class) const {
  auto It = CallOperators.find(Class);
  return It == CallOperators.end() ? llvm::ArrayRef<uint32_t>()
                                   : llvm::ArrayRef<uint32_t>(It->second);
}

std::optional<uint32_t> Program::constructorOf(llvm::StringRef Name) const {
  auto It = LibraryConstructors.find(Name);
  return It == LibraryConstructors.end() ? std::nullopt : std::optional(It->second);
}

std::optional<uint32_t> Program::destructorOf(StringId Class, unsigned Depth) const {
  if (auto It = LibraryDestructors.find(Class); It != LibraryDestructors.end())
    return It->second;
  if (const ClassInfo *C = LibraryDestructors.empty() || Depth > 8 ? nullptr : classInfo(Class))
    for (StringId Base : C->Bases)
      if (auto Found = destructorOf(Base, Depth + 1))
        return Found;
  return std::nullopt;
}

void Program::finish() {
  for (uint32_t I = 0; I < Functions.size(); ++I)
    if (Functions[I].Method && Functions[I].Class &&
        llvm::StringRef(Strings[Functions[I].Name]).ends_with("::operator()"))
      CallOperators[Functions[I].Class].push_back(I);
  for (uint32_t I = 0; I < Functions.size(); ++I)
    if (const Function &F = Functions[I];
        F.Method && F.Class && F.Parameters.empty() && role(target(F.Result)) == models::Role::Text &&
        llvm::StringRef(Strings[F.Name]).contains("::operator ") &&
        Models.functions(Strings[F.Name]).empty()) // the copy of a library that lies in the program's folder
      TextConversions.try_emplace(F.Class, I);
  // A program's own open() or connect() is not the C library's.
  for (size_t I = 0; I < Callees.size(); ++I) {
    const Function *F = CalleeModels[I].empty() ? nullptr : function(Callees[I].Usr);
    llvm::StringRef Name = Strings[Callees[I].Name];
    if (F && !F->System && !Name.contains("::") && !Models.libraryOf(Name)->Database)
      CalleeModels[I].clear();
  }
  Whole = llvm::any_of(Functions, [&](const Function &F) { return F.Body != None && Strings[F.Name] == "main"; });
  // make_unique<T> and emplace build objects of library classes whose constructors
  // the program never names.
  for (size_t I = 0; I < Classes.size(); ++I) {
    llvm::StringRef Name = Strings[Classes[I].Name];
    std::string Destructor = (Name + "::~" + Name.substr(Name.rfind(':') + 1)).str();
    if (auto Models = this->Models.functions(Destructor); !Models.empty()) {
      LibraryDestructors[Classes[I].Usr] = Callees.size();
      Callee C;
      C.Name = intern(Destructor);
      C.Class = Classes[I].Usr;
      C.Method = true;
      Callees.push_back(std::move(C));
      CalleeModels.emplace_back(Models.begin(), Models.end());
      Name = Strings[Classes[I].Name];
    }
    std::string Constructor = (Name + "::" + Name.substr(Name.rfind(':') + 1)).str();
    auto Known = Models.functions(Constructor);
    if (Known.empty() || !LibraryConstructors.try_emplace(Name, Callees.size()).second)
      continue;
    Callee C;
    C.Name = intern(Constructor);
    C.Class = Classes[I].Usr;
    C.Constructor = true;
    Callees.push_back(std::move(C));
    CalleeModels.emplace_back(Known.begin(), Known.end());
  }
  for (const Function &F : Functions)
    for (StringId Base : F.Overrides)
      Overriders[Base].push_back(F.Usr);
  // An override of an override answers calls of the first one too.
  for (auto &[Base, List] : Overriders) {
    llvm::DenseSet<StringId> Seen(List.begin(), List.end());
    for (size_t I = 0; I < List.size() && List.size() < 64; ++I)
      if (auto It = Overriders.find(List[I]); It != Overriders.end() && List[I] != Base)
        for (StringId Next : std::vector<StringId>(It->second))
          if (Seen.insert(Next).second)
            List.push_back(Next);
  }
  for (const ClassInfo &C : Classes)
    ClassRoles[C.Usr] = findRole(C.Usr, 0);
  findWrites();
  findReach();
}

/// Which variables and fields are written where, once for the whole program.
void Program::findWrites() {
  for (uint32_t I = 0; I < Functions.size(); ++I) {
    const Function &F = Functions[I];
    auto Kid = [&](const Node &N, unsigned K) { return F.Kids[N.FirstKid + K]; };
    auto Touch = [&](NodeId Target) {
      const Node *T = &F.Nodes[Target];
      while (T->Kind == NodeKind::Index || T->Kind == NodeKind::Conditional)
        T = &F.Nodes[Kid(*T, 0)];
      if (T->Kind == NodeKind::Global)
        Assigned.insert(T->Symbol);
      else if (T->Kind == NodeKind::Local && F.Locals[T->Symbol].Usr)
        Assigned.insert(F.Locals[T->Symbol].Usr);
      else if (T->Kind == NodeKind::Field) {
        Writes[T->Symbol].Count += 2;
        Altered.insert(T->Symbol);
      } else if (T->Kind == NodeKind::Deref) {
        if (const ClassInfo *C = classInfo(Types[target(T->Type)].Usr)) // all of it, through a pointer
          for (const FieldInfo &Field : C->Fields)
            Altered.insert(Field.Name);
      }
    };
    // Whoever has the address of a record changes its members by their names, which is seen where it
    // happens; a library that is given it changes whatever it likes.
    auto IsRecord = [&](NodeId Target) {
      const Node *T = &F.Nodes[Target];
      while (T->Kind == NodeKind::Index)
        T = &F.Nodes[Kid(*T, 0)];
      TypeId Whole = 0;
      if (T->Kind == NodeKind::Global) {
        if (const Variable *V = variable(T->Symbol))
          Whole = V->Type;
      } else if (T->Kind == NodeKind::Local) {
        Whole = F.Locals[T->Symbol].Type;
      }
      if (Types[Whole].Kind == TypeKind::Array)
        Whole = Types[Whole].Inner;
      const ClassInfo *C = Types[Whole].Kind == TypeKind::Class ? classInfo(Types[Whole].Usr) : nullptr;
      return C && !C->System && !C->Fields.empty() && classRole(C->Usr) == Role::None;
    };
    llvm::DenseSet<NodeId> Handed; // addresses that a library is given
    for (const Node &N : F.Nodes) {
      if (N.Kind != NodeKind::Call && N.Kind != NodeKind::IndirectCall && N.Kind != NodeKind::Construct)
        continue;
      const Callee *C = N.Kind == NodeKind::IndirectCall ? nullptr : &Callees[N.Symbol];
      if (C && function(C->Usr))
        continue;
      const unsigned First = C && C->Method ? 1 : 0;
      for (unsigned K = First; K < N.KidCount; ++K)
        if (!C || K - First >= C->ParameterTypes.size() ||
            !llvm::StringRef(Strings[C->ParameterTypes[K - First]]).starts_with("const "))
          Handed.insert(Kid(N, K));
    }
    auto Keep = [&](StringId Field, NodeId Value) {
      const Node &V = F.Nodes[Value];
      if (V.Kind != NodeKind::Function)
        return;
      auto &Known = FieldFunctions[Field];
      if (!llvm::is_contained(Known, V.Symbol))
        Known.push_back(V.Symbol);
    };
    // The object that a constructor makes, also by a variable that was given `this`.
    auto IsNew = [&](NodeId Object) {
      const Node *O = &F.Nodes[Object];
      while (O->Kind == NodeKind::Deref)
        O = &F.Nodes[Kid(*O, 0)];
      return O->Kind == NodeKind::This ||
             (O->Kind == NodeKind::Local && llvm::any_of(F.Nodes, [&](const Node &D) {
                return D.Kind == NodeKind::Declare && D.Symbol == O->Symbol && D.KidCount &&
                       F.Nodes[Kid(D, 0)].Kind == NodeKind::This;
              }));
    };
    auto Initializes = [&](const Node &N) {
      const Node &Left = F.Nodes[Kid(N, 0)];
      return F.Constructor && Left.Kind == NodeKind::Field && F.Nodes[Kid(N, 1)].Kind == NodeKind::Int &&
             IsNew(Kid(Left, 0));
    };
    for (NodeId Id = 0; Id < F.Nodes.size(); ++Id) {
      const Node &N = F.Nodes[Id];
      if (N.Kind == NodeKind::AddressOf && !Handed.contains(Id) && IsRecord(Kid(N, 0)))
        continue;
      if (N.Kind == NodeKind::Assign && Initializes(N)) {
        Write &W = Writes[F.Nodes[Kid(N, 0)].Symbol];
        W.Function = I;
        W.Value = Kid(N, 1);
        ++W.Count;
        continue;
      }
      if (N.Kind == NodeKind::Assign && F.Nodes[Kid(N, 0)].Kind == NodeKind::Field)
        Keep(F.Nodes[Kid(N, 0)].Symbol, Kid(N, 1));
      else if (N.Kind == NodeKind::InitField)
        Keep(N.Symbol, Kid(N, 0));
      switch (N.Kind) {
      case NodeKind::Assign: case NodeKind::CompoundAssign: case NodeKind::Step: case NodeKind::AddressOf:
        Touch(Kid(N, 0));
        break;
      case NodeKind::InitField: {
        Write &W = Writes[N.Symbol];
        W.Function = I;
        W.Value = Kid(N, 0);
        ++W.Count;
        break;
      }
      case NodeKind::List:
        // An aggregate in braces sets its members without a constructor.
        if (const ClassInfo *C = classInfo(Types[N.Type].Usr))
          for (size_t K = 0; K < C->Fields.size() && K < N.KidCount; ++K) {
            Writes[C->Fields[K].Name].Count += 2;
            Keep(C->Fields[K].Name, Kid(N, K));
          }
        break;
      case NodeKind::Call: {
        // A method that is not const may change its object, a function its reference arguments.
        const Callee &C = Callees[N.Symbol];
        unsigned First = C.Method ? 1 : 0;
        for (unsigned K = First; K < N.KidCount && K - First < C.Parameters.size(); ++K)
          if (Types[C.Parameters[K - First]].Kind == TypeKind::Reference &&
              !llvm::StringRef(Strings[C.ParameterTypes[K - First]]).starts_with("const "))
            Touch(Kid(N, K));
        if (C.Method && C.Class && classRole(C.Class) == Role::Text)
          for (const models::FunctionModel *M : CalleeModels[N.Symbol])
            for (const models::Operation &O : M->Operations)
              if (const auto *To = O.operand(models::Slot::To); To && To->K == models::Operand::Kind::This)
                Touch(Kid(N, 0));
        break;
      }
      default: break;
      }
    }
  }
}

bool Program::endsProgram(uint32_t Callee) const {
  static constexpr llvm::StringLiteral Ends[] = {
      "exit", "_exit", "_Exit",   "quick_exit", "abort",     "__assert_fail",        "err", "errx",
      "verr", "verrx", "longjmp", "siglongjmp", "terminate", "__builtin_unreachable"};
  llvm::StringRef Name = Strings[Callees[Callee].Name];
  Name.consume_front("std::");
  return Callees[Callee].NoReturn && llvm::is_contained(Ends, Name);
}

std::pair<const Function *, NodeId> Program::onlyWrite(StringId Field) const {
  auto It = Writes.find(Field);
  if (It == Writes.end() || It->second.Count != 1)
    return {nullptr, None};
  return {&Functions[It->second.Function], It->second.Value};
}

Role Program::findRole(StringId Usr, unsigned Depth) const {
  const ClassInfo *C = classInfo(Usr);
  if (!C || Depth > 16)
    return Role::None;
  if (Role R = Models.role(Strings[C->Name]); R != Role::None)
    return R;
  for (size_t I = 0; I < C->Bases.size(); ++I) {
    if (Role R = Models.role(Strings[C->BaseNames[I]]); R != Role::None)
      return R;
    if (Role R = findRole(C->Bases[I], Depth + 1); R != Role::None)
      return R;
  }
  return Role::None;
}

/// The destructors, and where \p Construct the constructors, that making and
/// destroying an object of \p T may run: its own, its members', its elements'.
const std::vector<StringId> &Program::lifetimeFunctions(TypeId T, bool Construct) const {
  const StringId Usr = Types[target(T)].Usr;
  auto [It, New] = Lifetimes.try_emplace({Types[target(T)].Arguments.empty() ? Usr : T, Construct});
  if (!New)
    return It->second;
  std::vector<StringId> Found;
  llvm::DenseSet<StringId> Seen;
  auto Visit = [&](TypeId Type, unsigned Depth, auto &Self) -> void {
    const facts::Type &Ty = Types[target(Type)];
    if (Ty.Kind != TypeKind::Class || Depth > 6)
      return;
    for (TypeId A : Ty.Arguments)
      Self(A, Depth + 1, Self);
    const ClassInfo *C = classInfo(Ty.Usr);
    if (!C || C->System || !Seen.insert(Ty.Usr).second)
      return;
    if (C->Destructor)
      Found.push_back(C->Destructor);
    if (Construct)
      for (uint32_t K : C->Constructors)
        Found.push_back(Callees[K].Usr);
    for (const FieldInfo &F : C->Fields)
      Self(F.Type, Depth + 1, Self);
    for (StringId B : C->Bases)
      Self(classType(B), Depth + 1, Self);
  };
  Visit(T, 0, Visit);
  return Lifetimes[{Types[target(T)].Arguments.empty() ? Usr : T, Construct}] = std::move(Found);
}

void Program::findReach() {
  auto makesObjects = [](const models::FunctionModel *M) {
    return llvm::any_of(M->Operations, [](const models::Operation &O) {
      return O.Kind == Op::Make || O.Kind == Op::MakeValue || O.Kind == Op::Emplace ||
             O.Kind == Op::BoxSet;
    });
  };
  auto Touches = [&](uint32_t CalleeId) {
    for (const models::FunctionModel *M : CalleeModels[CalleeId])
      for (const models::Operation &O : M->Operations)
        if (models::touchesDatabase(O.Kind))
          return true;
    return false;
  };
  auto Blocks = [&](uint32_t CalleeId) {
    return llvm::any_of(CalleeModels[CalleeId], [](const models::FunctionModel *M) {
      return llvm::any_of(M->Operations, [](const models::Operation &O) {
        return O.Kind == Op::Wait && O.On != models::WaitsOn::Lock;
      });
    });
  };
  auto HasText = [&](uint32_t CalleeId) {
    for (const models::FunctionModel *M : CalleeModels[CalleeId])
      for (const models::Operation &O : M->Operations)
        if (models::name(O.Kind).starts_with("text."))
          return true;
    return false;
  };
  llvm::DenseMap<StringId, std::vector<StringId>> Callers;
  std::vector<StringId> Work, TextWork, WaitWork;
  for (const Function &F : Functions) {
    bool Direct = false;
    std::vector<StringId> &To = Leads[F.Usr];
    auto Edge = [&](StringId Usr) {
      To.push_back(Usr);
      To.insert(To.end(), overriders(Usr).begin(), overriders(Usr).end());
    };
    for (const Node &N : F.Nodes) {
      if (N.Kind == NodeKind::Call || N.Kind == NodeKind::Construct || N.Kind == NodeKind::Function) {
        const Callee &C = Callees[N.Symbol];
        Edge(C.Usr);
        // One that is only named is called by whoever gets the name.
        if (C.Usr != F.Usr) {
          Called.insert(C.Usr);
          for (StringId O : overriders(C.Usr))
            Called.insert(O);
        }
        Direct |= Touches(N.Symbol);
        // Whoever makes an object that can be called hands it to somebody who calls it.
        if (N.Kind == NodeKind::Construct && C.Class)
          for (uint32_t Operator : callOperators(C.Class))
            Edge(Functions[Operator].Usr);
      } else if (N.Kind == NodeKind::Lambda) {
        Edge(N.Symbol);
        Called.insert(N.Symbol);
        // Of a generic one any instantiation may be what is called.
        if (const Function *First = function(N.Symbol))
          for (uint32_t I : callOperators(First->Class)) {
            Edge(Functions[I].Usr);
            Called.insert(Functions[I].Usr);
          }
      }
      // An object that can be called is made where it will be called from somewhere else.
      if (N.Kind == NodeKind::Construct || N.Kind == NodeKind::List)
        for (uint32_t I : callOperators(Types[target(N.Type)].Usr))
          Edge(Functions[I].Usr);
      if (N.Kind == NodeKind::IndirectCall)
        if (const Node &Through = F.Nodes[F.Kids[N.FirstKid]]; Through.Kind == NodeKind::Field)
          for (uint32_t C : functionsIn(Through.Symbol))
            Edge(Callees[C].Usr);
      // What is called out of a table is named where the table is made.
      if (N.Kind == NodeKind::Global)
        if (const Variable *V = variable(N.Symbol); V && V->Initializer)
          Edge(V->Initializer);
      // Destroying an object may end a transaction, and a library that makes objects
      // runs their constructors.
      bool Makes = N.Kind == NodeKind::Call && llvm::any_of(CalleeModels[N.Symbol], makesObjects);
      if (Makes) {
        llvm::SmallVector<TypeId, 8> Made(Callees[N.Symbol].Arguments.begin(), Callees[N.Symbol].Arguments.end());
        if (N.KidCount)
          for (TypeId T : Types[target(F.Nodes[F.Kids[N.FirstKid]].Type)].Arguments)
            Made.push_back(T);
        for (TypeId T : Made) {
          for (StringId Usr : lifetimeFunctions(T, true))
            Edge(Usr);
          llvm::SmallVector<StringId, 4> Names{Types[target(T)].Name};
          if (const ClassInfo *C = classInfo(Types[target(T)].Usr))
            Names.append(C->BaseNames.begin(), C->BaseNames.end());
          for (StringId Name : Names)
            if (auto Library = constructorOf(Strings[Name]))
              Direct |= Touches(*Library);
        }
      }
      if (N.Kind == NodeKind::Declare || N.Kind == NodeKind::Construct || N.Kind == NodeKind::Temporary)
        for (StringId Usr : lifetimeFunctions(N.Type, false)) {
          Edge(Usr);
          Called.insert(Usr);
        }
    }
    llvm::sort(To);
    To.erase(llvm::unique(To), To.end());
    for (StringId Usr : To)
      Callers[Usr].push_back(F.Usr);
    if (Direct && Reaches.insert(F.Usr).second)
      Work.push_back(F.Usr);
    bool Wait = llvm::any_of(F.Nodes, [&](const Node &N) {
      return (N.Kind == NodeKind::Call || N.Kind == NodeKind::Construct) && Blocks(N.Symbol);
    });
    if (Wait && Waits.insert(F.Usr).second)
      WaitWork.push_back(F.Usr);
    bool Text = llvm::any_of(F.Nodes, [&](const Node &N) {
      return N.Kind == NodeKind::Text ||
             ((N.Kind == NodeKind::Call || N.Kind == NodeKind::Construct) && HasText(N.Symbol));
    });
    if (Text && Textual.insert(F.Usr).second)
      TextWork.push_back(F.Usr);
  }
  auto Spread = [&](std::vector<StringId> &From, llvm::DenseSet<StringId> &Set) {
    while (!From.empty()) {
      StringId Next = From.back();
      From.pop_back();
      for (StringId Caller : Callers[Next])
        if (Set.insert(Caller).second)
          From.push_back(Caller);
    }
  };
  Spread(TextWork, Textual);
  Spread(WaitWork, Waits);
  Spread(Work, Reaches);
}

const Function *Program::function(StringId Usr) const {
  auto It = FunctionIndex.find(Usr);
  return It == FunctionIndex.end() || Functions[It->second].Body == None ? nullptr : &Functions[It->second];
}

const ClassInfo *Program::classInfo(StringId Usr) const {
  auto It = ClassIndex.find(Usr);
  return It == ClassIndex.end() ? nullptr : &Classes[It->second];
}

const Variable *Program::variable(StringId Usr) const {
  auto It = VariableIndex.find(Usr);
  return It == VariableIndex.end() ? nullptr : &Variables[It->second];
}

llvm::ArrayRef<uint32_t> Program::functionsIn(StringId Field) const {
  auto It = FieldFunctions.find(Field);
  return It == FieldFunctions.end() ? llvm::ArrayRef<uint32_t>() : llvm::ArrayRef<uint32_t>(It->second);
}

bool Program::derives(StringId Class, StringId Base, unsigned Depth) const {
  if (Class == Base)
    return true;
  const ClassInfo *C = classInfo(Class);
  return C && Depth < 16 &&
         llvm::any_of(C->Bases, [&](StringId B) { return derives(B, Base, Depth + 1); });
}

llvm::ArrayRef<StringId> Program::overriders(StringId Usr) const {
  auto It = Overriders.find(Usr);
  return It == Overriders.end() ? llvm::ArrayRef<StringId>() : llvm::ArrayRef<StringId>(It->second);
}

Role Program::classRole(StringId Usr) const {
  auto It = ClassRoles.find(Usr);
  return It == ClassRoles.end() ? Role::None : It->second;
}

Role Program::role(TypeId T) const {
  const Type &Ty = Types[target(T)];
  if (Ty.Kind != TypeKind::Class)
    return Role::None;
  if (auto It = ClassRoles.find(Ty.Usr); It != ClassRoles.end())
    return It->second;
  return Models.role(Strings[Ty.Name]); // declared only, as struct pg_conn is
}

TypeId Program::target(TypeId T) const {
  return Types[T].Kind == TypeKind::Reference ? Types[T].Inner : T;
}

bool Program::isObject(TypeId T) const {
  const Type &Ty = Types[target(T)];
  return Ty.Kind == TypeKind::Array ? Types[Ty.Inner].Kind != TypeKind::Character
                                    : Ty.Kind == TypeKind::Class && role(T) != Role::Text &&
                                          role(T) != Role::Iterator;
}

bool Program::unitReachesDatabase(unsigned Index) const {
  return llvm::any_of(UnitFunctions[Index], [&](StringId Usr) { return Reaches.contains(Usr); });
}

bool Program::reachesDatabase(const Function &F) const { return Reaches.contains(F.Usr); }

} // namespace pooltidy::leases
