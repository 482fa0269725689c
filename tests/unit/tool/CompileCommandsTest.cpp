//===- CompileCommandsTest.cpp - Which translation units to analyse -------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/CompileCommands.h"

#include "TestFiles.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace pooltidy::tool;

namespace {

template <typename T> std::string messageOf(Expected<T> E) {
  return E ? std::string("no error") : toString(E.takeError());
}

std::vector<std::string> filesOf(const CommandSet &Set, StringRef Root) {
  std::vector<std::string> Out;
  for (const TuCommand &C : Set.Commands)
    Out.push_back(StringRef(C.File).drop_front(Root.size() + 1).str());
  return Out;
}

using Names = std::vector<std::string>;

TEST(Database, ReadsBothFormsOfACommand) {
  auto List = parseDatabase(R"([
    {"directory": "/b", "file": "../a.cpp", "command": "g++ -DX=\\\"y\\ z\\\" '-DQ=a b' -c ../a.cpp"},
    {"directory": "/b", "file": "/c.c", "arguments": ["gcc", "-c", "/c.c"], "output": "c.o"}
  ])",
                            "/b/compile_commands.json");
  ASSERT_TRUE(bool(List)) << toString(List.takeError());
  ASSERT_EQ(List->size(), 2u);
  EXPECT_EQ((*List)[0].File, "/a.cpp");
  EXPECT_EQ((*List)[0].Arguments, (Names{"g++", "-DX=\"y z\"", "-DQ=a b", "-c", "../a.cpp"}));
  EXPECT_EQ((*List)[1].Arguments, (Names{"gcc", "-c", "/c.c"}));
}

TEST(Database, RelativeDirectoriesStartAtTheDatabase) {
  auto List = parseDatabase(R"([{"directory": "sub", "file": "a.c", "command": "cc a.c"},
                                {"file": "b.c", "command": "cc b.c"}])",
                            "/x/db.json");
  ASSERT_TRUE(bool(List));
  EXPECT_EQ((*List)[0].File, "/x/sub/a.c");
  EXPECT_EQ((*List)[1].File, "/x/b.c");
}

TEST(Database, NamesAreBytes) {
  // As CMake writes the name of a file that is not UTF-8, beside one that is.
  auto List = parseDatabase("[{\"directory\": \"/\xe9\", \"file\": \"\xff\xc3\xa4.c\", "
                            "\"command\": \"cc -DX=\xf4\x8f\xbf -c \xff\xc3\xa4.c\", \"output\": \"\xed\xa0\x80\"}]",
                            "/db.json");
  ASSERT_TRUE(bool(List)) << toString(List.takeError());
  EXPECT_EQ((*List)[0].File, "/\xe9/\xff\xc3\xa4.c");
  EXPECT_EQ((*List)[0].Arguments, (Names{"cc", "-DX=\xf4\x8f\xbf", "-c", "\xff\xc3\xa4.c"}));
  EXPECT_EQ((*List)[0].Output, "/\xe9/\xed\xa0\x80");
}

TEST(Database, MistakesAreNamed) {
  auto Message = [](StringRef Text) { return messageOf(parseDatabase(Text, "db.json")); };
  EXPECT_EQ(Message("[\n{\"file\": }]"), "db.json:2:10: Invalid JSON value");
  EXPECT_EQ(Message("{}"), "db.json:1: a list of commands was expected");
  EXPECT_EQ(Message("[]"), "db.json: the database is empty");
  EXPECT_EQ(Message(std::string(1000000, '[')),
            "db.json: brackets nest too deep for a compilation database");
  EXPECT_EQ(Message("[\"\xff\"]"), "db.json: entry 1: an object was expected");
  EXPECT_EQ(Message("[1]"), "db.json: entry 1: an object was expected");
  EXPECT_EQ(Message(R"([{"directory": "/"}])"), "db.json: entry 1: the text \"file\" is missing");
  EXPECT_EQ(
      Message(R"([{"file": "a.c"}])"),
      "db.json: entry 1: neither \"arguments\" nor \"command\" says how the file is compiled");
  EXPECT_EQ(Message(R"([{"file": "a.c", "arguments": [1]}])"),
            "db.json: entry 1: \"arguments\" must be a list of texts");
}

TEST(Database, IsFoundAboveTheSources) {
  TestFiles T;
  std::string File = T.write("src/deep/a.cpp", "");
  EXPECT_NE(messageOf(findDatabase("", {File}, "/")).find("give the build directory with -p"),
            std::string::npos);
  std::string InBuild = T.write("build/compile_commands.json", "[]");
  EXPECT_EQ(messageOf(findDatabase("", {File}, "/")), "no error");
  EXPECT_EQ(*findDatabase("", {File}, "/"), InBuild);
  std::string Nearer = T.write("src/compile_commands.json", "[]");
  EXPECT_EQ(*findDatabase("", {File}, "/"), Nearer);
  EXPECT_EQ(*findDatabase("", {}, T.path("src/deep")), Nearer);
  EXPECT_EQ(*findDatabase(T.path("build"), {File}, "/"), InBuild);
  EXPECT_EQ(*findDatabase("build", {}, T.Root), InBuild);
  EXPECT_EQ(*findDatabase(InBuild, {}, "/"), InBuild);
}

TEST(Database, AWrongBuildDirectoryIsAnError) {
  TestFiles T;
  T.write("empty/x", "");
  EXPECT_EQ(messageOf(findDatabase("nope", {}, T.Root)),
            "-p nope: there is no such file or directory");
  EXPECT_NE(messageOf(findDatabase("empty", {}, T.Root)).find("No such file or directory"),
            std::string::npos);
}

class Selection : public testing::Test {
protected:
  void SetUp() override {
    T.write("a/x.cpp", "");
    T.write("a/y.cpp", "");
    T.write("ab/z.cpp", "");
    std::string Text = "[";
    for (StringRef File : {"a/x.cpp", "a/y.cpp", "ab/z.cpp"})
      Text += (Text.size() > 1 ? "," : "") + entry(File, "");
    Database = T.write("compile_commands.json", Text + "]");
  }

  std::string entry(StringRef File, StringRef Flags) {
    return ("{\"directory\":\"" + T.Root + "\",\"file\":\"" + File + "\",\"command\":\"c++ " +
            Flags + " -c " + File + "\"}")
        .str();
  }

  Expected<CommandSet> load(Names Paths) { return loadCommands(Database, Paths, T.Root, ""); }

  TestFiles T;
  std::string Database;
};

TEST_F(Selection, WithoutPathsEverythingIsMeant) {
  auto Set = load({});
  ASSERT_TRUE(bool(Set));
  EXPECT_EQ(filesOf(*Set, T.Root), (Names{"a/x.cpp", "a/y.cpp", "ab/z.cpp"}));
}

TEST_F(Selection, PathsAreFilesOrWholeDirectories) {
  EXPECT_EQ(filesOf(cantFail(load({"a"})), T.Root), (Names{"a/x.cpp", "a/y.cpp"}));
  EXPECT_EQ(filesOf(cantFail(load({T.path("a/y.cpp"), "ab/"})), T.Root),
            (Names{"a/y.cpp", "ab/z.cpp"}));
}

TEST_F(Selection, ALinkToTheSourcesIsTheSources) {
  ASSERT_FALSE(sys::fs::create_link(T.path("a"), T.path("link")));
  EXPECT_EQ(filesOf(cantFail(load({"link/x.cpp"})), T.Root), Names{"a/x.cpp"});
}

TEST_F(Selection, APathThatIsNotInTheDatabaseIsAnError) {
  T.write("other/w.cpp", "");
  EXPECT_NE(messageOf(load({"a", "other"})).find("has no command for anything under it"),
            std::string::npos);
  EXPECT_NE(messageOf(load({"other/w.cpp"})).find("has no command for it"), std::string::npos);
}

TEST_F(Selection, AFileThatIsGoneIsAProblemOfItsOwn) {
  ASSERT_FALSE(sys::fs::remove(T.path("a/x.cpp")));
  CommandSet Set = cantFail(load({}));
  EXPECT_EQ(Set.Commands.size(), 2u);
  ASSERT_EQ(Set.Problems.size(), 1u);
  EXPECT_EQ(Set.Problems[0].File, T.path("a/x.cpp"));
  EXPECT_EQ(Set.Problems[0].Why, "No such file or directory");
}

TEST_F(Selection, OnlyCommandsThatTellSomethingNewAreKept) {
  T.write("compile_commands.json", "[" + entry("a/x.cpp", "-DA") + "," +
                                       entry("a/x.cpp", "-DA -fPIC -Dlib_EXPORTS -o other.o") +
                                       "," + entry("a/x.cpp", "-DB") + "]");
  EXPECT_EQ(cantFail(load({})).Commands.size(), 2u);
}

TEST(FixedCommands, AreMadeOfTheFlagsAlone) {
  TestFiles T;
  T.write("a.cpp", "");
  T.write("b.c", "");
  CommandSet Set = cantFail(fixedCommands({"a.cpp", "b.c"}, {"-DX"}, T.Root, ""));
  ASSERT_EQ(Set.Commands.size(), 2u);
  EXPECT_EQ(Set.Commands[0].Arguments[0], "clang++");
  EXPECT_EQ(Set.Commands[1].Arguments[0], "clang");
  EXPECT_TRUE(is_contained(Set.Commands[0].Arguments, "-DX"));
  EXPECT_TRUE(is_contained(Set.Commands[0].Arguments, T.path("a.cpp")));
  EXPECT_NE(messageOf(fixedCommands({"."}, {}, T.Root, "")).find("a directory"), std::string::npos);
}

TEST(Paths, UnderMeansWholeNames) {
  EXPECT_TRUE(isUnder("/a/b", "/a"));
  EXPECT_TRUE(isUnder("/a", "/a"));
  EXPECT_TRUE(isUnder("/a", "/"));
  EXPECT_FALSE(isUnder("/ab", "/a"));
}

} // namespace
