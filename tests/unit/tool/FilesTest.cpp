//===- FilesTest.cpp - Reading and writing files --------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Files.h"

#include "TestFiles.h"

using namespace llvm;
using namespace pooltidy::tool;

namespace {

Error writeText(StringRef Path, StringRef Text) {
  return writeFile(Path, [&](raw_ostream &OS) {
    OS << Text;
    return Error::success();
  });
}

std::vector<std::string> entries(StringRef Directory) {
  std::vector<std::string> Out;
  std::error_code EC;
  for (sys::fs::directory_iterator It(Directory, EC), End; It != End && !EC; It.increment(EC))
    Out.push_back(sys::path::filename(It->path()).str());
  return Out;
}

TEST(Files, AFileIsReplacedAsAWhole) {
  TestFiles T;
  std::string Path = T.write("report", "old");
  cantFail(writeText(Path, "new"));
  EXPECT_EQ(cantFail(readFile(Path)), "new");
  Error E = writeFile(Path, [](raw_ostream &OS) {
    OS << "half";
    return failure("no more");
  });
  EXPECT_EQ(toString(std::move(E)), "no more");
  EXPECT_EQ(cantFail(readFile(Path)), "new");
  EXPECT_EQ(entries(T.Root), std::vector<std::string>{"report"});
}

TEST(Files, ALinkKeepsPointing) {
  TestFiles T;
  std::string Path = T.write("real", "old");
  ASSERT_FALSE(sys::fs::create_link(Path, T.path("link")));
  cantFail(writeText(T.path("link"), "new"));
  EXPECT_EQ(cantFail(readFile(Path)), "new");
  EXPECT_TRUE(sys::fs::is_symlink_file(T.path("link")));
}

TEST(Files, AFullDiskIsTold) {
  if (!sys::fs::exists("/dev/full"))
    GTEST_SKIP();
  std::string Long(1 << 20, 'x');
  for (StringRef Text : {StringRef("short"), StringRef(Long)})
    EXPECT_EQ(toString(writeText("/dev/full", Text)),
              "cannot write /dev/full: No space left on device");
  // The device itself is still there.
  sys::fs::file_status Status;
  ASSERT_FALSE(sys::fs::status("/dev/full", Status));
  EXPECT_EQ(Status.type(), sys::fs::file_type::character_file);
}

TEST(Files, FailuresNameTheFile) {
  TestFiles T;
  EXPECT_EQ(toString(writeText(T.path("no/such/dir"), "")),
            "cannot write " + T.path("no/such/dir") + ": No such file or directory");
  EXPECT_EQ(toString(readFile(T.path("gone")).takeError()),
            T.path("gone") + ": No such file or directory");
  EXPECT_EQ(toString(readFile(T.Root).takeError()), T.Root + ": Is a directory");
}

} // namespace
