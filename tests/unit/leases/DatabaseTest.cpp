//===- DatabaseTest.cpp - Which database a connection leads to ------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "leases/Database.h"

#include "gtest/gtest.h"

namespace pooltidy::leases {
namespace {

Database database(const Text &T) {
  return Database(parseConninfo(T), T.opaque() ? T.identity() : 0);
}
Database database(llvm::StringRef Conninfo) { return database(Text::constant(Conninfo)); }

Text hole(uint64_t Same) { return Text::hole(sql::HoleKind::Unknown, "a value", {}, Same); }
Text host(uint64_t Same) {
  Text T = Text::constant("dbname=shop host=");
  T.append(hole(Same));
  return T;
}

Relation relation(llvm::StringRef A, llvm::StringRef B) {
  Relation R = database(A).relation(database(B));
  EXPECT_EQ(database(B).relation(database(A)), R) << A.str() << " and " << B.str();
  return R;
}

TEST(Database, ConstantStrings) {
  EXPECT_EQ(relation("", ""), Relation::Same);
  EXPECT_EQ(relation("host=a dbname=b", "dbname=b host=a"), Relation::Same);
  EXPECT_EQ(relation("host=a dbname=b", "host=a dbname=b application_name=x connect_timeout=5"),
            Relation::Same);
  EXPECT_EQ(relation("host=a dbname=b", "host=a dbname=c"), Relation::Different);
  EXPECT_EQ(relation("host=a dbname=b", "host=c dbname=b"), Relation::Different);
  EXPECT_EQ(relation("host=a port=5432", "host=a port=6432"), Relation::Different);
  // Poolers keep a pool for each user.
  EXPECT_EQ(relation("host=a user=b", "host=a user=c"), Relation::Different);
  // What is missing comes from the environment.
  EXPECT_EQ(relation("host=a", "host=a dbname=b"), Relation::Unknown);
}

TEST(Database, Uris) {
  EXPECT_EQ(relation("postgresql://u:p@h:6432/d", "postgres://u:q@h:6432/d?application_name=x"),
            Relation::Same);
  EXPECT_EQ(relation("postgresql://u@h:6432/d", "host=h port=6432 user=u dbname=d"),
            Relation::Same);
  EXPECT_EQ(relation("postgresql://u@h/d", "postgresql://u@h/e"), Relation::Different);
  EXPECT_EQ(relation("postgresql://u@h/d", "postgresql://u@i/d"), Relation::Different);
  EXPECT_EQ(relation("postgresql://h:1,i:2/d", "host=h,i port=1,2 dbname=d"), Relation::Same);
  EXPECT_EQ(relation("postgresql://[::1]:5433/d", "host=[::1] port=5433 dbname=d"), Relation::Same);
  EXPECT_EQ(relation("postgresql://%2Frun%2Fpg/d", "host=/run/pg dbname=d"), Relation::Same);
  EXPECT_EQ(relation("postgresql:///d?host=/run/pg", "host=/run/pg dbname=d"), Relation::Same);
}

TEST(Database, Holes) {
  EXPECT_EQ(database(hole(7)).relation(database(hole(7))), Relation::Same);
  EXPECT_EQ(database(hole(7)).relation(database(hole(8))), Relation::Unknown);
  EXPECT_EQ(database(hole(0)).relation(database(hole(0))), Relation::Unknown);
  EXPECT_EQ(database(hole(7)).relation(database("dbname=shop")), Relation::Unknown);
  EXPECT_EQ(database(host(7)).relation(database(host(7))), Relation::Same);
  EXPECT_EQ(database(host(7)).relation(database(host(8))), Relation::Unknown);
  EXPECT_EQ(database(host(0)).relation(database(host(0))), Relation::Unknown);
  EXPECT_EQ(database(host(7)).relation(database("dbname=other")), Relation::Different);
  EXPECT_TRUE(database("dbname=shop").constant());
  EXPECT_FALSE(database(host(7)).constant());
  EXPECT_FALSE(database(hole(7)).constant());
}

} // namespace
} // namespace pooltidy::leases
