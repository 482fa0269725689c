//===- StateTest.cpp - States of the interpreter --------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/State.h"

#include "gtest/gtest.h"

using namespace pooltidy;
using namespace pooltidy::leases;

namespace {

/// A state with one frame of \p Locals variables of unknown value.
StatePtr fresh(std::vector<CellId> &Locals, unsigned Count) {
  auto S = std::make_unique<State>();
  S->Frames.push_back(llvm::makeIntrusiveRefCnt<FrameData>());
  for (unsigned I = 0; I < Count; ++I) {
    Locals.push_back(S->create(0));
    S->frame().Locals.push_back(Locals.back());
  }
  return S;
}

Pending pending(Subject About, uint32_t Line) {
  Pending P;
  P.Seen.About = About;
  P.Seen.Where = {1, Line, 1};
  return P;
}

TEST(State, CellsBelongToTheirClone) {
  std::vector<CellId> X;
  StatePtr A = fresh(X, 1);
  A->edit(X[0]).V = Value::integer(1);
  StatePtr B = A->clone();
  B->edit(X[0]).V = Value::integer(2);
  EXPECT_EQ(A->cell(X[0]).V.Number, 1);
  EXPECT_EQ(B->cell(X[0]).V.Number, 2);
  CellId New = B->create(0, Value::integer(3));
  EXPECT_FALSE(A->cell(New).V.known());
}

TEST(State, LeasesAndFramesBelongToTheirClone) {
  std::vector<CellId> X;
  StatePtr A = fresh(X, 1);
  A->lease(X[0]).Tx = Transaction::None;
  StatePtr B = A->clone();
  B->lease(X[0]).Tx = Transaction::Open;
  B->lease(X[0]).Alive.push_back(pending(Subject::Setting, 1));
  B->frame().Locals.push_back(B->create(0));
  EXPECT_EQ(A->findLease(X[0])->Tx, Transaction::None);
  EXPECT_TRUE(A->findLease(X[0])->Alive.empty());
  EXPECT_EQ(A->frame().Locals.size(), 1u);
  EXPECT_EQ(A->connections(), std::vector<CellId>{X[0]});
}

TEST(State, Kids) {
  std::vector<CellId> X;
  StatePtr S = fresh(X, 1);
  CellId A = S->create(0), B = S->create(0);
  S->setKid(X[0], 7, A);
  S->setKid(X[0], elementKey(3), B);
  EXPECT_EQ(S->findKid(X[0], 7), A);
  EXPECT_EQ(S->findKid(X[0], elementKey(3)), B);
  EXPECT_EQ(S->findKid(X[0], 8), NoCell);
  EXPECT_EQ(S->cell(B).Parent, X[0]);
  EXPECT_EQ(S->cell(B).Position, 3);
  S->setKid(X[0], 7, B);
  EXPECT_EQ(S->findKid(X[0], 7), B);
  EXPECT_EQ(S->findKid(NoCell, 7), NoCell);
}

TEST(State, SignatureOfAClone) {
  std::vector<CellId> X;
  StatePtr A = fresh(X, 2);
  A->edit(X[0]).V = Value::integer(1);
  A->edit(X[1]).V = Value::words(Text::constant("BEGIN"));
  A->lease(X[0]).Tx = Transaction::Open;
  EXPECT_EQ(A->signature(nullptr), A->clone()->signature(nullptr));
  EXPECT_EQ(A->leaseSignature(), A->clone()->leaseSignature());
}

TEST(State, SignatureSeesWhatMatters) {
  std::vector<CellId> X;
  StatePtr A = fresh(X, 2);
  const uint64_t Before = A->signature(nullptr);
  auto Differs = [&](auto Change) {
    StatePtr B = A->clone();
    Change(*B);
    return B->signature(nullptr) != Before;
  };
  EXPECT_TRUE(Differs([&](State &S) { S.edit(X[0]).V = Value::integer(1); }));
  EXPECT_TRUE(Differs([&](State &S) { S.edit(X[0]).V = Value::words(Text::constant("a")); }));
  EXPECT_TRUE(Differs([&](State &S) { S.edit(X[0]).V = Value::ref(X[1]); }));
  EXPECT_TRUE(Differs([&](State &S) { S.edit(X[0]).Dead = true; }));
  EXPECT_TRUE(Differs([&](State &S) { S.edit(X[0]).Count = 3; }));
  EXPECT_TRUE(Differs([&](State &S) { S.lease(X[0]).Tx = Transaction::Open; }));
  EXPECT_TRUE(Differs([&](State &S) { S.lease(X[0]).Aborted = true; }));
  EXPECT_TRUE(Differs([&](State &S) { S.lease(X[0]).OpenCursors.insert("c"); }));
  EXPECT_TRUE(
      Differs([&](State &S) { S.lease(X[0]).Alive.push_back(pending(Subject::Setting, 1)); }));
  EXPECT_TRUE(Differs([&](State &S) { S.Guessed = true; }));
  // A cell that nothing refers to does not matter.
  EXPECT_FALSE(Differs([&](State &S) { S.create(0, Value::integer(9)); }));
  // The value under way does.
  Value One = Value::integer(1), Two = Value::integer(2);
  EXPECT_NE(A->signature(&One), A->signature(&Two));
}

TEST(State, SignatureDoesNotDependOnCellNumbers) {
  std::vector<CellId> X, Y;
  StatePtr A = fresh(X, 1), B = fresh(Y, 1);
  CellId Ax = A->create(0, Value::integer(1)), Bx = B->create(0, Value::integer(1));
  A->edit(X[0]).V = Value::ref(Ax);
  B->edit(Y[0]).V = Value::ref(Bx);
  EXPECT_EQ(A->signature(nullptr), B->signature(nullptr));
}

TEST(State, SetsOfCursorsAreNotMixedUp) {
  std::vector<CellId> X;
  StatePtr A = fresh(X, 1), B = A->clone();
  A->lease(X[0]).OpenCursors.insert("c");
  B->lease(X[0]).EndedCursors.insert("c");
  EXPECT_NE(A->signature(nullptr), B->signature(nullptr));
}

TEST(State, LeaseSignatureIsOnlyOfLeases) {
  std::vector<CellId> X;
  StatePtr A = fresh(X, 2);
  A->lease(X[0]).Tx = Transaction::Open;
  StatePtr B = A->clone();
  B->edit(X[1]).V = Value::integer(5);
  EXPECT_EQ(A->leaseSignature(), B->leaseSignature());
  B->lease(X[0]).Alive.push_back(pending(Subject::AdvisoryLock, 2));
  EXPECT_NE(A->leaseSignature(), B->leaseSignature());
  // Connections that ask for nothing are all the same.
  StatePtr C = A->clone();
  C->lease(X[1]).Tx = Transaction::None;
  EXPECT_EQ(A->leaseSignature(), C->leaseSignature());
  C->edit(X[0]).Dead = true;
  EXPECT_NE(A->leaseSignature(), C->leaseSignature());
}

TEST(State, MergeForgetsWhatDiffers) {
  std::vector<CellId> X;
  StatePtr A = fresh(X, 3);
  A->edit(X[0]).V = Value::integer(1);
  A->edit(X[1]).V = Value::integer(7);
  A->edit(X[2]).V = Value::words(Text::constant("a", {1, 1, 1}));
  StatePtr B = A->clone();
  B->edit(X[0]).V = Value::integer(2);
  B->edit(X[2]).V = Value::words(Text::constant("a", {1, 1, 1}));
  CellId New = B->create(0, Value::integer(3));
  A->merge(*B);
  EXPECT_FALSE(A->cell(X[0]).V.known());
  EXPECT_EQ(A->cell(X[1]).V.Number, 7);
  EXPECT_TRUE(A->cell(X[2]).V.known());
  EXPECT_EQ(A->cell(New).V.Number, 3); // what only one of them has is kept
}

TEST(State, MergeIsTheSameBothWays) {
  std::vector<CellId> X;
  StatePtr A = fresh(X, 2);
  A->edit(X[0]).V = Value::integer(1);
  StatePtr B = A->clone();
  B->edit(X[0]).V = Value::integer(2);
  B->edit(X[1]).V = Value::integer(3);
  StatePtr AB = A->clone(), BA = B->clone();
  AB->merge(*B);
  BA->merge(*A);
  EXPECT_EQ(AB->signature(nullptr), BA->signature(nullptr));
}

TEST(State, CollectKeepsWhatIsReachable) {
  std::vector<CellId> X;
  StatePtr S = fresh(X, 1);
  CellId Kept = S->create(0, Value::integer(1)), Kid = S->create(0, Value::integer(2));
  CellId Rooted = S->create(0, Value::integer(3)), Connection = S->create(0, Value::integer(4));
  CellId Gone = S->create(0, Value::integer(5));
  S->edit(X[0]).V = Value::ref(Kept);
  S->setKid(Kept, 1, Kid);
  S->lease(Connection).Tx = Transaction::Open;
  for (int I = 0; I < 200; ++I)
    S->create(0);
  Value Root = Value::ref(Rooted);
  uint64_t Before = S->signature(&Root);
  S->collect({&Root});
  EXPECT_EQ(S->cell(Kept).V.Number, 1);
  EXPECT_EQ(S->cell(Kid).V.Number, 2);
  EXPECT_EQ(S->cell(Rooted).V.Number, 3);
  EXPECT_EQ(S->cell(Connection).V.Number, 4);
  EXPECT_FALSE(S->cell(Gone).V.known());
  EXPECT_EQ(S->signature(&Root), Before);
}

TEST(Values, Same) {
  auto Pack = [](std::vector<Value> Items) {
    Value V;
    V.K = Value::Pack;
    V.Items = std::make_shared<const std::vector<Value>>(std::move(Items));
    return V;
  };
  EXPECT_TRUE(Value::unknown().same(Value::unknown({1, 2, 3})));
  EXPECT_TRUE(Value::integer(1).same(Value::integer(1)));
  EXPECT_FALSE(Value::integer(1).same(Value::integer(2)));
  EXPECT_FALSE(Value::integer(0).same(Value::unknown()));
  EXPECT_TRUE(Value::ref(3).same(Value::ref(3)));
  EXPECT_FALSE(Value::ref(3).same(Value::ref(4)));
  EXPECT_TRUE(Value::words(Text::constant("a")).same(Value::words(Text::constant("a"))));
  EXPECT_FALSE(Value::words(Text::constant("a")).same(Value::words(Text::constant("b"))));
  EXPECT_TRUE(Pack({Value::integer(1)}).same(Pack({Value::integer(1)})));
  EXPECT_FALSE(Pack({Value::integer(1)}).same(Pack({Value::integer(2)})));
  EXPECT_FALSE(Pack({}).same(Pack({Value::integer(1)})));
}

} // namespace
