#include "tool/deploy/Value.h"

#include "gtest/gtest.h"

namespace pooltidy::deploy {
namespace {

struct Env {
  Forest F;
  Environment E;
  std::vector<unsigned> Bad;

  explicit Env(std::string Text) { E = parseEnv(F, F.add("/.env", std::move(Text)), {}, Bad); }
  std::string get(llvm::StringRef Name) const {
    const Value *V = E.get(Name);
    return V ? V->text() : "(none)";
  }
  Value value(std::string Text) {
    Source &S = F.add("/f", Text);
    Node &N = F.make(Node::Scalar, S, 0, Text.size());
    N.Text = std::move(Text);
    return Value(N);
  }
  std::string expanded(std::string Text, Style S = Style::Compose) {
    return expand(value(std::move(Text)), E, S).text();
  }
};

TEST(Value, EnvFiles) {
  Env E("# comment\nexport A=1\nB = \"two words\" \nC='$A'\nD=${A}2 # two\nE=\nbad "
        "line\nF=\"x\ny\"\nG=3\n");
  EXPECT_EQ(E.get("A"), "1");
  EXPECT_EQ(E.get("B"), "two words");
  EXPECT_EQ(E.get("C"), "$A");
  EXPECT_EQ(E.get("D"), "12");
  EXPECT_EQ(E.get("E"), "");
  EXPECT_EQ(E.get("F"), "x\ny");
  EXPECT_EQ(E.get("G"), "3");
  EXPECT_EQ(E.Bad, std::vector<unsigned>{7});
}

TEST(Value, Defaults) {
  Env E("A=1\nEMPTY=\n");
  EXPECT_EQ(E.expanded("${A} $A ${B:-2} ${EMPTY:-3} ${EMPTY-4} ${B-5}"), "1 1 2 3  5");
  EXPECT_EQ(E.expanded("${A:+yes}${B:+no}"), "yes");
  EXPECT_EQ(E.expanded("${A:?must be set}${B:?must be set}"), "1${B}");
  EXPECT_EQ(E.expanded("${B:-${C:-${A}}}"), "1");
  EXPECT_EQ(E.expanded("$$A $${A} $"), "$A ${A} $");
  EXPECT_EQ(E.expanded("${B}"), "${B}"); // not known, and said so
}

TEST(Value, KubernetesNames) {
  Env E("A=1\n");
  EXPECT_EQ(E.expanded("$(A) $$(A) $A ${A}", Style::Kubernetes), "1 $(A) $A ${A}");
}

TEST(Value, RemembersItsPieces) {
  Env E("WORKERS=40\n");
  Value V = expand(E.value("serve --workers ${WORKERS} -t ${T:-8}"), E.E, Style::Compose);
  ASSERT_EQ(V.text(), "serve --workers 40 -t 8");
  rules::Place Workers = V.where(V.text().find("40"), 2), Threads = V.where(V.text().find('8'), 1);
  EXPECT_EQ(Workers.File, "/.env");
  EXPECT_EQ(Workers.Column, 9u);
  EXPECT_EQ(Threads.File, "/f");
  EXPECT_EQ(Threads.Column, 36u);
}

TEST(Value, HostileBraces) {
  Env E("");
  EXPECT_EQ(E.expanded("${"), "${");
  EXPECT_EQ(E.expanded("${}"), "${}");
  std::string Deep;
  for (int I = 0; I < 1000; ++I)
    Deep += "${A:-";
  E.expanded(Deep + std::string(1000, '}')); // ends
}

} // namespace
} // namespace pooltidy::deploy
