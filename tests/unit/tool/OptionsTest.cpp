//===- OptionsTest.cpp - The command line ---------------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Options.h"

#include "tool/reports/Report.h"

#include <gtest/gtest.h>

using namespace llvm;
using namespace pooltidy;
using namespace pooltidy::tool;

namespace {

Expected<Options> parse(std::vector<StringRef> Args) { return parseOptions(Args); }

std::string complaint(std::vector<StringRef> Args) {
  Expected<Options> O = parseOptions(Args);
  return O ? std::string("no error") : toString(O.takeError());
}

TEST(Options, TheMainJob) {
  Options O = cantFail(parse({"audit", "-p", "build", "src", "--pooler=supavisor", "--jobs", "4",
                              "--report=text", "--report", "sarif=out.sarif", "--fail-on=error"}));
  EXPECT_EQ(O.Command, Verb::Audit);
  EXPECT_EQ(O.BuildDir, "build");
  EXPECT_EQ(O.Paths, std::vector<std::string>{"src"});
  EXPECT_EQ(O.Pooler, "supavisor");
  EXPECT_EQ(O.Jobs, 4u);
  ASSERT_EQ(O.Reports.size(), 2u);
  EXPECT_EQ(O.Reports[0].File, "");
  EXPECT_EQ(O.Reports[1].Format, "sarif");
  EXPECT_EQ(O.Reports[1].File, "out.sarif");
  EXPECT_EQ(O.Fail->Level, rules::Severity::Error);
  EXPECT_FALSE(O.Flags);
}

TEST(Options, FlagsStandAfterTwoDashes) {
  Options O = cantFail(parse({"audit", "a.cpp", "--", "-std=c++20", "--pooler=x"}));
  EXPECT_EQ(*O.Flags, (std::vector<std::string>{"-std=c++20", "--pooler=x"}));
  EXPECT_FALSE(O.Pooler);
  EXPECT_TRUE(cantFail(parse({"audit", "a.cpp", "--"})).Flags->empty());
}

TEST(Options, ShortOnesMayBeJoined) {
  EXPECT_EQ(cantFail(parse({"audit", "-pbuild"})).BuildDir, "build");
  EXPECT_EQ(cantFail(parse({"audit", "-p=build"})).BuildDir, "build");
  EXPECT_EQ(cantFail(parse({"audit", "-j2"})).Jobs, 2u);
}

TEST(Options, ALoneDashIsAFile) {
  EXPECT_EQ(cantFail(parse({"sql", "-"})).Paths, std::vector<std::string>{"-"});
  EXPECT_EQ(cantFail(parse({"audit", "--report=json=-"})).Reports[0].File, "");
}

TEST(Options, LimitsMayBeZero) {
  EXPECT_EQ(cantFail(parse({"audit", "--pool-limit=0"})).PoolLimit, 0u);
  EXPECT_EQ(cantFail(parse({"audit", "--overflow-limit=3"})).OverflowLimit, 3u);
}

TEST(Options, HelpNeedsNothingElse) {
  EXPECT_TRUE(cantFail(parse({"--help"})).Help);
  EXPECT_TRUE(cantFail(parse({"extract", "-h"})).Help);
  EXPECT_TRUE(cantFail(parse({"--version"})).Version);
}

TEST(Options, MistakesAreNamedInOneLine) {
  EXPECT_EQ(complaint({}), "no command given, see 'pooltidy --help'");
  EXPECT_EQ(complaint({"audti"}), "unknown command 'audti', did you mean 'audit'?");
  EXPECT_EQ(complaint({"frobnicate"}), "unknown command 'frobnicate', see 'pooltidy --help'");
  EXPECT_EQ(complaint({"audit", "--chekcs=*"}),
            "unknown option '--chekcs', did you mean '--checks'?");
  EXPECT_EQ(complaint({"audit", "--xyzzy"}), "unknown option '--xyzzy'");
  EXPECT_EQ(complaint({"--pooler=x", "audit"}),
            "'--pooler' comes after a command, as in 'pooltidy audit --pooler'");
  EXPECT_EQ(complaint({"list", "--jobs=2", "checks"}), "'pooltidy list' does not take --jobs");
  EXPECT_EQ(complaint({"audit", "--pooler"}), "--pooler needs a value: --pooler NAME");
  EXPECT_EQ(complaint({"audit", "--pooler", "--", "x"}), "--pooler needs a value: --pooler NAME");
  EXPECT_EQ(complaint({"audit", "--pooler="}), "--pooler: the value is empty");
  EXPECT_EQ(complaint({"audit", "--quiet=yes"}), "--quiet takes no value");
  EXPECT_EQ(complaint({"audit", "--jobs=0"}), "--jobs: '0' is not a whole number of 1 or more");
  EXPECT_EQ(complaint({"audit", "--jobs=two"}), "--jobs: 'two' is not a whole number of 1 or more");
  EXPECT_EQ(complaint({"audit", "--pool-limit=-1"}),
            "--pool-limit: '-1' is not a whole number of 0 or more");
  EXPECT_EQ(complaint({"audit", "--fail-on=panic"}),
            "--fail-on: 'panic' is none of note, warning, error, never");
  EXPECT_EQ(complaint({"audit", "--confidence=sure"}),
            "--confidence: 'sure' is none of possible, likely, certain");
  EXPECT_EQ(complaint({"audit", "--color=blue"}), "--color: 'blue' is none of auto, always, never");
  EXPECT_EQ(complaint({"audit", "--report=srif"}),
            "--report: there is no format 'srif', did you mean 'sarif'?");
  EXPECT_EQ(complaint({"audit", "--report=sarif="}),
            "--report: the file name after 'sarif=' is missing");
  EXPECT_EQ(complaint({"audit", "--report=text", "--report=json"}),
            "--report: two reports to standard output");
}

TEST(Options, CommandsCheckTheirWords) {
  EXPECT_EQ(complaint({"audit", "--", "-DX"}), "flags after '--' need the files before it");
  EXPECT_EQ(complaint({"audit", "-p", "b", "a.cpp", "--"}),
            "-p and flags after '--' exclude each other");
  EXPECT_EQ(complaint({"extract", "a.cpp"}), "'pooltidy extract' needs -o FACTS");
  EXPECT_EQ(complaint({"extract", "-o", "f"}), "'pooltidy extract' takes exactly one FILE");
  EXPECT_EQ(complaint({"extract", "a.c", "-o", "f", "--relative-to", ""}),
            "--relative-to: the value is empty");
  EXPECT_EQ(complaint({"extract", "a.c", "-o", "-", "--depfile", "d"}),
            "--depfile needs -o FACTS, a file");
  EXPECT_EQ(complaint({"split", "-o", "d", "a.c"}),
            "'pooltidy split' takes no files, but -p BUILD_DIR");
  EXPECT_EQ(complaint({"facts", "--dump", "-o", "x", "f"}), "--dump and -o exclude each other");
  EXPECT_EQ(complaint({"link"}), "'pooltidy link' needs the files that 'pooltidy extract' wrote");
  EXPECT_EQ(complaint({"sql", "a.sql", "--", "-x"}), "'pooltidy sql' takes no flags after '--'");
  EXPECT_EQ(complaint({"explain"}),
            "'pooltidy explain' takes exactly one CHECK, see 'pooltidy list checks'");
  EXPECT_EQ(complaint({"list", "pollers"}), "cannot list 'pollers', did you mean 'poolers'?");
  EXPECT_EQ(complaint({"list", "everything"}),
            "cannot list 'everything': there are checks, poolers, libraries");
  EXPECT_EQ(complaint({"audit", ""}), "an empty word where a file was expected");
}

TEST(Options, Deployments) {
  Options O = cantFail(parse({"audit", "--deploy", "a.yml", "--deploy=b.yml", "--cap", "15",
                      "--cap=transaction=200", "--log=x.log"}));
  EXPECT_EQ(O.Deploy, (std::vector<std::string>{"a.yml", "b.yml"}));
  EXPECT_EQ(O.Cap.Plain, 15u);
  EXPECT_EQ(O.Cap.Transaction, 200u);
  EXPECT_EQ(O.Logs, std::vector<std::string>{"x.log"});
  EXPECT_EQ(complaint({"audit", "--cap=15"}), "--cap and --log belong to a deployment: --deploy FILE");
  EXPECT_EQ(complaint({"deploy", "a.yml", "--cap=0"}), "--cap: '0' is not a whole number of 1 or more");
  EXPECT_EQ(complaint({"deploy", "a.yml", "--cap=sesion=3"}),
            "--cap: 'sesion' is none of session, transaction, direct");
  EXPECT_EQ(complaint({"deploy", "a.yml", "--cap=3", "--cap=4"}), "--cap: given twice for the same");
  EXPECT_EQ(complaint({"sql", "--cap=3"}), "'pooltidy sql' does not take --cap");
}

TEST(Options, HelpNamesEveryOptionOfItsCommand) {
  std::string Text = helpText(Verb::Audit);
  for (StringRef Name : {"-p DIR", "--pooler=NAME", "--checks=GLOBS", "--report=FORMAT[=FILE]",
                         "--fail-on=LEVEL", "--jobs=N", "--config=FILE", "exit status: 0"})
    EXPECT_NE(Text.find(Name.str()), std::string::npos) << Name.str();
  EXPECT_EQ(helpText(Verb::List).find("--jobs"), std::string::npos);
  for (StringRef Format : reportFormats())
    EXPECT_NE(Text.find(Format.str()), std::string::npos);
}

} // namespace
