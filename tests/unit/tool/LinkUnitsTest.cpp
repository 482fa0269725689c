//===- LinkUnitsTest.cpp - Objects and the programs they end up in --------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/LinkUnits.h"

#include "TestFiles.h"

#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace pooltidy::tool;

namespace {

using Names = std::vector<std::string>;

std::vector<BuildStep> ninja(StringRef Text, std::map<std::string, std::string> Files = {}) {
  return readNinja(Text, [&](StringRef Name) -> std::optional<std::string> {
    auto It = Files.find(Name.str());
    return It == Files.end() ? std::nullopt : std::optional(It->second);
  });
}

/// "a.o: x y", one object a line.
std::string programs(ArrayRef<BuildStep> Steps, Names Objects) {
  std::string Out;
  for (const auto &[Object, Programs] : findPrograms(Steps, Objects))
    Out += Object + ": " + join(Programs, " ") + "\n";
  return Out;
}

TEST(NinjaFile, ReadsBuildStatements) {
  auto Steps = ninja("rule cc\n"
                     "  command = cc $in\n"
                     "dir = out\n"
                     "build $dir/a$ b.o | ${dir}/a.d: cc a.c$:1 | gen.h || stamp |@ check\n"
                     "  flags = -g\n"
                     "build x: link a.o $\n"
                     "    b.o $\n"
                     "    | lib.a\n"
                     "build broken cc a.c\n"
                     "build y: phony\r\n");
  ASSERT_EQ(Steps.size(), 3u);
  EXPECT_EQ(Steps[0].Rule, "cc");
  EXPECT_EQ(Steps[0].Outputs, (Names{"out/a b.o", "out/a.d"}));
  EXPECT_EQ(Steps[0].Inputs, Names{"a.c:1"});
  EXPECT_EQ(Steps[0].Implicit, Names{"gen.h"});
  EXPECT_EQ(Steps[1].Inputs, (Names{"a.o", "b.o"}));
  EXPECT_EQ(Steps[1].Implicit, Names{"lib.a"});
  EXPECT_EQ(Steps[2].Rule, "phony");
}

TEST(NinjaFile, FollowsIncludesAndSurvivesAnything) {
  auto Steps = ninja("include a.ninja\nsubninja gone.ninja\nbuild x: cc $v\n",
                     {{"a.ninja", "v = y\ninclude a.ninja\n"}});
  ASSERT_EQ(Steps.size(), 1u);
  EXPECT_EQ(Steps[0].Inputs, Names{"y"});
  for (StringRef Text : {"build", "build ", "build :", "build x:", "build x: $", "$", "x = ${",
                         "build x: a |", "include", "build $", "= =", "build a: b | | |"})
    ninja(Text);
}

TEST(NinjaFile, FilesThatGrowWithoutEndDoNotTakeForEver) {
  // Two lines that include the file they stand in: twice as many files at each depth.
  std::string Twice = "include a.ninja\ninclude b.ninja\nbuild x: cc y\n";
  EXPECT_EQ(ninja(Twice, {{"a.ninja", Twice}, {"b.ninja", Twice}}).size(), 3u);
  // Each variable is twice the one before.
  std::string Doubling = "v = 12345678\n";
  for (int I = 0; I < 60; ++I)
    Doubling += "v = $v$v\n";
  EXPECT_EQ(ninja(Doubling + "build x: cc a$v b\n").size(), 1u);
}

TEST(LinkUnits, LibrariesBelongToWhoLinksThem) {
  auto Steps = ninja("build lib.a: AR l.o m.o\n"
                     "build liba.so: SOLINK s.o\n"
                     "build liba.so.p/syms: SHSYM liba.so\n"
                     "build one: LINK a.o | lib.a\n"
                     "build two: LINK b.o | lib.a liba.so.p/syms\n"
                     "build alone.a: AR c.o\n");
  EXPECT_EQ(programs(Steps, {"a.o", "b.o", "c.o", "l.o", "m.o", "s.o", "unused.o"}),
            "a.o: one\nb.o: two\nc.o: alone.a\nl.o: one two\nm.o: one two\ns.o: two\n");
}

TEST(LinkUnits, OnlyLinksMakePrograms) {
  // A tool that generates a source is no part of what is built of that, tests and
  // packages are none of what they use, and an order is no link.
  auto Steps = ninja("build tool: LINK t.o\n"
                     "build gen.c: CUSTOM_COMMAND tool\n"
                     "build gen.o: CC gen.c\n"
                     "build app: LINK a.o gen.o | tool || other\n"
                     "build other: LINK b.o\n"
                     "build pack: CUSTOM_COMMAND app other a.o\n"
                     "build all: phony app other pack\n");
  EXPECT_EQ(programs(Steps, {"a.o", "b.o", "gen.o", "t.o"}),
            "a.o: app\nb.o: other\ngen.o: app\nt.o: tool\n");
}

TEST(LinkUnits, AFileThatIsReadTwiceChangesNothing) {
  StringRef Text = "build lib.a: AR l.o\nbuild one: LINK a.o | lib.a\n";
  auto Steps = ninja(Text);
  auto Again = ninja(Text);
  Steps.insert(Steps.end(), Again.begin(), Again.end());
  EXPECT_EQ(programs(Steps, {"a.o", "l.o"}), "a.o: one\nl.o: one\n");
}

TEST(LinkUnits, CyclesEnd) {
  auto Steps = ninja("build x.a: AR x.o y.a\nbuild y.a: AR y.o x.a\nbuild p: LINK p.o x.a\n");
  EXPECT_EQ(programs(Steps, {"p.o", "x.o", "y.o"}), "p.o: p\nx.o: p\ny.o: p\n");
}

TEST(LinkUnits, ReadsLinkCommands) {
  TestFiles T;
  T.write("objects.rsp", "CMakeFiles/app.dir/b.o \"with space.o\"\n");
  auto Steps =
      readLinkCommands("/usr/bin/c++ -O2 -Wl,-x CMakeFiles/app.dir/a.o @objects.rsp -o bin/app "
                       "../lib/libx.so.1 libs.a -lpq\n"
                       "/usr/bin/x86_64-linux-gnu-gcc-ar-12 qc libs.a s.o\n"
                       "/usr/bin/ranlib libs.a\n",
                       T.Root);
  ASSERT_EQ(Steps.size(), 2u);
  EXPECT_EQ(Steps[0].Outputs, Names{T.path("bin/app")});
  std::string Parent = StringRef(T.Root).rsplit('/').first.str();
  EXPECT_EQ(Steps[0].Inputs,
            (Names{T.path("CMakeFiles/app.dir/a.o"), T.path("CMakeFiles/app.dir/b.o"),
                   T.path("with space.o"), Parent + "/lib/libx.so.1", T.path("libs.a")}));
  EXPECT_EQ(Steps[1].Outputs, Names{T.path("libs.a")});
  EXPECT_EQ(Steps[1].Inputs, Names{T.path("s.o")});
}

TEST(LinkUnits, FoldersOfTargets) {
  EXPECT_EQ(targetFolder("/b/src/CMakeFiles/app.dir/x/a.cpp.o"), "/b/src/CMakeFiles/app.dir");
  EXPECT_EQ(targetFolder("/b/app.p/a.cpp.o"), "/b/app.p");
  EXPECT_EQ(targetFolder("/b/my.dir/a.o"), "");
  EXPECT_EQ(targetFolder("a.o"), "");
}

} // namespace
