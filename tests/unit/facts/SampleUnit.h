//===- SampleUnit.h - Facts made by hand ------------------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A builder of units for tests, a unit in which every field of Facts.h has a value
// of its own, and what is needed to damage a facts file on purpose.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TESTS_SAMPLEUNIT_H
#define POOLTIDY_TESTS_SAMPLEUNIT_H

#include "facts/Facts.h"
#include "facts/Serialize.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/xxhash.h"

#include <random>

namespace pooltidy::facts::test {

/// Builds one function of a unit, leaves first.
class FunctionBuilder;

class UnitBuilder {
public:
  Unit U;

  explicit UnitBuilder(llvm::StringRef File) { U.File = string(File); }

  StringId string(llvm::StringRef S) {
    if (S.empty())
      return 0;
    auto [It, New] = Ids.try_emplace(S, U.Strings.size());
    if (New)
      U.Strings.push_back(S.str());
    return It->second;
  }
  TypeId type(TypeKind K, TypeId Inner = 0, llvm::StringRef Class = "") {
    Type T;
    T.Kind = K;
    T.Inner = Inner;
    T.Name = string(Class);
    T.Usr = Class.empty() ? 0 : string(("c:@" + Class).str());
    U.Types.push_back(T);
    return U.Types.size() - 1;
  }
  TypeId pointer(llvm::StringRef Class) {
    return type(TypeKind::Pointer, type(TypeKind::Class, 0, Class));
  }
  /// A literal that stands at \p Line, \p Column of the unit's file.
  uint32_t literal(llvm::StringRef Bytes, uint32_t Line, uint32_t Column) {
    Literal L;
    L.Bytes = Bytes.str();
    L.Pieces = {{0, {U.File, Line, Column}, false}};
    U.Literals.push_back(std::move(L));
    return U.Literals.size() - 1;
  }
  uint32_t callee(llvm::StringRef Name, TypeId Result = 0, std::vector<TypeId> Parameters = {}) {
    Callee C;
    C.Name = string(Name);
    C.Usr = string(("c:@F@" + Name).str());
    C.Result = Result;
    C.ParameterTypes.assign(Parameters.size(), string("t"));
    C.Parameters = std::move(Parameters);
    U.Callees.push_back(std::move(C));
    return U.Callees.size() - 1;
  }

private:
  llvm::StringMap<StringId> Ids;
};

class FunctionBuilder {
public:
  Function F;

  FunctionBuilder(UnitBuilder &B, llvm::StringRef Name, uint32_t Line) : B(B), Line(Line) {
    F.Name = F.Display = B.string(Name);
    F.Usr = B.string(("c:@F@" + Name).str());
    F.Where = {B.U.File, Line, 1};
  }
  uint32_t local(llvm::StringRef Name, TypeId T, bool Parameter = false) {
    Local L;
    L.Name = B.string(Name);
    L.Type = T;
    L.Where = {B.U.File, Line, 2};
    F.Locals.push_back(L);
    if (Parameter)
      F.Parameters.push_back(F.Locals.size() - 1);
    return F.Locals.size() - 1;
  }
  NodeId node(NodeKind K, std::vector<NodeId> Kids = {}, uint32_t Symbol = 0, int64_t Value = 0,
              TypeId T = 0) {
    Node N;
    N.Kind = K;
    N.Symbol = Symbol;
    N.Value = Value;
    N.Type = T;
    N.Where = {B.U.File, ++Line, 3};
    N.FirstKid = F.Kids.size();
    N.KidCount = Kids.size();
    F.Kids.insert(F.Kids.end(), Kids.begin(), Kids.end());
    F.Nodes.push_back(N);
    return F.Nodes.size() - 1;
  }
  NodeId call(uint32_t Callee, std::vector<NodeId> Arguments) {
    int64_t Written = Arguments.size();
    return node(NodeKind::Call, std::move(Arguments), Callee, Written, B.U.Callees[Callee].Result);
  }
  /// The function with \p Statements as its body, each of them an expression or a statement.
  void finish(std::vector<NodeId> Statements) {
    std::vector<NodeId> Kids;
    for (NodeId S : Statements)
      Kids.push_back(F.Nodes[S].Kind < NodeKind::Block ? node(NodeKind::Evaluate, {S}) : S);
    F.Body = node(NodeKind::Block, std::move(Kids));
    B.U.Functions.push_back(std::move(F));
  }

private:
  UnitBuilder &B;
  uint32_t Line;
};

/// A unit in which every field has a value that is not its default.
inline Unit fullUnit() {
  UnitBuilder B("src/a.cpp");
  TypeId Conn = B.pointer("pg_conn"), Result = B.pointer("pg_result");
  TypeId Text = B.type(TypeKind::Pointer, B.type(TypeKind::Character));
  Type Array{TypeKind::Array, B.string("A"), B.string("c:@A"), Conn, 4, {Conn, Text}};
  B.U.Types.push_back(Array);
  uint32_t Set = B.literal("SET jit = off", 10, 14);
  B.U.Literals[Set].Pieces.push_back({4, {B.string("src/b.h"), 3, 1}, true});
  uint32_t Exec = B.callee("PQexec", Result, {Conn, Text});
  Callee Method;
  Method.Usr = B.string("c:@S@K@F@m");
  Method.Name = B.string("K::m");
  Method.Class = B.string("c:@S@K");
  Method.Result = Conn;
  Method.Parameters = {Conn};
  Method.ParameterTypes = {B.string("pg_conn *")};
  Method.Arguments = {Text};
  Method.Numbers = {-5, INT64_MIN, INT64_MAX};
  Method.Method = Method.Virtual = Method.NoReturn = Method.Variadic = Method.Constructor =
      Method.Trivial = true;
  B.U.Callees.push_back(Method);

  FunctionBuilder F(B, "run", 5);
  uint32_t C = F.local("C", Conn, true);
  F.F.Locals[C].Lives = Storage::Static;
  F.F.Locals[C].Usr = B.string("c:@C");
  F.F.Captures = {{C, true}, {None, false}};
  F.F.Overrides = {B.string("c:@F@base")};
  F.F.Class = B.string("c:@S@K");
  F.F.Result = Result;
  F.F.Method = F.F.Constructor = F.F.Destructor = F.F.Lambda = F.F.Variadic = F.F.Internal =
      F.F.System = true;
  NodeId Call = F.call(Exec, {F.node(NodeKind::Local, {}, C), F.node(NodeKind::Text, {}, Set)});
  F.F.Nodes[Call].Flag = true;
  NodeId If =
      F.node(NodeKind::If, {F.node(NodeKind::Int, {}, 0, -1), F.node(NodeKind::Evaluate, {Call})});
  F.finish({If, F.node(NodeKind::Return, {F.node(NodeKind::Null)})});

  ClassInfo K;
  K.Usr = B.string("c:@S@K");
  K.Name = B.string("K");
  K.Where = {B.U.File, 2, 7};
  K.Bases = {B.string("c:@S@B")};
  K.BaseNames = {B.string("B")};
  K.Fields = {{B.string("K::f"), Conn, {B.U.File, 3, 1}}};
  K.Destructor = B.string("c:@S@K@F@~K");
  K.Constructors = {1};
  K.System = true;
  B.U.Classes.push_back(K);
  B.U.Variables.push_back({B.string("c:@V"),
                           B.string("V"),
                           Conn,
                           {B.U.File, 4, 1},
                           Storage::ThreadLocal,
                           B.string("c:@V@init"),
                           true,
                           true});
  B.U.Root = B.string("/project");
  B.U.Programs = {B.string("server")};
  B.U.Target = B.string("app.dir");
  B.U.Files = {{B.string("sql/jit.sql"), Set}};
  B.U.Errors = {B.string("a.cpp:1: no such file")};
  return std::move(B.U);
}

inline std::string leb(uint64_t V) {
  std::string Out;
  do {
    uint8_t Byte = V & 0x7f;
    V >>= 7;
    Out.push_back(static_cast<char>(Byte | (V ? 0x80 : 0)));
  } while (V);
  return Out;
}

/// Where the fields begin in a facts file: after the magic number, version and checksum.
inline size_t bodyOffset(llvm::StringRef Bytes) {
  size_t At = llvm::StringRef("pooltidy-facts").size();
  for (int Number = 0; Number < 2; ++Number)
    while (static_cast<uint8_t>(Bytes[At++]) & 0x80)
      ;
  return At;
}

/// A file with the right checksum around any body.
inline std::string seal(llvm::StringRef Body, uint64_t Version = 4) {
  return "pooltidy-facts" + leb(Version) + leb(llvm::xxh3_64bits(Body)) + Body.str();
}

/// Damages \p Bytes at a few places: other values, bytes gone, bytes too many.
inline std::string damage(std::string Bytes, std::mt19937 &Random) {
  for (unsigned N = 1 + Random() % 4; N && !Bytes.empty(); --N) {
    size_t At = Random() % Bytes.size();
    switch (Random() % 8) {
    case 0:
      Bytes[At] = static_cast<char>(Bytes[At] ^ (1 << Random() % 8));
      break;
    case 1:
      Bytes[At] = static_cast<char>(Random());
      break;
    case 2: // another number of the same length
      Bytes[At] =
          static_cast<char>((Bytes[At] & 0x80) | ((Bytes[At] + (Random() % 2 ? 1 : -1)) & 0x7f));
      break;
    case 3:
      Bytes.erase(At, 1 + Random() % 4);
      break;
    case 4:
      Bytes.insert(At, 1 + Random() % 4, static_cast<char>(Random()));
      break;
    case 6:
    case 7:
      Bytes[At] = static_cast<char>((Bytes[At] & 0x80) | (Random() & 0x7f));
      break;
    case 5: // a number that is far too large
      Bytes.replace(At, 1, "\xff\xff\xff\xff\x0f");
      break;
    }
  }
  return Bytes;
}

} // namespace pooltidy::facts::test

#endif // POOLTIDY_TESTS_SAMPLEUNIT_H
