//===- CommandAdapterTest.cpp - Any compiler's command, for Clang ---------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/CommandAdapter.h"

#include "TestFiles.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/TargetParser/Host.h"

using namespace llvm;
using namespace pooltidy::tool;

namespace {

std::vector<std::string> words(StringRef Text) {
  SmallVector<StringRef, 16> Parts;
  Text.split(Parts, ' ', -1, /*KeepEmpty=*/false);
  return std::vector<std::string>(Parts.begin(), Parts.end());
}

/// The adapted command without what is added to every one.
std::string adapt(StringRef Command, StringRef File = "/src/a.cpp", StringRef Directory = "/src") {
  std::vector<std::string> Out = adaptCommand(words(Command), File, Directory, "/clang");
  erase_if(Out, [](StringRef W) {
    return is_contained({"-fsyntax-only", "-Qunused-arguments", "-Wno-everything",
                         "-Wno-unknown-warning-option", "-resource-dir=/clang"},
                        W);
  });
  return join(Out, " ");
}

TEST(CommandAdapter, SaysWhatEveryCommandNeeds) {
  std::vector<std::string> Out =
      adaptCommand({"g++", "-c", "a.cpp"}, "/src/a.cpp", "/src", "/clang");
  for (StringRef Flag : {"-fsyntax-only", "-Wno-everything", "-resource-dir=/clang"})
    EXPECT_TRUE(is_contained(Out, Flag)) << Flag.str();
}

TEST(CommandAdapter, DropsOutputsAndDependencies) {
  EXPECT_EQ(adapt("clang++ -O2 -MD -MT a.o -MF a.d -o a.o -c /src/a.cpp"),
            "clang++ -O2 /src/a.cpp");
  EXPECT_EQ(adapt("clang++ -MMD -MFa.d -oa.o -save-temps=obj -S /src/a.cpp"), "clang++ /src/a.cpp");
}

TEST(CommandAdapter, DropsWhatClangDoesNotKnow) {
  EXPECT_EQ(
      adapt("g++ -fno-canonical-system-headers -fconserve-stack=x -mpreferred-stack-boundary=4 "
            "-fanalyzer-verbosity=2 -fmodule-mapper=x -fdeps-format=p1689r5 -DA=1 -c /src/a.cpp"),
      "clang++ -DA=1 /src/a.cpp");
}

TEST(CommandAdapter, DropsModulesThatWouldBeWritten) {
  EXPECT_EQ(adapt("clang++ -std=c++20 -fmodules -fmodules-cache-path=m -fcxx-modules -fimplicit-modules "
                  "-fmodule-file=a=a.pcm -c /src/a.cpp"),
            "clang++ -std=c++20 -fmodule-file=a=a.pcm /src/a.cpp");
}

TEST(CommandAdapter, KeepsWhatChangesTheProgram) {
  EXPECT_EQ(
      adapt("g++ -std=gnu++20 -I inc -Iinc2 -isystem sys -iquote q -D A -UB -pthread -fopenmp "
            "-fno-exceptions -m32 -include /src/pre.h -c /src/a.cpp"),
      "clang++ -std=gnu++20 -I inc -Iinc2 -isystem sys -iquote q -D A -UB -pthread -fopenmp "
      "-fno-exceptions -m32 -Xclang -include -Xclang /src/pre.h /src/a.cpp");
}

TEST(CommandAdapter, WarningsNeverBecomeErrors) {
  EXPECT_EQ(adapt("g++ -Wall -Werror -Werror=shadow -pedantic-errors -Wfatal-errors /src/a.cpp"),
            "clang++ -Wall /src/a.cpp");
}

TEST(CommandAdapter, NothingOfTheTreeIsLoaded) {
  EXPECT_EQ(adapt("clang++ -fplugin=./evil.so -Xclang -load -Xclang ./evil.so -Xclang -add-plugin "
                  "-Xclang evil -fpass-plugin=x.so -wrapper gdb -specs=x /src/a.cpp"),
            "clang++ /src/a.cpp");
}

TEST(CommandAdapter, PrecompiledHeadersOfOthersAreReplaced) {
  EXPECT_EQ(adapt("clang++ -Xclang -include-pch -Xclang /b/x.pch -Xclang -include -Xclang /b/x.hxx "
                  "/src/a.cpp"),
            "clang++ -Xclang -include -Xclang /b/x.hxx /src/a.cpp");
}

TEST(CommandAdapter, TheCompilerDecidesTheLanguage) {
  EXPECT_TRUE(StringRef(adapt("/usr/bin/gcc -c /src/a.c", "/src/a.c")).starts_with("clang "));
  EXPECT_TRUE(StringRef(adapt("/usr/bin/g++-12 /src/a.cpp")).starts_with("clang++ "));
  EXPECT_TRUE(
      StringRef(adapt("/usr/bin/x86_64-linux-gnu-g++-12 /src/a.cpp")).starts_with("clang++ "));
  EXPECT_TRUE(StringRef(adapt("c++ /src/a.cpp")).starts_with("clang++ "));
  EXPECT_TRUE(StringRef(adapt("cc /src/a.c", "/src/a.c")).starts_with("clang "));
}

TEST(CommandAdapter, ACrossCompilersNameIsItsTarget) {
  EXPECT_EQ(adapt("/usr/bin/riscv64-linux-gnu-g++-12 -c /src/a.cpp"),
            "clang++ --target=riscv64-linux-gnu /src/a.cpp");
  EXPECT_EQ(adapt("riscv64-linux-gnu-g++ --target=arm-linux-gnueabihf /src/a.cpp"),
            "clang++ --target=arm-linux-gnueabihf /src/a.cpp");
}

TEST(CommandAdapter, LaunchersAreNotCompilers) {
  EXPECT_EQ(adapt("/usr/bin/ccache g++ -c /src/a.cpp"), "clang++ /src/a.cpp");
  EXPECT_EQ(adapt("env A=B nice -n 5 g++ -c /src/a.cpp"), "clang++ /src/a.cpp");
}

TEST(CommandAdapter, OneInputIsLeft) {
  EXPECT_EQ(adapt("g++ b.cpp a.cpp c.o -lpq -o prog"), "clang++ a.cpp -lpq");
  EXPECT_EQ(adapt("g++ ../src/a.cpp"), "clang++ ../src/a.cpp");
  EXPECT_EQ(adapt("g++ -DX -- /src/a.cpp"), "clang++ -DX /src/a.cpp");
  // A command without the file gets it.
  EXPECT_EQ(adapt("g++ -DX"), "clang++ -DX -- /src/a.cpp");
}

TEST(CommandAdapter, AProcessorOnlyGccKnowsGoes) {
  if (!StringRef(sys::getDefaultTargetTriple()).starts_with("x86_64"))
    GTEST_SKIP();
  EXPECT_EQ(adapt("g++ -march=fantasy -mtune=native /src/a.cpp"), "clang++ /src/a.cpp");
  EXPECT_EQ(adapt("g++ -march=haswell /src/a.cpp"), "clang++ -march=haswell /src/a.cpp");
}

TEST(CommandAdapter, ReadsResponseFilesWhereTheCommandRuns) {
  TestFiles T;
  T.write("build/flags.rsp", "-DA=\"x y\" @more.rsp\n");
  T.write("build/more.rsp", "-DB");
  std::string File = T.write("a.cpp", "");
  EXPECT_EQ(adapt("g++ @flags.rsp @not-there.modmap " + File, File, T.path("build")),
            "clang++ -DA=x y -DB " + File);
}

TEST(CommandAdapter, AnEmptyCommandIsStillOne) {
  EXPECT_EQ(adapt(""), "clang++ -- /src/a.cpp");
  EXPECT_EQ(adapt("g++ -o"), "clang++ -- /src/a.cpp");
}

TEST(CommandAdapter, FindsClangsHeaders) {
  std::string Dir = findResourceDir("/nowhere/bin/pooltidy");
  ASSERT_NE(Dir, "");
  EXPECT_TRUE(sys::fs::exists(Dir + "/include/stddef.h"));
}

} // namespace
