//===- SerializeTest.cpp - Facts files, whole and damaged -----------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SampleUnit.h"

#include "gtest/gtest.h"

using namespace pooltidy::facts;
using namespace pooltidy::facts::test;

namespace {

/// The error of reading \p Bytes, "" when there is none.
std::string errorOf(llvm::StringRef Bytes) {
  auto U = deserialize(Bytes, "x.facts");
  return U ? "" : llvm::toString(U.takeError());
}

std::string body() {
  std::string Bytes = serialize(fullUnit());
  return Bytes.substr(bodyOffset(Bytes));
}

TEST(Serialize, RoundTripOfEveryField) {
  std::string Bytes = serialize(fullUnit());
  auto U = deserialize(Bytes, "x.facts");
  ASSERT_TRUE(bool(U)) << llvm::toString(U.takeError());
  EXPECT_TRUE(serialize(*U) == Bytes);

  const Unit Full = fullUnit();
  EXPECT_EQ(U->Strings, Full.Strings);
  EXPECT_EQ(U->File, Full.File);
  EXPECT_EQ(U->Errors, Full.Errors);
  ASSERT_EQ(U->Files.size(), 1u);
  EXPECT_EQ(U->Strings[U->Files[0].Name], "sql/jit.sql");
  EXPECT_EQ(U->Files[0].Text, Full.Files[0].Text);
  EXPECT_EQ(U->Root, Full.Root);
  EXPECT_EQ(U->Programs, Full.Programs);
  EXPECT_EQ(U->Target, Full.Target);
  ASSERT_EQ(U->Types.size(), Full.Types.size());
  EXPECT_EQ(U->Types.back().Extent, 4);
  EXPECT_EQ(U->Types.back().Arguments, Full.Types.back().Arguments);
  EXPECT_EQ(U->Types[1].Extent, -1);
  ASSERT_EQ(U->Literals.size(), 1u);
  EXPECT_EQ(U->Literals[0].Bytes, "SET jit = off");
  ASSERT_EQ(U->Literals[0].Pieces.size(), 2u);
  EXPECT_TRUE(U->Literals[0].Pieces[1].Fixed);
  EXPECT_EQ(U->Literals[0].Pieces[1].Where, Full.Literals[0].Pieces[1].Where);
  const Callee &M = U->Callees.back();
  EXPECT_EQ(M.Numbers, (std::vector<int64_t>{-5, INT64_MIN, INT64_MAX}));
  EXPECT_TRUE(M.Method && M.Virtual && M.NoReturn && M.Variadic && M.Constructor && M.Trivial);
  ASSERT_EQ(U->Functions.size(), 1u);
  const Function &F = U->Functions[0], &G = Full.Functions[0];
  EXPECT_EQ(F.Kids, G.Kids);
  EXPECT_EQ(F.Body, G.Body);
  EXPECT_EQ(F.Captures[0].Local, 0u);
  EXPECT_EQ(F.Captures[1].Local, None);
  EXPECT_TRUE(F.Method && F.Constructor && F.Destructor && F.Lambda && F.Variadic && F.Internal &&
              F.System);
  EXPECT_EQ(F.Locals[0].Lives, Storage::Static);
  ASSERT_EQ(F.Nodes.size(), G.Nodes.size());
  for (size_t I = 0; I < F.Nodes.size(); ++I) {
    EXPECT_EQ(F.Nodes[I].Kind, G.Nodes[I].Kind);
    EXPECT_EQ(F.Nodes[I].Value, G.Nodes[I].Value);
    EXPECT_EQ(F.Nodes[I].Where, G.Nodes[I].Where);
    EXPECT_EQ(F.Nodes[I].Flag, G.Nodes[I].Flag);
  }
  ASSERT_EQ(U->Classes.size(), 1u);
  EXPECT_EQ(U->Classes[0].Fields[0].Where, Full.Classes[0].Fields[0].Where);
  EXPECT_EQ(U->Classes[0].Constructors, Full.Classes[0].Constructors);
  ASSERT_EQ(U->Variables.size(), 1u);
  EXPECT_EQ(U->Variables[0].Lives, Storage::ThreadLocal);
  EXPECT_TRUE(U->Variables[0].Constant && U->Variables[0].System);
}

TEST(Serialize, TheEmptyUnit) {
  auto U = deserialize(serialize(Unit()), "x");
  ASSERT_TRUE(bool(U)) << llvm::toString(U.takeError());
  EXPECT_TRUE(U->Functions.empty());
}

TEST(Serialize, AnyBytesInLiterals) {
  Unit U = fullUnit();
  for (int I = 0; I < 256; ++I)
    U.Literals[0].Bytes.push_back(static_cast<char>(I));
  auto Read = deserialize(serialize(U), "x");
  ASSERT_TRUE(bool(Read)) << llvm::toString(Read.takeError());
  EXPECT_EQ(Read->Literals[0].Bytes, U.Literals[0].Bytes);
}

TEST(Serialize, SameFactsSameBytes) { EXPECT_EQ(serialize(fullUnit()), serialize(fullUnit())); }

TEST(Serialize, SomethingElse) {
  EXPECT_EQ(errorOf(""), "x.facts: not a file written by 'pooltidy extract'");
  EXPECT_EQ(errorOf("pooltidy-fact"), "x.facts: not a file written by 'pooltidy extract'");
  EXPECT_EQ(errorOf("int main() {}\n"), "x.facts: not a file written by 'pooltidy extract'");
  EXPECT_NE(errorOf("pooltidy-facts"), "");
}

TEST(Serialize, AnotherVersion) {
  EXPECT_EQ(errorOf(seal(body(), 4)), "");
  EXPECT_EQ(errorOf(seal(body(), 1)),
            "x.facts: facts format 1, this pooltidy reads format 4; extract it again");
  EXPECT_NE(errorOf(seal(body(), 0)), "");
  EXPECT_NE(errorOf(seal(body(), ~uint64_t(0))), "");
}

TEST(Serialize, TheHeadIsKnownWithoutTheRest) {
  const Unit Full = fullUnit();
  auto H = readHead(serialize(Full), "x");
  ASSERT_TRUE(bool(H)) << llvm::toString(H.takeError());
  EXPECT_EQ(H->File, Full.Strings[Full.File]);
  EXPECT_EQ(H->Root, "/project");
  EXPECT_EQ(H->Programs, std::vector<std::string>{"server"});
  EXPECT_EQ(H->Target, "app.dir");
  EXPECT_EQ(H->Errors, std::vector<std::string>{"a.cpp:1: no such file"});
  EXPECT_EQ(H->Strings, Full.Strings);
  EXPECT_EQ(H->Literals[0].Bytes, "SET jit = off");
  for (std::string Bad : {std::string("int main() {}\n"), std::string("pooltidy-facts"),
                          seal(body(), 1), serialize(Full) + "x", seal("\x7f")}) {
    auto None = readHead(Bad, "x");
    EXPECT_FALSE(bool(None));
    llvm::consumeError(None.takeError());
  }
}

TEST(Serialize, EveryTruncationIsSeen) {
  std::string Bytes = serialize(fullUnit());
  for (size_t Size = 0; Size < Bytes.size(); ++Size)
    EXPECT_NE(errorOf(llvm::StringRef(Bytes).take_front(Size)), "") << Size;
  EXPECT_NE(errorOf(Bytes + '\0'), "");
}

TEST(Serialize, EveryFlippedBitIsSeen) {
  const std::string Bytes = serialize(fullUnit());
  for (size_t At = 0; At < Bytes.size(); ++At)
    for (int Bit = 0; Bit < 8; ++Bit) {
      std::string Bad = Bytes;
      Bad[At] = static_cast<char>(Bad[At] ^ (1 << Bit));
      EXPECT_NE(errorOf(Bad), "") << At << " " << Bit;
    }
}

TEST(Serialize, TruncationsWithAGoodChecksum) {
  std::string Body = body();
  for (size_t Size = 0; Size < Body.size(); ++Size)
    EXPECT_NE(errorOf(seal(llvm::StringRef(Body).take_front(Size))), "") << Size;
  EXPECT_NE(errorOf(seal(Body + '\0')), "");
}

TEST(Serialize, DamageWithAGoodChecksum) {
  // Such a file may still be a valid one; then what was read must write itself again.
  const std::string Body = body();
  std::mt19937 Random(7);
  unsigned Accepted = 0;
  for (int I = 0; I < 20000; ++I) {
    auto U = deserialize(seal(damage(Body, Random)), "x.facts");
    if (!U) {
      EXPECT_FALSE(llvm::toString(U.takeError()).empty());
      continue;
    }
    ++Accepted;
    std::string Again = serialize(*U);
    auto Second = deserialize(Again, "x.facts");
    ASSERT_TRUE(bool(Second)) << llvm::toString(Second.takeError());
    EXPECT_TRUE(serialize(*Second) == Again);
  }
  EXPECT_GT(Accepted, 0u);
}

TEST(Serialize, HugeCountsCostNoMemory) {
  // A count that the rest of the file cannot hold is refused before anything is made.
  for (size_t Fields = 0; Fields < 6; ++Fields)
    EXPECT_NE(
        errorOf(seal(std::string(Fields, '\0') + leb(~uint64_t(0) >> 1) + std::string(64, '\x01'))),
        "");
}

/// Each change of a good unit must be refused.
TEST(Serialize, InconsistentUnits) {
  using Change = void (*)(Unit &);
  const std::pair<const char *, Change> Changes[] = {
      {"no strings", [](Unit &U) { U.Strings.clear(); }},
      {"no types", [](Unit &U) { U.Types.clear(); }},
      {"file", [](Unit &U) { U.File = 9999; }},
      {"inner type", [](Unit &U) { U.Types[1].Inner = 9999; }},
      {"type of an argument", [](Unit &U) { U.Types.back().Arguments[0] = 9999; }},
      {"kind of type", [](Unit &U) { U.Types[1].Kind = static_cast<TypeKind>(77); }},
      {"piece's file", [](Unit &U) { U.Literals[0].Pieces[0].Where.File = 9999; }},
      {"piece beyond the bytes", [](Unit &U) { U.Literals[0].Pieces[1].Offset = 9999; }},
      {"pieces out of order",
       [](Unit &U) { std::swap(U.Literals[0].Pieces[0], U.Literals[0].Pieces[1]); }},
      {"callee's class", [](Unit &U) { U.Callees[1].Class = 9999; }},
      {"spelled types are not as many", [](Unit &U) { U.Callees[0].ParameterTypes.pop_back(); }},
      {"base names are not as many", [](Unit &U) { U.Classes[0].BaseNames.clear(); }},
      {"constructor", [](Unit &U) { U.Classes[0].Constructors[0] = 9999; }},
      {"storage", [](Unit &U) { U.Variables[0].Lives = static_cast<Storage>(9); }},
      {"storage of a local",
       [](Unit &U) { U.Functions[0].Locals[0].Lives = static_cast<Storage>(9); }},
      {"file's name", [](Unit &U) { U.Files[0].Name = 9999; }},
      {"file's text", [](Unit &U) { U.Files[0].Text = 9999; }},
      {"error", [](Unit &U) { U.Errors[0] = 9999; }},
      {"parameter", [](Unit &U) { U.Functions[0].Parameters[0] = 9999; }},
      {"capture", [](Unit &U) { U.Functions[0].Captures[0].Local = 9999; }},
      {"body", [](Unit &U) { U.Functions[0].Body = 9999; }},
      {"node kind", [](Unit &U) { U.Functions[0].Nodes[0].Kind = static_cast<NodeKind>(200); }},
      {"local of a node", [](Unit &U) { U.Functions[0].Nodes[0].Symbol = 9999; }},
      {"literal of a node", [](Unit &U) { U.Functions[0].Nodes[1].Symbol = 9999; }},
      {"callee of a node", [](Unit &U) { U.Functions[0].Nodes[2].Symbol = 9999; }},
      {"method without an object",
       [](Unit &U) {
         U.Functions[0].Nodes[2].Symbol = 1;
         U.Functions[0].Nodes[2].KidCount = 0;
       }},
      {"kid that is no earlier node", [](Unit &U) { U.Functions[0].Kids[0] = 9999; }},
      {"kid that is the node itself", [](Unit &U) { U.Functions[0].Kids[0] = 2; }},
      {"kids beyond the list", [](Unit &U) { U.Functions[0].Nodes[2].FirstKid = 9999; }},
      {"too few kids", [](Unit &U) { U.Functions[0].Nodes.back().Kind = NodeKind::For; }},
  };
  for (const auto &[What, Apply] : Changes) {
    Unit U = fullUnit();
    Apply(U);
    EXPECT_NE(errorOf(serialize(U)), "") << What;
  }
}

TEST(Serialize, TypesThatAreMadeOfThemselvesAreRefused) {
  UnitBuilder B("a.c");
  TypeId Array = B.type(TypeKind::Array);
  B.U.Types[Array].Inner = B.type(TypeKind::Class, 0, "C");
  EXPECT_TRUE(bool(deserialize(serialize(B.U), "x")));
  B.U.Types[B.U.Types[Array].Inner].Arguments.push_back(Array);
  EXPECT_EQ(llvm::toString(deserialize(serialize(B.U), "x").takeError()),
            "x: damaged facts file (inconsistent content); extract it again");
}

TEST(Serialize, NodesWithTwoParentsAreRefused) {
  // Each level twice the one below: a walk of sixty of them would never end.
  for (uint32_t Kids : {1u, 2u}) {
    UnitBuilder B("a.c");
    FunctionBuilder F(B, "f", 1);
    NodeId N = F.node(NodeKind::Block);
    for (int I = 0; I < 60; ++I)
      N = F.node(NodeKind::Block, std::vector<NodeId>(Kids, N));
    F.finish({N});
    auto U = deserialize(serialize(B.U), "x");
    EXPECT_EQ(bool(U), Kids == 1);
    llvm::consumeError(U.takeError());
  }
}

} // namespace
