#include "tool/deploy/Tree.h"

#include "gtest/gtest.h"

namespace pooltidy::deploy {
namespace {

struct Parsed {
  Forest F;
  std::vector<const Node *> Documents;
  std::string Error;

  explicit Parsed(std::string Text) {
    auto D = parseYaml(F, F.add("/f.yml", std::move(Text)));
    if (D)
      Documents = *D;
    else
      Error = llvm::toString(D.takeError());
  }
  const Node &root() const { return *Documents.at(0); }
};

std::string at(const rules::Place &P) {
  return std::to_string(P.Line) + ":" + std::to_string(P.Column) + "-" +
         std::to_string(P.EndColumn);
}

TEST(Tree, PlacesOfScalars) {
  Parsed P("a: one\nb:\n  c: 'two'\n  d: [3, 4]\n");
  EXPECT_EQ(at(P.root().get("a")->where()), "1:4-7");
  EXPECT_EQ(at(P.root().at({"b", "c"})->where()), "3:7-10"); // without the quotes
  EXPECT_EQ(at(P.root().at({"b", "d"})->Items[1]->where()), "4:10-11");
}

TEST(Tree, AWordInAFoldedText) {
  Parsed P("command: >\n  serve --workers 4\n  --threads 4\nnext: 4\n");
  const Node &N = *P.root().get("command");
  size_t Second = N.Text.rfind('4');
  EXPECT_EQ(at(N.where(N.Text.find('4'), 1)), "2:19-20");
  EXPECT_EQ(at(N.where(Second, 1)), "3:13-14");
}

TEST(Tree, AliasesAndMerges) {
  Parsed P("base: &b\n  x: 1\n  y: 2\nother: &o {z: 9}\nmine:\n  <<: [*b, *o]\n  y: 3\n");
  const Node &Mine = *P.root().get("mine");
  EXPECT_EQ(Mine.get("x")->Text, "1");
  EXPECT_EQ(at(Mine.get("x")->where()), "2:6-7"); // where it is written
  EXPECT_EQ(Mine.get("y")->Text, "3");
  EXPECT_EQ(Mine.get("z")->Text, "9");
  EXPECT_EQ(Mine.all().size(), 3u);
}

TEST(Tree, HostileAliases) {
  Parsed P("a: &a\n  b: *a\n  <<: *a\n");
  EXPECT_EQ(P.root().at({"a", "nothing"}), nullptr);
  EXPECT_EQ(P.root().get("a")->all().size(), 1u);
}

TEST(Tree, SeveralDocuments) {
  EXPECT_EQ(Parsed("a: 1\n---\nb: 2\n---\n").Documents.size(), 3u);
  EXPECT_TRUE(Parsed("").Documents.empty());
}

TEST(Tree, JsonWithCommentsAndTabs) {
  Parsed P("{\n\t// how many\n\t\"n\": 4, /* and\n more */ \"u\": \"http://x\"\n}\n");
  ASSERT_EQ(P.Error, "");
  EXPECT_EQ(at(P.root().get("n")->where()), "3:7-8");
  EXPECT_EQ(P.root().get("u")->Text, "http://x");
}

TEST(Tree, ErrorsHaveAPlace) {
  EXPECT_NE(Parsed("a: [1, 2\nb: 3\n").Error, "");
  EXPECT_NE(Parsed("a: b: c\n").Error.find("not YAML: 1:"), std::string::npos);
}

TEST(Tree, DeepNestingIsAnError) { EXPECT_NE(Parsed(std::string(100000, '[')).Error, ""); }

} // namespace
} // namespace pooltidy::deploy
