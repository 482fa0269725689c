//===- BusyUnit.h - A unit with a bit of everything -------------*- C++ -*-===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For tests that damage facts: what all kinds of nodes look like in a sound unit.
//
//===----------------------------------------------------------------------===//

#ifndef POOLTIDY_TESTS_UNIT_LEASES_BUSYUNIT_H
#define POOLTIDY_TESTS_UNIT_LEASES_BUSYUNIT_H

#include "../facts/SampleUnit.h"

namespace pooltidy::leases::test {

/// A unit with a bit of everything that the interpreter walks.
inline facts::Unit busyUnit() {
  using facts::NodeKind;
  using facts::test::FunctionBuilder;
  using facts::test::UnitBuilder;
  UnitBuilder B("busy.cpp");
  auto Conn = B.pointer("pg_conn"), Result = B.pointer("pg_result");
  auto Text = B.type(facts::TypeKind::Pointer, B.type(facts::TypeKind::Character));
  auto Int = B.type(facts::TypeKind::Integer);
  auto Connect = B.callee("PQconnectdb", Conn, {Text});
  auto Exec = B.callee("PQexec", Result, {Conn, Text});
  auto Prepare = B.callee("PQprepare", Result, {Conn, Text, Text, Int, Text});
  auto Print = B.callee("snprintf", Int, {Text, Int, Text});
  auto Finish = B.callee("PQfinish", 0, {Conn});
  auto Self = B.callee("work", Int, {Conn, Int});
  auto Empty = B.literal("", 1, 1), Set = B.literal("SET jit = off", 2, 1),
       Lock = B.literal("SELECT pg_advisory_lock(%d)", 3, 1);
  auto Begin = B.literal("BEGIN", 4, 1), Commit = B.literal("COMMIT", 5, 1);

  FunctionBuilder F(B, "work", 10);
  auto C = F.local("c", Conn, true), N = F.local("n", Int, true);
  auto Buffer = F.local("b", B.type(facts::TypeKind::Array, B.type(facts::TypeKind::Character)));
  auto LocalC = [&] { return F.node(NodeKind::Local, {}, C, 0, Conn); };
  auto LocalN = [&] { return F.node(NodeKind::Local, {}, N, 0, Int); };
  auto Words = [&](uint32_t L) { return F.node(NodeKind::Text, {}, L, 0, Text); };
  auto Number = [&](int64_t V) { return F.node(NodeKind::Int, {}, 0, V, Int); };
  auto Send = [&](uint32_t L) {
    return F.node(NodeKind::Evaluate, {F.call(Exec, {LocalC(), Words(L)})});
  };
  std::vector<facts::NodeId> S;
  S.push_back(Send(Begin));
  S.push_back(F.node(NodeKind::Declare, {}, Buffer));
  S.push_back(F.node(NodeKind::Evaluate, {F.call(Print, {F.node(NodeKind::Local, {}, Buffer),
                                                         Number(99), Words(Lock), LocalN()})}));
  S.push_back(
      F.node(NodeKind::Evaluate, {F.call(Exec, {LocalC(), F.node(NodeKind::Local, {}, Buffer)})}));
  S.push_back(F.node(NodeKind::If, {F.node(NodeKind::Binary, {LocalN(), Number(3)}, 0,
                                           static_cast<int64_t>(facts::Operator::Less), Int),
                                    Send(Set), F.node(NodeKind::Return, {Number(1)})}));
  auto Step = F.node(NodeKind::Step, {LocalN()}, 0, 1, Int);
  S.push_back(F.node(NodeKind::While, {F.node(NodeKind::Not, {LocalN()}, 0, 0, Int),
                                       F.node(NodeKind::Block, {F.node(NodeKind::Evaluate, {Step}),
                                                                F.node(NodeKind::Continue)})}));
  S.push_back(F.node(NodeKind::For, {F.node(NodeKind::Unknown), LocalN(), F.node(NodeKind::Unknown),
                                     F.node(NodeKind::Break)}));
  S.push_back(
      F.node(NodeKind::Switch,
             {LocalN(), F.node(NodeKind::Block, {F.node(NodeKind::Case, {Send(Commit)}, 0, 1)})}));
  S.push_back(
      F.node(NodeKind::Try, {Send(Set), F.node(NodeKind::Handler, {F.node(NodeKind::Throw)})}));
  S.push_back(F.node(NodeKind::Label, {Send(Commit)}, B.string("out")));
  S.push_back(F.node(NodeKind::Evaluate,
                     {F.node(NodeKind::Conditional, {LocalN(), LocalC(), LocalC()}, 0, 0, Conn)}));
  S.push_back(F.node(
      NodeKind::Evaluate,
      {F.node(NodeKind::Assign, {F.node(NodeKind::Global, {}, B.string("c:@g")), LocalC()})}));
  S.push_back(
      F.node(NodeKind::Evaluate,
             {F.node(NodeKind::Index,
                     {F.node(NodeKind::List, {Words(Set), Words(Begin)}), LocalN()}, 0, 0, Text)}));
  S.push_back(F.node(NodeKind::Evaluate, {F.call(Prepare, {LocalC(), Words(Empty), Words(Set),
                                                           Number(0), F.node(NodeKind::Null)})}));
  S.push_back(F.node(
      NodeKind::Evaluate,
      {F.call(Self, {LocalC(), F.node(NodeKind::Binary, {LocalN(), Number(1)}, 0, 1, Int)})}));
  S.push_back(F.node(NodeKind::Goto, {}, B.string("out")));
  F.finish(S);

  FunctionBuilder M(B, "main", 60);
  auto D = M.local("d", Conn);
  auto Declare =
      M.node(NodeKind::Declare, {M.call(Connect, {M.node(NodeKind::Text, {}, Empty, 0, Text)})}, D);
  auto Call =
      M.call(Self, {M.node(NodeKind::Local, {}, D, 0, Conn), M.node(NodeKind::Int, {}, 0, 2, Int)});
  auto Close = M.call(Finish, {M.node(NodeKind::Local, {}, D, 0, Conn)});
  M.finish({Declare, Call, Close});
  return std::move(B.U);
}

} // namespace pooltidy::leases::test

#endif // POOLTIDY_TESTS_UNIT_LEASES_BUSYUNIT_H
