//===- ProgramTest.cpp - Linking units ------------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Facts made by hand, linked and analysed: a wrapper in one unit and its caller in
// another meet, and neither the order of the units nor a second copy of an inline
// function changes what is found.
//
//===----------------------------------------------------------------------===//

#include "../facts/SampleUnit.h"
#include "leases/Analyse.h"

#include "gtest/gtest.h"

#include <algorithm>

using namespace pooltidy;
using namespace pooltidy::leases;
using facts::NodeKind;
using facts::TypeKind;
using facts::Unit;
using facts::test::FunctionBuilder;
using facts::test::UnitBuilder;

namespace {

const models::ModelSet &builtin() {
  static const models::ModelSet Set = [] {
    auto M = models::builtinModels();
    if (!M) {
      ADD_FAILURE() << llvm::toString(M.takeError());
      return models::ModelSet();
    }
    return std::move(*M);
  }();
  return Set;
}

std::unique_ptr<Program> link(std::vector<Unit> Units) {
  auto P = std::make_unique<Program>(builtin());
  for (Unit &U : Units)
    P->add(std::move(U));
  P->finish();
  return P;
}

/// "a.c:10:14 SET jit", one a line, sorted.
std::string found(const Program &P) {
  std::vector<std::string> Lines;
  for (const Observation &O : analyse(P, Budget()).Observations)
    Lines.push_back(P.string(O.Where.File) + ":" + std::to_string(O.Where.Line) + ":" +
                    std::to_string(O.Where.Column) + " " + O.Spelling);
  std::sort(Lines.begin(), Lines.end());
  std::string Out;
  for (const std::string &L : Lines)
    Out.append(Out.empty() ? "" : "\n").append(L);
  return Out;
}

struct Types {
  facts::TypeId Conn, Result, Text;
  explicit Types(UnitBuilder &B)
      : Conn(B.pointer("pg_conn")), Result(B.pointer("pg_result")),
        Text(B.type(TypeKind::Pointer, B.type(TypeKind::Character))) {}
};

/// static inline void run(PGconn *c, const char *sql) { PQexec(c, sql); }
void addWrapper(UnitBuilder &B, const Types &T, uint32_t Line, llvm::StringRef File = "") {
  uint32_t Exec = B.callee("PQexec", T.Result, {T.Conn, T.Text});
  FunctionBuilder F(B, "run", Line);
  if (!File.empty())
    F.F.Where.File = B.string(File);
  uint32_t C = F.local("c", T.Conn, true), Sql = F.local("sql", T.Text, true);
  F.finish({F.call(Exec, {F.node(NodeKind::Local, {}, C, 0, T.Conn),
                          F.node(NodeKind::Local, {}, Sql, 0, T.Text)})});
}

/// void NAME(void) { PGconn *c = PQconnectdb("connect_timeout=5"); run(c, SQL); }, SQL standing at
/// LINE:9
void addCaller(UnitBuilder &B, const Types &T, llvm::StringRef Name, llvm::StringRef Sql,
               uint32_t Line) {
  uint32_t Connect = B.callee("PQconnectdb", T.Conn, {T.Text});
  uint32_t Run = B.callee("run", 0, {T.Conn, T.Text});
  uint32_t Conninfo = B.literal("connect_timeout=5", Line, 1), Words = B.literal(Sql, Line, 9);
  FunctionBuilder F(B, Name, Line);
  uint32_t C = F.local("c", T.Conn);
  auto Declare = F.node(NodeKind::Declare,
                        {F.call(Connect, {F.node(NodeKind::Text, {}, Conninfo, 0, T.Text)})}, C);
  auto Call = F.call(Run, {F.node(NodeKind::Local, {}, C, 0, T.Conn),
                           F.node(NodeKind::Text, {}, Words, 0, T.Text)});
  F.finish({Declare, Call});
}

Unit wrapperUnit(llvm::StringRef File = "run.c") {
  UnitBuilder B(File);
  Types T(B);
  addWrapper(B, T, 5);
  return std::move(B.U);
}

Unit callerUnit(llvm::StringRef File, llvm::StringRef Name, llvm::StringRef Sql, uint32_t Line) {
  UnitBuilder B(File);
  Types T(B);
  addCaller(B, T, Name, Sql, Line);
  return std::move(B.U);
}

TEST(Linking, AWrapperInAnotherUnit) {
  EXPECT_EQ(found(*link({wrapperUnit(), callerUnit("a.c", "a", "SET jit = off", 10)})),
            "a.c:10:9 SET jit");
  // Alone neither says anything: nobody knows what run() does, or what it is given.
  EXPECT_EQ(found(*link({wrapperUnit()})), "");
  EXPECT_EQ(found(*link({callerUnit("a.c", "a", "SET jit = off", 10)})), "");
}

TEST(Linking, EachCallerIsJudgedByItself) {
  EXPECT_EQ(found(*link({wrapperUnit(), callerUnit("a.c", "a", "SET jit = off", 10),
                         callerUnit("b.c", "b", "BEGIN; SET LOCAL jit = off; COMMIT", 20),
                         callerUnit("c.c", "c", "SELECT pg_advisory_lock(1)", 30)})),
            "a.c:10:9 SET jit\nc.c:30:16 pg_advisory_lock()");
}

TEST(Linking, TheOrderOfUnitsDoesNotMatter) {
  std::vector<std::function<Unit()>> Make = {
      [] { return wrapperUnit(); },
      [] { return callerUnit("a.c", "a", "SET jit = off", 10); },
      [] { return callerUnit("b.c", "b", "LISTEN ch", 20); },
      [] { return callerUnit("c.c", "c", "SELECT lastval()", 30); },
  };
  std::vector<int> Order = {0, 1, 2, 3};
  std::string First;
  do {
    std::vector<Unit> Units;
    for (int I : Order)
      Units.push_back(Make[I]());
    std::string Now = found(*link(std::move(Units)));
    if (First.empty())
      First = Now;
    EXPECT_EQ(Now, First);
  } while (std::next_permutation(Order.begin(), Order.end()));
  EXPECT_EQ(First, "a.c:10:9 SET jit\nb.c:20:9 LISTEN ch\nc.c:30:16 lastval()");
}

TEST(Linking, TheSameInlineFunctionInTwoUnitsIsOne) {
  auto Both = [](llvm::StringRef File, llvm::StringRef Name, uint32_t Line) {
    UnitBuilder B(File);
    Types T(B);
    addWrapper(B, T, 5, "run.h");
    addCaller(B, T, Name, "SET jit = off", Line);
    return std::move(B.U);
  };
  auto P = link({Both("a.c", "a", 10), Both("b.c", "b", 20)});
  EXPECT_EQ(P->functions().size(), 3u);
  EXPECT_EQ(found(*P), "a.c:10:9 SET jit\nb.c:20:9 SET jit");
}

TEST(Linking, FunctionsOfOneNameInTwoProgramsAreTwo) {
  auto Program = [](llvm::StringRef File, llvm::StringRef Caller, llvm::StringRef Sql,
                    uint32_t Line) {
    UnitBuilder B(File);
    Types T(B);
    addWrapper(B, T, 5);
    addCaller(B, T, Caller, Sql, Line);
    return std::move(B.U);
  };
  for (bool Swap : {false, true}) {
    std::vector<Unit> Units;
    Units.push_back(Program("a.c", "main", "SET jit = off", 10));
    Units.push_back(Program("b.c", "main", "SELECT lastval()", 20));
    if (Swap)
      std::swap(Units[0], Units[1]);
    auto P = link(std::move(Units));
    EXPECT_EQ(P->functions().size(), 4u);
    EXPECT_EQ(found(*P), "a.c:10:9 SET jit\nb.c:20:16 lastval()");
  }
}

TEST(Linking, StringsTypesAndLiteralsAreRenumbered) {
  auto P = link({callerUnit("a.c", "a", "SELECT 1", 1), wrapperUnit(),
                 callerUnit("b.c", "b", "SELECT 2", 1)});
  for (const facts::Function &F : P->functions())
    for (const facts::Node &N : F.Nodes) {
      if (N.Kind == NodeKind::Text) {
        EXPECT_TRUE(llvm::StringRef(P->literal(N.Symbol).Bytes).starts_with("connect") ||
                    llvm::StringRef(P->literal(N.Symbol).Bytes).starts_with("SELECT"));
      }
      if (N.Kind == NodeKind::Call) {
        EXPECT_FALSE(P->string(P->callee(N.Symbol).Name).empty());
        EXPECT_EQ(N.Type, P->callee(N.Symbol).Result);
      }
      EXPECT_EQ(P->string(N.Where.File), P->string(F.Where.File));
    }
  const facts::Callee &Exec = P->callee(2 + 0);
  EXPECT_EQ(P->string(P->type(P->type(Exec.Parameters[0]).Inner).Name), "pg_conn");
}

TEST(Linking, WhoReachesTheDatabase) {
  UnitBuilder B("u.c");
  Types T(B);
  FunctionBuilder F(B, "unrelated", 1);
  F.finish({F.node(NodeKind::Return, {F.node(NodeKind::Int, {}, 0, 1)})});
  auto P = link({callerUnit("a.c", "a", "SELECT 1", 1), std::move(B.U), wrapperUnit()});
  EXPECT_TRUE(P->unitReachesDatabase(0)); // through the wrapper, and by connecting itself
  EXPECT_FALSE(P->unitReachesDatabase(1));
  EXPECT_TRUE(P->unitReachesDatabase(2));
  for (const facts::Function &F : P->functions()) {
    EXPECT_EQ(P->reachesDatabase(F), P->string(F.Name) != "unrelated");
    EXPECT_EQ(P->hasCaller(F.Usr), P->string(F.Name) == "run");
  }
}

TEST(Linking, ADefinitionWithAValueBeatsOneWithout) {
  auto Declared = [](llvm::StringRef File, bool Value, uint32_t Line) {
    UnitBuilder B(File);
    facts::Variable V;
    V.Usr = B.string("c:@v");
    V.Name = B.string("v");
    V.Where = {B.U.File, Line, 1};
    V.Initializer = Value ? B.string("c:@v@init") : 0;
    B.U.Variables.push_back(V);
    return std::move(B.U);
  };
  for (bool ValueFirst : {true, false}) {
    auto P = link({Declared(ValueFirst ? "with.c" : "without.c", ValueFirst, 1),
                   Declared(ValueFirst ? "without.c" : "with.c", !ValueFirst, 2)});
    ASSERT_EQ(P->variables().size(), 1u);
    EXPECT_EQ(P->string(P->variables()[0].Where.File), "with.c");
    EXPECT_EQ(P->string(P->variables()[0].Initializer), "c:@v@init");
  }
}

TEST(Linking, RolesComeFromBasesInOtherUnits) {
  auto Class = [](UnitBuilder &B, llvm::StringRef Name, llvm::StringRef Base) {
    facts::ClassInfo C;
    C.Name = B.string(Name);
    C.Usr = B.string(("c:@" + Name).str());
    if (!Base.empty()) {
      C.Bases = {B.string(("c:@" + Base).str())};
      C.BaseNames = {B.string(Base)};
    }
    B.U.Classes.push_back(C);
  };
  UnitBuilder A("a.cpp"), B("b.cpp");
  Class(A, "Middle", "pqxx::connection");
  Class(B, "Mine", "Middle");
  Class(B, "Circle", "Circle");
  auto Mine = B.type(TypeKind::Class, 0, "Mine");
  B.type(TypeKind::Reference, Mine);
  for (bool Swap : {false, true}) {
    std::vector<Unit> Units = {A.U, B.U};
    if (Swap)
      std::swap(Units[0], Units[1]);
    auto P = link(std::move(Units));
    const facts::TypeId T = [&] {
      for (facts::TypeId I = 1;; ++I)
        if (P->string(P->type(I).Name) == "Mine")
          return I;
    }();
    EXPECT_EQ(P->role(T), models::Role::Connection);
    EXPECT_EQ(P->role(T + 1), models::Role::Connection); // a reference to it
    EXPECT_TRUE(P->isObject(T));
  }
}

TEST(Linking, OverridersOfOverriders) {
  auto Method = [](UnitBuilder &B, llvm::StringRef Name, llvm::StringRef Overrides) {
    FunctionBuilder F(B, Name, 1);
    F.F.Method = true;
    if (!Overrides.empty())
      F.F.Overrides = {B.string(("c:@F@" + Overrides).str())};
    F.finish({});
  };
  UnitBuilder A("a.cpp"), B("b.cpp");
  Method(A, "Base::f", "");
  Method(A, "Leaf::f", "Middle::f");
  Method(B, "Middle::f", "Base::f");
  auto P = link({std::move(A.U), std::move(B.U)});
  auto Usr = [&](llvm::StringRef Name) {
    for (const facts::Function &F : P->functions())
      if (P->string(F.Name) == Name)
        return F.Usr;
    return facts::StringId(0);
  };
  std::vector<std::string> Names;
  for (facts::StringId O : P->overriders(Usr("Base::f")))
    Names.push_back(P->string(O));
  EXPECT_EQ(Names, (std::vector<std::string>{"c:@F@Middle::f", "c:@F@Leaf::f"}));
  EXPECT_TRUE(P->overriders(Usr("Leaf::f")).empty());
}

TEST(Linking, WritesAreCountedOverAllUnits) {
  auto Writer = [](llvm::StringRef File, llvm::StringRef Name, NodeKind Kind, int64_t Value) {
    UnitBuilder B(File);
    FunctionBuilder F(B, Name, 1);
    auto Number = F.node(NodeKind::Int, {}, 0, Value);
    if (Kind == NodeKind::InitField)
      F.finish({F.node(Kind, {Number}, B.string("K::size"))});
    else
      F.finish({F.node(
          Kind, {F.node(NodeKind::Field, {F.node(NodeKind::This)}, B.string("K::size")), Number})});
    return std::move(B.U);
  };
  auto Only = [](const Program &P) {
    for (facts::StringId S = 1; S < 1000; ++S)
      if (P.string(S) == "K::size")
        return P.onlyWrite(S);
    return std::pair<const facts::Function *, facts::NodeId>(nullptr, facts::None);
  };
  auto P = link({Writer("a.cpp", "K::K", NodeKind::InitField, 7)});
  auto [F, N] = Only(*P);
  ASSERT_TRUE(F);
  EXPECT_EQ(F->Nodes[N].Value, 7);
  P = link(
      {Writer("a.cpp", "K::K", NodeKind::InitField, 7), Writer("b.cpp", "g", NodeKind::Assign, 8)});
  EXPECT_FALSE(Only(*P).first);
}

} // namespace
