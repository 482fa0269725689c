//===- ReportsTest.cpp - What the formats print ---------------------------===//
//
// Part of pooltidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/reports/Report.h"

#include "TestFiles.h"

#include "tool/reports/Fingerprints.h"
#include "tool/reports/SourceLines.h"
#include "tool/reports/Summary.h"

#include "llvm/Support/JSON.h"

using namespace llvm;
using namespace pooltidy;
using namespace pooltidy::tool;
using rules::Confidence;
using rules::Severity;

namespace {

class Reports : public testing::Test {
protected:
  void SetUp() override {
    A.Root = T.Root;
    A.ToolVersion = "0.1.0";
    A.PoolerName = "pgbouncer-1.25";
    A.PoolerTitle = "PgBouncer 1.25";
    A.Checks = {{"pooling-session-setting", "Settings reach other clients", "# Help\n"},
                {"pooling-listen", "Notifications get lost", ""}};
  }

  rules::Finding &add(StringRef File, unsigned Line, unsigned Column, unsigned End,
                      Severity Level = Severity::Error) {
    rules::Finding F;
    F.Check = "pooling-session-setting";
    F.Message = "SET may reach another client";
    F.Fix = "Use SET LOCAL.";
    F.Level = Level;
    F.Where = {File.str(), Line, Column, End};
    A.Findings.push_back(F);
    return A.Findings.back();
  }

  void addSites(unsigned Count, Knowledge State) {
    for (unsigned Line = 1; Line <= Count; ++Line) {
      Site S;
      S.Where = {"a.cpp", Line, 1, 0};
      S.State = State;
      S.Operation = "PQexec";
      A.Seen.Sites.push_back(std::move(S));
    }
  }

  std::string report(StringRef Format, ReportOptions O = {}) {
    std::string Text;
    raw_string_ostream OS(Text);
    cantFail(writeReport(A, Format, O, OS));
    return OS.str();
  }
  std::string findings() {
    ReportOptions O;
    O.Quiet = true;
    return report("text", O);
  }
  json::Value parsed(StringRef Format) { return cantFail(json::parse(report(Format))); }
  json::Object run() {
    return *(*parsed("sarif").getAsObject()->getArray("runs"))[0].getAsObject();
  }

  TestFiles T;
  Audit A;
};

//===-- text ---------------------------------------------------------------===//

TEST_F(Reports, TextLooksLikeClang) {
  T.write("a.cpp", "void f() {\n\tdb.exec(\"SET x = 1\");\n}\n");
  rules::Finding &F = add(T.path("a.cpp"), 2, 11, 20);
  F.Sure = Confidence::Likely;
  F.Path.push_back({{"a.cpp", 1, 6, 0}, "called from here"});
  EXPECT_EQ(findings(),
            "a.cpp:2:11: error: SET may reach another client [pooling-session-setting, likely]\n"
            "    2 |  db.exec(\"SET x = 1\");\n"
            "      |           ^~~~~~~~~\n"
            "  a.cpp:1:6: note: called from here\n"
            "      1 | void f() {\n"
            "        |      ^\n"
            "  fix: Use SET LOCAL.\n"
            "\n");
}

TEST_F(Reports, TextMarksCountCharacters) {
  T.write("a.cpp", "s = \"\xC3\xA9\xC3\xA9\"; x = \"password=secret SET\";\n");
  add("a.cpp", 1, 34, 37);
  std::string Text = findings();
  EXPECT_NE(Text.find("    1 | s = \"\xC3\xA9\xC3\xA9\"; x = \"password=*** SET\";\n"
                      "      |                             ^~~\n"),
            std::string::npos)
      << Text;
  EXPECT_EQ(Text.find("secret"), std::string::npos);
}

TEST_F(Reports, TextCutsLongLines) {
  T.write("a.cpp", std::string(1000000, 'x') + "SET" + std::string(1000000, 'y'));
  add("a.cpp", 1, 1000001, 1000004);
  std::string Text = findings();
  EXPECT_LT(Text.size(), 500u);
  EXPECT_NE(Text.find("xSETy"), std::string::npos);
  size_t Source = Text.find(" | ") + 3, Mark = Text.find(" | ", Source) + 3;
  EXPECT_EQ(Text.find("SET", Source) - Source, Text.find("^~~") - Mark);
}

TEST_F(Reports, TextObeysNoControlBytes) {
  T.write("a.cpp", "\x1b[2J SET \xff\n");
  add("a.cpp", 1, 6, 9).Message = "\x1b[31mred\xfe\n";
  std::string Text = findings();
  EXPECT_EQ(Text.find('\x1b'), std::string::npos);
  EXPECT_TRUE(json::isUTF8(Text));
}

TEST_F(Reports, TextSurvivesWrongPlaces) {
  T.write("a.cpp", "x\n");
  add("a.cpp", 1, 900, 901);
  add("a.cpp", 77, 1, 0);
  add("gone.cpp", 1, 1, 5);
  add("", 0, 0, 0);
  add("a.cpp", 1, 1, 4000000000u);
  EXPECT_NE(findings().find("gone.cpp:1:1: error:"), std::string::npos);
}

TEST_F(Reports, TextSumsUp) {
  T.write("a.cpp", "x\n");
  add("a.cpp", 1, 1, 2);
  add("a.cpp", 1, 1, 2, Severity::Warning);
  A.Silenced = 2;
  A.Seen.Analysed = 3;
  A.Seen.Skipped = 4;
  A.Seen.Problems = {{T.path("b.cpp"), "'x.h' file not found", true}, {"c.cpp", "gone", false}};
  addSites(7, Knowledge::Known);
  addSites(1, Knowledge::Partly);
  addSites(2, Knowledge::Unknown);
  Site &S = A.Seen.Sites.back();
  S.Why = "the text comes from a file";
  S.Function = "f";
  S.Call = {"b.cpp", 4, 5, 0};
  A.Seen.BlindSpots = {{{}, "f is too large"}};
  std::string Text = report("text");
  EXPECT_EQ(
      Text.substr(Text.find("Summary")),
      "Summary\n"
      "  files        3 analysed, 4 skipped because they cannot reach a database, 1 failed, 1 "
      "only partly\n"
      "    b.cpp: only partly analysed: 'x.h' file not found\n"
      "    c.cpp: not analysed: gone\n"
      "  statements   10 statements sent to the database, text recovered for 80% (7 known, "
      "1 partly known, 2 unknown)\n"
      "    f is too large\n"
      "    a.cpp:1:1: unknown: sent by PQexec\n"
      "    a.cpp:2:1: unknown: sent by PQexec in f, b.cpp:4:5: the text comes from a file\n"
      "  findings     1 error, 1 warning, 0 notes, 2 silenced by NOLINT\n"
      "    pooling-session-setting        1 error, 1 warning\n"
      "Verdict\n"
      "  Not ready for PgBouncer 1.25: 1 place breaks or leaks, 1 more starves others or "
      "pins connections (1 file not analysed, 1 file only partly analysed, 1 function "
      "not followed to its end, 2 statements whose text is unknown).\n");
}

TEST_F(Reports, ColoursOnlyOnDemand) {
  add("a.cpp", 1, 1, 2);
  EXPECT_EQ(report("text").find('\x1b'), std::string::npos);
  ReportOptions O;
  O.Color = true;
  EXPECT_NE(report("text", O).find("\x1b[1;31merror:"), std::string::npos);
}

//===-- the verdict --------------------------------------------------------===//

TEST_F(Reports, AVerdictNeverClaimsMoreThanWasSeen) {
  auto Verdict = [&] { return verdictSentence(A, summarise(A)); };
  EXPECT_EQ(Verdict(), "Ready for PgBouncer 1.25: nothing was found.");
  addSites(1, Knowledge::Unknown);
  EXPECT_EQ(Verdict(), "No verdict for PgBouncer 1.25: nothing was found, but not everything was "
                       "seen (1 statement whose text is unknown).");
  add("a.cpp", 1, 1, 2, Severity::Note);
  EXPECT_EQ(verdictOf(A, summarise(A)), Verdict::Unknown);
  A.Seen.Sites.clear();
  EXPECT_EQ(Verdict(), "Ready for PgBouncer 1.25, with 1 piece of advice.");
  add("a.cpp", 1, 1, 2, Severity::Warning);
  EXPECT_EQ(Verdict(), "Correct behind PgBouncer 1.25 as far as seen, but 1 place starves others "
                       "or pins connections.");
}

TEST_F(Reports, AHundredPerCentMeansAll) {
  addSites(999, Knowledge::Known);
  EXPECT_EQ(*summarise(A).Recovered, 100u);
  addSites(1, Knowledge::Unknown);
  EXPECT_EQ(*summarise(A).Recovered, 99u);
  // What no path led to has no text to recover, but was not seen either.
  A.Seen.Sites.back().State = Knowledge::Unreached;
  EXPECT_EQ(*summarise(A).Recovered, 99u);
  EXPECT_EQ(summarise(A).Sites, 999u);
  A.Seen.Sites.pop_back();
  A.Seen.BlindSpots = {{{}, "f is not followed to its end"}};
  EXPECT_EQ(*summarise(A).Recovered, 99u);
  A.Seen.BlindSpots.clear();
  A.Seen.Problems = {{"b.cpp", "gone", false}};
  EXPECT_EQ(*summarise(A).Recovered, 99u);
  A.Seen = {};
  EXPECT_FALSE(summarise(A).Recovered);
}

//===-- json ---------------------------------------------------------------===//

TEST_F(Reports, JsonHasTheDocumentedFields) {
  T.write("a.cpp", "SET\n");
  rules::Finding &F = add(T.path("a.cpp"), 1, 1, 4);
  F.What = rules::Consequence::WrongResult;
  F.Path.push_back({{"a.cpp", 1, 1, 0}, "step"});
  json::Value Root = parsed("json");
  const json::Object &O = *Root.getAsObject();
  EXPECT_EQ(O.getInteger("schema"), 1);
  EXPECT_EQ(O.getObject("verdict")->getString("name"), "breaks");
  EXPECT_EQ(O.getObject("verdict")->getBoolean("complete"), true);
  const json::Object &First = *(*O.getArray("findings"))[0].getAsObject();
  EXPECT_EQ(First.getString("file"), "a.cpp");
  EXPECT_EQ(First.getString("consequence"), "wrong-result");
  EXPECT_EQ(First.getString("confidence"), "certain");
  EXPECT_EQ(First.getInteger("endColumn"), 4);
  EXPECT_EQ(First.getArray("path")->size(), 1u);
  EXPECT_EQ(O.getObject("coverage")->getObject("files")->getInteger("failed"), 0);
}

//===-- sarif --------------------------------------------------------------===//

TEST_F(Reports, SarifResultsPointAtRulesAndPlaces) {
  T.write("d r/\xC3\xA9.cpp", "s = \"\xC3\xA9 SET x\";\n");
  add(T.path("d r/\xC3\xA9.cpp"), 1, 9, 12).Path.push_back({{"/usr/include/x.h", 3, 1, 0}, "here"});
  json::Object Run = run();
  EXPECT_EQ(Run.getString("columnKind"), "unicodeCodePoints");
  EXPECT_EQ(Run.getObject("originalUriBaseIds")->getObject("ROOT")->getString("uri"),
            "file://" + T.Root + "/");
  const json::Object &R = *(*Run.getArray("results"))[0].getAsObject();
  EXPECT_EQ(R.getInteger("ruleIndex"), 0);
  EXPECT_EQ(R.getString("level"), "error");
  const json::Object &P =
      *(*R.getArray("locations"))[0].getAsObject()->getObject("physicalLocation");
  EXPECT_EQ(P.getObject("artifactLocation")->getString("uri"), "d%20r/%C3%A9.cpp");
  EXPECT_EQ(P.getObject("artifactLocation")->getString("uriBaseId"), "ROOT");
  // Bytes 9 to 12 are characters 8 to 11.
  EXPECT_EQ(P.getObject("region")->getInteger("startColumn"), 8);
  EXPECT_EQ(P.getObject("region")->getInteger("endColumn"), 11);
  const json::Object &Step = *(*R.getArray("relatedLocations"))[0].getAsObject();
  EXPECT_EQ(Step.getObject("physicalLocation")->getObject("artifactLocation")->getString("uri"),
            "file:///usr/include/x.h");
  EXPECT_EQ(R.getArray("codeFlows")->size(), 1u);
}

TEST_F(Reports, SarifTellsWhatWasNotSeen) {
  A.Seen.Problems = {{"b.cpp", "broken", false}};
  A.Seen.BlindSpots = {{{"a.cpp", 1, 1, 0}, "unknown"}};
  json::Object Run = run();
  const json::Object &I = *(*Run.getArray("invocations"))[0].getAsObject();
  EXPECT_EQ(I.getBoolean("executionSuccessful"), false);
  EXPECT_EQ(I.getArray("toolExecutionNotifications")->size(), 2u);
}

TEST_F(Reports, AFindingOfAnUnlistedCheckStillHasARule) {
  add("a.cpp", 1, 1, 2).Check = "pooling-new";
  json::Object Run = run();
  const json::Array &Rules = *Run.getObject("tool")->getObject("driver")->getArray("rules");
  EXPECT_EQ(Rules.size(), 3u);
  EXPECT_EQ((*Run.getArray("results"))[0].getAsObject()->getInteger("ruleIndex"), 2);
}

TEST_F(Reports, AnyBytesMakeValidDocuments) {
  std::string Bytes;
  for (int I = 1; I < 256; ++I)
    Bytes += static_cast<char>(I);
  rules::Finding &F = add(Bytes, 1, 1, 2);
  F.Message = F.Fix = Bytes;
  F.Path.push_back({{Bytes, 1, 1, 0}, Bytes + " password=s3cret"});
  A.Seen.Problems = {{Bytes, Bytes, false}};
  for (StringRef Format : reportFormats()) {
    std::string Text = report(Format);
    EXPECT_TRUE(json::isUTF8(Text)) << Format.str();
    EXPECT_EQ(Text.find("s3cret"), std::string::npos) << Format.str();
    if (is_contained({"json", "sarif", "gitlab"}, Format))
      EXPECT_TRUE(bool(json::parse(Text))) << Format.str();
  }
}

//===-- the rest -----------------------------------------------------------===//

TEST_F(Reports, FingerprintsSurviveEditsAbove) {
  T.write("a.cpp", "db.exec(\"SET x\");\ndb.exec(\"SET x\");\n");
  auto Prints = [&] {
    Fingerprints P(T.Root);
    std::vector<std::string> Out;
    for (const rules::Finding &F : A.Findings)
      Out.push_back(P.of(F));
    return Out;
  };
  add("a.cpp", 1, 10, 13);
  add("a.cpp", 2, 10, 13);
  std::vector<std::string> Before = Prints();
  EXPECT_NE(Before[0], Before[1]);
  T.write("a.cpp", "\n  db.exec( \"SET x\" );\n\ndb.exec(\"SET x\");\n");
  A.Findings[0].Where.Line = 2;
  A.Findings[0].Where.Column = 13;
  A.Findings[1].Where.Line = 4;
  A.Findings[0].Where.File = T.path("a.cpp"); // absolute or not makes no difference
  EXPECT_EQ(Prints(), Before);
}

TEST_F(Reports, FingerprintsSurviveFormattingAndRenaming) {
  auto Print = [&](StringRef File, StringRef Text) {
    T.write(File, Text);
    StringRef Before = Text.take_front(Text.find("SET"));
    A.Findings.clear();
    add(File, Before.count('\n') + 1, Before.size() - (Before.rfind('\n') + 1) + 1, 0);
    return Fingerprints(T.Root).of(A.Findings[0]);
  };
  std::string One = Print("a.cpp", "void f() { db.exec(\"SET x = 'a b'\"); }");
  EXPECT_EQ(Print("b.cpp", "int g;\nvoid f()\n{\n  // why; not {\n  db.exec(\n"
                           "    \"SET x = \" /* here */\n    \"'a b'\"); // NOLINT\n}\n"),
            One);
  EXPECT_NE(Print("a.cpp", "void f() { db.exec(\"SET y = 'a b'\"); }"), One);
  EXPECT_NE(Print("a.cpp", "void f() { other.exec(\"SET x = 'a b'\"); }"), One);
}

TEST(BlankComments, KnowsLiterals) {
  auto Blanked = [](std::string Text) {
    blankComments(Text);
    return Text;
  };
  EXPECT_EQ(Blanked("a // b\nc /* d\ne */ f"), "a     \nc     \n     f");
  EXPECT_EQ(Blanked("\"// \\\" /*\" '\"' // x"), "\"// \\\" /*\" '\"'     ");
  EXPECT_EQ(Blanked("R\"x(// )\" )x\" // y"), "R\"x(// )\" )x\"     ");
  EXPECT_EQ(Blanked("1'000 // y"), "1'000     ");
  for (const char *Text : {"\"", "'", "/", "/*", "R\"(", "R\"", "\"\\"})
    EXPECT_EQ(Blanked(Text).size(), StringRef(Text).size()) << Text;
}

TEST_F(Reports, UnknownFormatsAreListed) {
  std::string Text;
  raw_string_ostream OS(Text);
  EXPECT_EQ(toString(writeReport(A, "pdf", {}, OS)),
            "there is no report format 'pdf': there are text, json, sarif, html, markdown, gitlab, github, "
            "junit");
}

TEST(ShortPath, IsRelativeToTheRootAlone) {
  EXPECT_EQ(shortPath("/a/b.c", "/a"), "b.c");
  EXPECT_EQ(shortPath("/a/b.c", "/a/"), "b.c");
  EXPECT_EQ(shortPath("/ab/c.c", "/a"), "/ab/c.c");
  EXPECT_EQ(shortPath("/a/b.c", "/"), "a/b.c");
  EXPECT_EQ(shortPath("b.c", "/a"), "b.c");
}

} // namespace
