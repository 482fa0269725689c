//===- ManifestTest.cpp - What a result depends on ------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/speed/Manifest.h"

#include "TestFiles.h"

using namespace llvm;
using namespace pooltidy::tool;

namespace {

/// What is known of the files of \p T after each of \p Read was read and each of
/// \p Asked asked for.
Manifest manifestOf(const TestFiles &T, ArrayRef<StringRef> Read, ArrayRef<StringRef> Asked) {
  FileStore Store;
  View Files(Store, T.Root);
  for (StringRef Name : Read)
    EXPECT_TRUE(Files.openFileForRead(Name));
  for (StringRef Name : Asked)
    (void)Files.status(Name);
  Manifest M;
  M.add(Files);
  return M;
}

bool holds(const Manifest &M) {
  FileStore Today;
  return M.holds(Today);
}

TEST(Manifest, HoldsWhileNothingChanges) {
  TestFiles T;
  T.write("a.c", "int a;");
  T.write("inc/b.h", "int b;");
  Manifest M = manifestOf(T, {"a.c", "inc/b.h"}, {"b.h", "inc"});
  EXPECT_TRUE(holds(M));
  T.write("c.h", "nobody asked");
  EXPECT_TRUE(holds(M));
  T.write("inc/b.h", "int c;");
  EXPECT_FALSE(holds(M));
  T.write("inc/b.h", "int b;");
  EXPECT_TRUE(holds(M));
}

TEST(Manifest, AHeaderThatComesInBetweenTells) {
  TestFiles T;
  T.write("inc/b.h", "int b;");
  Manifest M = manifestOf(T, {"inc/b.h"}, {"b.h"});
  T.write("b.h", "int other;");
  EXPECT_FALSE(holds(M));
}

TEST(Manifest, WhatWasOnlyAskedForMayChange) {
  TestFiles T;
  T.write("b.h", "int b;");
  Manifest M = manifestOf(T, {}, {"b.h"});
  T.write("b.h", "int c;");
  EXPECT_TRUE(holds(M));
  ASSERT_FALSE(sys::fs::remove(T.path("b.h")));
  EXPECT_FALSE(holds(M));
}

TEST(Manifest, MovesWithItsProject) {
  TestFiles Here, There;
  for (TestFiles *T : {&Here, &There})
    T->write("src/a.c", "int a;");
  pooltidy::support::Writer Out;
  manifestOf(Here, {"src/a.c"}, {"src/none.h"}).write(Out, Relocation(Here.Root));
  auto Read = [&](const TestFiles &T) {
    Manifest M;
    pooltidy::support::Reader In(Out.Out);
    EXPECT_TRUE(M.read(In, Relocation(T.Root)));
    EXPECT_TRUE(In.In.empty());
    return M;
  };
  EXPECT_TRUE(holds(Read(Here)));
  EXPECT_TRUE(holds(Read(There)));
  There.write("src/a.c", "int b;");
  EXPECT_FALSE(holds(Read(There)));
  EXPECT_TRUE(holds(Read(Here)));
}

TEST(Manifest, DamageIsNoManifest) {
  TestFiles T;
  T.write("a.c", "int a;");
  pooltidy::support::Writer Out;
  manifestOf(T, {"a.c"}, {"b", "c/d"}).write(Out, Relocation(""));
  for (size_t Length = 0; Length < Out.Out.size(); ++Length) {
    Manifest M;
    pooltidy::support::Reader In(StringRef(Out.Out).take_front(Length));
    EXPECT_FALSE(M.read(In, Relocation(""))) << Length;
  }
}

TEST(Relocation, OnlyWherePathsBegin) {
  Relocation R("/home/me/src");
  for (StringRef Text :
       {"/home/me/src/a.c", "/home/me/src", "-I/home/me/src/inc", "c:@F@f@/home/me/src/a.c",
        "lambda@/home/me/src/a.c:3:4", "-DHOME=\"/home/me/src\"", "nothing"}) {
    EXPECT_EQ(R.names(R.away(Text)), false) << Text.str();
    EXPECT_EQ(R.back(R.away(Text)), Text);
  }
  for (StringRef Text : {"/home/me/src2/a.c", "/usr/home/me/src/a.c", ""})
    EXPECT_EQ(R.away(Text), Text);
  EXPECT_EQ(Relocation("/other").back(R.away("/home/me/src/a.c")), "/other/a.c");
  EXPECT_EQ(Relocation("/").away("/a"), "/a");
}

TEST(FileStore, OneStateOfEachFile) {
  TestFiles T;
  T.write("a.h", "int a;");
  FileStore Store;
  const StoredFile &A = Store.at(T.path("a.h"));
  EXPECT_EQ((*A.content())->getBuffer(), "int a;");
  T.write("a.h", "int changed;");
  EXPECT_EQ((*Store.at(T.path("a.h")).content())->getBuffer(), "int a;");
  EXPECT_EQ(Store.at(T.path("b.h")).kind(), StoredFile::Kind::Missing);
  T.write("b.h", "");
  EXPECT_EQ(Store.at(T.path("b.h")).kind(), StoredFile::Kind::Missing);
}

} // namespace
