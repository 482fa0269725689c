//===- SyntheticFacts.cpp - The facts of a monorepo that nobody wrote -----===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// usage: synthetic-facts DIR UNITS RELEVANT
//
// Writes the facts of UNITS translation units as bundles of 500, one a program. Each has
// 40 functions of about 60 nodes and is 29 KiB, as the files of real C++ programs are
// (osm2pgsql: 83, pgBackRest: 40, the example service: 22 KiB). RELEVANT of a hundred use
// PostgreSQL through a wrapper that each program has; the others call each other. What
// linking costs can be measured with them without writing a hundred thousand sources.
//
//===----------------------------------------------------------------------===//

#include "facts/Bundle.h"
#include "unit/facts/SampleUnit.h"

#include "llvm/Support/raw_ostream.h"

#include <cstdlib>

using namespace pooltidy::facts;
using namespace pooltidy::facts::test;

namespace {

constexpr unsigned UnitsPerProgram = 500, Functions = 40;

std::string program(unsigned Unit) { return "program" + std::to_string(Unit / UnitsPerProgram); }

std::string functionName(unsigned Unit, unsigned Function) {
  return program(Unit) + "::part" + std::to_string(Unit) + "::step" + std::to_string(Function);
}

/// What has nothing to do with a database: counts, compares, calls others.
void work(UnitBuilder &B, unsigned Unit, unsigned Number, uint32_t Next, uint32_t Other,
          uint32_t Log) {
  FunctionBuilder F(B, functionName(Unit, Number), 10 + Number * 30);
  TypeId Int = 1;
  uint32_t N = F.local("count", Int, /*Parameter=*/true);
  uint32_t I = F.local("index", Int), Sum = F.local("sum" + std::to_string(Number), Int);
  auto Local = [&](uint32_t L) { return F.node(NodeKind::Local, {}, L, 0, Int); };
  auto Number_ = [&](int64_t V) { return F.node(NodeKind::Int, {}, 0, V, Int); };
  std::vector<NodeId> Body;
  Body.push_back(F.node(NodeKind::Declare, {Number_(Number)}, Sum));
  Body.push_back(F.node(NodeKind::Declare, {Number_(0)}, I));
  for (unsigned Round = 0; Round < 3; ++Round) {
    NodeId Step = F.node(NodeKind::CompoundAssign,
                         {Local(Sum), F.node(NodeKind::Binary, {Local(I), Number_(Round + 3)}, 0,
                                             static_cast<int64_t>(Operator::Multiply), Int)},
                         0, static_cast<int64_t>(Operator::Add), Int);
    NodeId Inner = F.node(NodeKind::Block, {F.node(NodeKind::Evaluate, {Step})});
    NodeId Less = F.node(NodeKind::Binary, {Local(I), Local(N)}, 0,
                         static_cast<int64_t>(Operator::Less), Int);
    Body.push_back(F.node(NodeKind::While, {Less, Inner}));
  }
  uint32_t Text = B.literal("unit " + std::to_string(Unit) + " did step " + std::to_string(Number),
                            11 + Number * 30, 9);
  Body.push_back(F.call(Log, {F.node(NodeKind::Text, {}, Text)}));
  NodeId More = F.node(NodeKind::Binary, {F.call(Next, {Local(Sum)}), F.call(Other, {Local(N)})}, 0,
                       static_cast<int64_t>(Operator::Add), Int);
  Body.push_back(F.node(NodeKind::Return, {More}));
  F.finish(Body);
}

std::string unit(unsigned Number, unsigned Relevant) {
  std::string File = "/repo/" + program(Number) + "/part" + std::to_string(Number) + ".cpp";
  UnitBuilder B(File);
  B.U.Root = B.string("/repo");
  B.U.Programs = {B.string(program(Number))};
  TypeId Int = B.type(TypeKind::Integer);
  TypeId Text = B.type(TypeKind::Pointer, B.type(TypeKind::Character));
  unsigned First = Number / UnitsPerProgram * UnitsPerProgram;
  uint32_t Log = B.callee("logging::write", 0, {Text});
  std::vector<uint32_t> Callees;
  for (unsigned F = 0; F < Functions; ++F)
    Callees.push_back(B.callee(functionName(Number, F), Int, {Int}));
  // Each calls a unit that comes later in its program, so nothing recurses.
  unsigned Later = std::min(Number + 1 + Number % 7, First + UnitsPerProgram - 1);
  uint32_t Other = B.callee(functionName(Later, 0), Int, {Int});
  uint32_t End = B.callee("logging::count", Int, {Int});
  for (unsigned F = 0; F < Functions; ++F)
    work(B, Number, F, F + 1 < Functions ? Callees[F + 1] : End, Later > Number ? Other : End, Log);

  bool Wrapper = Number == First, Main = Number == First + 1;
  if (!Wrapper && !Main && Number % 100 >= Relevant)
    return serialize(B.U);
  TypeId Conn = B.pointer("pg_conn"), Result = B.pointer("pg_result");
  if (Wrapper) {
    FunctionBuilder F(B, program(Number) + "::db::run", 900);
    uint32_t C = F.local("connection", Conn, true), Sql = F.local("sql", Text, true);
    uint32_t Exec = B.callee("PQexec", Result, {Conn, Text}),
             Clear = B.callee("PQclear", 0, {Result});
    NodeId Ran = F.call(
        Exec, {F.node(NodeKind::Local, {}, C, 0, Conn), F.node(NodeKind::Local, {}, Sql, 0, Text)});
    F.finish({F.call(Clear, {Ran})});
  } else if (Number % 100 < Relevant) {
    FunctionBuilder F(B, functionName(Number, Functions), 900);
    uint32_t C = F.local("connection", Conn, true);
    uint32_t Run = B.callee(program(Number) + "::db::run", 0, {Conn, Text});
    std::vector<NodeId> Body;
    for (const char *Sql : {"BEGIN", "UPDATE part SET done = true WHERE id = 7", "COMMIT"})
      Body.push_back(F.call(Run, {F.node(NodeKind::Local, {}, C, 0, Conn),
                                  F.node(NodeKind::Text, {}, B.literal(Sql, 901, 20))}));
    if (Number % 50 == 0)
      Body.push_back(
          F.call(Run, {F.node(NodeKind::Local, {}, C, 0, Conn),
                       F.node(NodeKind::Text, {}, B.literal("SET jit = off", 905, 20))}));
    F.finish(Body);
  }
  if (Main) {
    FunctionBuilder F(B, "main", 950);
    uint32_t Connect = B.callee("PQconnectdb", Conn, {Text}),
             Finish = B.callee("PQfinish", 0, {Conn});
    uint32_t C = F.local("connection", Conn);
    NodeId Open = F.call(
        Connect, {F.node(NodeKind::Text, {}, B.literal("dbname=shop connect_timeout=5", 951, 20))});
    std::vector<NodeId> Body{F.node(NodeKind::Declare, {Open}, C)};
    for (unsigned U = First + 2; U < First + UnitsPerProgram; ++U)
      if (U % 100 < Relevant)
        Body.push_back(F.call(B.callee(functionName(U, Functions), 0, {Conn}),
                              {F.node(NodeKind::Local, {}, C, 0, Conn)}));
    Body.push_back(F.call(Finish, {F.node(NodeKind::Local, {}, C, 0, Conn)}));
    F.finish(Body);
  }
  return serialize(B.U);
}

} // namespace

int main(int Count, char **Words) {
  if (Count != 4) {
    llvm::errs() << "usage: synthetic-facts DIR UNITS RELEVANT\n";
    return 2;
  }
  const std::string Folder = Words[1];
  const unsigned Units = std::strtoul(Words[2], nullptr, 10);
  const unsigned Relevant = std::strtoul(Words[3], nullptr, 10);
  for (unsigned First = 0; First < Units; First += UnitsPerProgram) {
    std::vector<std::string> Files;
    for (unsigned U = First; U < std::min(Units, First + UnitsPerProgram); ++U)
      Files.push_back(unit(U, Relevant));
    std::error_code EC;
    llvm::raw_fd_ostream OS(Folder + "/" + program(First) + ".facts", EC);
    OS << bundle(std::vector<llvm::StringRef>(Files.begin(), Files.end()));
    OS.close();
    if (EC || OS.has_error()) {
      llvm::errs() << Folder << ": cannot write\n";
      return 1;
    }
  }
  return 0;
}
