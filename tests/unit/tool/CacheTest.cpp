//===- CacheTest.cpp - Results of earlier audits --------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/speed/Cache.h"

#include "TestFiles.h"
#include "tool/Files.h"

using namespace llvm;
using namespace pooltidy::tool;

namespace {

std::vector<std::string> filesBelow(StringRef Directory) {
  std::vector<std::string> Out;
  std::error_code EC;
  for (sys::fs::recursive_directory_iterator It(Directory, EC), End; It != End && !EC;
       It.increment(EC))
    if (It->type() == sys::fs::file_type::regular_file)
      Out.push_back(It->path());
  return Out;
}

void overwrite(const std::string &Path, StringRef Text) {
  cantFail(writeFile(Path, [&](raw_ostream &OS) {
    OS << Text;
    return Error::success();
  }));
}

TEST(Cache, WhatIsKeptIsFound) {
  TestFiles T;
  Cache C(T.path("cache"));
  std::string Key = cacheKey("a command");
  EXPECT_EQ(C.find(Key), std::nullopt);
  C.keep(Key, StringRef("by\0tes", 6));
  EXPECT_EQ(C.find(Key), std::string("by\0tes", 6));
  EXPECT_EQ(C.find(cacheKey("another")), std::nullopt);
  C.keep(Key, "newer");
  EXPECT_EQ(Cache(T.path("cache")).find(Key), "newer");
  EXPECT_EQ(C.contents().Entries, 1u);
}

TEST(Cache, NoEntryThatIsNotWhole) {
  TestFiles T;
  Cache C(T.path("cache"));
  std::string Key = cacheKey("k");
  C.keep(Key, "some bytes that matter");
  std::vector<std::string> Files = filesBelow(T.path("cache"));
  ASSERT_EQ(Files.size(), 1u);
  std::string Good = cantFail(readFile(Files[0]));
  for (size_t Length = 0; Length < Good.size(); ++Length) {
    overwrite(Files[0], StringRef(Good).take_front(Length));
    EXPECT_EQ(C.find(Key), std::nullopt) << Length;
  }
  for (size_t At = 0; At < Good.size(); ++At) {
    std::string Bad = Good;
    Bad[At] ^= 1;
    overwrite(Files[0], Bad);
    EXPECT_EQ(C.find(Key), std::nullopt) << At;
  }
  overwrite(Files[0], Good);
  EXPECT_TRUE(C.find(Key));
}

TEST(Cache, AnEntryUnderTheNameOfAnotherIsNone) {
  TestFiles T;
  Cache C(T.path("cache"));
  std::string One = cacheKey("1"), Two = cacheKey("2");
  C.keep(One, "one");
  std::string From = filesBelow(T.path("cache"))[0];
  C.keep(Two, "two");
  std::string To = T.path("cache") + "/" + Two.substr(0, 2) + "/" + Two.substr(2);
  ASSERT_FALSE(sys::fs::copy_file(From, To));
  EXPECT_EQ(C.find(Two), std::nullopt);
}

TEST(Cache, StaysSmall) {
  TestFiles T;
  Cache C(T.path("cache"), /*Limit=*/100000);
  for (unsigned I = 0; I < 50; ++I)
    C.keep(cacheKey(std::to_string(I)), std::string(5000, 'x'));
  C.trim();
  Cache::Contents Now = C.contents();
  EXPECT_LE(Now.Bytes, 100000u);
  EXPECT_GE(Now.Entries, 10u);
}

TEST(Cache, ClearingTakesNothingElse) {
  TestFiles T;
  T.write("cache/ab/notes.txt", "mine");
  T.write("cache/README", "mine");
  T.write("cache/de", "mine");
  Cache C(T.path("cache"));
  for (unsigned I = 0; I < 20; ++I)
    C.keep(cacheKey(std::to_string(I)), "x");
  EXPECT_EQ(C.clear().Entries, 20u);
  EXPECT_EQ(C.contents().Entries, 0u);
  EXPECT_EQ(filesBelow(T.path("cache")).size(), 3u);
}

TEST(Cache, WithoutAPlaceNothingHappens) {
  Cache None("");
  None.keep(cacheKey("k"), "x");
  EXPECT_EQ(None.find(cacheKey("k")), std::nullopt);
  TestFiles T;
  std::string File = T.write("file", "x");
  Cache Below(File + "/cache");
  Below.keep(cacheKey("k"), "x");
  EXPECT_EQ(Below.find(cacheKey("k")), std::nullopt);
  Below.trim();
  EXPECT_EQ(Below.clear().Entries, 0u);
}

} // namespace
