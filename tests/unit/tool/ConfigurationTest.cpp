//===- ConfigurationTest.cpp - Command line and .pooltidy.yaml ------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Configuration.h"

#include "TestFiles.h"

using namespace llvm;
using namespace pooltidy;
using namespace pooltidy::tool;

namespace {

const CheckInfo Checks[] = {{"pooling-cursor", "", ""}, {"pooling-listen", "", ""}};

class ConfigurationTest : public testing::Test {
protected:
  Expected<Configuration> load(std::vector<StringRef> Args = {}) {
    Args.insert(Args.begin(), "audit");
    Expected<Options> O = parseOptions(Args);
    if (!O)
      return O.takeError();
    return configure(*O, T.path("src"), "", T.Root, Checks);
  }
  std::string complaint(std::vector<StringRef> Args = {}) {
    Expected<Configuration> C = load(Args);
    return C ? std::string("no error") : toString(C.takeError());
  }
  void SetUp() override { T.write("src/a.cpp", ""); }

  TestFiles T;
};

TEST_F(ConfigurationTest, WithoutAFileTheDefaultsHold) {
  Configuration C = cantFail(load());
  EXPECT_EQ(C.Analysis.Pooler, "pgbouncer");
  EXPECT_EQ(C.Analysis.Checks, "pooling-*");
  EXPECT_EQ(C.Analysis.PoolLimit, 1u);
  EXPECT_EQ(C.Analysis.OverflowLimit, 0u);
  EXPECT_FALSE(C.Fail.Never);
  EXPECT_EQ(C.Fail.Level, rules::Severity::Warning);
  EXPECT_GE(C.Analysis.Jobs, 1u);
  EXPECT_EQ(C.File, "");
}

TEST_F(ConfigurationTest, TheNearestFileAboveTheSourcesCounts) {
  T.write(".pooltidy.yaml", "pool-limit: 7\n");
  EXPECT_EQ(cantFail(load()).Analysis.PoolLimit, 7u);
  T.write("src/.pooltidy.yaml", "pool-limit: 8\nfail-on: error\n");
  Configuration C = cantFail(load());
  EXPECT_EQ(C.Analysis.PoolLimit, 8u);
  EXPECT_EQ(C.Fail.Level, rules::Severity::Error);
}

TEST_F(ConfigurationTest, TheCommandLineWins) {
  T.write(".pooltidy.yaml", "pooler: pgbouncer\npool-limit: 7\nchecks: -pooling-cursor\n");
  Configuration C = cantFail(load({"--pool-limit=2", "--checks=pooling-cursor"}));
  EXPECT_EQ(C.Analysis.PoolLimit, 2u);
  EXPECT_EQ(C.Analysis.Checks, "pooling-*,-pooling-cursor,pooling-cursor");
}

TEST_F(ConfigurationTest, AnotherFileCanBeNamed) {
  T.write("other.yaml", "overflow-limit: 3\n");
  EXPECT_EQ(cantFail(load({"--config=other.yaml"})).Analysis.OverflowLimit, 3u);
  EXPECT_NE(complaint({"--config=gone.yaml"}).find("No such file or directory"), std::string::npos);
}

TEST_F(ConfigurationTest, MistakesStopTheCommand) {
  EXPECT_EQ(complaint({"--checks=pooling-curser"}),
            "--checks: there is no check 'pooling-curser', did you mean 'pooling-cursor'?");
  EXPECT_EQ(complaint({"--checks=-*"}), "--checks: no check is left on");
  EXPECT_EQ(StringRef(complaint({"--pooler=nonesuch"})).take_front(10), "--pooler: ");
  T.write(".pooltidy.yaml", "pool-limit: 1\nno-such-key: 2\n");
  std::string Message = complaint();
  EXPECT_EQ(StringRef(Message).take_front(T.path(".pooltidy.yaml:2:").size()),
            T.path(".pooltidy.yaml:2:"));
}

TEST(CommonDirectory, IsTheDeepestAboveAll) {
  EXPECT_EQ(commonDirectory({"/a/b/c.cpp"}), "/a/b");
  EXPECT_EQ(commonDirectory({"/a/b/c.cpp", "/a/bc/d.cpp"}), "/a");
  EXPECT_EQ(commonDirectory({"/a/b.cpp", "/c/d.cpp"}), "/");
  EXPECT_EQ(commonDirectory({}), "");
}

TEST(ProjectRoot, GitThenConfigurationThenCMake) {
  TestFiles T;
  T.write("src/a.cpp", "");
  T.write("build/compile_commands.json", "[]");
  std::string Database = T.path("build/compile_commands.json");
  EXPECT_EQ(projectRoot(T.path("src"), "", "/"), T.path("src"));
  EXPECT_EQ(projectRoot(T.path("src"), "", T.Root), T.Root);
  EXPECT_EQ(projectRoot(T.path("src"), Database, "/"), T.Root);
  T.write("elsewhere/CMakeCache.txt", "X:STRING=1\nCMAKE_HOME_DIRECTORY:INTERNAL=" + T.Root + "\n");
  EXPECT_EQ(projectRoot(T.path("src"), T.path("elsewhere/compile_commands.json"), "/"), T.Root);
  T.write("src/.pooltidy.yaml", "");
  EXPECT_EQ(projectRoot(T.path("src"), Database, "/"), T.path("src"));
  T.write(".git/HEAD", "");
  EXPECT_EQ(projectRoot(T.path("src"), Database, "/"), T.Root);
}

} // namespace
