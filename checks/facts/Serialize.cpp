//===- Serialize.cpp - Facts as bytes and back ----------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One description of each record (the `visit` functions) serves both directions;
// see support/Archive.h.
//
//===----------------------------------------------------------------------===//

#include "facts/Serialize.h"

#include "support/Archive.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/xxhash.h"

#include <algorithm>

namespace pooltidy::facts {

using support::fields;

namespace {

constexpr char Magic[] = "pooltidy-facts";
constexpr uint64_t Version = 4;

} // namespace

// Found by the archive through the records' own namespace. Structured bindings, so that
// a field added to a record does not compile until it is written too.
template <class A> void visit(A &Ar, Location &L) {
  auto &[File, Line, Column] = L;
  fields(Ar, File, Line, Column);
}
template <class A> void visit(A &Ar, Type &T) {
  auto &[Kind, Name, Usr, Inner, Extent, Arguments] = T;
  fields(Ar, Kind, Name, Usr, Inner, Extent, Arguments);
}
template <class A> void visit(A &Ar, Literal::Piece &P) {
  auto &[Offset, Where, Fixed] = P;
  fields(Ar, Offset, Where, Fixed);
}
template <class A> void visit(A &Ar, Literal &L) {
  auto &[Bytes, Pieces] = L;
  fields(Ar, Bytes, Pieces);
}
template <class A> void visit(A &Ar, TextFile &F) {
  auto &[Name, Text] = F;
  fields(Ar, Name, Text);
}
template <class A> void visit(A &Ar, Callee &C) {
  auto &[Usr, Name, Class, Result, Parameters, ParameterTypes, Arguments, Numbers, Format, Method, Virtual, NoReturn,
         Variadic, Constructor, Trivial] = C;
  fields(Ar, Usr, Name, Class, Result, Parameters, ParameterTypes, Arguments, Numbers, Format, Method, Virtual,
         NoReturn, Variadic, Constructor, Trivial);
}
template <class A> void visit(A &Ar, Node &N) {
  auto &[Kind, Flag, Type, Symbol, Value, Where, FirstKid, KidCount] = N;
  fields(Ar, Kind, Flag, Type, Symbol, Value, Where, FirstKid, KidCount);
}
template <class A> void visit(A &Ar, Local &L) {
  auto &[Name, Type, Where, Lives, Usr] = L;
  fields(Ar, Name, Type, Where, Lives, Usr);
}
template <class A> void visit(A &Ar, Capture &C) {
  auto &[Local, ByReference] = C;
  fields(Ar, Local, ByReference);
}
template <class A> void visit(A &Ar, Function &F) {
  auto &[Usr, Name, Display, Where, Class, Result, Parameters, Locals, Captures, Overrides, Nodes, Kids, Body, Method,
         Constructor, Destructor, Lambda, Variadic, Internal, System] = F;
  fields(Ar, Usr, Name, Display, Where, Class, Result, Parameters, Locals, Captures, Overrides, Nodes, Kids, Body,
         Method, Constructor, Destructor, Lambda, Variadic, Internal, System);
}
template <class A> void visit(A &Ar, FieldInfo &F) {
  auto &[Name, Type, Where] = F;
  fields(Ar, Name, Type, Where);
}
template <class A> void visit(A &Ar, ClassInfo &C) {
  auto &[Usr, Name, Where, Bases, BaseNames, Fields, Destructor, Constructors, System] = C;
  fields(Ar, Usr, Name, Where, Bases, BaseNames, Fields, Destructor, Constructors, System);
}
template <class A> void visit(A &Ar, Variable &V) {
  auto &[Usr, Name, Type, Where, Lives, Initializer, Constant, System] = V;
  fields(Ar, Usr, Name, Type, Where, Lives, Initializer, Constant, System);
}
template <class A> void visit(A &Ar, Unit &U) {
  auto &[File, Root, Programs, Target, Strings, Types, Literals, Callees, Functions, Classes,
         Variables, Files, Errors] = U;
  // What readHead() wants comes first.
  fields(Ar, File, Root, Programs, Target, Errors, Strings, Literals, Types, Callees, Functions,
         Classes, Variables, Files);
}

namespace {

/// Whether every index in \p U is in range and every tree is one.
class Validator {
public:
  explicit Validator(const Unit &U) : U(U) {}

  bool valid() {
    if (U.Strings.empty() || U.Types.empty())
      return false;
    string(U.File);
    string(U.Root);
    string(U.Target);
    strings(U.Programs);
    for (const Type &T : U.Types) {
      string(T.Name); string(T.Usr); type(T.Inner); types(T.Arguments);
      Ok &= T.Kind <= TypeKind::Array;
    }
    Ok = Ok && typesEnd();
    for (const Literal &L : U.Literals) {
      uint32_t Last = 0;
      for (const auto &P : L.Pieces) {
        place(P.Where);
        Ok &= P.Offset >= Last && P.Offset <= L.Bytes.size();
        Last = P.Offset;
      }
    }
    for (const TextFile &F : U.Files) {
      string(F.Name);
      Ok &= F.Text < U.Literals.size();
    }
    for (const Callee &C : U.Callees) {
      string(C.Usr); string(C.Name); string(C.Class); type(C.Result);
      types(C.Parameters); strings(C.ParameterTypes); types(C.Arguments);
      Ok &= C.Parameters.size() == C.ParameterTypes.size();
    }
    for (const ClassInfo &C : U.Classes) {
      string(C.Usr); string(C.Name); place(C.Where); strings(C.Bases); strings(C.BaseNames);
      string(C.Destructor);
      Ok &= C.Bases.size() == C.BaseNames.size();
      for (const FieldInfo &F : C.Fields) { string(F.Name); type(F.Type); place(F.Where); }
      for (uint32_t I : C.Constructors)
        Ok &= I < U.Callees.size();
    }
    for (const Variable &V : U.Variables) {
      string(V.Usr); string(V.Name); type(V.Type); place(V.Where); string(V.Initializer);
      Ok &= V.Lives <= Storage::ThreadLocal;
    }
    strings(U.Errors);
    for (const Function &F : U.Functions)
      function(F);
    return Ok;
  }

private:
  const Unit &U;
  bool Ok = true;

  void string(StringId S) { Ok &= S < U.Strings.size(); }
  void strings(const std::vector<StringId> &Ss) { for (StringId S : Ss) string(S); }
  void type(TypeId T) { Ok &= T < U.Types.size(); }
  void types(const std::vector<TypeId> &Ts) { for (TypeId T : Ts) type(T); }
  void place(const Location &L) { string(L.File); }

  /// Whether no type is made of itself. All indices are in range.
  bool typesEnd() const {
    enum : uint8_t { New, Open, Done };
    std::vector<uint8_t> State(U.Types.size(), New);
    State[0] = Done; // stands for none
    std::vector<std::pair<TypeId, size_t>> Stack; // a type and how many of its parts were looked at
    for (TypeId First = 1; First < U.Types.size(); ++First) {
      if (State[First] == New)
        Stack.push_back({First, 0});
      while (!Stack.empty()) {
        auto &[Id, Looked] = Stack.back();
        State[Id] = Open;
        const Type &T = U.Types[Id];
        if (Looked > T.Arguments.size()) {
          State[Id] = Done;
          Stack.pop_back();
          continue;
        }
        TypeId Part = Looked ? T.Arguments[Looked - 1] : T.Inner;
        ++Looked;
        if (State[Part] == Open)
          return false;
        if (State[Part] == New)
          Stack.push_back({Part, 0});
      }
    }
    return true;
  }

  void function(const Function &F) {
    string(F.Usr); string(F.Name); string(F.Display); place(F.Where); string(F.Class);
    type(F.Result); strings(F.Overrides);
    for (const Local &L : F.Locals) { string(L.Name); type(L.Type); string(L.Usr); place(L.Where); Ok &= L.Lives <= Storage::ThreadLocal; }
    for (uint32_t P : F.Parameters)
      Ok &= P < F.Locals.size();
    for (const Capture &C : F.Captures)
      Ok &= C.Local == None || C.Local < F.Locals.size();
    Ok &= F.Body == None || F.Body < F.Nodes.size();
    std::vector<bool> Taken(F.Nodes.size());
    for (size_t I = 0; I < F.Nodes.size(); ++I)
      node(F, F.Nodes[I], I, Taken);
  }

  /// \p Taken: the nodes that have a parent.
  void node(const Function &F, const Node &N, size_t Self, std::vector<bool> &Taken) {
    type(N.Type); place(N.Where);
    if (N.FirstKid > F.Kids.size() || N.KidCount > F.Kids.size() - N.FirstKid) {
      Ok = false;
      return;
    }
    for (uint32_t K = 0; K < N.KidCount; ++K) {
      NodeId Kid = F.Kids[N.FirstKid + K];
      if (Kid >= Self || Taken[Kid]) {
        Ok = false;
        return;
      }
      Taken[Kid] = true;
    }
    switch (N.Kind) {
    case NodeKind::Text: Ok &= N.Symbol < U.Literals.size(); break;
    case NodeKind::Local: case NodeKind::Declare: case NodeKind::ForEach:
      Ok &= N.Symbol < F.Locals.size(); break;
    case NodeKind::Call: case NodeKind::Construct: case NodeKind::Function:
      Ok &= N.Symbol < U.Callees.size();
      if (Ok && N.Kind == NodeKind::Call)
        Ok &= !U.Callees[N.Symbol].Method || N.KidCount > 0; // its object
      break;
    default: string(N.Symbol); break;
    }
    Ok &= N.Kind <= NodeKind::InitBase && N.KidCount >= minKids(N.Kind);
  }

  static uint32_t minKids(NodeKind K) {
    switch (K) {
    case NodeKind::Field: case NodeKind::Deref: case NodeKind::AddressOf: case NodeKind::Unary:
    case NodeKind::Step: case NodeKind::Not: case NodeKind::IndirectCall: case NodeKind::Delete:
    case NodeKind::Temporary: case NodeKind::VaStart: case NodeKind::VaArg: case NodeKind::Evaluate:
    case NodeKind::Case: case NodeKind::Label: case NodeKind::Try: case NodeKind::Handler:
    case NodeKind::InitField: case NodeKind::InitBase:
      return 1;
    case NodeKind::Index: case NodeKind::Binary: case NodeKind::Assign: case NodeKind::CompoundAssign:
    case NodeKind::And: case NodeKind::Or: case NodeKind::If: case NodeKind::While: case NodeKind::Do:
    case NodeKind::ForEach: case NodeKind::Switch:
      return 2;
    case NodeKind::Conditional: return 3;
    case NodeKind::For: return 4;
    default: return 0;
    }
  }
};

llvm::Error damaged(llvm::StringRef Name, llvm::StringRef Why) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), "%s: %s", Name.str().c_str(),
                                 Why.str().c_str());
}

} // namespace

std::string serialize(const Unit &U) {
  support::Writer Body;
  visit(Body, const_cast<Unit &>(U)); // a Writer only reads
  support::Writer Head;
  Head.Out = Magic;
  Head.number(Version);
  Head.number(llvm::xxh3_64bits(llvm::StringRef(Body.Out)));
  return std::move(Head.Out) + Body.Out;
}

/// Leaves \p In at the fields of a unit.
static llvm::Error openFacts(support::Reader &In, llvm::StringRef Name) {
  if (!In.In.consume_front(Magic))
    return damaged(Name, "not a file written by 'pooltidy extract'");
  if (uint64_t V = In.number(); V != Version)
    return damaged(Name, "facts format " + std::to_string(V) + ", this pooltidy reads format " +
                             std::to_string(Version) + "; extract it again");
  uint64_t Sum = In.number();
  if (In.Bad || Sum != llvm::xxh3_64bits(In.In))
    return damaged(Name, "damaged facts file (wrong checksum); extract it again");
  return llvm::Error::success();
}

llvm::Expected<Head> readHead(llvm::StringRef Bytes, llvm::StringRef Name) {
  support::Reader In(Bytes);
  if (llvm::Error E = openFacts(In, Name))
    return std::move(E);
  Unit U;
  fields(In, U.File, U.Root, U.Programs, U.Target, U.Errors, U.Strings, U.Literals);
  auto Known = [&](StringId S) { return S < U.Strings.size(); };
  if (In.Bad || !Known(U.File) || !Known(U.Root) || !Known(U.Target) ||
      !llvm::all_of(U.Programs, Known) || !llvm::all_of(U.Errors, Known))
    return damaged(Name, "damaged facts file (inconsistent content); extract it again");
  Head H;
  H.File = U.Strings[U.File];
  H.Root = U.Strings[U.Root];
  H.Target = U.Strings[U.Target];
  for (StringId S : U.Programs)
    H.Programs.push_back(U.Strings[S]);
  for (StringId S : U.Errors)
    H.Errors.push_back(U.Strings[S]);
  H.Strings = std::move(U.Strings);
  H.Literals = std::move(U.Literals);
  return H;
}

llvm::Expected<Unit> deserialize(llvm::StringRef Bytes, llvm::StringRef Name) {
  support::Reader In(Bytes);
  if (llvm::Error E = openFacts(In, Name))
    return std::move(E);
  Unit U;
  visit(In, U);
  if (In.Bad || !In.In.empty() || !Validator(U).valid())
    return damaged(Name, "damaged facts file (inconsistent content); extract it again");
  return U;
}

} // namespace pooltidy::facts
