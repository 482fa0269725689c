//===- Serialize.cpp - Facts as bytes and back ----------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One description of each record (the `visit` functions) serves both directions.
//
//===----------------------------------------------------------------------===//

#include "facts/Serialize.h"

#include "llvm/Support/xxhash.h"

#include <algorithm>
#include <type_traits>

namespace pooltidy::facts {
namespace {

constexpr char Magic[] = "pooltidy-facts";
constexpr uint64_t Version = 1;

class Writer {
public:
  std::string Out;

  void number(uint64_t V) {
    do {
      uint8_t Byte = V & 0x7f;
      V >>= 7;
      Out.push_back(static_cast<char>(Byte | (V ? 0x80 : 0)));
    } while (V);
  }
  template <class T> void operator()(T &V) {
    if constexpr (std::is_same_v<T, std::string>) {
      number(V.size());
      Out += V;
    } else if constexpr (std::is_enum_v<T> || std::is_same_v<T, bool>) {
      number(static_cast<uint64_t>(V));
    } else if constexpr (std::is_signed_v<T>) {
      // Zigzag, so that small negative numbers stay small.
      number((static_cast<uint64_t>(V) << 1) ^ static_cast<uint64_t>(V >> 63));
    } else {
      number(V);
    }
  }
  template <class T> void operator()(std::vector<T> &Vs) {
    number(Vs.size());
    for (T &V : Vs)
      visit(*this, V);
  }
};

class Reader {
public:
  llvm::StringRef In;
  bool Bad = false;

  uint64_t number() {
    uint64_t V = 0;
    for (unsigned Shift = 0; Shift < 64; Shift += 7) {
      if (In.empty()) {
        Bad = true;
        return 0;
      }
      auto Byte = static_cast<uint8_t>(In.front());
      In = In.drop_front();
      V |= static_cast<uint64_t>(Byte & 0x7f) << Shift;
      if (!(Byte & 0x80))
        return V;
    }
    Bad = true;
    return 0;
  }
  template <class T> void operator()(T &V) {
    if constexpr (std::is_same_v<T, std::string>) {
      uint64_t Size = number();
      if (Size > In.size()) {
        Bad = true;
        return;
      }
      V = In.take_front(Size).str();
      In = In.drop_front(Size);
    } else if constexpr (std::is_enum_v<T>) {
      uint64_t N = number();
      if (N > 0xff)
        Bad = true;
      V = static_cast<T>(N);
    } else if constexpr (std::is_same_v<T, bool>) {
      V = number() != 0;
    } else if constexpr (std::is_signed_v<T>) {
      uint64_t N = number();
      V = static_cast<T>((N >> 1) ^ (~(N & 1) + 1));
    } else {
      V = static_cast<T>(number());
    }
  }
  template <class T> void operator()(std::vector<T> &Vs) {
    uint64_t Size = number();
    if (Size > In.size()) { // every element takes at least one byte
      Bad = true;
      return;
    }
    // Grown as it is read: a count alone must not make millions of large records.
    Vs.clear();
    Vs.reserve(std::min<uint64_t>(Size, 1024));
    for (uint64_t I = 0; I < Size && !Bad; ++I) {
      Vs.emplace_back();
      visit(*this, Vs.back());
    }
  }
};

template <class A, class T>
  requires(std::is_arithmetic_v<T> || std::is_enum_v<T> || std::is_same_v<T, std::string>)
void visit(A &Ar, T &V) { Ar(V); }

template <class A> void visit(A &Ar, Location &L) { Ar(L.File); Ar(L.Line); Ar(L.Column); }
template <class A> void visit(A &Ar, Type &T) {
  Ar(T.Kind); Ar(T.Name); Ar(T.Usr); Ar(T.Inner); Ar(T.Extent); Ar(T.Arguments);
}
template <class A> void visit(A &Ar, Literal::Piece &P) { Ar(P.Offset); visit(Ar, P.Where); Ar(P.Fixed); }
template <class A> void visit(A &Ar, Literal &L) { Ar(L.Bytes); Ar(L.Pieces); }
template <class A> void visit(A &Ar, Callee &C) {
  Ar(C.Usr); Ar(C.Name); Ar(C.Class); Ar(C.Result); Ar(C.Parameters); Ar(C.ParameterTypes);
  Ar(C.Arguments); Ar(C.Numbers); Ar(C.Method); Ar(C.Virtual); Ar(C.NoReturn); Ar(C.Variadic); Ar(C.Constructor);
  Ar(C.Trivial);
}
template <class A> void visit(A &Ar, Node &N) {
  Ar(N.Kind); Ar(N.Flag); Ar(N.Type); Ar(N.Symbol); Ar(N.Value); visit(Ar, N.Where);
  Ar(N.FirstKid); Ar(N.KidCount);
}
template <class A> void visit(A &Ar, Local &L) {
  Ar(L.Name); Ar(L.Type); visit(Ar, L.Where); Ar(L.Lives); Ar(L.Usr);
}
template <class A> void visit(A &Ar, Capture &C) { Ar(C.Local); Ar(C.ByReference); }
template <class A> void visit(A &Ar, Function &F) {
  Ar(F.Usr); Ar(F.Name); Ar(F.Display); visit(Ar, F.Where); Ar(F.Class); Ar(F.Result);
  Ar(F.Parameters); Ar(F.Locals); Ar(F.Captures); Ar(F.Overrides); Ar(F.Nodes); Ar(F.Kids);
  Ar(F.Body); Ar(F.Method); Ar(F.Constructor); Ar(F.Destructor); Ar(F.Lambda); Ar(F.Variadic);
  Ar(F.Internal); Ar(F.System);
}
template <class A> void visit(A &Ar, FieldInfo &F) { Ar(F.Name); Ar(F.Type); visit(Ar, F.Where); }
template <class A> void visit(A &Ar, ClassInfo &C) {
  Ar(C.Usr); Ar(C.Name); visit(Ar, C.Where); Ar(C.Bases); Ar(C.BaseNames); Ar(C.Fields);
  Ar(C.Destructor); Ar(C.Constructors); Ar(C.System);
}
template <class A> void visit(A &Ar, Variable &V) {
  Ar(V.Usr); Ar(V.Name); Ar(V.Type); visit(Ar, V.Where); Ar(V.Lives); Ar(V.Initializer);
  Ar(V.Constant); Ar(V.System);
}
template <class A> void visit(A &Ar, Unit &U) {
  Ar(U.File); Ar(U.Strings); Ar(U.Types); Ar(U.Literals); Ar(U.Callees); Ar(U.Functions);
  Ar(U.Classes); Ar(U.Variables); Ar(U.Errors);
}

/// Whether every index in \p U is in range and every tree is one.
class Validator {
public:
  explicit Validator(const Unit &U) : U(U) {}

  bool valid() {
    if (U.Strings.empty() || U.Types.empty())
      return false;
    string(U.File);
    for (const Type &T : U.Types) {
      string(T.Name); string(T.Usr); type(T.Inner); types(T.Arguments);
      Ok &= T.Kind <= TypeKind::Array;
    }
    for (const Literal &L : U.Literals) {
      uint32_t Last = 0;
      for (const auto &P : L.Pieces) {
        place(P.Where);
        Ok &= P.Offset >= Last && P.Offset <= L.Bytes.size();
        Last = P.Offset;
      }
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

  void function(const Function &F) {
    string(F.Usr); string(F.Name); string(F.Display); place(F.Where); string(F.Class);
    type(F.Result); strings(F.Overrides);
    for (const Local &L : F.Locals) { string(L.Name); type(L.Type); string(L.Usr); place(L.Where); Ok &= L.Lives <= Storage::ThreadLocal; }
    for (uint32_t P : F.Parameters)
      Ok &= P < F.Locals.size();
    for (const Capture &C : F.Captures)
      Ok &= C.Local == None || C.Local < F.Locals.size();
    Ok &= F.Body == None || F.Body < F.Nodes.size();
    for (size_t I = 0; I < F.Nodes.size(); ++I)
      node(F, F.Nodes[I], I);
  }

  void node(const Function &F, const Node &N, size_t Self) {
    type(N.Type); place(N.Where);
    if (N.FirstKid > F.Kids.size() || N.KidCount > F.Kids.size() - N.FirstKid) {
      Ok = false;
      return;
    }
    for (uint32_t K = 0; K < N.KidCount; ++K)
      Ok &= F.Kids[N.FirstKid + K] < Self;
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
  Writer Body;
  visit(Body, const_cast<Unit &>(U)); // a Writer only reads
  Writer Head;
  Head.Out = Magic;
  Head.number(Version);
  Head.number(llvm::xxh3_64bits(llvm::StringRef(Body.Out)));
  return std::move(Head.Out) + Body.Out;
}

llvm::Expected<Unit> deserialize(llvm::StringRef Bytes, llvm::StringRef Name) {
  Reader In;
  In.In = Bytes;
  if (!In.In.consume_front(Magic))
    return damaged(Name, "not a file written by 'pooltidy extract'");
  if (uint64_t V = In.number(); V != Version)
    return damaged(Name, "facts format " + std::to_string(V) + ", this pooltidy reads format " +
                             std::to_string(Version) + "; extract it again");
  uint64_t Sum = In.number();
  if (In.Bad || Sum != llvm::xxh3_64bits(In.In))
    return damaged(Name, "damaged facts file (wrong checksum); extract it again");
  Unit U;
  visit(In, U);
  if (In.Bad || !In.In.empty() || !Validator(U).valid())
    return damaged(Name, "damaged facts file (inconsistent content); extract it again");
  return U;
}

} // namespace pooltidy::facts
