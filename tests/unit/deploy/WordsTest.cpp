#include "tool/deploy/Words.h"

#include "gtest/gtest.h"

namespace pooltidy::deploy {
namespace {

struct Line {
  Forest F;
  Value of(std::string Text) {
    Source &S = F.add("/f", Text);
    Node &N = F.make(Node::Scalar, S, 0, Text.size());
    N.Text = std::move(Text);
    return Value(N);
  }
  std::string split(std::string Text) {
    std::string Out;
    for (const Simple &S : splitLine(of(std::move(Text)))) {
      for (const Value &W : S.Words)
        Out += "<" + W.text() + ">";
      Out += S.Background ? "&" : ";";
    }
    return Out;
  }
  std::string option(std::string Text, std::vector<std::string> Names) {
    std::vector<Simple> Lines = splitLine(of(std::move(Text)));
    std::optional<Value> V = optionOf(Lines[0].Words, Names);
    return V ? V->text() : "(none)";
  }
};

TEST(Words, Splitting) {
  Line L;
  EXPECT_EQ(L.split("a 'b c' \"d \\\" e\" f\\ g"), "<a><b c><d \\\" e><f g>;");
  EXPECT_EQ(L.split("a && b -x; c & d | e"), "<a>;<b><-x>;<c>&<d>;<e>;");
  EXPECT_EQ(L.split("run -w $(nproc --all) > x 2>&1"), "<run><-w><$(nproc --all)><>><x><2>&1>;");
  EXPECT_EQ(L.split("a \\\n  b\nc # d\n"), "<a><b>;<c>;");
  EXPECT_EQ(L.split("a ${B:-c d} e"), "<a><${B:-c d}><e>;");
  EXPECT_EQ(L.split("'open"), "<open>;");
  EXPECT_EQ(L.split(""), "");
}

TEST(Words, Options) {
  Line L;
  EXPECT_EQ(L.option("x -w 4", {"-w", "--workers"}), "4");
  EXPECT_EQ(L.option("x -w4", {"-w"}), "4");
  EXPECT_EQ(L.option("x --workers=4 --workers 5", {"-w", "--workers"}), "5"); // the last one
  EXPECT_EQ(L.option("x --workers-max=9", {"--workers"}), "(none)");
  EXPECT_EQ(L.option("x -worker", {"-w"}), "(none)");
  EXPECT_EQ(L.option("x -np 8", {"-n", "-np"}), "8");
}

TEST(Words, ShellLines) {
  Line L;
  Service S;
  S.Env.set("N", L.of("3"));
  for (const char *W : {"sh", "-c", "migrate && exec serve -w $N"})
    S.Command.push_back(L.of(W));
  std::vector<Simple> Lines = commandsOf(S);
  ASSERT_EQ(Lines.size(), 2u);
  EXPECT_EQ(Lines[1].Words.back().text(), "3");
}

} // namespace
} // namespace pooltidy::deploy
